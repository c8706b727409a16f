import { QueryClient } from '@tanstack/react-query'
import type { MarkedToken, Token } from 'marked'
import { describe, expect, test } from 'vitest'
import { type Language, languages } from '../../../contract/endpoint.ts'
import { organisationKinds } from '../../../contract/permissions.ts'
import { de as hubGerman } from '../../../contract/words/de.ts'
import { en as hubEnglish } from '../../../contract/words/en.ts'
import { fr as hubFrench } from '../../../contract/words/fr.ts'
import listed from '../../../docs/guides/words.json' with { type: 'json' }
import { makeRouter } from '../../app/router.tsx'
import { words as german } from '../../words/de/index.ts'
import { words as english } from '../../words/en/index.ts'
import { words as french } from '../../words/fr/index.ts'
import { makeFinder } from './find.ts'
import type { Guide } from './guide.ts'
import { findGuides } from './library.ts'
import { guideBefore, guideOf, guidesOfPages } from './pages.ts'
import { ours } from './tokens.ts'

// What guides promise of the pages holds: their words, their links, and one for each page.

const words = { en: { ...english, hub: hubEnglish }, fr: { ...french, hub: hubFrench }, de: { ...german, hub: hubGerman } }
const [inEnglish, inFrench, inGerman] = await Promise.all([findGuides('en'), findGuides('fr'), findGuides('de')])
const all = { en: inEnglish, fr: inFrench, de: inGerman }
const names = inEnglish.map(({ slug }) => slug)
/** Which words a guide quotes, by their keys: the same in all three languages. */
const quoted = new Map<string, string[]>(Object.entries(listed))

function isOperating({ readers, parts, slug }: Guide): boolean {
  return inFrench.some((other) => other.slug === slug && other.language === 'en') && readers.includes('operator') && parts.length > 0
}

/** Guides that are there in every language. */
function user(guides: readonly Guide[]): Guide[] {
  return guides.filter((guide) => !isOperating(guide)).toSorted((one, other) => one.slug.localeCompare(other.slug, 'en'))
}

function within(token: MarkedToken): readonly Token[] {
  if (token.type === 'list') return token.items.flatMap((item) => item.tokens)
  if (token.type === 'table') return [token.header, ...token.rows].flatMap((row) => row.flatMap((cell) => cell.tokens))
  return 'tokens' in token ? (token.tokens ?? []) : []
}

function everyToken(tokens: readonly Token[]): MarkedToken[] {
  return ours(tokens).flatMap((token) => [token, ...everyToken(within(token))])
}

function tokensOf({ parts }: Guide): MarkedToken[] {
  return parts.flatMap(({ blocks }) => everyToken(blocks))
}

function boldOf(guide: Guide): string[] {
  return tokensOf(guide).flatMap((token) => (token.type === 'strong' ? token.text : []))
}

/** What the pages say under a key, or behind `hub/` the hub: `…` stands for whatever is filled in. Undefined where nothing is said. */
function saidUnder(language: Language, key: string): string | undefined {
  const found = key
    .split('/')
    .reduce<unknown>((at, name) => (at instanceof Object ? Object.entries(at).find(([one]) => one === name)?.[1] : at), words[language])
  return typeof found === 'string' ? found.replace(/\{\{[^}]+\}\}/g, '…').trim() : undefined
}

/** What of a guide is bold and said under none of its keys, and which keys say what is not bold there. */
function misquoted(guide: Guide, keys: readonly string[]): string[] {
  const said = new Map(keys.map((key) => [key, saidUnder(guide.language, key)]))
  const bold = new Set(boldOf(guide))
  return [
    ...[...bold]
      .filter((text) => ![...said.values()].includes(text))
      .map((text) => `${guide.slug}: “${text}” is said under none of its words`),
    ...[...said]
      .filter(([, text]) => text === undefined || !bold.has(text))
      .map(([key, text]) => `${guide.slug}: ${key} says “${text}”, which is not bold`),
  ]
}

describe('the guides', () => {
  test('are found by this test, each name once', () => {
    expect(user(inEnglish).length).toBeGreaterThan(24)
    expect(new Set(names).size).toBe(names.length)
  })

  test.each(['fr', 'de'] as const)('%s has the same ones, for the same readers, with the same parts and steps', (language) => {
    const outline = (guides: readonly Guide[]) =>
      user(guides).map(({ slug, readers, order, parts }) => ({
        slug,
        readers,
        order,
        parts: parts.map(({ blocks }) => blocks.flatMap((block) => (block.type === 'list' ? block.items.length : []))),
      }))
    expect(outline(all[language])).toEqual(outline(inEnglish))
  })

  test.each(languages)('%s: each has a title, a summary, readers, and is short', (language) => {
    for (const { slug, title, summary, readers, parts } of user(all[language])) {
      expect(title.length, slug).toBeGreaterThan(5)
      expect(summary.length, slug).toBeGreaterThan(20)
      expect(readers.length, slug).toBeGreaterThan(0)
      expect(
        parts
          .map(({ text }) => text)
          .join(' ')
          .split(' ').length,
        slug,
      ).toBeLessThan(420)
    }
  })

  test.each(languages)('%s: what is bold is what the pages or the hub say under the words of docs/guides/words.json', (language) => {
    expect(user(all[language]).flatMap((guide) => misquoted(guide, quoted.get(guide.slug) ?? []))).toEqual([])
  })

  test('a button that has another name now is found', () => {
    const guide = inGerman.find(({ slug }) => slug === 'undo-transfer')
    if (!guide) throw new Error('the guide is not there')
    const keys = quoted.get(guide.slug) ?? []
    expect(misquoted(guide, [...keys, 'transfers/new'])).toEqual([
      'undo-transfer: transfers/new says “Neue Übertragung”, which is not bold',
    ])
    expect(
      misquoted(
        guide,
        keys.filter((key) => key !== 'transfers/undo'),
      ),
    ).toEqual(['undo-transfer: “Rückgängig machen” is said under none of its words'])
    expect(misquoted(guide, [...keys, 'transfers/never'])).toHaveLength(1)
  })

  test.each(languages)('%s: links lead to guides', (language) => {
    const lost = all[language].flatMap((guide) =>
      tokensOf(guide).flatMap((token) => {
        if (token.type !== 'link' || /^https?:/.test(token.href)) return []
        const slug = /([\w-]+)\.md$/.exec(token.href)?.[1] ?? ''
        return names.includes(slug) ? [] : `${guide.slug}: ${token.href}`
      }),
    )
    expect(lost).toEqual([])
  })

  test('French: what stands apart from its word does not begin a line', () => {
    for (const { slug, title, summary, parts } of user(inFrench)) {
      for (const text of [title, summary, ...parts.flatMap(({ heading, text }) => [heading, text])])
        expect(text, slug).not.toMatch(/ [?!:;»]|« /)
    }
  })
})

describe('every page has its guide', () => {
  const pages = Object.keys(makeRouter(new QueryClient()).routesById)
  /** Frames, the help itself, the parts of pages for whoever builds them, and addresses under which there is no page. */
  const none = ['__root__', '/kit', '/operator', '/o/$organisationId', '/help', '/help/$guide', '/operator/$', '/o/$organisationId/$']

  test('in the list of pages and guides', () => {
    expect(Object.keys(guidesOfPages).toSorted()).toEqual(pages.filter((page) => !none.includes(page)).toSorted())
  })

  test('that is there, for each kind of organisation', () => {
    for (const page of pages) for (const kind of [undefined, ...organisationKinds]) expect(names, page).toContain(guideOf(page, kind))
  })

  test('before sign-in by the first name in its address', () => {
    expect(guideBefore('invitation')).toBe('accept-invitation')
    expect(guideBefore('sign-in')).toBe('sign-in')
    expect(guideBefore('nothing')).toBeUndefined()
  })
})

describe('searching', () => {
  const first = (guides: readonly Guide[], q: string) => makeFinder(guides)(q)[0]?.guide.slug

  test('finds words, their beginnings, and words with a letter wrong', () => {
    expect(first(inEnglish, 'undo transfer')).toBe('undo-transfer')
    expect(first(inEnglish, 'recov')).toBe('second-factor')
    expect(first(inEnglish, 'transfre devices')).toBe('transfer')
    expect(first(inEnglish, 'recovry codes')).toBe('second-factor')
  })

  test('minds neither accents nor upper case, and not a word that no guide has', () => {
    expect(first(inGerman, 'RUCKGANGIG')).toBe('undo-transfer')
    expect(first(inFrench, 'recapitulatif')).toBe('undo-transfer')
    expect(first(inEnglish, 'how can undo xylophone')).toBe('undo-transfer')
    expect(makeFinder(inEnglish)('xylophone')).toEqual([])
  })

  test('shows the passage with what fits', () => {
    const hit = makeFinder(inGerman)('Wiederherstelungscode')[0]
    expect(hit?.passage.filter(({ hit }) => hit).map(({ text }) => text)[0]).toMatch(/^Wiederherstellungscode/)
  })
})
