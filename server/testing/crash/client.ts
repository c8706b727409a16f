import { setTimeout as pause } from 'node:timers/promises'
import { sessionCookie } from '../../platform/access/session.ts'
import { multipart } from '../hub.ts'
import type { Somebody } from './world.ts'

/** What a client heard; null where the connection broke, and nobody can say what became of the request. */
export type Heard = { status: number; retryAfter: string | null; cookie: string | null; body: unknown } | null

/** A request that was sent; `cutOff` tells once it is known whether its connection broke or it was told to come again. */
export type Flight = { act: string; cutOff: Promise<boolean> }

export type Journal = {
  /** Answers that no crash excuses: neither done, nor refused by a rule, nor "come again". */
  unexpected: string[]
  away: number
  broken: number
  asked: number
  /** Of the requests that are an act by name: those not yet answered. */
  flights: Set<Flight>
  /** Nobody answers any more. */
  isOver: boolean
}

export function makeJournal(): Journal {
  return { unexpected: [], away: 0, broken: 0, asked: 0, flights: new Set(), isOver: false }
}

export type Request = {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  key?: string
  json?: unknown
  /** By this name the journal knows it while it is not answered. */
  act?: string
  file?: {
    name: string
    content: string
    fields?: Record<string, string> /** The upload is this slow, so that it can be hit. */
    pieces?: number
  }
}

/** Asks once. */
export async function ask(url: string, who: Somebody, request: Request, journal: Journal): Promise<Heard> {
  const answer = send(url, who, request, journal)
  if (request.act === undefined) return answer
  const flight = { act: request.act, cutOff: answer.then((heard) => heard === null || isAway(heard)) }
  journal.flights.add(flight)
  return answer.finally(() => journal.flights.delete(flight))
}

async function send(url: string, who: Somebody, request: Request, journal: Journal): Promise<Heard> {
  journal.asked += 1
  const part = request.file ? multipart({ name: request.file.name, content: request.file.content }, request.file.fields) : null
  const body = part ? slowly(part.payload, request.file?.pieces ?? 1) : request.json === undefined ? null : JSON.stringify(request.json)
  const init: RequestInit & { duplex?: 'half' } = {
    method: request.method,
    headers: {
      'x-steward-request': '1',
      ...(who.token ? { cookie: `${sessionCookie}=${who.token}`, 'x-steward-acting-for': who.organisation } : {}),
      // Limits count addresses, as a proxy tells them: each request comes from one of its own.
      'x-forwarded-for': `203.0.${Math.floor(journal.asked / 250) % 250}.${journal.asked % 250}`,
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
      cookie: reply.headers.get('set-cookie'),
      body: reply.status === 204 ? null : await reply.json(),
    }
    note(journal, request, heard)
    return heard
  } catch {
    journal.broken += 1
    return null
  }
}

function isAway({ status, retryAfter }: NonNullable<Heard>): boolean {
  return status === 503 && retryAfter !== null
}

function note(journal: Journal, request: Request, heard: NonNullable<Heard>): void {
  const { status, body } = heard
  if (isAway(heard)) journal.away += 1
  else if (status >= 500 || status === 429) journal.unexpected.push(`${request.method} ${request.path}: ${status} ${JSON.stringify(body)}`)
}

/** Asks until there is an answer that is one: the same key makes it one request however often it is sent. */
export async function insist(url: string, who: Somebody, request: Request, journal: Journal): Promise<NonNullable<Heard>> {
  for (;;) {
    const heard = await ask(url, who, request, journal)
    if (heard && heard.status < 500) return heard
    if (journal.isOver) throw new Error('the hub is gone for good')
    await pause(100)
  }
}

function slowly(payload: Buffer, pieces: number): ReadableStream<Uint8Array> {
  const size = Math.ceil(payload.length / pieces)
  let at = 0
  return new ReadableStream({
    async pull(controller) {
      if (at >= payload.length) return controller.close()
      if (at > 0) await pause(20)
      controller.enqueue(payload.subarray(at, at + size))
      at += size
    },
  })
}
