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
