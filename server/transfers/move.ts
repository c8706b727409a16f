import type { RawBuilder } from 'kysely'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { type Course, fateOf } from './fate.ts'

// A chunk of a run or an undo, as statements over sets (data-model.md, "Time"). All of them in one transaction, in this order:
// pick, lock, decide, retire, close, open, point. Nothing is copied, nothing of the old possession is rewritten.

export type Chunk = { lines: number[]; devices: string[] }

/** The next rows to do. */
export async function pickRows(scope: Scope, transfer: string, what: 'run' | 'undo', atMost: number): Promise<Chunk> {
  const todo = what === 'run' ? sql`foreseen = 'moved' and outcome is null` : sql`outcome = 'moved' and undo is null`
  const rows = await scope.all<{ line: number; device: string }>(
    sql`select line, device from transfer_row where transfer = ${transfer} and ${todo} order by line limit ${atMost}`,
  )
  return { lines: rows.map((row) => row.line), devices: rows.map((row) => row.device) }
}

/** Before anything is read of them: a change of reach waits for this chunk, or this chunk sees it (R-A4). */
export async function holdTenants(scope: Scope, tenants: readonly (string | null)[]): Promise<void> {
  await scope.run(sql`select door.hold_tenants(${tenants.filter((tenant) => tenant !== null)}::uuid[])`)
}

/** Locks the devices in id order; the lock applies update policies, so what is out of reach is not locked. The one time of the chunk is taken after. */
export async function lockDevices(scope: Scope, devices: readonly string[]): Promise<{ locked: string[]; at: string }> {
  const rows = scope.all<{ id: string }>(
    sql`select id from device where id = any (${devices}::uuid[]) and retired_at is null order by id for update`,
  )
  const time = scope.one<{ at: string }>(sql`select clock_timestamp()::text as at`)
  return { locked: (await rows).map((row) => row.id), at: (await time).at }
}

/** Decides again, now, what was foreseen as `moved` (R-T6), and writes the outcomes. Answers them, counted. */
export function decideRun(
  scope: Scope,
  course: Course,
  chunk: Chunk,
  now: { locked: readonly string[]; inReach: boolean },
): Promise<{ outcome: string; n: number }[]> {
  const rows = sql`select x.ctid as place, x.* from transfer_row x where x.transfer = ${course.transfer} and x.line = any (${chunk.lines}::int[])`
  return scope.all(sql`with decided as (
      update transfer_row r set
        outcome = case
          when not ${now.inReach} then 'not_allowed'                                            -- R-T6: source or target out of reach since
          when f.fate = 'moved' and f.device = r.device and f.device = any (${now.locked}::uuid[]) then 'moved'
          when f.fate = 'moved' and f.device = r.device then 'not_allowed'                      -- seen, but not for changing
          else 'changed_since_preview' end,
        reason = case
          when not ${now.inReach} then 'rights_gone'
          when f.fate = 'moved' and f.device = r.device and f.device = any (${now.locked}::uuid[]) then null
          when f.fate = 'moved' and f.device = r.device then 'rights_gone'
          when f.fate = 'moved' then 'not_found'
          else f.fate end,
        from_tenant = f.tenant, to_tenant = ${course.target?.id ?? null}::uuid, from_possession = f.possession,
        to_possession = case when ${now.inReach} and f.fate = 'moved' and f.device = r.device and f.device = any (${now.locked}::uuid[]) then hub.new_id() end
      from (${fateOf(course, rows)}) f where r.ctid = f.place
      returning r.outcome)
    select outcome, count(*)::int as n from decided group by outcome`)
}

/** Decides an undo row by row (R-T7) and gives what moves back the id of its new possession. */
export function decideUndo(
  scope: Scope,
  transfer: string,
  chunk: Chunk,
  locked: readonly string[],
): Promise<{ outcome: string; n: number }[]> {
  return scope.all(sql`with decided as (
      update transfer_row r set undo_possession = hub.new_id(), undo = case
        when not exists (select from tenant t where t.id = r.to_tenant) then 'not_allowed'            -- the target is out of reach
        when not exists (select from tenant t where t.id = r.from_tenant) then 'source_not_available'
        when d.id is null or d.possession <> r.to_possession then 'moved_since'
        when not d.id = any (${locked}::uuid[]) then 'not_allowed'
        when exists (select from device twin where twin.tenant = r.from_tenant and twin.vendor = d.vendor and twin.product_key = d.product_key
          and twin.serial_key = d.serial_key and twin.retired_at is null and twin.id <> d.id and (d.proof = 'none' or twin.proof <> 'none'))
          then 'source_not_available'                                                                  -- another record took its place (R-D11)
        else 'moved_back' end
      from (select ctid as place, device from transfer_row where transfer = ${transfer} and line = any (${chunk.lines}::int[])) x
      left join device d on d.id = x.device and d.retired_at is null
      where r.ctid = x.place
      returning r.undo as outcome)
    select outcome, count(*)::int as n from decided group by outcome`)
}

type Move = {
  /** Rows of the chunk that move: line, device, tenant, from_possession, to_possession. */
  rows: RawBuilder<unknown>
  at: string
  beganBy: 'transfer' | 'undo'
}

/** The move itself: retire, close, open, point. Throws when fewer devices could be pointed than rows were decided. */
export async function moveDevices(scope: Scope, move: Move, expected: number): Promise<void> {
  const { rows, at, beganBy } = move
  const twins = await scope.all<{
    id: string
    device: string
  }>(sql`select twin.id, d.id as device from (${rows}) m join device d on d.id = m.device
    cross join lateral (select x.id from device x where x.tenant = m.tenant and x.vendor = d.vendor and x.product_key = d.product_key
      and x.serial_key = d.serial_key and x.proof = 'none' and x.retired_at is null and x.id <> d.id limit 1) twin`)
  if (twins.length > 0) {
    const [retired, into] = [twins.map((twin) => twin.id), twins.map((twin) => twin.device)]
    await scope.run(sql`update device twin set retired_at = ${at}::timestamptz, merged_into = x.device
      from unnest(${retired}::uuid[], ${into}::uuid[]) x (id, device) where twin.id = x.id`)
    await scope.run(
      sql`update possession set ended_at = greatest(${at}::timestamptz, began_at) where device = any (${retired}::uuid[]) and ended_at is null`,
    )
  }
  const closed =
    scope.run(sql`update possession p set ended_at = greatest(${at}::timestamptz, p.began_at), reseller = d.reseller, service = d.service
    from (${rows}) m join device d on d.id = m.device where p.id = m.from_possession and p.ended_at is null`)
  const opened = scope.run(openPossessions(rows, at, beganBy))
  const pointed = scope.one<{
    n: number
  }>(sql`select door.point(array_agg(m.device order by m.device), array_agg(m.to_possession order by m.device),
    array_agg(m.tenant order by m.device), ${beganBy === 'undo'}) as n from (${rows}) m`)
  const counts = [await closed, await opened, (await pointed).n]
  if (counts.some((n) => n !== expected)) throw new Error(`a chunk of ${expected} closed, opened, pointed ${counts.join(', ')}`)
}

/** A run takes the origin from who moves (R-T2); an undo restores origin and slots of the stay that it goes back to (R-D3). */
function openPossessions(rows: RawBuilder<unknown>, at: string, beganBy: Move['beganBy']): RawBuilder<unknown> {
  const began = sql`greatest(${at}::timestamptz, p.began_at)`
  if (beganBy === 'transfer') {
    return sql`insert into possession (id, device, tenant, began_at, began_by, origin_partner, last_holding, vendor, product_number, serial, model)
      select m.to_possession, d.id, m.tenant, ${began}, 'transfer', hub.acting(), case when f.kind = 'holding' then f.id else p.last_holding end,
        d.vendor, d.product_number, d.serial, d.model
      from (${rows}) m join device d on d.id = m.device join possession p on p.id = m.from_possession join tenant f on f.id = p.tenant`
  }
  return sql`insert into possession (id, device, tenant, began_at, began_by, origin_partner, last_holding, reseller, service, vendor, product_number, serial, model)
    select m.to_possession, d.id, m.tenant, ${began}, 'undo', before.origin_partner, before.last_holding, before.reseller, before.service,
      d.vendor, d.product_number, d.serial, d.model
    from (${rows}) m join device d on d.id = m.device join possession p on p.id = m.from_possession join possession before on before.id = m.before`
}

export function movedRows(transfer: string, chunk: Chunk): RawBuilder<unknown> {
  return sql`select r.device, r.to_tenant as tenant, r.from_possession, r.to_possession from transfer_row r
    where r.transfer = ${transfer} and r.line = any (${chunk.lines}::int[]) and r.outcome = 'moved'`
}

/** The way back: from the stay that the run opened to a fresh stay in the source. */
export function movedBackRows(transfer: string, chunk: Chunk): RawBuilder<unknown> {
  return sql`select r.device, r.from_tenant as tenant, r.to_possession as from_possession, r.undo_possession as to_possession, r.from_possession as before
    from transfer_row r where r.transfer = ${transfer} and r.line = any (${chunk.lines}::int[]) and r.undo = 'moved_back'`
}
