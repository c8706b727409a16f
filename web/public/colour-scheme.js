// Sets light or dark, and how close things stand, before the first paint. A file of its own: the content policy allows no inline script.
try {
  const root = document.documentElement
  const chosen = localStorage.getItem('steward-colour-scheme')
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  if (localStorage.getItem('steward-density') === 'compact') root.dataset.density = 'compact'
} catch {
  // Storage refused: the browser's own scheme is used once the app starts.
}
