import { z } from 'zod'
import type { Language } from '../../contract/endpoint.ts'
import { en } from '../../contract/words/en.ts'
import { say, sayIfKnown, type WordKey, type WordValues } from '../platform/words.ts'

/** The log of the hub itself: what its operator did that concerns no organisation. */
export const hubLog = '00000000-0000-0000-0000-000000000000'

/** What acted where no organisation did: the hub itself, or whoever runs it. */
const hubItself = 'Steward'

type Sentence = Extract<WordKey, `audit/${string}`>
/** What can be recorded: what there are words for. */
export type AuditKind = Sentence extends infer Key ? (Key extends `audit/${infer Kind}` ? Kind : never) : never

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

/** Facts that are names of the house's own things, several with commas: where their words are. */
const named: Readonly<Record<string, string>> = {
  kind: 'names/accreditationKinds',
  kinds: 'names/accreditationKinds',
  roles: 'names/roles',
  formerRoles: 'names/roles',
  view: 'names/views',
  language: 'names/languages',
  formerLanguage: 'names/languages',
}

function nameFact(language: Language, fact: string, value: string): string {
  const names = named[fact]
  if (names === undefined) return value
  const each = value.split(', ').map((one) => sayIfKnown(language, `${names}/${one}`) ?? one)
  return each.join(', ')
}

/** What happened, as a sentence; the bare kind where another version recorded what this one has no words for. */
export function tell(language: Language, event: { kind: string; who: string; detail: Record<string, unknown> }): string {
  const key = `audit/${event.kind}`
  if (!isSentence(key)) return `${event.who}: ${event.kind}`
  const values: WordValues = { who: event.who }
  for (const [name, value] of Object.entries(event.detail))
    values[name] = typeof value === 'number' ? value : nameFact(language, name, String(value ?? ''))
  return say(language, key, values)
}

const earliest = '1970-01-01T00:00:00.000Z'
const latest = '9999-12-31T00:00:00.000Z'
const dayMilliseconds = 86_400_000

/** When days begin and end for whoever reads: `from` included, `to` with its whole day. Null where nothing was asked. */
export function boundsOf(
  asked: { from?: string | undefined; to?: string | undefined },
  timeZone: string,
): { from: string | null; until: string | null } {
  const { from, to } = asked
  return {
    from: from === undefined ? null : startOfDay(Date.parse(from), timeZone),
    until: to === undefined ? null : startOfDay(Date.parse(to) + dayMilliseconds, timeZone),
  }
}

function startOfDay(midnight: number, timeZone: string): string {
  // Where the clock was put on meanwhile, the second look knows.
  const about = midnight - offsetAt(midnight, timeZone)
  const at = new Date(midnight - offsetAt(about, timeZone))
  const last = Date.parse(latest)
  return at.getTime() > last ? latest : at.getTime() < 0 ? earliest : at.toISOString()
}

/** How far a zone's clock is ahead of UTC, in milliseconds; none for a zone that this machine does not know. */
function offsetAt(at: number, timeZone: string): number {
  try {
    const shown = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).format(at)
    const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(shown) ?? []
    return (sign === '-' ? -1 : 1) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
  } catch {
    return 0
  }
}

/** Where the thing that an event is about has a page: by the first word of the kind. */
export function pageOfSubject(kind: string): 'transfer' | 'feed' | 'customer' | 'device' | null {
  const [topic] = kind.split('.')
  // What is looked at has many kinds; of these the log leads to devices.
  if (kind === 'support_session.viewed') return 'device'
  return topic === 'transfer' || topic === 'feed' || topic === 'customer' ? topic : null
}

const movedDevices = /^transfer\.moved(?:_back)?_(in|out)$/

/** For an event of devices that came into the log's own tenant or left it: which way, and when, as their stays have it. */
export function moveOf(kind: string, detail: Record<string, unknown>): { came: boolean; at: string } | null {
  const way = movedDevices.exec(kind)?.[1]
  return way !== undefined && typeof detail.at === 'string' ? { came: way === 'in', at: detail.at } : null
}
