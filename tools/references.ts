// What code and documents send their reader to is there: `node tools/references.ts`, part of `npm run check`. Numbers of rules stand in
// docs/rules.md, documents and chapters that are named exist.
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Breach, Source } from './walls.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const elsewhere = new Set(['node_modules', 'dist', 'data', 'tmp', 'package-lock.json'])
const rulesPage = 'docs/rules.md'
/** Migrations are never edited: those up to 0086 call this page by its former name, which the page itself tells. */
const former = { name: 'data-model', page: 'docs/isolation.md', lastMigration: '0086' }

/** Everything of the project that is read as text: code, migrations, words, documents. */
export async function readTexts(): Promise<Source[]> {
  const texts: Source[] = []
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.name.startsWith('.') || elsewhere.has(entry.name)) continue
      if (entry.isDirectory()) await visit(path)
      else if (/\.(tsx?|sql|md|json|ya?ml|css|html)$|^Dockerfile$/.test(entry.name))
        texts.push({ path: relative(root, path).replaceAll('\\', '/'), text: await readFile(path, 'utf8') })
    }
  }
  await visit(root)
  return texts
}

/** Every reference that leads nowhere, in words. `isThere`: whether a path of the project, file or folder, exists. */
export function findBroken(texts: readonly Source[], isThere: (path: string) => boolean): Breach[] {
  const pages = new Map(texts.filter(({ path }) => path.endsWith('.md')).map(({ path, text }) => [path, headingsOf(text)]))
  const breaches = texts.flatMap((source) => {
    const whys = [...lostRules(source, pages), ...lostPages(source, pages), ...lostDecisions(source, pages), ...lostLinks(source, isThere)]
    return [...new Set(whys)].map((why) => ({ path: source.path, why }))
  })
  const holdsRules = [...(pages.get(rulesPage) ?? [])].some((heading) => /^R-[A-Z]\d+$/.test(heading))
  return holdsRules ? breaches : [{ path: rulesPage, why: 'holds no rule' }, ...breaches]
}

type Pages = ReadonlyMap<string, ReadonlySet<string>>

function headingsOf(text: string): Set<string> {
  return new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading.trim()))
}

function lostRules({ text }: Source, pages: Pages): string[] {
  const named = [...text.matchAll(/\bR-[A-Z]\d+\b/g)].map(([number]) => number)
  return named.filter((number) => !pages.get(rulesPage)?.has(number)).map((number) => `${number} is no heading of ${rulesPage}`)
}

/** A page by its path, from the root or from the file that names it, or by its name alone; and its chapter, where one is named behind it. */
function lostPages(source: Source, pages: Pages): string[] {
  return [...source.text.matchAll(/([\w./-]*\w\.md)\b(?:, "([^"\n]+)")?/g)].flatMap(([, name = '', chapter]) => {
    const page = pageOf(name, source.path, pages)
    if (page === undefined) return [`${name} is not in the project`]
    return chapter === undefined || pages.get(page)?.has(chapter) ? [] : [`${page} has no chapter "${chapter}"`]
  })
}

function pageOf(name: string, from: string, pages: Pages): string | undefined {
  const migration = /^database\/migrations\/(\d{4})/.exec(from)?.[1]
  const mayBeFormer = from === former.page || (migration !== undefined && migration <= former.lastMigration)
  if (name === `${former.name}.md` && mayBeFormer) return former.page
  const near = posix.normalize(posix.join(posix.dirname(from), name))
  return [posix.normalize(name), near].find((path) => pages.has(path)) ?? [...pages.keys()].find((path) => posix.basename(path) === name)
}

function lostDecisions({ text }: Source, pages: Pages): string[] {
  const named = [...text.matchAll(/docs\/decisions\/(\d{4})\b/g)].map(([path]) => path)
  return named.filter((start) => ![...pages.keys()].some((path) => path.startsWith(`${start}-`))).map((start) => `${start} is no decision`)
}

function lostLinks({ path, text }: Source, isThere: (path: string) => boolean): string[] {
  if (!path.endsWith('.md')) return []
  const targets = [...text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)].map(([, target = '']) => target)
  return targets
    .filter((target) => !isThere(posix.normalize(posix.join(posix.dirname(path), target))))
    .map((target) => `the link to ${target} leads nowhere`)
}

/** Whether the project has this file or folder. */
export function isInProject(path: string): boolean {
  return existsSync(join(root, path))
}

if (import.meta.main) {
  const breaches = findBroken(await readTexts(), isInProject)
  for (const { path, why } of breaches) console.error(`${path}: ${why}`)
  process.exitCode = breaches.length > 0 ? 1 : 0
}
