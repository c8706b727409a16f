import { setTimeout as pause } from 'node:timers/promises'
import { sessionCookie } from '../../platform/access/session.ts'
import { multipart } from '../hub.ts'
import type { Somebody } from './world.ts'

/** What a client heard; null where the connection broke, and nobody can say what became of the request. */
export type Heard = { status: number; retryAfter: string | null; body: unknown } | null

/** Answers that no crash excuses: neither done, nor refused by a rule, nor "come again". */
export type Journal = {
  unexpected: string[]
  away: number
  broken: number
  /** How often an act by name was cut off: its connection broke, or it was told to come again. */
  cutOff: Record<string, number>
}

export function makeJournal(): Journal {
  return { unexpected: [], away: 0, broken: 0, cutOff: {} }
}

export type Request = {
  method: 'GET' | 'POST'
  path: string
  key?: string
  json?: unknown
  /** By this name the journal counts how often it was cut off. */
  act?: string
  /** The address that it comes from, as a proxy tells. */
  forwarded?: string
  file?: {
    name: string
    content: string
    fields?: Record<string, string> /** The upload is this slow, so that it can be hit. */
    pieces?: number
  }
}

/** Asks once. */
export async function ask(url: string, who: Somebody, request: Request, journal: Journal): Promise<Heard> {
  const part = request.file ? multipart({ name: request.file.name, content: request.file.content }, request.file.fields) : null
  const body = part ? slowly(part.payload, request.file?.pieces ?? 1) : request.json === undefined ? null : JSON.stringify(request.json)
  const init: RequestInit & { duplex?: 'half' } = {
    method: request.method,
    headers: {
      'x-steward-request': '1',
      ...(who.token ? { cookie: `${sessionCookie}=${who.token}`, 'x-steward-acting-for': who.organisation } : {}),
      ...(request.forwarded ? { 'x-forwarded-for': request.forwarded } : {}),
      connection: 'close',
      ...(request.key ? { 'idempotency-key': request.key } : {}),
      ...(part ? part.headers : request.json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body,
    duplex: 'half',
  }
  try {
    const reply = await fetch(`${url}/api/v1${request.path}`, init)
    const heard = {
      status: reply.status,
      retryAfter: reply.headers.get('retry-after'),
      body: reply.status === 204 ? null : await reply.json(),
    }
    note(journal, request, heard)
    return heard
  } catch {
    journal.broken += 1
    cutOff(journal, request)
    return null
  }
}

function note(journal: Journal, request: Request, { status, retryAfter, body }: NonNullable<Heard>): void {
  if (status === 503 && retryAfter !== null) {
    journal.away += 1
    cutOff(journal, request)
  } else if (status >= 500 || status === 429)
    journal.unexpected.push(`${request.method} ${request.path}: ${status} ${JSON.stringify(body)}`)
}

function cutOff(journal: Journal, { act }: Request): void {
  if (act !== undefined) journal.cutOff[act] = (journal.cutOff[act] ?? 0) + 1
}

/** Asks until there is an answer that is one: the same key makes it one request however often it is sent. */
export async function insist(url: string, who: Somebody, request: Request, journal: Journal): Promise<NonNullable<Heard>> {
  for (;;) {
    const heard = await ask(url, who, request, journal)
    if (heard && heard.status < 500) return heard
    await pause(200)
  }
}

function slowly(payload: Buffer, pieces: number): ReadableStream<Uint8Array> {
  const size = Math.ceil(payload.length / pieces)
  let at = 0
  return new ReadableStream({
    async pull(controller) {
      if (at >= payload.length) return controller.close()
      if (at > 0) await pause(60)
      controller.enqueue(payload.subarray(at, at + size))
      at += size
    },
  })
}
