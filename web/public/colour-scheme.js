// Sets light or dark before the first paint. A file of its own: the content policy allows no inline script.
try {
  const chosen = localStorage.getItem('steward-colour-scheme')
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
} catch {
  // Storage refused: the browser's own scheme is used once the app starts.
}
