import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { type CursorValue, timeKey } from '../platform/http/cursor.ts'

export type AuditRow = {
  id: string
  at: Date
  at_key: string
  kind: string
  person_name: string | null
  /** A member of the organisation whose log it is, acting for it. */
  ours: boolean
  acting_name: string | null
  detail: Record<string, string | number | boolean | null>
  sealed: boolean
}

type Page = { after: CursorValue[] | null; limit: number; kind: string | null; by: 'us' | 'partners' | null }

export function listAuditRows(scope: Scope, { after, limit, kind, by }: Page): Promise<AuditRow[]> {
  const from = after ? sql`and (e.at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``
  const of = kind === null ? sql`` : sql`and e.kind = ${kind}`
  const who = by === null ? sql`` : by === 'us' ? sql`and e.acting = hub.acting()` : sql`and e.acting is distinct from hub.acting()`
  return scope.all(sql`
    with e as materialized (select e.* from (select id, at, era, xid, kind, person_name, home, acting, detail, organisation from audit_event) e
      where e.organisation = hub.acting() ${from} ${of} ${who} order by e.at desc, e.id desc limit ${limit + 1}),
    last as (select s.era, s.to_xid from audit_seal s order by s.number desc limit 1)
    select e.id, e.at, ${timeKey(sql`e.at`)} as at_key, e.kind, e.person_name, coalesce(e.home = hub.acting(), false) as ours, o.name as acting_name, e.detail,
      coalesce((select (e.era, e.xid) < (l.era, l.to_xid) from last l), false) as sealed
    from e left join organisation o on o.id = e.acting order by e.at desc, e.id desc`)
}

export type LastSeal = { number: number; era: number; to_xid: string; hash: Buffer }

/** Waits until no other sealer is at work in this database, and answers the last seal. System scope. */
export function lockLastSeal(scope: Scope): Promise<LastSeal | undefined> {
  return scope.maybe(sql`select number, era, to_xid::text as to_xid, hash from door.last_seal()`)
}

export function readRowsToSeal(scope: Scope, atMost: number): Promise<{ era: number; xid: string; leaf: string }[]> {
  return scope.all(sql`select era, xid::text as xid, leaf from door.rows_to_seal(${atMost})`)
}

export type Seal = { number: number; era: number; from: string; to: string; rows: number; root: Buffer; previous: Buffer; hash: Buffer }

export function writeSeal(scope: Scope, seal: Seal): Promise<number> {
  return scope.run(sql`select door.write_seal(${seal.number}, ${seal.era}, ${seal.from}::xid8, ${seal.to}::xid8, ${seal.rows}, ${seal.root}, ${seal.previous}, ${seal.hash})`)
}
