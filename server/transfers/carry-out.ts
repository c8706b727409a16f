import { limits } from '../../contract/limits.ts'
import type { UndoOutcome } from '../../contract/transfers.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { notifyPerson } from '../notifications/index.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { Hub } from '../platform/hub.ts'
import type { Course } from './fate.ts'
import { type Chunk, decideRun, decideUndo, holdTenants, lockDevices, moveDevices, movedBackRows, movedRows, pickRows } from './move.ts'
import { courseOf } from './preview.ts'
import { changeTransfer, findTenantLabel, lockTransfer, type Outcomes, type TransferRecord, type UndoOutcomes } from './queries.ts'

/**
 * One chunk of a run: decides again and moves, in one transaction, safe to repeat (R-T6): a crash leaves each row moved with its outcome
 * recorded, or not moved. The scope is the asker's, as they are now, seeing as `managed`.
 */
export async function carryOutChunk(scope: Scope, hub: Hub, id: string): Promise<'more' | 'done'> {
  const transfer = await lockTransfer(scope, id)
  if (!transfer || !['queued', 'running'].includes(transfer.state)) return 'done'
  const chunk = await pickRows(scope, id, 'run', limits.chunkRows)
  if (chunk.lines.length === 0) {
    await finish(scope, hub, transfer)
    return 'done'
  }
  await holdTenants(scope, [transfer.source, transfer.target])
  const course = await courseOf(scope, transfer)
  const source = transfer.source === null ? undefined : await findTenantLabel(scope, { id: transfer.source })
  const inReach = course.target !== null && source !== undefined
  const { locked, at } = await lockDevices(scope, chunk.devices)
  const decided = await decideRun(scope, course, chunk, { locked, inReach })
  const moved = decided.find((one) => one.outcome === 'moved')?.n ?? 0
  if (moved > 0) {
    await moveDevices(scope, { rows: movedRows(id, chunk), at, beganBy: 'transfer' }, moved)
    await recordMove(scope, transfer, { moved, back: false, course, source: transfer.source })
  }
  const outcomes: Outcomes = { ...transfer.outcomes }
  // What was foreseen as moved is counted as what became of it; the first chunk starts from zero.
  if (transfer.state === 'queued') outcomes.moved = 0
  for (const { outcome, n } of decided) add(outcomes, outcome as keyof Outcomes, n)
  await advance(scope, hub, transfer, chunk, sql`state = 'running', outcomes = ${JSON.stringify(outcomes)}::jsonb`)
  return 'more'
}

/** One chunk of an undo (R-T7), like one of a run; the way back is a possession of its own. */
export async function undoChunk(scope: Scope, hub: Hub, id: string): Promise<'more' | 'done'> {
  const transfer = await lockTransfer(scope, id)
  if (transfer?.state !== 'undoing') return 'done'
  const chunk = await pickRows(scope, id, 'undo', limits.chunkRows)
  if (chunk.lines.length === 0) {
    await finish(scope, hub, transfer)
    return 'done'
  }
  await holdTenants(scope, [transfer.source, transfer.target])
  const { locked, at } = await lockDevices(scope, chunk.devices)
  const decided = await decideUndo(scope, id, chunk, locked)
  const moved = decided.find((one) => one.outcome === 'moved_back')?.n ?? 0
  if (moved > 0) {
    await moveDevices(scope, { rows: movedBackRows(id, chunk), at, beganBy: 'undo' }, moved)
    await recordMove(scope, transfer, { moved, back: true, course: await courseOf(scope, transfer), source: transfer.source })
  }
  const outcomes: UndoOutcomes = { ...transfer.undo_outcomes }
  for (const { outcome, n } of decided) add(outcomes, outcome as UndoOutcome, n)
  await advance(scope, hub, transfer, chunk, sql`undo_outcomes = ${JSON.stringify(outcomes)}::jsonb`)
  return 'more'
}

function add<Key extends string>(counts: Partial<Record<Key, number>>, key: Key, n: number): void {
  counts[key] = (counts[key] ?? 0) + n
}

async function advance(scope: Scope, hub: Hub, transfer: TransferRecord, chunk: Chunk, change: ReturnType<typeof sql>): Promise<void> {
  await changeTransfer(scope, transfer.id, sql`progress = progress + ${chunk.lines.length}, ${change}`)
  tell(scope, hub, transfer)
}

/** Whoever asked, and whoever confirmed or undoes it. */
function tell(scope: Scope, hub: Hub, transfer: TransferRecord): void {
  const people = new Set([transfer.asked_by, scope.actor.person?.id ?? transfer.asked_by])
  scope.afterCommit(() =>
    hub.live.tell([...people].map((person) => ({ person, kind: 'transfer', organisationId: transfer.acting, id: transfer.id }))),
  )
}

type Moved = { moved: number; back: boolean; course: Course; source: string | null }

/** One event for the source, one for the target, one for the mover; each names only what its reader may know (R-A6). */
async function recordMove(scope: Scope, transfer: TransferRecord, { moved, back, course, source }: Moved): Promise<void> {
  const from = source === null ? undefined : await findTenantLabel(scope, { id: source })
  const to = course.target === null ? undefined : await findTenantLabel(scope, { id: course.target.id })
  const [left, entered] = back ? [to, from] : [from, to]
  const verb = back ? 'transfer.moved_back' : 'transfer.moved'
  const entries: AuditEntry[] = [
    {
      organisation: transfer.acting,
      kind: verb,
      subject: transfer.id,
      detail: { count: moved, from: left?.name ?? '', to: entered?.name ?? '' },
    },
  ]
  if (left && left.organisation !== transfer.acting)
    entries.push({ organisation: left.organisation, kind: `${verb}_out`, detail: { count: moved } })
  if (entered && entered.organisation !== transfer.acting)
    entries.push({ organisation: entered.organisation, kind: `${verb}_in`, detail: { count: moved } })
  await record(scope, ...entries)
}

async function finish(scope: Scope, hub: Hub, transfer: TransferRecord): Promise<void> {
  const undoing = transfer.state === 'undoing'
  const outcomes = transfer.state === 'queued' ? { ...transfer.outcomes, moved: 0 } : transfer.outcomes
  await changeTransfer(
    scope,
    transfer.id,
    sql`state = ${undoing ? 'undone' : 'done'}, finished_at = hub.now(), outcomes = ${JSON.stringify(outcomes)}::jsonb`,
  )
  const count = undoing ? (transfer.undo_outcomes?.moved_back ?? 0) : (outcomes.moved ?? 0)
  await notifyPerson(scope, hub, {
    person: scope.actor.person?.id ?? transfer.asked_by,
    organisation: transfer.acting,
    kind: undoing ? 'transfer_undone' : 'transfer_done',
    payload: { count, moved: count, rows: transfer.rows, target: transfer.target_label?.name ?? '' },
    link: `/transfers/${transfer.id}`,
  })
  tell(scope, hub, transfer)
}
