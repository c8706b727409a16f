import type { RawBuilder } from 'kysely'
import type { TransferOutcome, UndoOutcome } from '../../contract/transfers.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { type Course, fateOf } from './fate-queries.ts'
import { listTies } from './follower-queries.ts'
import { staysBehind } from './rules.ts'

// A chunk of a run or an undo, as statements over sets (docs/isolation.md, "Time"). All of them in one transaction, in this order:
// pick, lock, decide, retire, close, open, point. Nothing is copied, nothing of the old possession is rewritten.

/** Rows that are done together: a host's with those that follow it (R-D2). */
export type Chunk = {
  lines: number[]
  devices: string[]
  /** The tenants between which they move, as they were known when they were decided last. */
  tenants: string[]
  /** The Customer IDs that they name. */
  named: string[]
}

type Picked = { line: number; device: string; hosts: boolean; target_key: string; one: string | null; other: string | null }

/** The next rows to do. A host's followers come with it, however many there are. */
export async function pickRows(scope: Scope, transfer: string, what: 'run' | 'undo', atMost: number): Promise<Chunk> {
  const todo = what === 'run' ? sql`foreseen = 'moved' and outcome is null` : sql`outcome = 'moved' and undo is null`
  const ends = what === 'run' ? sql`foreseen_source as one, null::uuid as other` : sql`from_tenant as one, to_tenant as other`
  const columns = sql`select line, device, hosts, target_key, ${ends} from transfer_row where transfer = ${transfer} and ${todo}`
  const rows = await scope.all<Picked>(sql`${columns} and follows is null order by line limit ${atMost}`)
  const hosts = rows.filter((row) => row.hosts).map((row) => row.line)
  if (hosts.length > 0) rows.push(...(await scope.all<Picked>(sql`${columns} and follows = any (${hosts}::int[]) order by line`)))
  // What follows a host that did not come along is on its own now.
  else if (rows.length === 0) rows.push(...(await scope.all<Picked>(sql`${columns} order by line limit ${atMost}`)))
  const tenants = rows.flatMap(({ one, other }) => [one, other]).filter((tenant) => tenant !== null)
  return {
    lines: rows.map((row) => row.line),
    devices: rows.map((row) => row.device),
    tenants: [...new Set(tenants)],
    named: [...new Set(rows.map((row) => row.target_key))],
  }
}

/** Before anything is read of them: a change of reach waits for this chunk, or this chunk sees it (R-A4). */
export async function holdTenants(scope: Scope, tenants: readonly string[]): Promise<void> {
  await scope.run(sql`select door.hold_tenants(${tenants}::uuid[])`)
}

/** `hosted`: those of them that name a host. */
type Locked = { locked: string[]; hosted: string[]; at: string }

/** Locks the devices in id order; the lock applies update policies, so what is out of reach is not locked. The one time of the chunk is taken after. */
export async function lockDevices(scope: Scope, devices: readonly string[]): Promise<Locked> {
  const rows = scope.all<{ id: string; host: string | null }>(
    sql`select id, host from device where id = any (${devices}::uuid[]) and retired_at is null order by id for update`,
  )
  const time = scope.one<{ at: string }>(sql`select clock_timestamp()::text as at`)
  const found = await rows
  return {
    locked: found.map((row) => row.id),
    hosted: found.filter((row) => row.host !== null).map((row) => row.id),
    at: (await time).at,
  }
}

/** What became of rows, by where they left and where they went. */
export type Decided<Outcome = string> = { outcome: Outcome; left: string | null; entered: string | null; n: number }

/** Decides again, now, what was foreseen as `moved` (R-T6), and writes the outcomes. Answers them, counted. */
export async function decideRun(
  scope: Scope,
  course: Course,
  chunk: Chunk,
  now: Omit<Locked, 'at'> & { inReach: readonly string[] },
): Promise<Decided<TransferOutcome>[]> {
  const decided = await scope.all<Decided<TransferOutcome>>(sql`with decided as (
      update transfer_row r set outcome = f.verdict[1], reason = f.verdict[2], from_tenant = f.tenant, to_tenant = f.target, from_possession = f.possession,
        to_possession = case when f.verdict[1] = 'moved' then hub.new_id() end
      from (select f.*, case
          when f.target is null or f.foreseen_source <> all (${now.inReach}::uuid[]) then array['not_allowed', 'rights_gone']  -- R-T6: out of reach since
          when f.fate = 'not_allowed' and f.reason = 'customer_registered' then array['not_allowed', f.reason]   -- R-T6: the consent ended since
          when f.fate <> 'moved' then array['changed_since_preview', f.fate]
          when f.device <> f.foreseen_device then array['changed_since_preview', 'not_found']
          when f.follows is not null and not f.behind then array['changed_since_preview', 'followers_changed']   -- R-D2: it stands alone now
          when f.device <> all (${now.locked}::uuid[]) then array['not_allowed', 'rights_gone']                  -- seen, but not for changing
          else array['moved'] end as verdict
        from (${fateOf(course, chunk.lines)}) f) f
      where r.ctid = f.place
      returning r.outcome, case when r.outcome = 'moved' then r.from_tenant end as "left", case when r.outcome = 'moved' then r.to_tenant end as entered)
    select outcome, "left", entered, count(*)::int as n from decided group by 1, 2, 3`)
  const change = sql`outcome = 'changed_since_preview', reason = 'followers_changed', to_possession = null`
  const changed = await keepTogether(scope, course.transfer, chunk, { hosted: now.hosted, done: sql`outcome = 'moved'`, change })
  return changed ? countRows(scope, course.transfer, chunk, 'run') : decided
}

/** R-D2 as of now: what would go without somebody that it is tied to, stays. Says whether anything did. */
async function keepTogether(
  scope: Scope,
  transfer: string,
  chunk: Chunk,
  { hosted, done, change }: { hosted: readonly string[]; done: RawBuilder<unknown>; change: RawBuilder<unknown> },
): Promise<boolean> {
  const ties = await listTies(scope, chunk.devices, hosted)
  if (ties.length === 0) return false
  const ours = sql`transfer = ${transfer} and line = any (${chunk.lines}::int[]) and ${done}`
  const go = await scope.all<{ device: string }>(sql`select device from transfer_row where ${ours}`)
  const stay = staysBehind(ties, new Set(go.map((row) => row.device)))
  if (stay.size === 0) return false
  await scope.run(sql`update transfer_row set ${change} where ${ours} and device = any (${[...stay]}::uuid[])`)
  return true
}

function countRows<Outcome>(scope: Scope, transfer: string, chunk: Chunk, what: 'run' | 'undo'): Promise<Decided<Outcome>[]> {
  const ends =
    what === 'run'
      ? sql`outcome, case when outcome = 'moved' then from_tenant end as "left", case when outcome = 'moved' then to_tenant end as entered`
      : sql`undo as outcome, case when undo = 'moved_back' then to_tenant end as "left", case when undo = 'moved_back' then from_tenant end as entered`
  return scope.all(sql`select ${ends}, count(*)::int as n from transfer_row
    where transfer = ${transfer} and line = any (${chunk.lines}::int[]) group by 1, 2, 3`)
}

/** What an undo does with a row `r` whose device is `d`, of which `held` says that it may be changed (R-T7). */
const undoFate = (held: RawBuilder<unknown>) => sql`case
        when not exists (select from tenant t where t.id = r.to_tenant) then 'not_allowed'            -- the target is out of reach
        when not exists (select from tenant t where t.id = r.from_tenant) then 'source_not_available'
        when d.id is null or d.possession <> r.to_possession then 'moved_since'
        when not ${held} then 'not_allowed'
        when exists (select from device twin where twin.tenant = r.from_tenant and twin.vendor = d.vendor and twin.product_key = d.product_key
          and twin.serial_key = d.serial_key and twin.retired_at is null and twin.id <> d.id and (d.proof = 'none' or twin.proof <> 'none'))
          then 'source_not_available'                                                                  -- another record took its place (R-D11)
        else 'moved_back' end`

/** Decides an undo row by row (R-T7) and gives what moves back the id of its new possession. */
export async function decideUndo(
  scope: Scope,
  transfer: string,
  chunk: Chunk,
  { locked, hosted }: Omit<Locked, 'at'>,
): Promise<Decided<UndoOutcome>[]> {
  await scope.run(sql`
      update transfer_row r set undo_possession = hub.new_id(), undo = ${undoFate(sql`d.id = any (${locked}::uuid[])`)}
      from (select ctid as place, device from transfer_row where transfer = ${transfer} and line = any (${chunk.lines}::int[])) x
      left join device d on d.id = x.device and d.retired_at is null
      where r.ctid = x.place`)
  await keepTogether(scope, transfer, chunk, { hosted, done: sql`undo = 'moved_back'`, change: sql`undo = 'not_allowed'` })
  return countRows(scope, transfer, chunk, 'undo')
}

/**
 * What an undo would do now with the first rows that were moved, nothing locked and nothing written: counts, and of how many. What stands behind a
 * host counts with it (R-D2).
 */
export async function foreseeUndoOf(
  scope: Scope,
  transfer: string,
  atMost: number,
): Promise<{ rows: number; outcomes: Partial<Record<UndoOutcome, number>> }> {
  type Foreseen = { line: number; device: string; hosts: boolean; hosted: boolean; undo: UndoOutcome }
  const todo = sql`outcome = 'moved' and undo is null`
  const of = (which: RawBuilder<unknown>) => sql<Foreseen>`
    select r.line, r.device, r.hosts, d.host is not null as hosted, ${undoFate(sql`true`)} as undo from (${which}) r
    left join device d on d.id = r.device and d.retired_at is null`
  const rows = await scope.all(
    of(sql`select * from transfer_row where transfer = ${transfer} and ${todo} and follows is null order by line limit ${atMost}`),
  )
  const hosts = rows.filter((row) => row.hosts).map(({ line }) => line)
  if (hosts.length > 0) {
    rows.push(
      ...(await scope.all(
        of(sql`select * from transfer_row where transfer = ${transfer} and ${todo} and follows = any (${hosts}::int[])`),
      )),
    )
  }
  const back = rows.filter(({ undo }) => undo === 'moved_back')
  const devices = back.map(({ device }) => device)
  const hosted = back.filter((row) => row.hosted).map(({ device }) => device)
  const stays = staysBehind(await listTies(scope, devices, hosted), new Set(devices))
  const outcomes: Partial<Record<UndoOutcome, number>> = {}
  for (const { device, undo } of rows) {
    const fate = undo === 'moved_back' && stays.has(device) ? 'not_allowed' : undo
    outcomes[fate] = (outcomes[fate] ?? 0) + 1
  }
  return { rows: rows.length, outcomes }
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
