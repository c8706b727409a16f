// The walls of ARCHITECTURE.md, held against the imports of every file: `node tools/walls.ts`, part of `npm run check`.
import { readdir, readFile } from 'node:fs/promises'
import { join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Source = { path: string; text: string }
export type Breach = { path: string; why: string }

const root = fileURLToPath(new URL('..', import.meta.url))
const rooms = ['contract', 'sdk', 'database', 'server', 'web', 'journeys', 'bench', 'tools']
/** Names under which anything could be put (CONTRIBUTING.md, 5). */
const forbiddenNames = /(^|\/)(utils?|helpers?|common|shared|types|constants|services?|managers?)(\.tsx?$|\/)/
const longest = 300
const clock = /\bDate\.now\(\)|new Date\(\)/

/** All TypeScript files of the project, with `/` in their paths. */
export async function readSources(): Promise<Source[]> {
  const sources: Source[] = []
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const path = join(folder, entry.name)
      if (entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name)) await visit(path)
      else if (entry.isFile() && /\.tsx?$/.test(entry.name))
        sources.push({ path: relative(root, path).replaceAll('\\', '/'), text: await readFile(path, 'utf8') })
    }
  }
  for (const room of rooms) await visit(join(root, room))
  return sources
}

/** Which features may use which, read from the text of server/features.ts, so that this tool needs no server to run. */
export function readTable(text: string): Map<string, Set<string>> {
  const table = new Map<string, Set<string>>()
  for (const [, name, uses] of text.matchAll(/^ {2}'?([\w-]+)'?: \{\s*uses: \[([^\]]*)\]/gm)) {
    table.set(
      name ?? '',
      new Set(
        (uses ?? '')
          .split(',')
          .map((use) => use.trim().replaceAll("'", ''))
          .filter((use) => use !== ''),
      ),
    )
  }
  return table
}

/** Paths inside the project and names of packages that a file imports. */
export function importsOf(source: Source): string[] {
  const found = source.text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)
  return [...found].map(([, target = '']) =>
    target.startsWith('.') ? posix.normalize(posix.join(posix.dirname(source.path), target)) : target,
  )
}

/** Every breach of a wall, in words. */
export function findBreaches(sources: readonly Source[], table: Map<string, Set<string>>): Breach[] {
  return [...sources.flatMap((source) => breachesOf(source, table)), ...cycles(table)]
}

function breachesOf(source: Source, table: Map<string, Set<string>>): Breach[] {
  const { path, text } = source
  const breaches: string[] = []
  const isTest = /\.test\.tsx?$/.test(path) || path.startsWith('server/testing/')
  if (forbiddenNames.test(path)) breaches.push('a name that says nothing: name it after the domain')
  if (!isTest && !generated(path) && text.split('\n').length > longest + 1 && !/^\/\/ Longer than/m.test(text)) {
    breaches.push(`${text.split('\n').length - 1} lines: split by the domain, or say why not in a line that begins "// Longer than"`)
  }
  for (const target of importsOf(source)) {
    const why = isTest ? null : importBreach(path, target, table)
    if (why) breaches.push(`imports ${target}: ${why}`)
  }
  if (!isTest && path.startsWith('server/')) breaches.push(...serverBreaches(path, text, table))
  if (!isTest && path.startsWith('web/') && path !== 'web/app/clock.ts' && clock.test(text))
    breaches.push('reads the clock: app/clock.ts only')
  if (!isTest && path.startsWith('web/kit/') && /\bt\(\s*['"`](?!kit\.)/.test(text))
    breaches.push('says a word of the domain: `kit.` words only')
  return breaches.map((why) => ({ path, why }))
}

function generated(path: string): boolean {
  return path === 'database/tables.ts'
}

function importBreach(path: string, target: string, table: Map<string, Set<string>>): string | null {
  const inside = rooms.some((room) => target.startsWith(`${room}/`))
  if (path.startsWith('contract/')) return target.startsWith('contract/') || target === 'zod' ? null : 'the contract imports zod only'
  if (path.startsWith('sdk/')) return target.startsWith('contract/') || target.startsWith('sdk/') ? null : 'the SDK knows the contract only'
  if (path.startsWith('web/kit/') && inside && !/^web\/(kit\/|call\.ts$)/.test(target))
    return 'the kit knows no domain: itself and call.ts only'
  if (path.startsWith('web/'))
    return !inside || /^(web|contract|sdk)\//.test(target) ? null : 'the pages know the contract, never the server'
  if (!path.startsWith('server/')) return null
  if (inside && !/^(server|contract|database)\//.test(target)) return 'the server does not know that room'
  const mine = featureOf(path)
  const theirs = featureOf(target)
  if (path.startsWith('server/platform/') && theirs !== null) return 'the platform knows no feature'
  if (/[/-]rules\.ts$/.test(path) && inside && !/^contract\/|[/-]rules\.ts$|\/file\.ts$|^server\/platform\/words\.ts$/.test(target))
    return 'rules know the contract, other rules, words and what a file says'
  if (mine !== null && !/(^|[/-])queries\.ts$/.test(path) && /^server\/platform\/database\/query\.ts$|^kysely$/.test(target))
    return 'SQL is in queries.ts and *-queries.ts only'
  if (mine === null || theirs === null || mine === theirs) return null
  if (!table.get(mine)?.has(theirs)) return `server/features.ts does not let ${mine} use ${theirs}`
  return target === `server/${theirs}/index.ts` ? null : "only through the neighbour's index.ts"
}

function featureOf(path: string): string | null {
  const name = /^server\/([\w-]+)\//.exec(path)?.[1] ?? null
  return name === null || ['platform', 'testing'].includes(name) ? null : name
}

function serverBreaches(path: string, text: string, table: Map<string, Set<string>>): string[] {
  const breaches: string[] = []
  const mine = featureOf(path)
  if (mine !== null && !table.has(mine)) breaches.push('a folder that server/features.ts does not know: no wall would hold for it')
  if (mine !== null && /^server\/[\w-]+\/.*\//.test(path)) breaches.push('a folder inside a feature: its files lie side by side')
  if (!path.startsWith('server/platform/') && !/(^|[/-])queries\.ts$/.test(path) && /\bsql(<[^`]*>)?`/.test(text))
    breaches.push('SQL is in queries.ts and *-queries.ts only')
  if (mine !== null && !/[/-]routes\.ts$/.test(path) && /\bbind(Whole)?\(/.test(text)) breaches.push('binds an endpoint: routes.ts only')
  if (path !== 'server/platform/config.ts' && /process\.env\b/.test(text)) breaches.push('reads process.env: config.ts only')
  if (path !== 'server/platform/clock.ts' && clock.test(text)) breaches.push('reads the clock: clock.ts only')
  if (!/\/(outside|mailbox)\.ts$/.test(path) && /(?<![.\w])fetch\(/.test(text)) breaches.push('talks to the outside: outside.ts only')
  return breaches
}

function cycles(table: Map<string, Set<string>>): Breach[] {
  const breaches: Breach[] = []
  const visit = (name: string, trail: string[]): void => {
    if (trail.includes(name)) {
      breaches.push({ path: 'server/features.ts', why: `a circle: ${[...trail.slice(trail.indexOf(name)), name].join(' -> ')}` })
      return
    }
    for (const use of table.get(name) ?? []) visit(use, [...trail, name])
  }
  for (const name of table.keys()) visit(name, [])
  return breaches
}

if (import.meta.main) {
  const table = readTable(await readFile(join(root, 'server/features.ts'), 'utf8'))
  const sources = await readSources()
  const breaches = findBreaches(sources, table)
  for (const { path, why } of breaches) console.error(`${path}: ${why}`)
  if (table.size === 0 || sources.length === 0) console.error('the walls found nothing to look at')
  process.exitCode = breaches.length > 0 || table.size === 0 || sources.length === 0 ? 1 : 0
}
