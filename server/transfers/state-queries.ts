import type { RawBuilder } from 'kysely'
import { limits } from '../../contract/limits.ts'
import { lastAdministrator } from '../../contract/permissions.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { Label, Outcomes, ReceivedRow, TransferRecord, UndoOutcomes } from './queries.ts'

// The course of a transfer: one statement for each step from one state to the next.

/** Each change is a new revision. */
function change(scope: Scope, id: string, assignments: RawBuilder<unknown>): Promise<number> {
  return scope.run(sql`update transfer set ${assignments}, revision = revision + 1 where id = ${id}`)
}

export function markPreviewing(scope: Scope, id: string): Promise<number> {
  return change(scope, id, sql`state = 'previewing'`)
}

type Ends = { source: string | null; target: string | null; targetKey: string; targetLabel: (Label & { collects: boolean }) | null }

/** Source and target are fixed from here on (R-T3). */
export function fixEnds(scope: Scope, id: string, { source, target, targetKey, targetLabel }: Ends): Promise<number> {
  const label = targetLabel === null ? null : JSON.stringify(targetLabel)
  return change(scope, id, sql`source = ${source}, target = ${target}, target_key = ${targetKey}, target_label = ${label}::jsonb`)
}

/** So many rows more are foreseen. */
export function countForeseenRows(scope: Scope, id: string, n: number): Promise<number> {
  return change(scope, id, sql`progress = progress + ${n}`)
}

type Counted<Name extends 'sources' | 'targets'> = { labels: TransferRecord[Name]; count: number }
type Preview = { outcomes: Outcomes; sources: Counted<'sources'>; targets: Counted<'targets'>; wantsConsent: number }

export function markPreviewed(scope: Scope, id: string, { outcomes, sources, targets, wantsConsent }: Preview): Promise<number> {
  return change(
    scope,
    id,
    sql`state = 'previewed', previewed_at = hub.now(), progress = rows, outcomes = ${JSON.stringify(outcomes)}::jsonb,
      sources = ${JSON.stringify(sources.labels)}::jsonb, source_count = ${sources.count},
      targets = ${JSON.stringify(targets.labels)}::jsonb, target_count = ${targets.count}, wants_consent = ${wantsConsent}`,
  )
}

export function markFailed(scope: Scope, id: string): Promise<number> {
  return change(scope, id, sql`state = 'failed', finished_at = hub.now()`)
}

/** Confirmed by whoever acts. */
export function markQueued(scope: Scope, id: string): Promise<number> {
  return change(scope, id, sql`state = 'queued', confirmed_at = hub.now(), confirmed_by = hub.person(), progress = 0`)
}

/** So many rows more are carried out, with the outcomes as they are by now. */
export function markRunning(scope: Scope, id: string, n: number, outcomes: Outcomes): Promise<number> {
  return change(scope, id, sql`state = 'running', progress = progress + ${n}, outcomes = ${JSON.stringify(outcomes)}::jsonb`)
}

export function markDone(scope: Scope, id: string, outcomes: Outcomes): Promise<number> {
  return change(scope, id, sql`state = 'done', finished_at = hub.now(), outcomes = ${JSON.stringify(outcomes)}::jsonb`)
}

/** Asked back by whoever acts. */
export function markUndoing(scope: Scope, id: string): Promise<number> {
  const name = scope.actor.person?.name ?? ''
  return change(
    scope,
    id,
    sql`state = 'undoing', progress = 0, undo_outcomes = '{}', undo_of_person = hub.person(), undone_by_name = ${name}`,
  )
}

/** So many rows more are undone, with the outcomes as they are by now. */
export function countUndoneRows(scope: Scope, id: string, n: number, outcomes: UndoOutcomes): Promise<number> {
  return change(scope, id, sql`progress = progress + ${n}, undo_outcomes = ${JSON.stringify(outcomes)}::jsonb`)
}

export function markUndone(scope: Scope, id: string): Promise<number> {
  return change(scope, id, sql`state = 'undone', undone_at = hub.now()`)
}

/** What was stored of a transfer that is not received to its end goes. */
export async function discardTransfer(scope: Scope, id: string): Promise<void> {
  await scope.one(sql`select door.discard_transfer(${id})`)
}

/** Writes what rows of a preview say from now on, and takes back what was foreseen of all of them; false where it is no preview any more. */
export async function mendRows(
  scope: Scope,
  id: string,
  {
    rows,
    targets,
    several,
  }: { rows: readonly ReceivedRow[]; targets: readonly { named: string; text: string; key: string }[]; several: boolean },
): Promise<boolean> {
  const mended = rows.map((row) => ({
    line: row.line,
    serial: row.serial,
    serial_key: row.serialKey,
    product_key: row.productKey,
    target_text: row.target,
    target_key: row.targetKey,
    fault: row.fault,
  }))
  const { found } = await scope.one<{ found: boolean }>(
    sql`select door.mend_preview(${id}, ${JSON.stringify(mended)}::jsonb, ${JSON.stringify(targets)}::jsonb, ${several}) as found`,
  )
  return found
}

/** A notification to the administrators of each customer whose tenant it changed (R-N1); answers who they are. */
export function notifyCustomersOf(scope: Scope, id: string, link: string): Promise<{ person: string; organisation: string }[]> {
  return scope.all(sql`select person, organisation from door.tell_customers(${id}, ${[lastAdministrator.customer]}::text[], ${link})`)
}

/** Whose transfer it is, for its job. Scope: `system`, like those below. */
export function findTransferAsker(scope: Scope, id: string): Promise<{ person: string; acting: string; state: string } | undefined> {
  return scope.maybe(sql`select person, acting, state from door.find_transfer_asker(${id})`)
}

/** What is left ends as `not_allowed` (R-A4, R-T6); false where it was at its end already. */
export async function refuseRest(scope: Scope, id: string): Promise<boolean> {
  const { refused } = await scope.one<{ refused: number | null }>(sql`select door.refuse_rest(${id}) as refused`)
  return refused !== null
}

export type Lapsing = { transfer: string; person: string; acting: string; rows: number; target: string | null }

/** Previews that lapse soon, each once (R-T4). */
export function listLapsing(scope: Scope, atMost: number): Promise<Lapsing[]> {
  return scope.all(sql`select * from door.remind_transfers(${limits.previewLifetimeHours}, ${limits.previewReminderHours}, ${atMost})`)
}

/** Previews whose time is over lapse; receipts that are older than so many hours go. */
export async function lapseTransfers(scope: Scope, receiptHours: number): Promise<void> {
  await scope.one(sql`select * from door.lapse_transfers(${limits.previewLifetimeHours}, ${receiptHours})`)
}
