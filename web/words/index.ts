import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { type Language, languages } from '../../contract/endpoint.ts'
import type { words as english } from './en/index.ts'

/** The words of the pages. French and German have the same keys, or the type check fails. */
export type Words = typeof english

/** French has a third plural (for millions): each `_other` needs a `_many` beside it. */
export type WithMany<T> = T extends string
  ? string
  : { [K in keyof T]: WithMany<T[K]> } & { [K in keyof T as K extends `${infer Stem}_other` ? `${Stem}_many` : never]: string }

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Words }
  }
}

const key = 'steward-language'

const first: Record<Language, () => Promise<{ words: Partial<Words> }>> = {
  en: () => import('./en/en.ts'),
  fr: () => import('./fr/fr.ts'),
  de: () => import('./de/de.ts'),
}
const more: Record<Language, () => Promise<{ words: Partial<Words> }>> = {
  en: () => import('./en/en-more.ts'),
  fr: () => import('./fr/fr-more.ts'),
  de: () => import('./de/de-more.ts'),
}
/** Whether a page was opened that says more than those before signing in. */
let whole = false

async function wordsOf(language: Language): Promise<Partial<Words>> {
  const pieces = await Promise.all([first[language](), ...(whole ? [more[language]()] : [])])
  return Object.assign({}, ...pieces.map(({ words }) => words))
}

function isLanguage(value: string | null | undefined): value is Language {
  return languages.some((language) => language === value)
}

/** The language chosen on this machine, else the browser's, else English. */
function firstLanguage(): Language {
  const candidates = [localStorage.getItem(key), ...navigator.languages.map((tag) => tag.slice(0, 2))]
  return candidates.find(isLanguage) ?? 'en'
}

export async function startWords(): Promise<void> {
  const language = firstLanguage()
  const words = await wordsOf(language)
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: words } },
    fallbackLng: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  document.documentElement.lang = language
}

/** Chosen last: of two choices that are on their way the later one counts. */
let chosen: Language | undefined

export async function speak(language: Language): Promise<void> {
  chosen = language
  if (i18next.language === language) return
  await bring(language)
  if (chosen !== language) return
  // First: whatever reads again when the words change asks the hub in this language.
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
  localStorage.setItem(key, language)
}

/** All that is wanted of a language; a page that says more may be opened on the way. */
async function bring(language: Language): Promise<void> {
  const before = whole
  i18next.addResourceBundle(language, 'translation', await wordsOf(language), true, true)
  if (whole !== before) await bring(language)
}

let bringing: Promise<void> | undefined

/** Has the words of all pages, in the language spoken now and in each that is spoken from here on. */
export function speakWhole(): Promise<void> {
  whole = true
  const spoken = isLanguage(i18next.language) ? i18next.language : 'en'
  bringing ??= Promise.all([...new Set([spoken, chosen ?? spoken])].map(bring)).then(
    () => {},
    (fault: unknown) => {
      bringing = undefined
      throw fault
    },
  )
  return bringing
}
