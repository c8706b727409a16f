import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { CursorValue } from '../platform/http/cursor.ts'

export type QuotaRow = { devices: number; used: number; level: number; counted_at: Date }
export type PartnerQuotaRow = QuotaRow & { partner: string; name: string; share: string; revision: number }

const columns = sql`q.devices, q.used, hub.quota_level(q.used, q.devices) as level, q.counted_at`

/** Of the organisation acted for. */
export function findQuota(scope: Scope): Promise<QuotaRow | undefined> {
  return scope.maybe(sql`select ${columns} from quota q where q.partner = hub.acting()`)
}

/** The fullest first. */
export function listQuotaRows(scope: Scope, { after, limit }: { after: CursorValue[] | null; limit: number }): Promise<PartnerQuotaRow[]> {
  const from = after ? sql`where (l.share, l.partner) < (${after[0]}::numeric, ${after[1]}::uuid)` : sql``
  return scope.all(sql`select l.* from (
      select ${columns}, q.revision, q.partner, o.name, round(q.used::numeric / q.devices, 6) as share from quota q join organisation o on o.id = q.partner) l
    ${from} order by l.share desc, l.partner desc limit ${limit + 1}`)
}

export type SetRow = {
  partner: string
  name: string
  devices: number | null
  used: number
  counted_at: Date
  level: number | null
  was: number | null
  stale: boolean
}

/** Null = none. Undefined where there is no such partner; `stale`, and nothing done, where `expected` is not its revision. */
export function putQuota(scope: Scope, partner: string, devices: number | null, expected: number | null): Promise<SetRow | undefined> {
  return scope.maybe(sql`select * from door.set_quota(${partner}, ${devices}::bigint, ${expected}::integer)`)
}

export type Crossing = { partner: string; name: string; devices: number; used: number; level: number }

/** Counts, and answers who crossed nine tenths or the whole of its quota since the last time. */
export function countQuotas(scope: Scope): Promise<Crossing[]> {
  return scope.all(sql`select * from door.count_quotas()`)
}

export async function findOperators(scope: Scope): Promise<string[]> {
  const rows = await scope.all<{ person: string }>(sql`select person from door.operators() as person`)
  return rows.map(({ person }) => person)
}

/** Partners by id, name or location ID. */
export async function findPartnersCalled(scope: Scope, what: string): Promise<string[]> {
  const rows = await scope.all<{ partner: string }>(sql`select partner from door.partners_called(${what}) as partner`)
  return rows.map(({ partner }) => partner)
}
