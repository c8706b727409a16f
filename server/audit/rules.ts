import { z } from 'zod'
import type { Language } from '../../contract/endpoint.ts'
import { en } from '../../contract/words/en.ts'
import { say, type WordKey, type WordValues } from '../platform/words.ts'

/** What acted where no organisation did: the hub itself, or whoever runs it. */
const hubItself = 'Steward'

type Sentence = Extract<WordKey, `audit/${string}`>
const sentences: ReadonlySet<string> = new Set(Object.keys(en.audit).map((key) => `audit/${key.replace(/_(one|many|other)$/, '')}`))

function isSentence(key: string): key is Sentence {
  return sentences.has(key)
}

const facts = z.record(z.string(), z.unknown()).catch({})

/** What an event keeps beside who and when: facts, as they were recorded. */
export function factsOf(detail: unknown): Record<string, unknown> {
  return facts.parse(detail)
}

/** Who did it, in the reader's eyes: a person of the own organisation by name, anybody else by their organisation (R-A6). */
export function nameActor(event: { own: boolean; person_name: string | null; home_name: string | null }): string {
  return (event.own ? event.person_name : null) ?? event.home_name ?? hubItself
}

/** The organisation acted for. */
export function nameActingFor(event: { acting_name: string | null }): string {
  return event.acting_name ?? hubItself
}

/** What happened, as a sentence; the bare kind where there are no words for it yet. */
export function tell(language: Language, event: { kind: string; who: string; detail: Record<string, unknown> }): string {
  const key = `audit/${event.kind}`
  if (!isSentence(key)) return `${event.who}: ${event.kind}`
  const values: WordValues = { who: event.who }
  for (const [name, value] of Object.entries(event.detail)) values[name] = typeof value === 'number' ? value : String(value ?? '')
  return say(language, key, values)
}
