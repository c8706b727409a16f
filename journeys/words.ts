import type { Language } from '../contract/endpoint.ts'
import { en } from '../contract/words/en.ts'
import { words as german } from '../web/words/de/index.ts'
import { words } from '../web/words/en/index.ts'
import { words as french } from '../web/words/fr/index.ts'
import type { Words } from '../web/words/index.ts'

/** What the pages say in English. */
export const says = words
/** What the pages say in each language. */
export const saysIn: Readonly<Record<Language, Words>> = { en: words, fr: french, de: german }
/** What the server says in English: explanations, notifications, the log. */
export const hubSays = en

/** A sentence with its values in place: `{{name}}`, `{{count, number}}`. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{\{(\w+)(?:, number)?\}\}/g, (whole, name: string) => String(values[name] ?? whole))
}
