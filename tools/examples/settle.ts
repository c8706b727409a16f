// Makes examples of what was recorded: the same at every run, short, and without anything that only its owner may know.
import { createHash } from 'node:crypto'
import { makeCustomerId, parseCustomerId } from '../../contract/customer-id.ts'
import { type Endpoint, workbookType } from '../../contract/endpoint.ts'
import { type Example, type Examples, masks } from '../../contract/example.ts'
import { makeLocationId, parseLocationId } from '../../contract/location-id.ts'
import type { Recording } from './teller.ts'

/** Of the run: where the hub was, when it began, and days that the story counted from today, with what they are in the examples. */
export type Run = { url: string; began: Date; days: ReadonlyMap<string, string> }

/** What the examples' clock shows when the story begins. */
export const storyBegins = new Date('2026-10-05T08:00:00.000Z')
const [minute, hour] = [60_000, 3_600_000]
const [itemsMost, linesMost, charactersMost] = [2, 5, 700]

type Words = (text: string) => string

/** The examples of a recording, by operation, and its problems by code. */
export function settle({ examples, problems }: Recording, endpoints: readonly Endpoint[], run: Run): Examples {
  const names = namesOf(run)
  const byName = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]))
  const operations: Record<string, Example[]> = Object.fromEntries(endpoints.map(({ name }) => [name, []]))
  const seen = new Set<string>()
  for (const [n, told] of examples.entries()) {
    const kind = `${told.operation} ${shapeOf(told.request)} ${told.reply === null}`
    if (seen.has(kind)) continue
    seen.add(kind)
    const words = names(told, n)
    const reply = replyOf(told.reply, byName.get(told.operation)?.produces)
    const settled = {
      title: told.title,
      request: inWords(told.request, words),
      ...(reply === undefined ? {} : { reply: inWords(reply, words) }),
    }
    operations[told.operation]?.push(settled as Example)
  }
  const refusals = [...problems].sort(([one], [other]) => one.localeCompare(other))
  return {
    operations,
    problems: Object.fromEntries(refusals.map(([code, { reply }], n) => [code, inWords(reply, names(reply, examples.length + n))])),
  }
}

/** The names of everything in it, without the values: two requests of one shape are one example. */
function shapeOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.length > 0 ? shapeOf(value[0]) : ''}]`
  if (typeof value !== 'object' || value === null) return ''
  return `{${Object.entries(value)
    .map(([name, of]) => `${name}${shapeOf(of)}`)
    .sort()
    .join()}}`
}

function replyOf(reply: unknown, produces: Endpoint['produces']): unknown {
  if (produces === workbookType) return undefined
  if (typeof reply !== 'string') return shortened(reply)
  if (produces === 'application/x-ndjson') return oneOfEach(reply)
  const lines = reply.split('\n')
  return produces === 'text/csv' ? `${lines.slice(0, linesMost).join('\n').trimEnd()}\n` : reply
}

/** Lines of one kind are alike: their first one is enough. */
function oneOfEach(text: string): string {
  const kinds = new Map<string, string>()
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [kind = ''] = Object.keys(JSON.parse(line))
    if (!kinds.has(kind)) kinds.set(kind, line)
  }
  return `${[...kinds.values()].join('\n')}\n`
}

function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.length > charactersMost ? `${value.slice(0, charactersMost).trimEnd()} …` : value
  if (Array.isArray(value)) return value.slice(0, itemsMost).map(shortened)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, shortened(of)]))
}

/** Gives what the hub made up at random, or took from the clock, names that stay: one name wherever it stands, the times by their order. */
function namesOf({ url, began, days }: Run): (told: unknown, n: number) => Words {
  const fixed = new Map<string, string>()
  const name = (kind: string, real: string, make: (seed: Buffer, count: number) => string) => {
    const known = fixed.get(`${kind} ${real}`)
    if (known !== undefined) return known
    const count = [...fixed.keys()].filter((key) => key.startsWith(`${kind} `)).length + 1
    const made = make(createHash('sha256').update(`${kind} ${count}`).digest(), count)
    fixed.set(`${kind} ${real}`, made)
    return made
  }
  return (told, n) => {
    const time = clockOf(JSON.stringify(told), { began, from: storyBegins.getTime() + n * minute })
    return (text) =>
      [...days]
        .reduce((so, [real, day]) => so.replaceAll(real, day), text.replaceAll(url, 'https://hub.example'))
        .replaceAll(encodeURIComponent(new URL(url).host), 'hub.example')
        .replace(writtenDays, (written) => shiftedDay(written, began))
        .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, (id) =>
          name('id', id, (_, count) => `01990000-0000-7000-8000-${count.toString(16).padStart(12, '0')}`),
        )
        .replace(/\b[0-9a-f]{64}\b/g, (hash) => name('hash', hash, (seed) => seed.toString('hex')))
        .replace(/\b[0-9a-f]{32}\b/g, (salt) => name('salt', salt, (seed) => seed.toString('hex').slice(32)))
        .replace(/\bC-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b/g, (id) => (parseCustomerId(id) ? name('customer', id, makeCustomerId) : id))
        .replace(/\bL-(?!00000-)\d{5}-\d{5}\b/g, (id) => (parseLocationId(id) ? name('location', id, makeLocationId) : id))
        .replace(/\b5CG[0-9A-Z]{7}\b/g, (serial) => name('serial', serial, (_, count) => `5CGEXAMP${String(count).padStart(2, '0')}`))
        .replace(instants, time)
        .replace(/(?<![\w-])(?![0-9a-f]{64}\b)[\w-]{40,}(?![\w-])/g, masks.token)
  }
}

const writtenDays = /\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b/g

/** A day in words, as far from the story's first day as it was from the run's. */
function shiftedDay(written: string, began: Date): string {
  const today = Date.UTC(began.getUTCFullYear(), began.getUTCMonth(), began.getUTCDate())
  const settled = new Date(storyBegins.getTime() + Date.parse(`${written} UTC`) - today)
  return settled.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
}

/** As the API writes them, and as cursors hold them. */
const instants = /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00\b)/g

function momentOf(written: string): number {
  return Date.parse(written.replace(' ', 'T').replace(/\+00$/, 'Z'))
}

/** Times of the run by their order, a second apart; others as far from the beginning as they were, to the hour; midnights as they are. */
function clockOf(text: string, { began, from }: { began: Date; from: number }): Words {
  const isOfTheRun = (at: number) => Math.abs(at - began.getTime()) < 6 * hour
  const found = [...new Set([...text.matchAll(instants)].map(([at]) => momentOf(at)))].sort((one, other) => one - other)
  const ofTheRun = found.filter(isOfTheRun)
  return (written) => {
    const at = momentOf(written)
    if (written.includes('T00:00:00')) return written
    const settled = isOfTheRun(at)
      ? from + Math.max(ofTheRun.indexOf(at), 0) * 1000
      : storyBegins.getTime() + Math.round((at - began.getTime()) / hour) * hour
    return new Date(settled).toISOString()
  }
}

const masked: Readonly<Record<string, unknown>> = {
  password: masks.password,
  current: masks.password,
  code: masks.code,
  secret: masks.secret,
  recoveryCodes: masks.recoveryCodes,
  cpin: masks.cpin,
  token: masks.token,
}

function inWords(value: unknown, words: Words, name = ''): unknown {
  const mask = masked[name]
  if (mask !== undefined && typeof value === typeof mask && !isProblemCode(name, value)) return mask
  if (typeof value === 'number') return /Seconds$/.test(name) ? 2 : value
  if (typeof value === 'string') return textIn(value, words, name)
  if (Array.isArray(value)) return value.map((one) => inWords(one, words))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([inner, of]) => [inner, inWords(of, words, inner)]))
}

/** Problems have a code too, which is no secret. */
function isProblemCode(name: string, value: unknown): boolean {
  return name === 'code' && typeof value === 'string' && !/^\d+$/.test(value)
}

function textIn(text: string, words: Words, name: string): string {
  if (name === 'nextCursor' || name === 'cursor') return cursorIn(text, words)
  if (name === 'uri') return words(text).replace(/secret=[A-Z2-7]+/, `secret=${masks.secret}`)
  if (/^(::ffff:)?127\.0\.0\.1$|^::1$/.test(text)) return '203.0.113.7'
  return words(text)
}

/** A cursor is the key of a row: that is settled, and written as the hub writes it. */
function cursorIn(cursor: string, words: Words): string {
  const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  return Buffer.from(JSON.stringify(inWords(values, words))).toString('base64url')
}
