import pg from 'pg'
import { pause } from './clock.ts'
import type { Database } from './database/database.ts'
import type { Log } from './log.ts'

/** Something happened that this person's open pages should read again. Ids only: each reader reads in their own scope. */
export type LiveEvent = { person: string; kind: 'notification' | 'transfer' | 'feed'; organisationId: string | null; id: string | null }
export type Live = {
  /** After the commit; told to all servers, coalesced. Losing one loses no data: pages read again when they reconnect. */
  tell(events: readonly LiveEvent[]): void
  subscribe(person: string, listener: (event: LiveEvent) => void): () => void
  stop(): Promise<void>
}

const channel = 'hub_live'
/** NOTIFY takes a database-wide lock at commit: one per process and this long (data-model.md). */
const coalesceMilliseconds = 50
const payloadBytes = 7_500

/** Live events over LISTEN/NOTIFY; reconnects by itself. */
export async function openLive(database: Database, log: Log): Promise<Live> {
  const listeners = new Map<string, Set<(event: LiveEvent) => void>>()
  const waiting = new Map<string, LiveEvent>()
  const ending = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let client: pg.Client | undefined

  const hear = (payload: string) => {
    for (const event of JSON.parse(payload) as LiveEvent[]) for (const listener of listeners.get(event.person) ?? []) listener(event)
  }
  const listen = async () => {
    while (!ending.signal.aborted) {
      try {
        const fresh = new pg.Client({ connectionString: database.url, keepAlive: true })
        client = fresh
        const gone = new Promise<void>((resolve) => {
          fresh.on('error', () => resolve())
          fresh.on('end', () => resolve())
        })
        await fresh.connect()
        fresh.on('notification', (message) => hear(message.payload ?? '[]'))
        await fresh.query(`listen ${channel}`)
        connected()
        await gone
      } catch (error) {
        log.info({ err: error }, 'live events: no database, trying again')
        connected()
      }
      await pause(1000, ending.signal)
    }
  }
  const flush = async () => {
    timer = undefined
    const events = [...waiting.values()]
    waiting.clear()
    for (const payload of packed(events)) await database.plain.query('select pg_notify($1, $2)', [channel, payload]).catch(() => {})
  }
  let connected = () => {}
  const first = new Promise<void>((resolve) => {
    connected = resolve
  })
  void listen()
  await first
  return {
    tell(events) {
      for (const event of events) waiting.set(`${event.person} ${event.kind} ${event.organisationId} ${event.id}`, event)
      timer ??= setTimeout(() => void flush(), coalesceMilliseconds)
    },
    subscribe(person, listener) {
      const of = listeners.get(person) ?? new Set()
      listeners.set(person, of.add(listener))
      return () => {
        of.delete(listener)
        if (of.size === 0) listeners.delete(person)
      }
    },
    async stop() {
      ending.abort()
      clearTimeout(timer)
      if (waiting.size > 0) await flush()
      await client?.end().catch(() => {})
    },
  }
}

function* packed(events: readonly LiveEvent[]): Generator<string> {
  let batch: LiveEvent[] = []
  let bytes = 2
  for (const event of events) {
    const size = JSON.stringify(event).length + 1
    if (bytes + size > payloadBytes) {
      yield JSON.stringify(batch)
      batch = []
      bytes = 2
    }
    batch.push(event)
    bytes += size
  }
  if (batch.length > 0) yield JSON.stringify(batch)
}
