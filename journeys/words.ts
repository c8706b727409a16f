import { en } from '../contract/words/en.ts'
import { words } from '../web/words/en/index.ts'

/** What the pages say in English. */
export const says = words
/** What the server says in English: explanations, notifications, the log. */
export const hubSays = en

/** A sentence with its values in place: `{{name}}`, `{{count, number}}`. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{\{(\w+)(?:, number)?\}\}/g, (whole, name: string) => String(values[name] ?? whole))
}
