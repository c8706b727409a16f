import { createInstance } from 'i18next'
import { type Language, languages } from '../../contract/endpoint.ts'
import { de } from '../../contract/words/de.ts'
import { en } from '../../contract/words/en.ts'
import { fr } from '../../contract/words/fr.ts'

/** Keys of the sentences that the server says: problems, outcomes, mails, the audit log. */
export type WordKey = Leaves<typeof en>
type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${StripPlural<K>}` : Leaves<T[K], `${Prefix}${K}/`>
}[keyof T & string]
type StripPlural<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` | `${infer Base}_many` ? Base : K

const words = createInstance()
await words.init({
  lng: 'en',
  fallbackLng: false,
  keySeparator: '/',
  nsSeparator: false,
  resources: { en: { translation: en }, fr: { translation: fr }, de: { translation: de } },
  interpolation: { escapeValue: false },
  returnEmptyString: false,
})

export type WordValues = Record<string, string | number>

/** The keys' types are this module's own: the pages augment i18next with theirs. */
const translate = words.t.bind(words) as unknown as (key: string, options: object) => string

/** A sentence in a language. */
export function say(language: Language, key: WordKey, values: WordValues = {}): string {
  return translate(key, { lng: language, ...values })
}

/** For keys that are data (an outcome, an audit kind): the key itself where there are no words. */
export function sayIfKnown(language: Language, key: string, values: WordValues = {}): string | null {
  return words.exists(key, { lng: language, ...values }) ? translate(key, { lng: language, ...values }) : null
}

/** The first language of the header that the hub speaks; null where it speaks none of them. */
export function languageOf(header: string | undefined): Language | null {
  const asked = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const q = parameters.map((parameter) => /^\s*q=([0-9.]+)/.exec(parameter)?.[1]).find((value) => value !== undefined)
      return { tag: tag.split('-')[0], q: q === undefined ? 1 : Number(q) }
    })
    .sort((a, b) => b.q - a.q)
  for (const { tag } of asked) {
    const spoken = languages.find((language) => language === tag)
    if (spoken) return spoken
  }
  return null
}
