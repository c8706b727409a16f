import { useSyncExternalStore } from 'react'

export const densities = ['comfortable', 'compact'] as const
export type Density = (typeof densities)[number]

/** As public/colour-scheme.js reads it before the first paint. */
const key = 'steward-density'
const root = document.documentElement

function current(): Density {
  return root.dataset.density === 'compact' ? 'compact' : 'comfortable'
}

function choose(density: Density): void {
  if (density === 'compact') root.dataset.density = density
  else delete root.dataset.density
  try {
    localStorage.setItem(key, density)
  } catch {
    // Storage refused: it holds until the page is left.
  }
}

function watch(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(root, { attributeFilter: ['data-density'] })
  return () => observer.disconnect()
}

/** How close rows and fields stand on this device. The tokens do the rest (kit/tokens.css). */
export function useDensity(): [Density, (density: Density) => void] {
  return [useSyncExternalStore(watch, current), choose]
}
