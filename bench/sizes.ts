import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { type Result, result } from './result.ts'

const root = fileURLToPath(new URL('../web', import.meta.url))

type Chunk = {
  fileName: string
  code: string
  imports: string[]
  dynamicImports: string[]
  facadeModuleId: string | null
  isEntry: boolean
}

/** What a browser fetches before a page works: the entry, the page, and all that either imports; compressed as it is sent. */
export async function benchSizes(): Promise<Result[]> {
  const built = await build({ root, logLevel: 'error', build: { write: false } })
  const outputs = Array.isArray(built) ? built : 'output' in built ? [built] : []
  const chunks = outputs
    .flatMap(({ output }) => output)
    .filter((file): file is Extract<typeof file, { type: 'chunk' }> => file.type === 'chunk')
  const byName = new Map<string, Chunk>(chunks.map((chunk) => [chunk.fileName, chunk]))
  const entry = chunks.find(({ isEntry }) => isEntry)
  if (!entry) throw new Error('no entry')
  const early = await readFile(new URL('../web/public/colour-scheme.js', import.meta.url))
  const wordsIn = (name: string) =>
    chunks.filter(({ facadeModuleId }) => facadeModuleId?.endsWith(`/words/de/${name}.ts`)).map(({ fileName }) => fileName)
  const pages = chunks.filter(({ facadeModuleId }) => facadeModuleId !== null && /features\/.*Page\.tsx$/.test(facadeModuleId))
  const kilobytes = (page: Chunk) => {
    const words = [...wordsIn('de'), ...(isFirst(page) ? [] : wordsIn('de-more'))]
    const needed = closure([entry.fileName, page.fileName, ...words], byName)
    return needed.reduce((sum, { code }) => sum + gzipSync(code).length, gzipSync(early).length) / 1000
  }
  return pages
    .map((page) => ({ name: /features\/(.*)\.tsx$/.exec(page.facadeModuleId ?? '')?.[1] ?? page.fileName, value: kilobytes(page) }))
    .toSorted((one, other) => other.value - one.value)
    .map(({ name, value }) =>
      result({
        name: `sizes: script of ${name}, compressed`,
        scale: 1,
        value,
        unit: 'kB',
        most: name === 'session/SignInPage' ? 200 : 350,
      }),
    )
}

/** The sign-in page comes with its own words alone. */
function isFirst({ facadeModuleId }: Chunk): boolean {
  return facadeModuleId?.endsWith('session/SignInPage.tsx') ?? false
}

function closure(names: readonly string[], chunks: ReadonlyMap<string, Chunk>): Chunk[] {
  const found = new Set<string>()
  const waiting = [...names]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    found.add(name)
    waiting.push(...(chunks.get(name)?.imports ?? []))
  }
  return [...found].flatMap((name) => chunks.get(name) ?? [])
}
