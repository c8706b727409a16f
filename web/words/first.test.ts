import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { words as first } from './en/en.ts'
import { words as all } from './en/index.ts'

/** What a browser has loaded when these run: the files, and what they import at once. */
function loadedWith(paths: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  const waiting = paths.map((path) => new URL(path, import.meta.url).href)
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    const path = fileURLToPath(url)
    if (found.has(path) || !existsSync(path)) continue
    const code = readFileSync(path, 'utf8')
    found.set(path, code)
    for (const [, from = ''] of code.matchAll(/^(?:import|export)\s(?!type\b)[^'"]*?from '(\.[^']+)'/gm))
      waiting.push(new URL(from, url).href)
  }
  return found
}

test('the first page anybody sees says only words that come with it', () => {
  const loaded = loadedWith(['../app/main.tsx', '../features/session/SignInPage.tsx'])
  const groups = new Set([...loaded.values()].flatMap((code) => [...code.matchAll(/\bt\(['"`](\w+)\./g)].map(([, group = '']) => group)))
  expect(loaded.size).toBeGreaterThan(20)
  expect(groups.size).toBeGreaterThan(3)
  expect([...groups].filter((group) => Object.hasOwn(all, group) && !Object.hasOwn(first, group))).toEqual([])
})
