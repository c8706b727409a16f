import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { de as hubGerman } from '../../contract/words/de.ts'
import { en as hubEnglish } from '../../contract/words/en.ts'
import { fr as hubFrench } from '../../contract/words/fr.ts'
import { words as de } from './de/index.ts'
import { words as en } from './en/index.ts'
import { words as fr } from './fr/index.ts'

/** Every text by its dotted key. */
function textsOf(value: object, path = ''): [string, string][] {
  return Object.entries(value).flatMap(([key, entry]): [string, string][] =>
    typeof entry === 'string' ? [[path + key, entry]] : textsOf(entry, `${path}${key}.`),
  )
}

function placeholdersOf(text: string): string[] {
  return [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort()
}

/** Keys that code says: those in quotes, and as patterns those with something filled in (`roles.${role}`). */
function saidIn(code: string): { whole: Set<string>; patterns: RegExp[] } {
  const whole = new Set([...code.matchAll(/['"`](\w+(?:\.\w+)+)['"`]/g)].map(([, key = '']) => key))
  const filled = [...code.matchAll(/`(\w+\.[\w.]*\$\{[^`]*)`/g)].map(([, key = '']) => key.split(/\$\{[^}]*\}/))
  return { whole, patterns: filled.map((parts) => new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('\\w+')}$`)) }
}

function unsaid(keys: Iterable<string>, code: string): string[] {
  const { whole, patterns } = saidIn(code)
  const stems = new Set([...keys].map((key) => key.replace(plural, '')))
  return [...stems].filter((key) => !whole.has(key) && !patterns.some((pattern) => pattern.test(key)))
}

const plural = /_(one|many|other)$/
const english = new Map(textsOf(en))

describe('the words of the pages', () => {
  test('are found by this test', () => {
    expect(english.size).toBeGreaterThan(400)
  })

  test.each([
    ['German', de],
    ['French', fr],
  ])('%s has the same keys, says something, and fills in the same values', (_name, words) => {
    const translated = new Map(textsOf(words))
    for (const [key, text] of translated) {
      expect(text.trim(), key).not.toBe('')
      const origin = english.get(key) ?? english.get(key.replace(plural, '_other'))
      expect(origin, `${key} is not an English key`).toBeDefined()
      if (!plural.test(key)) expect(placeholdersOf(text), key).toEqual(placeholdersOf(origin ?? ''))
      else expect(placeholdersOf(origin ?? ''), key).toEqual(expect.arrayContaining(placeholdersOf(text)))
    }
    for (const key of english.keys()) expect(translated.has(key), `${key} is missing`).toBe(true)
  })

  test('are all said somewhere in the pages', () => {
    const web = new URL('../', import.meta.url)
    const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((path) =>
      /^(app|kit|features)[\\/].*(?<!\.test)\.tsx?$/.test(path),
    )
    const code = files.map((path) => readFileSync(new URL(path.replaceAll('\\', '/'), web), 'utf8')).join('\n')
    expect(unsaid(english.keys(), code)).toEqual([])
  })

  test('would be found unsaid', () => {
    const code = `t('a.b') t('a.c') t(\`a.d.\${x}\`) t(\`a.\${x}.f.g\`)`
    expect(unsaid(['a.b', 'a.c_one', 'a.c_other', 'a.d.e', 'a.d.e.f', 'a.d.f.g', 'a.never'], code)).toEqual(['a.d.e.f', 'a.never'])
  })

  test('French: what stands apart from its word, such as a question mark, does not begin a line', () => {
    for (const [key, text] of [...textsOf(fr), ...textsOf(hubFrench)]) expect(text, key).not.toMatch(/ [?!:;»]|« /)
  })

  test.each([
    ['English', en, ['one', 'other']],
    ['German', de, ['one', 'other']],
    ['French', fr, ['one', 'many', 'other']],
  ])('%s has every plural form', (_name, words, forms) => {
    const keys = new Set(textsOf(words).map(([key]) => key))
    const stems = [...keys].filter((key) => key.endsWith('_other')).map((key) => key.replace(plural, ''))
    expect(stems.length).toBeGreaterThan(5)
    for (const stem of stems) for (const form of forms) expect(keys.has(`${stem}_${form}`), `${stem}_${form}`).toBe(true)
  })

  test('every plural asks for its count', () => {
    for (const [key, text] of english) if (plural.test(key)) expect(placeholdersOf(text).length, key).toBeGreaterThan(0)
  })

  test.each([
    ['English', en, hubEnglish],
    ['German', de, hubGerman],
    ['French', fr, hubFrench],
  ])('%s calls outcomes as the hub does', (_name, words, hub) => {
    const called = (outcomes: Record<string, { name: string }>) =>
      Object.fromEntries(Object.entries(outcomes).map(([outcome, { name }]) => [outcome, name]))
    expect(words.transfers.outcomes).toEqual(called(hub.transfers.outcomes))
    expect(words.transfers.undoOutcomes).toEqual(called(hub.transfers.undo))
    expect(words.feeds.outcomes).toEqual(called(hub.feeds.outcomes))
  })
})
