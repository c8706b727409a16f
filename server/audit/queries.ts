import type { RawBuilder } from 'kysely'
import type { AuditFilter } from '../../contract/audit.ts'
import type { Seal } from '../../database/seal.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { boundsOf, hubLog } from './rules.ts'

export type AuditRow = {
  id: string
  at: Date
  /** `at` in full, for the cursor. */
  at_key: string
  kind: string
  person: string | null
  person_name: string | null
  /** The person's organisation is the log's own. */
  own: boolean
  home_name: string | null
  acting_name: string | null
  subject: string | null
  detail: unknown
  sealed: boolean
}
export type AuditPage = AuditFilter & { after: { at: string; id: string } | null; atMost: number }

/** Whose log is read: the operator reads the hub's own. */
function logOf(scope: Scope) {
  return scope.actor.acting ? sql`hub.acting()` : sql`${hubLog}::uuid`
}

/** Whether whoever acted is of the log's own people; of the hub's are those who act for no organisation. */
function isOwn(scope: Scope) {
  return scope.actor.acting ? sql`coalesce(e.home = hub.acting(), false)` : sql`e.home is null`
}

/** Whoever runs the hub comes from no organisation; what the hub does by itself nobody does. */
const sides: Record<NonNullable<AuditFilter['by']>, RawBuilder<unknown>> = {
  us: sql`e.home = hub.acting()`,
  partners: sql`e.home <> e.organisation`,
  operator: sql`e.home is null and e.person is not null`,
}

/**
 * The rows of `audit_event e` that were asked for, in the log of the organisation acted for. `by` asks whose people acted: also inside a
 * support session that is the organisation they come from; acts of partners and of the operator have indexes of their own (0082). Of other organisations' people nothing can be asked, as nothing is told (R-A6).
 */
export function asked(scope: Scope, { kind, by, person, subject, ...days }: AuditFilter) {
  const { from, until } = boundsOf(days, scope.actor.person?.timeZone ?? 'UTC')
  const [topic] = kind?.split('.') ?? []
  return sql`e.organisation = ${logOf(scope)}
    ${by === undefined ? sql`` : sql`and ${sides[by]}`}
    ${topic === undefined ? sql`` : sql`and split_part(e.kind, '.', 1) = ${topic}`}
    ${topic === kind ? sql`` : sql`and e.kind = ${kind}`}
    ${person === undefined ? sql`` : sql`and e.person = ${person} and ${isOwn(scope)}`}
    ${subject === undefined ? sql`` : sql`and e.subject = ${subject}`}
    ${from === null ? sql`` : sql`and e.at >= ${from}::timestamptz`}
    ${until === null ? sql`` : sql`and e.at < ${until}::timestamptz`}`
}

/** The log, newest first, along (at, id). Names of organisations are cards; persons of others are not read at all (R-A6). */
export function listEvents(scope: Scope, { after, atMost, ...filter }: AuditPage): Promise<AuditRow[]> {
  return scope.all(sql`
    select e.id, e.at, to_char(e.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at_key, e.kind, e.subject, e.detail,
      ${isOwn(scope)} as own, case when ${isOwn(scope)} then e.person end as person,
      case when ${isOwn(scope)} then e.person_name end as person_name, h.name as home_name, a.name as acting_name,
      coalesce((e.era, e.xid) < (s.era, s.to_xid), false) as sealed
    from (
      select id, at, kind, person, person_name, home, acting, subject, detail, era, xid from audit_event e
      where ${asked(scope, filter)} ${after === null ? sql`` : sql`and (e.at, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
      order by e.at desc, e.id desc limit ${atMost}) e
    left join organisation h on h.id = e.home
    left join organisation a on a.id = e.acting
    left join lateral (select era, to_xid from audit_seal order by number desc limit 1) s on true
    order by e.at desc, e.id desc`)
}

/** Where the person works, for what they do to their own account. */
export async function findWorkplaces(scope: Scope): Promise<string[]> {
  const rows = await scope.all<{ organisation: string }>(sql`select o.id as organisation
    from membership m join organisation o on o.id = m.organisation and o.state = 'active' where m.person = hub.person() and m.status = 'active'`)
  return rows.map(({ organisation }) => organisation)
}

export type EventRow = Pick<AuditRow, 'at' | 'kind' | 'detail' | 'own' | 'person_name' | 'home_name'>

/** One event of the own log. */
export function findEvent(scope: Scope, id: string): Promise<EventRow | undefined> {
  return scope.maybe(sql`
    select e.at, e.kind, e.detail, coalesce(e.home = hub.acting(), false) as own, h.name as home_name,
      case when e.home = hub.acting() then e.person_name end as person_name
    from audit_event e left join organisation h on h.id = e.home where e.id = ${id} and e.organisation = hub.acting()`)
}

export type MovedDeviceRow = {
  id: string
  vendor: string | null
  product_number: string
  serial: string
  model: string | null
  /** Null where it is in reach no more. */
  device: string | null
}
type MovedPage = { came: boolean; at: string; after: readonly unknown[] | null; atMost: number }

/**
 * Stays in the own tenant that began, or ended, at that time, in the order of their serial numbers. Those are of one chunk, 10,000 at most: an
 * index has them by that time, and only what a page shows is looked up further. Scope: `managed`.
 */
export function listMovedDevices(scope: Scope, { came, at, after, atMost }: MovedPage): Promise<MovedDeviceRow[]> {
  const when = came ? sql`p.began_at = ${at}::timestamptz` : sql`p.ended_at = ${at}::timestamptz`
  const from = after ? sql`and (p.serial, p.id) > (${after[0]}, ${after[1]}::uuid)` : sql``
  return scope.all(sql`
    with p as materialized (
      select p.id, p.device, p.vendor, p.product_number, p.serial, p.model from tenant t join possession p on p.tenant = t.id
      where t.organisation = hub.acting() and ${when} ${from} order by p.serial, p.id limit ${atMost})
    select p.id, v.name as vendor, p.product_number, p.serial, p.model, d.id as device
    from p left join vendor v on v.organisation = p.vendor left join device d on d.id = p.device and d.retired_at is null
    order by p.serial, p.id`)
}

export type Subject = { kind: 'transfer' | 'feed' | 'customer' | 'device'; id: string }

/** Of things that events are about, those that are in reach (R-A1); one statement for a page. */
export async function findSubjects(scope: Scope, subjects: readonly Subject[]): Promise<Subject[]> {
  if (subjects.length === 0) return []
  const ids = (kind: Subject['kind']) => subjects.filter((subject) => subject.kind === kind).map(({ id }) => id)
  return scope.all(sql`
    select 'transfer' as kind, t.id from transfer t where t.id = any(${ids('transfer')}::uuid[])
    union all select 'feed', f.id from feed f where f.id = any(${ids('feed')}::uuid[])
    union all select 'device', d.id from device d where d.id = any(${ids('device')}::uuid[]) and d.retired_at is null
    union all select 'customer', c.organisation from customer_card c where c.organisation = any(${ids('customer')}::uuid[])`)
}

export type NextSeal = Omit<Seal, 'rows' | 'root'> & { leaves: string[] }

/** What the next seal is to cover; undefined where nothing is ready or another server seals. Holds the lock to the transaction's end. */
export function nextSeal(scope: Scope, atMost: number): Promise<NextSeal | undefined> {
  return scope.maybe(sql`select number, era, from_xid as "from", to_xid as "to", previous, leaves from door.next_seal(${atMost})`)
}

export async function writeSeal(scope: Scope, seal: Seal & { hash: Buffer }): Promise<void> {
  const { number, era, from, to, rows, root, previous, hash } = seal
  await scope.run(
    sql`select door.write_seal(${number}, ${era}, ${from}::text::xid8, ${to}::text::xid8, ${rows}, ${root}, ${previous}, ${hash})`,
  )
}

export async function raiseEraHere(scope: Scope): Promise<number> {
  const { era } = await scope.one<{ era: number }>(sql`select door.raise_era() as era`)
  return era
}

/**
 * What holds the sealing up, by transaction numbers. `unsealed`: the first whose rows could be sealed; all before `horizon` could; `oldest`:
 * the oldest that writes, in any database of the cluster.
 */
export type Holdup = { unsealed: string | null; horizon: string; oldest: string | null } & {
  pid: number | null
  of_database: string | null
  of_user: string | null
}

export function findHoldup(scope: Scope): Promise<Holdup> {
  return scope.one(sql`select unsealed, horizon, oldest, pid, of_database, of_user from door.watch_audit()`)
}
