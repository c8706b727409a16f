import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { timeKey } from '../platform/http/cursor.ts'

export type SessionRow = {
  id: string
  person: string
  person_name: string
  home: string | null
  home_name: string | null
  customer: string
  customer_name: string
  reason: string
  opened_at: Date
  /** In full, for the cursor. */
  opened_key: string
  ends_at: Date
  ended_at: Date | null
  ended_by: 'agent' | 'customer' | 'time' | null
  /** By an act, or by time: whether or not that was written down yet. */
  over: boolean
}

const isOver = sql`(s.ended_at is not null or s.ends_at <= hub.now())`
/** The names are cards: either side knows the other's. */
const session = sql`s.id, s.person, s.person_name, s.home, h.name as home_name, s.customer, c.name as customer_name, s.reason, s.opened_at,
  ${timeKey(sql`s.opened_at`)} as opened_key, s.ends_at, s.ended_at, s.ended_by, ${isOver} as over
  from support_session s join organisation c on c.id = s.customer left join organisation h on h.id = s.home`

export type Customer = { id: string; name: string }

/** By the id of its organisation, or by its Customer ID. */
export function findCustomer(scope: Scope, called: { organisation?: string; customerId?: string }): Promise<Customer | undefined> {
  return scope.maybe(sql`select id, name from door.find_customer(${called.organisation ?? null}, ${called.customerId ?? null})`)
}

type NewSession = { id: string; person: { id: string; name: string }; customer: Customer; reason: string; minutes: number }

export async function insertSession(scope: Scope, { id, person, customer, reason, minutes }: NewSession): Promise<SessionRow> {
  await scope.run(sql`insert into support_session (id, person, person_name, customer, kind, reason, ends_at)
    values (${id}, ${person.id}, ${person.name}, ${customer.id}, 'read_only', ${reason}, hub.now() + make_interval(mins => ${minutes}))`)
  return scope.one(sql`select ${session} where s.id = ${id}`)
}

/** One that the reader's side has to do with. */
export function findSession(scope: Scope, id: string): Promise<SessionRow | undefined> {
  return scope.maybe(sql`select ${session} where s.id = ${id}`)
}

export type SessionPage = {
  after: readonly [string, string] | null
  limit: number
  open: boolean | null
  customer: string | null
}

/** Newest first; those that the reader's side has to do with. */
export function listSessions(scope: Scope, { after, limit, open, customer }: SessionPage): Promise<SessionRow[]> {
  const from = after ? sql`and (s.opened_at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``
  const asked = open === null ? sql`` : open ? sql`and not ${isOver}` : sql`and ${isOver}`
  const of = customer === null ? sql`` : sql`and s.customer = ${customer}`
  return scope.all(sql`select ${session} where true ${asked} ${of} ${from} order by s.opened_at desc, s.id desc limit ${limit + 1}`)
}

/** Answers whether it was open until now. */
export async function endSession(scope: Scope, id: string, by: 'agent' | 'customer'): Promise<boolean> {
  return (
    (await scope.run(sql`update support_session s set ended_at = hub.now(), ended_by = ${by}
      where s.id = ${id} and not ${isOver}`)) > 0
  )
}

export type LapsedRow = { id: string; customer: string; customer_name: string; agent: string; home: string | null }

/** Those whose time was over, and are now written down as ended. Scope: `system`. */
export function lapseSessions(scope: Scope, atMost: number): Promise<LapsedRow[]> {
  return scope.all(sql`select id, customer, customer_name, agent, home from door.lapse_support_sessions(${atMost})`)
}
