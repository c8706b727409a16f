import { join } from 'node:path'
import { normalizePath, type Plugin } from 'vite'

const web = normalizePath(import.meta.dirname)
const project = normalizePath(join(import.meta.dirname, '..'))
/** What is begun with before anybody is signed in. */
const outside = [
  'app/main.tsx',
  'features/session/SignInPage.tsx',
  'features/session/InvitationPage.tsx',
  'features/session/PasswordResetPage.tsx',
  'features/session/RegistrationPage.tsx',
  'features/notifications/UnsubscribePage.tsx',
]
/** What whoever is signed in needs on every page, and on a page with a list. */
const roots = ['app/Shell.tsx', 'features/devices/DevicesPage.tsx', 'features/customers/CustomersPage.tsx']

/**
 * Every page is a piece of script of its own, and what several pages share is again in pieces: many small ones, which a browser fetches in rounds of six. What the pages
 * inside share of our own is one piece here, and `inside.json` says which ones, scripts and styles, they load beside it: the server names these at the top of the
 * page, so that they are fetched while the first script still starts (docs/decisions/0022-pieces-ahead.md).
 */
export function insidePieces(): Plugin {
  const shared = new Set<string>()
  return {
    name: 'inside-pieces',
    apply: 'build',
    outputOptions: (options) => ({
      ...options,
      codeSplitting: { groups: [{ name: 'inside', test: (id: string) => shared.has(id), includeDependenciesRecursively: false }] },
    }),
    buildEnd(fault) {
      if (fault) return
      const pathsOf = (names: readonly string[]) => names.map((name) => `${web}/${name}`)
      // Of ours alone: by its imports the sign-in page would need all of the component library, which is one barrel.
      const isOwn = (id: string) => id.startsWith(`${project}/`) && !id.includes('node_modules')
      const importsOf = (id: string) => (this.getModuleInfo(id)?.importedIds ?? []).filter(isOwn)
      const before = loadedWith(pathsOf(outside), importsOf)
      const pages = pathsOf(roots)
      for (const id of loadedWith(pages, importsOf)) if (!before.has(id) && !pages.includes(id)) shared.add(id)
      if (shared.size === 0) this.error(`the pages ${roots.join(', ')} share nothing`)
    },
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
      const scripts = [...files].filter((file) => !begun.has(file)).sort()
      // In no order: what two pieces say of the same element must not depend on it.
      const styles = [...new Set(scripts.flatMap((file) => [...(chunks.get(file)?.viteMetadata?.importedCss ?? [])]))].sort()
      this.emitFile({ type: 'asset', fileName: 'inside.json', source: JSON.stringify({ scripts, styles }) })
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
