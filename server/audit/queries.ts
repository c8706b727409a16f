import type { Seal } from '../../database/seal.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'

export type AuditRow = {
  id: string
  at: Date
  /** `at` in full, for the cursor. */
  at_key: string
  kind: string
  person_name: string | null
  /** The person's organisation is the log's own. */
  own: boolean
  home_name: string | null
  acting_name: string | null
  detail: unknown
  sealed: boolean
}
export type AuditPage = {
  kind: string | undefined
  by: 'us' | 'partners' | undefined
  after: { at: string; id: string } | null
  atMost: number
}

/**
 * The log of the organisation acted for, newest first, along (at, id). `by` asks whose people acted: also inside a support session that
 * is the organisation they come from. Names of organisations are cards; persons of others are not read at all (R-A6).
 */
export function listEvents(scope: Scope, { kind, by, after, atMost }: AuditPage): Promise<AuditRow[]> {
  const whose = by === 'us' ? sql`and e.home = hub.acting()` : by === 'partners' ? sql`and e.home <> hub.acting()` : sql``
  return scope.all(sql`
    select e.id, e.at, to_char(e.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at_key, e.kind, e.detail, coalesce(e.home = hub.acting(), false) as own,
      case when e.home = hub.acting() then e.person_name end as person_name, h.name as home_name, a.name as acting_name,
      coalesce((e.era, e.xid) < (s.era, s.to_xid), false) as sealed
    from (
      select * from audit_event e
      where e.organisation = hub.acting() ${whose} ${kind === undefined ? sql`` : sql`and e.kind = ${kind}`}
        ${after === null ? sql`` : sql`and (e.at, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
      order by e.at desc, e.id desc limit ${atMost}) e
    left join organisation h on h.id = e.home
    left join organisation a on a.id = e.acting
    left join lateral (select era, to_xid from audit_seal order by number desc limit 1) s on true
    order by e.at desc, e.id desc`)
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
