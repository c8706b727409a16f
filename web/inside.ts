import type { Plugin } from 'vite'

/** What whoever is signed in needs on every page, and on a page with a list. */
const roots = ['app/Shell.tsx', 'features/devices/DevicesPage.tsx', 'features/customers/CustomersPage.tsx']

/**
 * Writes `inside.json`: the scripts that pages of somebody signed in load one after another. The server names them at the top of the page, so that the browser
 * fetches them while the first script still starts, and not afterwards in rounds of six (docs/decisions/0022-pieces-ahead.md).
 */
export function insidePieces(): Plugin {
  return {
    name: 'inside-pieces',
    generateBundle(_options, bundle) {
      const chunks = new Map(Object.values(bundle).flatMap((piece) => (piece.type === 'chunk' ? [[piece.fileName, piece] as const] : [])))
      const first = [...chunks.values()].filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName)
      const begun = loadedWith(first, (file) => chunks.get(file)?.imports ?? [])
      const pages = [...chunks.values()].filter(({ facadeModuleId }) => roots.some((root) => facadeModuleId?.endsWith(`/web/${root}`)))
      if (pages.length !== roots.length) this.error(`inside.json: of ${roots.join(', ')} only ${pages.length} are pieces`)
      const files = loadedWith(
        pages.map(({ fileName }) => fileName),
        (file) => chunks.get(file)?.imports ?? [],
      )
      const ahead = [...files].filter((file) => !begun.has(file)).sort()
      this.emitFile({ type: 'asset', fileName: 'inside.json', source: JSON.stringify(ahead) })
    },
  }
}

function loadedWith(first: readonly string[], importsOf: (file: string) => readonly string[]): Set<string> {
  const found = new Set<string>()
  const open = [...first]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue
    found.add(file)
    open.push(...importsOf(file))
  }
  return found
}
