import { AsyncLocalStorage } from 'node:async_hooks'
import { SpanKind } from '@opentelemetry/api'
import pg from 'pg'
import { pause } from '../clock.ts'
import { traced } from '../traces.ts'
import { type Actor, needWay, systemActor, usualWay, type Way } from './actor.ts'
import { translated } from './away.ts'
import { gatheringSocket } from './gathering.ts'
import { keptName } from './kept-plans.ts'
import './last-words.ts'
import { compile, type Query } from './query.ts'

/**
 * A transaction in the name of an actor: every statement runs under the database role of one way of seeing, so that a forgotten
 * `where` leaks nothing (R-A1). Functions that read or write take a Scope first.
 */
export type Scope = {
  readonly actor: Actor
  all<Row>(query: Query<Row>): Promise<Row[]>
  /** The one row that must be there. */
  one<Row>(query: Query<Row>): Promise<Row>
  maybe<Row>(query: Query<Row>): Promise<Row | undefined>
  /** Answers how many rows were changed. */
  run(query: Query<unknown>): Promise<number>
  /** Sees another way from here on; a list over several ways is one statement per way in the same batch. */
  see(way: Way): void
  /** Runs the queue's own statements as its own role, inside this transaction. */
  asQueue<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>
  /** What follows touches many rows: each statement is planned for its values. */
  forMany(): void
  /** Takes the actor that a door has set for the rest of the transaction. */
  become(actor: Actor): void
  /** Once the commit is acknowledged; never for what must not be lost. */
  afterCommit(act: () => void): void
}

/**
 * Each `work` is one transaction, which is done again where PostgreSQL gave it up for another: what it does outside the database waits
 * for `afterCommit`.
 */
export type Database = {
  /** Reads and writes as the actor. */
  inScope<T>(actor: Actor, work: (scope: Scope) => Promise<T>, way?: Way): Promise<T>
  /** The same for many rows at once, into tables that may grow tenfold between two statements: each is planned for its values. */
  inChunk<T>(actor: Actor, work: (scope: Scope) => Promise<T>, way?: Way): Promise<T>
  /** Reads only: PostgreSQL refuses every write in it. */
  inReadOnlyScope<T>(actor: Actor, work: (scope: Scope) => Promise<T>, way?: Way): Promise<T>
  /** The person alone: session, profile, own notifications. */
  inOwnName<T>(actor: Actor, work: (scope: Scope) => Promise<T>): Promise<T>
  inSystem<T>(correlation: string, work: (scope: Scope) => Promise<T>): Promise<T>
  /** A connection without pipelining, as no role: LISTEN and NOTIFY. */
  readonly plain: pg.Pool
  readonly url: string
  readonly prefix: string
  isThere(): Promise<boolean>
  /** Connections of the pool for requests, and requests that wait for one. */
  connections(): { open: number; idle: number; waiting: number }
  close(): Promise<void>
}

const int8 = 20
const date = 1082
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === int8) return Number
    if (oid === date) return String
    return pg.types.getTypeParser(oid, format)
  },
}

/** Plans that a connection keeps grow old as tables grow. */
const connectionSeconds = 300

/** Opens the pools and learns the prefix of the hub's roles from the database itself. */
export async function openDatabase(options: { url: string; connections?: number; log?: (message: string) => void }): Promise<Database> {
  const { url, connections = 12, log = () => {} } = options
  // Pages come from memory or an SSD: PostgreSQL's default, made for turning disks, prefers an index that the table happens to lie in the order of
  // over the one that fits (docs/decisions/0014).
  const settings = '-c search_path=hub -c TimeZone=UTC -c random_page_cost=1.1'
  const common = { connectionString: url, types: types as pg.CustomTypesConfig, options: settings, stream: gatheringSocket }
  const pooled = { max: connections, pipeline: true, connectionTimeoutMillis: 5000, maxLifetimeSeconds: connectionSeconds }
  const pool = new pg.Pool({ ...common, ...pooled } as pg.PoolConfig)
  const plain = new pg.Pool({ ...common, max: 3, connectionTimeoutMillis: 5000 })
  for (const each of [pool, plain]) each.on('error', (error) => log(`a database connection ended: ${error.message}`))
  const found = await plain.query<{ prefix: string }>('select door.prefix() as prefix')
  const prefix = found.rows[0]?.prefix
  if (!prefix) throw new Error('this database holds no hub yet: give DATABASE_OWNER_URL so that it can be migrated')

  // Inside a support session nothing is written, whatever was meant (R-H7): that a view is written down before is the system's act.
  const transact = <T>(actor: Actor, mode: Mode, work: (scope: Scope) => Promise<T>) => {
    const readOnly = mode.readOnly || actor.support !== undefined
    const { way } = mode
    const attributes = { 'db.system.name': 'postgresql', 'steward.way': way, 'steward.read_only': readOnly }
    return againAfterCollision(() =>
      traced('transaction', { kind: SpanKind.INTERNAL, attributes }, () => inTransaction(pool, prefix, actor, { ...mode, readOnly }, work)),
    )
  }
  return {
    inScope: (actor, work, way) => transact(actor, { way: way ?? usualWay(actor.capacity), small: true }, work),
    inChunk: (actor, work, way) => transact(actor, { way: way ?? usualWay(actor.capacity), many: true }, work),
    inReadOnlyScope: (actor, work, way) => transact(actor, { way: way ?? usualWay(actor.capacity), readOnly: true }, work),
    inOwnName: (actor, work) => transact({ ...actor, capacity: 'person', acting: null }, { way: 'person' }, work),
    inSystem: (correlation, work) => transact(systemActor(correlation), { way: 'system' }, work),
    plain,
    url,
    prefix,
    isThere: async () => (await pool.query('select 1').catch(() => undefined)) !== undefined,
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: async () => {
      await Promise.all([pool.end(), plain.end()])
    },
  }
}

type Mode = { way: Way; readOnly?: boolean; many?: boolean; small?: boolean }

const tries = 3
const collisionPauseMilliseconds = 20
/** Another version's plan that an upgrade made wrong: its connection goes with it. */
const stalePlan = '0A000'
/** Serialization failure, deadlock: PostgreSQL undid this one for the sake of another, and asks for it to be done again. */
const collisions = new Set(['40001', '40P01', stalePlan])

/** Nothing has left the house before the commit, so the whole transaction is simply done again. */
async function againAfterCollision<T>(transaction: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await transaction()
    } catch (error) {
      const collided = error instanceof Error && 'code' in error && collisions.has(String(error.code))
      if (!collided || tried === tries) throw error
      // The other one first: at once, the two would meet again.
      await pause(collisionPauseMilliseconds * (tried + Math.random()))
    }
  }
}

/** A scope inside a scope would be two transactions where the reader thinks of one. */
const open = new AsyncLocalStorage<true>()

async function inTransaction<T>(pool: pg.Pool, prefix: string, actor: Actor, mode: Mode, work: (scope: Scope) => Promise<T>): Promise<T> {
  if (open.getStore()) throw new Error('a scope was opened inside another')
  needWay(actor, mode.way)
  const client = await pool.connect().catch((error: unknown) => {
    throw translated(error)
  })
  // The pool listens to idle connections only: one that breaks under us would end the process. Its statements tell what happened.
  let broken: Error | undefined
  const onBreak = (error: Error) => {
    broken = error
  }
  client.on('error', onBreak)
  const sent: Promise<unknown>[] = []
  const send = (text: string, values?: unknown[]) => {
    const name = kept.get(text)
    const answer = client.query({ text, values: values ?? [], ...(name ? { name } : {}) })
    answer.catch(() => {}) // seen below, in order
    sent.push(answer)
  }
  const later: (() => void)[] = []
  try {
    send(mode.readOnly ? 'begin transaction read only' : 'begin')
    send(setActor, actorSettings(prefix, actor, mode.way))
    if (mode.small) send(keepPlans)
    const result = await open.run(true, () => work(scopeOn(client, prefix, actor, mode, send, later)))
    send('commit')
    // What was read is read, and who takes the connection next waits behind: nobody waits for the end of a transaction that only reads.
    if (!mode.readOnly) {
      // A COMMIT of a failed batch answers ROLLBACK without an error.
      const last = (await Promise.all(sent)).at(-1) as pg.QueryResult
      if (last.command !== 'COMMIT') throw new Error('the transaction was rolled back')
    }
    for (const act of later) act()
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    if (error instanceof Error && 'code' in error && error.code === stalePlan) broken = error
    throw translated(error)
  } finally {
    client.off('error', onBreak)
    client.release(broken)
  }
}

const settings = ['person', 'acting', 'home', 'capacity', 'correlation', 'locations', 'now'] as const
const setActor = `select ${settings.map((name, n) => `set_config('hub.${name}', $${n + 1}, true)`).join(', ')}, set_config('role', $${settings.length + 1}, true)`

/** What writes a few rows: PostgreSQL counts ten values in an array of one, finds the plan for all of them dearer, and would plan anew each time. */
const keepPlans = "select set_config('plan_cache_mode', 'force_generic_plan', true)"
const planAnew = "select set_config('plan_cache_mode', 'auto', true)"
const changeRole = "select set_config('role', $1, true)"
/** Said in every transaction: parsed once per connection, by these names. */
const kept = new Map([
  [setActor, 'set_actor'],
  [changeRole, 'set_role'],
  [keepPlans, 'keep_plans'],
  [planAnew, 'plan_anew'],
])

function actorSettings(prefix: string, actor: Actor, way: Way): string[] {
  const acting = actor.acting?.id ?? ''
  const locations = actor.acting?.locations
  return [
    actor.person?.id ?? '',
    acting,
    actor.support ? (actor.support.home ?? '') : acting, // home: equal outside support sessions and delegation
    actor.capacity,
    actor.correlation,
    locations ? `{${locations.join(',')}}` : '',
    '',
    `${prefix}_${way}`,
  ]
}

function scopeOn(
  client: pg.PoolClient,
  prefix: string,
  actor: Actor,
  { way, many }: Mode,
  send: (text: string, values?: unknown[]) => void,
  later: (() => void)[],
): Scope {
  let acts = actor
  let sees = way
  let kept = !many
  const ask = async <Row>(query: Query<Row>): Promise<pg.QueryResult> => {
    const { sql, parameters } = compile(query)
    const name = kept ? keptName(`${sees} ${sql}`) : undefined
    // The text holds no value: those are parameters.
    const attributes = { 'db.system.name': 'postgresql', 'db.query.text': sql, 'steward.way': sees }
    return traced('statement', { kind: SpanKind.CLIENT, attributes }, () =>
      client.query({ text: sql, values: [...parameters], ...(name ? { name } : {}) }),
    )
  }
  const setRole = (role: string) => send(changeRole, [`${prefix}_${role}`])
  return {
    get actor() {
      return acts
    },
    all: <Row>(query: Query<Row>) => seen(ask(query).then((answer) => answer.rows as Row[])),
    one: <Row>(query: Query<Row>) => seen(ask(query).then((answer) => theRow(answer.rows[0] as Row | undefined))),
    maybe: <Row>(query: Query<Row>) => seen(ask(query).then((answer) => answer.rows[0] as Row | undefined)),
    run: (query) => seen(ask(query).then((answer) => answer.rowCount ?? 0)),
    see(next) {
      needWay(acts, next)
      sees = next
      setRole(next)
    },
    async asQueue<Row>(text: string, values?: unknown[]) {
      setRole('jobs')
      const answer = client.query(text, values)
      setRole(sees)
      return { rows: (await answer).rows as Row[] }
    },
    forMany() {
      kept = false
      send(planAnew)
    },
    become(next) {
      acts = next
      sees = usualWay(next.capacity)
      send(setActor, actorSettings(prefix, next, sees))
    },
    afterCommit: (act) => {
      later.push(act)
    },
  }
}

/** Of statements that were sent together the first to fail is thrown; the others fail with it, and nobody waits for them any more. */
function seen<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => {})
  return answer
}

function theRow<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('a row that must be there is not')
  return row
}
