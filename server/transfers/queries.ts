import { limits } from '../../contract/limits.ts'
import { deviceReaders } from '../../contract/permissions.ts'
import type { TransferOutcome, UndoOutcome } from '../../contract/transfers.ts'
import { sessionIdle } from '../platform/access/session.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { timeKey } from '../platform/http/cursor.ts'
import { type Course, fateOf, mayLeave, type Target } from './fate-queries.ts'
import { isFaulty } from './row-queries.ts'
import type { TransferState } from './rules.ts'

export type Label = { id: string; tenant: string; name: string }
export type Outcomes = Partial<Record<TransferOutcome, number>>
export type UndoOutcomes = Partial<Record<UndoOutcome, number>>

export type TransferRecord = {
  id: string
  asked_by: string
  asked_by_name: string
  acting: string
  state: TransferState
  file_name: string | null
  retry_of: string | null
  asked_source: string | null
  asked_target: string | null
  confirmed_on_receipt: boolean
  several: boolean
  source: string | null
  target: string | null
  target_key: string
  target_label: (Label & { collects: boolean }) | null
  rows: number
  progress: number
  outcomes: Outcomes
  undo_outcomes: UndoOutcomes | null
  sources: (Label & { devices: number })[]
  source_count: number
  targets: (Label & { devices: number; collects: boolean })[]
  target_count: number
  wants_consent: number
  created_at: Date
  previewed_at: Date | null
  finished_at: Date | null
  undone_at: Date | null
  undone_by_name: string | null
  /** While it is previewed. */
  lapses_at: Date | null
  revision: number
  created_key: string
}

/** A preview whose time is over has lapsed, also before the timer says so (R-T4). */
const columns = sql`t.id, t.asked_by, t.asked_by_name, t.acting,
  case when t.state = 'previewed' and t.previewed_at + make_interval(hours => ${limits.previewLifetimeHours}) <= hub.now() then 'lapsed' else t.state end as state,
  case when t.state = 'previewed' then t.previewed_at + make_interval(hours => ${limits.previewLifetimeHours}) end as lapses_at,
  t.file_name, t.retry_of, t.asked_source, t.asked_target, t.confirmed_on_receipt, t.several, t.source, t.target,
  t.target_key, t.target_label, t.rows, t.progress, t.outcomes, t.undo_outcomes, t.sources, t.source_count, t.targets, t.target_count, t.wants_consent, t.created_at, t.previewed_at, t.finished_at, t.undone_at, t.undone_by_name, t.revision,
  ${timeKey(sql`t.created_at`)} as created_key`

export function findTransfer(scope: Scope, id: string): Promise<TransferRecord | undefined> {
  return scope.maybe(sql`select ${columns} from transfer t where t.id = ${id} and t.state <> 'receiving'`)
}

/** The same, and nobody else changes it until the transaction ends. */
export function lockTransfer(scope: Scope, id: string): Promise<TransferRecord | undefined> {
  return scope.maybe(sql`select ${columns} from transfer t where t.id = ${id} for update`)
}

/** Where the rows that stayed of a transfer were tried again, the last time. */
export async function findRetry(scope: Scope, id: string): Promise<string | null> {
  const retry = await scope.maybe<{ id: string }>(
    sql`select t.id from transfer t where t.retry_of = ${id} and t.acting = hub.acting() and t.state not in ('receiving', 'lapsed', 'failed')
      order by t.created_at desc limit 1`,
  )
  return retry?.id ?? null
}

export function listTransferRecords(scope: Scope, after: readonly unknown[] | null, limit: number): Promise<TransferRecord[]> {
  const from = after ? sql`and (t.created_at, t.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``
  return scope.all(sql`select ${columns} from transfer t where t.acting = hub.acting() and t.state <> 'receiving' ${from}
    order by t.created_at desc, t.id desc limit ${limit + 1}`)
}

export type NewTransfer = {
  id: string
  fileName: string | null
  retryOf: string | null
  source: string | null
  target: string | null
  several: boolean
  confirmed: boolean
}

export function insertTransfer(scope: Scope, transfer: NewTransfer): Promise<number> {
  return scope.run(sql`insert into transfer (id, asked_by, asked_by_name, home, acting, state, file_name, retry_of, asked_source, asked_target, several, confirmed_on_receipt)
    values (${transfer.id}, hub.person(), ${scope.actor.person?.name ?? ''}, hub.home(), hub.acting(), 'receiving', ${transfer.fileName}, ${transfer.retryOf}, ${transfer.source},
      ${transfer.target}, ${transfer.several}, ${transfer.confirmed})`)
}

export type ReceivedRow = {
  line: number
  serial: string
  serialKey: string
  productKey: string
  target: string
  targetKey: string
  fault: string | null
}

/** Rows of a file, a batch in one statement. */
export function insertRows(scope: Scope, transfer: string, rows: readonly ReceivedRow[]): Promise<number> {
  const column = <T>(of: (row: ReceivedRow) => T) => rows.map(of)
  return scope.run(sql`insert into transfer_row (transfer, line, serial, serial_key, product_key, target_text, target_key, fault, foreseen)
    select ${transfer}, x.line, x.serial, x.serial_key, x.product_key, x.target_text, x.target_key, x.fault, case when x.fault is not null then 'bad_row' end
    from unnest(${column((row) => row.line)}::int[], ${column((row) => row.serial)}::text[], ${column((row) => row.serialKey)}::text[],
      ${column((row) => row.productKey)}::text[], ${column((row) => row.target)}::text[], ${column((row) => row.targetKey)}::text[],
      ${column((row) => row.fault)}::text[]) x (line, serial, serial_key, product_key, target_text, target_key, fault)`)
}

/** Devices picked in a list, by id; one that is out of reach shows its id and is not found (R-A2). */
export function insertPicked(
  scope: Scope,
  transfer: string,
  devices: readonly string[],
  target: { text: string; key: string },
): Promise<number> {
  return scope.run(sql`insert into transfer_row (transfer, line, serial, serial_key, product_key, target_text, target_key, device, picked)
    select ${transfer}, x.line, coalesce(d.serial, x.id::text), coalesce(d.serial_key, ''), coalesce(d.product_key, ''), ${target.text}, ${target.key}, x.id, true
    from unnest(${devices}::uuid[]) with ordinality x (id, line) left join device d on d.id = x.id and d.retired_at is null`)
}

export type Filter = { tenant: string; serialStart: string | null; model: string | null; except: readonly string[] }

/** Devices of one tenant that a filter chooses, without the exceptions, at most so many; they are the transfer's rows from here on. Scope: `managed`. */
export function insertFiltered(
  scope: Scope,
  transfer: string,
  filter: Filter,
  to: { text: string; key: string; atMost: number },
): Promise<number> {
  const start = filter.serialStart ? sql`and d.serial_key ^@ ${filter.serialStart}` : sql``
  const like = filter.model ? sql`and d.model ^@ ${filter.model}` : sql``
  return scope.run(sql`insert into transfer_row (transfer, line, serial, serial_key, product_key, target_text, target_key, device, picked)
    select ${transfer}, row_number() over (order by d.serial_key, d.id), d.serial, d.serial_key, d.product_key, ${to.text}, ${to.key}, d.id, true
    from device d where d.tenant = ${filter.tenant} and d.retired_at is null and d.archived_at is null ${start} ${like}
      and not exists (select from unnest(${filter.except}::uuid[]) e (id) where e.id = d.id)
    order by d.serial_key, d.id limit ${to.atMost}`)
}

/**
 * Rows of another transfer that stayed and may go another time (R-T5), as they are, in the lines they had; of a lapsed preview also what would have moved.
 * `target`: a Customer ID for all of them, which mends those that had none; else the one that each names.
 */
export function insertFaulty(scope: Scope, transfer: string, of: TransferRecord, target: string | null): Promise<number> {
  const [text, key] = target === null ? [sql`r.target_text`, sql`r.target_key`] : [sql`${target}`, sql`${target}`]
  const fault = target === null ? sql`r.fault` : sql`case when r.fault not like 'target%' then r.fault end`
  const stayed = of.state === 'lapsed' ? sql`(${isFaulty} or (not r.added and r.foreseen = 'moved'))` : isFaulty
  return scope.run(sql`insert into transfer_row (transfer, line, serial, serial_key, product_key, target_text, target_key, fault, device, picked, foreseen)
    select ${transfer}, r.line, r.serial, r.serial_key, r.product_key, ${text}, ${key}, ${fault}, case when r.picked then r.device end, r.picked,
      case when ${fault} is not null then 'bad_row' end
    from transfer_row r where r.transfer = ${of.id} and ${stayed} order by r.line`)
}

/**
 * Facts of the whole file, fixed once: the first line wins (R-T9), and the Customer ID that all rows must name (R-T3). Joined by place
 * (nobody else touches rows of a file just received): nothing is known of its size yet, and a join by line was once planned as a loop.
 */
export async function settleFile(scope: Scope, transfer: string): Promise<void> {
  await scope.run(sql`update transfer_row r set foreseen = 'duplicate_row'
    from (select place, row_number() over same as n, row_number() over alike as m, bool_or(product_key = '' and not picked) over serials as vague
      from (select ctid as place, line, picked, product_key, case when picked then device::text when serial_key = '' then serial else serial_key end as serial_key
        from transfer_row where transfer = ${transfer} and foreseen is null) x
      window same as (partition by serial_key, product_key order by line), alike as (partition by serial_key order by line), serials as (partition by serial_key)) x
    where r.ctid = x.place and (x.n > 1 or (x.vague and x.m > 1))`)
  await scope.run(sql`update transfer t set rows = (select count(*) from transfer_row r where r.transfer = t.id),
    target_key = coalesce((select r.target_key from transfer_row r where r.transfer = t.id and r.foreseen is null and r.target_key <> '' order by r.line limit 1), '')
    where t.id = ${transfer}`)
}

/** The tenant of the first row whose device the actor may transfer (R-T2, R-T3). */
export function findFirstSource(scope: Scope, transfer: string): Promise<{ tenant: string } | undefined> {
  return scope.maybe(sql`select d.tenant from transfer_row r
    cross join lateral (
      select x.tenant from device x join tenant t on t.id = x.tenant join possession p on p.id = x.possession
      where x.serial_key = r.serial_key and x.retired_at is null and (r.product_key = '' or x.product_key = r.product_key) and (not r.picked or x.id = r.device)
        and ${mayLeave}
      limit 1) d
    where r.transfer = ${transfer} and r.foreseen is null order by r.line limit 1`)
}

/** What these Customer IDs mean now, as far as the actor may hear of it; the tenants are held until the transaction ends. */
export async function findTargets(scope: Scope, customerIds: readonly string[]): Promise<Record<string, Target>> {
  if (customerIds.length === 0) return {}
  const rows = await scope.all<{ customer_id: string; tenant: string; kind: string; standing: 'open' | 'not_accepted' }>(
    sql`select customer_id, tenant, kind, standing from door.find_targets(${customerIds})`,
  )
  const targets: Record<string, Target> = {}
  for (const { customer_id: key, tenant, kind, standing } of rows) {
    if (standing === 'open') targets[key] = { tenant, kind }
    else targets[key] ??= { tenant: null, kind }
  }
  return targets
}

/** Tenants in reach by Customer ID, nobody held. */
export async function listTenants(scope: Scope, customerIds: readonly string[]): Promise<string[]> {
  const rows = await scope.all<{ id: string }>(sql`select id from tenant where customer_id = any (${customerIds}::text[])`)
  return rows.map((row) => row.id)
}

export type TenantLabel = Label & { kind: string; organisation: string; collects: boolean }

/** What tenants in reach are called now. */
export async function labelTenants(scope: Scope, ids: readonly string[]): Promise<Map<string, TenantLabel>> {
  const rows =
    await scope.all<TenantLabel>(sql`select t.id, t.customer_id as tenant, coalesce(o.name, '') as name, t.kind, t.organisation, t.collection as collects
    from tenant t left join organisation o on o.id = t.organisation where t.id = any (${ids}::uuid[])`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Whether a tenant is in reach now, and what it is called. */
export function findTenantLabel(scope: Scope, where: { id: string } | { asked: string }): Promise<TenantLabel | undefined> {
  const which =
    'id' in where
      ? sql`t.id = ${where.id}`
      : where.asked === 'unassigned'
        ? sql`t.kind = 'holding' and t.organisation = hub.acting()`
        : sql`t.customer_id = ${where.asked}`
  return scope.maybe(sql`select t.id, t.customer_id as tenant, coalesce(o.name, '') as name, t.kind, t.organisation, t.collection as collects
    from tenant t left join organisation o on o.id = t.organisation where ${which}`)
}

/** The next rows of a preview in the order of the file: their lines, and the Customer IDs that they name. */
export async function listUndecided(scope: Scope, transfer: string, atMost: number): Promise<{ lines: number[]; named: string[] }> {
  const rows = await scope.all<{ line: number; target_key: string }>(
    sql`select line, target_key from transfer_row where transfer = ${transfer} and foreseen is null order by line limit ${atMost}`,
  )
  return { lines: rows.map((row) => row.line), named: [...new Set(rows.map((row) => row.target_key))].filter((key) => key !== '') }
}

/** Decides these rows of a preview. */
export async function foreseeRows(scope: Scope, course: Course, lines: readonly number[]): Promise<void> {
  await scope.run(sql`update transfer_row r set foreseen = f.fate, reason = f.reason, hint = f.hint, device = f.device, foreseen_source = f.tenant, hosts = f.hosts
    from (${fateOf(course, lines)}) f where r.ctid = f.place`)
}

export type Count = { outcome: TransferOutcome; wanting: boolean; source: string | null; target: string | null; n: number }

/** Rows by what was foreseen; what would move by where it is and where it goes. */
export function countForeseen(scope: Scope, transfer: string): Promise<Count[]> {
  return scope.all(sql`select foreseen as outcome, reason is not distinct from 'customer_registered' as wanting, case when foreseen = 'moved' then foreseen_source end as source,
      case when foreseen = 'moved' then target_key end as target, count(*)::int as n
    from transfer_row where transfer = ${transfer} group by 1, 2, 3, 4`)
}

/** Keeps what was counted, for whoever reads the tenants of the transfer. Targets are named by Customer ID; one that is out of reach by now is not kept. */
export async function insertEnds(
  scope: Scope,
  transfer: string,
  side: 'source' | 'target',
  devices: ReadonlyMap<string, number>,
): Promise<void> {
  const named = side === 'source' ? sql`select x.named::uuid` : sql`select t.id from tenant t where t.customer_id = x.named`
  await scope.run(sql`insert into transfer_end (transfer, side, tenant, devices)
    select ${transfer}, ${side}, e.tenant, x.devices
    from unnest(${[...devices.keys()]}::text[], ${[...devices.values()]}::int[]) x (named, devices) cross join lateral (${named}) e (tenant)`)
}

/** In the system's scope: transfers that are not at their end after so long, and that nobody works on just now; held to the transaction's end. */
export function listUnfinishedTransfers(
  scope: Scope,
  minutes: number,
  atMost: number,
): Promise<{ transfer: string; state: TransferState }[]> {
  return scope.all(sql`select transfer, state from door.unfinished_transfers(make_interval(mins => ${minutes}), ${atMost})`)
}

/** Organisations that may have devices of these tenants before them, for live events. Scope: `managed`. */
export async function listWatchers(scope: Scope, tenants: readonly string[]): Promise<string[]> {
  const rows = await scope.all<{
    organisation: string
  }>(sql`select organisation from door.watchers(${tenants}::uuid[], ${deviceReaders}::text[], ${sessionIdle})`)
  return rows.map(({ organisation }) => organisation)
}
