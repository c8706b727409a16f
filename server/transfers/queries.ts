import type { RawBuilder } from 'kysely'
import type { TransferOutcome, UndoOutcome } from '../../contract/transfers.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { timeKey } from '../platform/http/cursor.ts'
import { type Course, fateOf, mayLeave } from './fate.ts'
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
  asked_source: string | null
  asked_target: string | null
  confirmed_on_receipt: boolean
  source: string | null
  target: string | null
  target_key: string
  target_label: (Label & { collects: boolean }) | null
  rows: number
  progress: number
  outcomes: Outcomes
  undo_outcomes: UndoOutcomes | null
  sources: (Label & { devices: number })[]
  created_at: Date
  previewed_at: Date | null
  finished_at: Date | null
  revision: number
  created_key: string
}

const columns = sql`t.id, t.asked_by, t.asked_by_name, t.acting, t.state, t.file_name, t.asked_source, t.asked_target, t.confirmed_on_receipt, t.source, t.target,
  t.target_key, t.target_label, t.rows, t.progress, t.outcomes, t.undo_outcomes, t.sources, t.created_at, t.previewed_at, t.finished_at, t.revision,
  ${timeKey(sql`t.created_at`)} as created_key`

export function findTransfer(scope: Scope, id: string): Promise<TransferRecord | undefined> {
  return scope.maybe(sql`select ${columns} from transfer t where t.id = ${id} and t.state <> 'receiving'`)
}

/** The same, and nobody else changes it until the transaction ends. */
export function lockTransfer(scope: Scope, id: string): Promise<TransferRecord | undefined> {
  return scope.maybe(sql`select ${columns} from transfer t where t.id = ${id} for update`)
}

export function listTransferRecords(scope: Scope, after: readonly unknown[] | null, limit: number): Promise<TransferRecord[]> {
  const from = after ? sql`and (t.created_at, t.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``
  return scope.all(sql`select ${columns} from transfer t where t.acting = hub.acting() and t.state <> 'receiving' ${from}
    order by t.created_at desc, t.id desc limit ${limit + 1}`)
}

export type NewTransfer = { id: string; fileName: string | null; source: string | null; target: string | null; confirmed: boolean }

export function insertTransfer(scope: Scope, transfer: NewTransfer): Promise<number> {
  return scope.run(sql`insert into transfer (id, asked_by, asked_by_name, home, acting, state, file_name, asked_source, asked_target, confirmed_on_receipt)
    values (${transfer.id}, hub.person(), ${scope.actor.person?.name ?? ''}, hub.home(), hub.acting(), 'receiving', ${transfer.fileName}, ${transfer.source},
      ${transfer.target}, ${transfer.confirmed})`)
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

/**
 * Facts of the whole file, fixed once: the first line wins (R-T9), and the Customer ID that all rows must name (R-T3). Joined by place
 * (nobody else touches rows of a file just received): nothing is known of its size yet, and a join by line was once planned as a loop.
 */
export async function settleFile(scope: Scope, transfer: string): Promise<void> {
  await scope.run(sql`update transfer_row r set foreseen = 'duplicate_row'
    from (select place, row_number() over same as n, row_number() over alike as m, bool_or(product_key = '') over serials as vague
      from (select ctid as place, line, product_key, case when serial_key = '' then serial else serial_key end as serial_key
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

export type TargetRow = { tenant: string; kind: string; standing: 'open' | 'not_accepted'; name: string }

export function findTarget(scope: Scope, customerId: string): Promise<TargetRow | undefined> {
  return scope.maybe(sql`select tenant, kind, standing, name from door.find_targets(array[${customerId}])`)
}

/** Whether a tenant is in reach now, and what it is called. */
export function findTenantLabel(
  scope: Scope,
  where: { id: string } | { asked: string },
): Promise<(Label & { kind: string; organisation: string; collects: boolean }) | undefined> {
  const which =
    'id' in where
      ? sql`t.id = ${where.id}`
      : where.asked === 'unassigned'
        ? sql`t.kind = 'holding' and t.organisation = hub.acting()`
        : sql`t.customer_id = ${where.asked}`
  return scope.maybe(sql`select t.id, t.customer_id as tenant, coalesce(o.name, '') as name, t.kind, t.organisation, t.collection as collects
    from tenant t left join organisation o on o.id = t.organisation where ${which}`)
}

/** Decides the next rows of a preview, in the order of the file; answers how many, and the last line. */
export function foreseeRows(scope: Scope, course: Course, atMost: number): Promise<{ n: number }> {
  const rows = sql`select x.ctid as place, x.* from transfer_row x where x.transfer = ${course.transfer} and x.foreseen is null order by x.line limit ${atMost}`
  return scope.one(sql`with decided as (
      update transfer_row r set foreseen = f.fate, reason = f.reason, device = f.device, foreseen_source = f.tenant
      from (${fateOf(course, rows)}) f where r.ctid = f.place returning 1)
    select count(*)::int as n from decided`)
}

export function countForeseen(scope: Scope, transfer: string): Promise<{ outcome: TransferOutcome; source: string | null; n: number }[]> {
  return scope.all(sql`select foreseen as outcome, case when foreseen = 'moved' then foreseen_source end as source, count(*)::int as n
    from transfer_row where transfer = ${transfer} group by 1, 2`)
}

/** Sets columns of a transfer; each change is a new revision. */
export function changeTransfer(scope: Scope, id: string, assignments: RawBuilder<unknown>): Promise<number> {
  return scope.run(sql`update transfer set ${assignments}, revision = revision + 1 where id = ${id}`)
}

export type RowRecord = {
  line: number
  serial: string
  target_text: string
  target_key: string
  outcome: TransferOutcome | null
  undo: UndoOutcome | null
  fault: string | null
  reason: string | null
  device: string | null
  from_tenant: string | null
  to_tenant: string | null
}

/** Rows in the order of the file; an outcome is what was foreseen until it is carried out. */
export function listRowRecords(
  scope: Scope,
  transfer: string,
  page: { after: number; limit: number; outcome?: string | undefined; undo?: string | undefined },
): Promise<RowRecord[]> {
  const outcome = page.outcome ? sql`and coalesce(r.outcome, r.foreseen) = ${page.outcome}` : sql``
  const undo = page.undo ? sql`and r.undo = ${page.undo}` : sql``
  return scope.all(sql`select r.line, r.serial, r.target_text, r.target_key, coalesce(r.outcome, r.foreseen) as outcome, r.undo, r.fault, r.reason, r.device, r.from_tenant, r.to_tenant
    from transfer_row r where r.transfer = ${transfer} and r.line > ${page.after} ${outcome} ${undo} order by r.line limit ${page.limit}`)
}

/** In the system's scope: transfers that are not at their end after so long, and that nobody works on just now; held to the transaction's end. */
export function listUnfinishedTransfers(scope: Scope, minutes: number, atMost: number): Promise<{ transfer: string; state: TransferState }[]> {
  return scope.all(sql`select transfer, state from door.unfinished_transfers(make_interval(mins => ${minutes}), ${atMost})`)
}
