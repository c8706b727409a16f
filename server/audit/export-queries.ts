import type { AuditFilter, ExportRow, ExportSeal } from '../../contract/audit.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { asked } from './queries.ts'

/** From which seal to which the sealed rows reach, and how many rows wait to be sealed. */
export type Span = { first: number | null; last: number | null; unsealed: number }

export async function findSpan(scope: Scope, filter: AuditFilter): Promise<Span> {
  const matching = sql`from audit_event e where ${asked(scope, filter)} and (e.era, e.xid)`
  const sealOf = sql`select s.number from audit_seal s where (s.era, s.to_xid) > (e.era, e.xid) order by s.era, s.to_xid limit 1`
  return scope.one(sql`
    with head as (select coalesce(max(s.era), 0) as era, coalesce(max(s.to_xid), '0') as to_xid from
      (select era, to_xid from audit_seal order by number desc limit 1) s)
    select (select (${sealOf}) from (select e.era, e.xid ${matching} < (head.era, head.to_xid) order by e.era, e.xid limit 1) e) as first,
      (select (${sealOf}) from (select e.era, e.xid ${matching} < (head.era, head.to_xid) order by e.era desc, e.xid desc limit 1) e) as last,
      (select count(*) ${matching} >= (head.era, head.to_xid)) as unsealed
    from head`)
}

/** The next seals behind `after`, up to `last`: as many as cover `rows` rows of all organisations together, at least one. */
export function listSeals(
  scope: Scope,
  { after, last, seals, rows }: { after: number; last: number; seals: number; rows: number },
): Promise<ExportSeal[]> {
  return scope.all(sql`
    select s.number, s.era, s.from_xid::text as "from", s.to_xid::text as "to", s.rows,
      encode(s.root, 'hex') as root, encode(s.previous, 'hex') as previous, encode(s.hash, 'hex') as hash
    from (
      select n.number, n.era, n.from_xid, n.to_xid, n.rows, n.root, n.previous, n.hash, sum(n.rows) over (order by n.number) - n.rows as before
      from (
        select number, era, from_xid, to_xid, rows, root, previous, hash from audit_seal
        where number > ${after} and number <= ${last} order by number limit ${seals}) n) s
    where s.before < ${rows} order by s.number`)
}

export type ProvenRow = { era: number; xid: string; leaf: string | null; leaf_hash: string | null } & {
  [K in 'salt' | 'person' | 'person_name']: string | null
}

/**
 * Own rows under seals that follow each other, in their order, as they were hashed. Who acted is told of the own organisation's people; of
 * others it is covered in what was hashed, or, in rows from before that was so, the hash stands for the whole (R-A6).
 */
export function listProvenRows(scope: Scope, filter: AuditFilter, first: ExportSeal, last: ExportSeal): Promise<ProvenRow[]> {
  const told = sql`(e.salt is not null or e.home = e.organisation or (e.person is null and e.person_name is null))`
  return scope.all(sql`
    select e.era, e.xid::text as xid, case when ${told} then hub.audit_leaf(e) end as leaf,
      case when not coalesce(${told}, false) then encode(sha256('\\x00'::bytea || convert_to(hub.audit_leaf(e), 'UTF8')), 'hex') end as leaf_hash,
      case when e.home = e.organisation then e.salt end as salt, case when e.home = e.organisation then e.person end as person,
      case when e.home = e.organisation then e.person_name end as person_name
    from audit_event e
    where ${asked(scope, filter)}
      and (e.era, e.xid) >= (${first.era}::integer, ${first.from}::text::xid8) and (e.era, e.xid) < (${last.era}::integer, ${last.to}::text::xid8)
    order by e.era, e.xid, e.id`)
}

/** The hashes of all rows under each of these seals, in their order; only of seals that cover an own row. */
export async function readLeaves(scope: Scope, numbers: readonly ExportRow['seal'][]): Promise<Map<number, Buffer[]>> {
  if (numbers.length === 0) return new Map()
  const found = await scope.all<{ number: number; leaves: Buffer[] }>(
    sql`select number, leaves from door.seal_leaves(${[...numbers]}::bigint[])`,
  )
  return new Map(found.map(({ number, leaves }) => [number, leaves]))
}
