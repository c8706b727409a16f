import type { RawBuilder } from 'kysely'
import { type TransferOutcome, type UndoOutcome, undoOutcomes } from '../../contract/transfers.ts'
import { askedSince } from '../consent/index.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'

export type RowRecord = {
  line: number
  added: boolean
  follows: number | null
  product_key: string
  hint: string | null
  serial: string
  target_text: string
  target_key: string
  outcome: TransferOutcome | null
  /** Carried out; else the outcome is what was foreseen. */
  done: boolean
  undo: UndoOutcome | null
  fault: string | null
  reason: string | null
  device: string | null
  from_tenant: string | null
  to_tenant: string | null
}

/** What was foreseen until it is carried out; in the words of its index, as a policy lets no `coalesce` look there. */
const standing = sql`case when r.outcome is null then r.foreseen else r.outcome end`

const columns = sql`r.line, r.added, r.follows, r.product_key, r.hint, r.serial, r.target_text, r.target_key, ${standing} as outcome,
  r.outcome is not null as done, r.undo, r.fault, r.reason, r.device, r.from_tenant, r.to_tenant`

type Page = { after: number; limit: number }

/** Rows that are so, in the order of the file. */
const rowsWhere = (transfer: string, { after, limit }: Page, so: RawBuilder<unknown>) =>
  sql<RowRecord>`select ${columns} from transfer_row r where r.transfer = ${transfer} and r.line > ${after} and ${so} order by r.line limit ${limit}`

/** In the order of the file; an outcome is what was foreseen until it is carried out. Of one outcome, or of one undo: what was moved alone is undone. */
export async function listRowRecords(
  scope: Scope,
  transfer: string,
  page: Page & { outcome?: TransferOutcome | undefined; undo?: UndoOutcome | undefined },
): Promise<RowRecord[]> {
  const { outcome, undo } = page
  if (undo && outcome && outcome !== 'moved') return []
  if (undo) return scope.all(rowsWhere(transfer, page, sql`r.undo = ${undo}`))
  if (outcome === 'moved') return scope.all(movedRecords(transfer, page))
  if (!outcome) return scope.all(rowsWhere(transfer, page, sql`true`))
  return scope.all(rowsWhere(transfer, page, sql`${standing} = ${outcome} and ${standing} <> 'moved'`))
}

/**
 * What moves or has moved has no index of its own, which each move would pay for: it is merged from what is to be done, what could be undone, and what
 * became of each row of an undo. The literals are those of the indexes.
 */
function movedRecords(transfer: string, page: Page): RawBuilder<RowRecord> {
  const parts = [
    sql`r.foreseen = 'moved' and r.outcome is null`,
    sql`r.outcome = 'moved' and r.undo is null`,
    ...undoOutcomes.map((undo) => sql`r.undo = ${undo}`),
  ].map((so) => sql`(${rowsWhere(transfer, page, so)})`)
  return sql<RowRecord>`select * from (${sql.join(parts, sql` union all `)}) m order by m.line limit ${page.limit}`
}

/** What was not moved and could be once it is mended, of the file alone. */
export const isFaulty = sql`not r.added and ${standing} not in ('moved', 'already_there', 'duplicate_row')`

export function listFaultyRecords(scope: Scope, transfer: string, page: Page): Promise<RowRecord[]> {
  return scope.all(rowsWhere(transfer, page, isFaulty))
}

/** Devices that stayed for want of a consent, with the tenant of the customer that is to give it. */
const wantingOf = (transfer: string) => sql`select r.device, p.tenant, t.organisation as customer
    from transfer_row r join possession p on p.device = r.device and p.ended_at is null join tenant t on t.id = p.tenant and t.kind = 'customer'
    where r.transfer = ${transfer} and ${standing} = 'not_allowed' and r.reason = 'customer_registered'`

/** The same by customer. */
export function listWanting(scope: Scope, transfer: string): Promise<{ customer: string; devices: string[] }[]> {
  return scope.all(
    sql`select w.customer, array_agg(w.device) as devices from (${wantingOf(transfer)}) w group by w.customer order by w.customer`,
  )
}

type EndsPage = { side: 'source' | 'target'; after: { devices: number; id: string } | null; atMost: number }

/** Where what would move is, or where it goes: tenants in reach as they are called now, the most devices first. Scope: `managed`. */
export function listEnds(
  scope: Scope,
  transfer: string,
  { side, after, atMost }: EndsPage,
): Promise<{ id: string; tenant: string; name: string; devices: number }[]> {
  const from = after ? sql`and (e.devices, e.tenant) < (${after.devices}, ${after.id}::uuid)` : sql``
  return scope.all(sql`select t.id, t.customer_id as tenant, coalesce(o.name, '') as name, e.devices
    from transfer_end e join tenant t on t.id = e.tenant left join organisation o on o.id = t.organisation
    where e.transfer = ${transfer} and e.side = ${side} ${from} order by e.devices desc, e.tenant desc limit ${atMost}`)
}

/** Since when the customers were asked for all devices that stay for want of their consent; null where one may still ask. */
export function findAskedSince(scope: Scope, id: string): Promise<Date | null> {
  return askedSince(scope, 'device_move', sql`select w.device, w.tenant from (${wantingOf(id)}) w`)
}
