import pg from 'pg'
import { pause } from './clock.ts'
import type { Database } from './database/database.ts'
import type { Log } from './log.ts'

/**
 * Something happened that open pages should read again: this person's, or with null those of everybody who reads devices in the organisation.
 * Ids only: each reader reads in their own scope.
 */
export type LiveEvent =
  | { person: string; kind: 'notification' | 'transfer' | 'feed'; organisationId: string | null; id: string | null }
  | { person: null; kind: 'transfer' | 'support_session'; organisationId: string; id: string | null }
type Listener = (event: LiveEvent) => void
/** `follow`: the organisations in which this listener's person reads devices, as far as it knows; it looks again before it passes anything on. */
export type Subscription = { follow(organisations: Iterable<string>): void; close(): void }
export type Live = {
  /** After the commit; told to all servers, coalesced. Losing one loses no data: pages read again when they reconnect. */
  tell(events: readonly LiveEvent[]): void
  subscribe(person: string, listener: Listener): Subscription
  stop(): Promise<void>
}

const channel = 'hub_live'
/** NOTIFY takes a database-wide lock at commit: one per process and this long (docs/isolation.md). */
const coalesceMilliseconds = 50
const payloadBytes = 7_500

/** Live events over LISTEN/NOTIFY; reconnects by itself. */
export async function openLive(database: Database, log: Log): Promise<Live> {
  const people = makeAudience()
  const organisations = makeAudience()
  const mouth = openMouth(database, log)
  const ear = openEar(database.url, log, (payload) => {
    for (const event of JSON.parse(payload) as LiveEvent[])
      for (const listener of event.person === null ? organisations.of(event.organisationId) : people.of(event.person)) listener(event)
  })
  await ear.listens
  return {
    tell: mouth.tell,
    subscribe(person, listener) {
      let followed: readonly string[] = []
      const follow = (now: Iterable<string>) => {
        for (const one of followed) organisations.remove(one, listener)
        followed = [...now]
        for (const one of followed) organisations.add(one, listener)
      }
      people.add(person, listener)
      return {
        follow,
        close() {
          people.remove(person, listener)
          follow([])
        },
      }
    },
    async stop() {
      ear.stop()
      await mouth.stop()
      await ear.close()
    },
  }
}

/** Tells what has gathered, once in a while. */
function openMouth(database: Database, log: Log) {
  const waiting = new Map<string, LiveEvent>()
  let timer: NodeJS.Timeout | undefined
  const flush = async () => {
    timer = undefined
    const events = [...waiting.values()]
    waiting.clear()
    for (const payload of packed(events))
      await database.plain
        .query('select pg_notify($1, $2)', [channel, payload])
        .catch((error: unknown) => log.warn({ err: error }, 'live events were not told: pages read again when they reconnect'))
  }
  return {
    tell(events: readonly LiveEvent[]) {
      for (const event of events) waiting.set(`${event.person} ${event.kind} ${event.organisationId} ${event.id}`, event)
      timer ??= setTimeout(() => void flush(), coalesceMilliseconds)
    },
    async stop() {
      clearTimeout(timer)
      if (waiting.size > 0) await flush()
    },
  }
}

/** Listens until it is stopped. `listens`: it has tried once. */
function openEar(url: string, log: Log, hear: (payload: string) => void) {
  const ending = new AbortController()
  let client: pg.Client | undefined
  const { promise: listens, resolve: connected } = Promise.withResolvers<void>()
  const listen = async () => {
    while (!ending.signal.aborted) {
      try {
        const fresh = new pg.Client({ connectionString: url, keepAlive: true })
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
  void listen()
  return {
    listens,
    stop: () => ending.abort(),
    async close() {
      await client?.end().catch(() => {})
    },
  }
}

/** Who listens to what; what nobody listens to is forgotten. */
function makeAudience() {
  const listeners = new Map<string, Set<Listener>>()
  return {
    of: (topic: string): Iterable<Listener> => listeners.get(topic) ?? [],
    add(topic: string, listener: Listener) {
      listeners.set(topic, (listeners.get(topic) ?? new Set()).add(listener))
    },
    remove(topic: string, listener: Listener) {
      const of = listeners.get(topic)
      of?.delete(listener)
      if (of?.size === 0) listeners.delete(topic)
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
