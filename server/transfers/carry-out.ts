import { limits } from '../../contract/limits.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { notifyPerson } from '../notifications/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import {
  type Decided,
  decideRun,
  decideUndo,
  holdTenants,
  lockDevices,
  moveDevices,
  movedBackRows,
  movedRows,
  pickRows,
} from './move-queries.ts'
import { courseOf } from './preview.ts'
import { labelTenants, listTenants, listWatchers, lockTransfer, type Outcomes, type TransferRecord, type UndoOutcomes } from './queries.ts'
import { targetNames } from './rules.ts'
import { countUndoneRows, markDone, markRunning, markUndone } from './state-queries.ts'
import { tellCustomers } from './tell-customers.ts'

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
  await holdTenants(scope, [...chunk.tenants, ...(await listTenants(scope, chunk.named))])
  const course = await courseOf(scope, transfer, chunk.named)
  const inReach = [...(await labelTenants(scope, chunk.tenants)).keys()]
  const { at, ...now } = await lockDevices(scope, chunk.devices)
  const decided = await decideRun(scope, course, chunk, { ...now, inReach })
  const moved = decided.filter((one) => one.outcome === 'moved')
  if (moved.length > 0) {
    await moveDevices(scope, { rows: movedRows(id, chunk), at, beganBy: 'transfer' }, total(moved))
    await recordMoves(scope, transfer, { kind: 'transfer.moved', at, moved })
    await tellWatchers(scope, hub, transfer, moved)
  }
  const outcomes: Outcomes = { ...transfer.outcomes }
  // What was foreseen as moved is counted as what became of it; the first chunk starts from zero.
  if (transfer.state === 'queued') outcomes.moved = 0
  for (const { outcome, n } of decided) add(outcomes, outcome, n)
  await markRunning(scope, id, chunk.lines.length, outcomes)
  tell(scope, hub, transfer)
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
  await holdTenants(scope, chunk.tenants)
  const { at, ...now } = await lockDevices(scope, chunk.devices)
  const decided = await decideUndo(scope, id, chunk, now)
  const moved = decided.filter((one) => one.outcome === 'moved_back')
  if (moved.length > 0) {
    await moveDevices(scope, { rows: movedBackRows(id, chunk), at, beganBy: 'undo' }, total(moved))
    await recordMoves(scope, transfer, { kind: 'transfer.moved_back', at, moved })
    await tellWatchers(scope, hub, transfer, moved)
  }
  const outcomes: UndoOutcomes = { ...transfer.undo_outcomes }
  for (const { outcome, n } of decided) add(outcomes, outcome, n)
  await countUndoneRows(scope, id, chunk.lines.length, outcomes)
  tell(scope, hub, transfer)
  return 'more'
}

function total(decided: readonly Decided[]): number {
  return decided.reduce((sum, { n }) => sum + n, 0)
}

function add<Key extends string>(counts: Partial<Record<Key, number>>, key: Key, n: number): void {
  counts[key] = (counts[key] ?? 0) + n
}

/** Whoever asked, and whoever confirmed or undoes it. */
function tell(scope: Scope, hub: Hub, transfer: TransferRecord): void {
  const people = new Set([transfer.asked_by, scope.actor.person?.id ?? transfer.asked_by])
  scope.afterCommit(() =>
    hub.live.tell([...people].map((person) => ({ person, kind: 'transfer', organisationId: transfer.acting, id: transfer.id }))),
  )
}

/** Everybody who may have devices of these tenants before them, an event for each organisation; which transfer it was is told to the mover's own alone (R-A7). */
async function tellWatchers(scope: Scope, hub: Hub, transfer: TransferRecord, moved: readonly Decided[]): Promise<void> {
  const tenants = new Set(moved.flatMap(({ left, entered }) => [left, entered]).filter((tenant) => tenant !== null))
  const watchers = await listWatchers(scope, [...tenants])
  scope.afterCommit(() =>
    hub.live.tell(
      watchers.map((organisation) => ({
        person: null,
        kind: 'transfer',
        organisationId: organisation,
        id: organisation === transfer.acting ? transfer.id : null,
      })),
    ),
  )
}

/** `at`: the one time at which all of these moved, by which their stays are found again. */
type Moves = { kind: 'transfer.moved' | 'transfer.moved_back'; at: string; moved: readonly Decided[] }

/** One event for each source, one for each target, one for the mover; each names only what its reader may know (R-A6). */
async function recordMoves(scope: Scope, transfer: TransferRecord, { kind: verb, at, moved }: Moves): Promise<void> {
  const out = sumBy(moved, ({ left }) => left)
  const into = sumBy(moved, ({ entered }) => entered)
  const labels = await labelTenants(scope, [...new Set([...out.keys(), ...into.keys()])])
  const [[from = ''] = []] = out
  const [[to = ''] = []] = into
  const isOne = out.size === 1 && into.size === 1
  const entries: AuditEntry[] = [
    isOne
      ? {
          organisation: transfer.acting,
          kind: verb,
          subject: transfer.id,
          detail: { count: total(moved), from: labels.get(from)?.name ?? '', to: labels.get(to)?.name ?? '' },
        }
      : {
          organisation: transfer.acting,
          kind: `${verb}_several`,
          subject: transfer.id,
          detail: { count: total(moved), sources: out.size, targets: into.size },
        },
  ]
  for (const [counts, kind] of [
    [out, `${verb}_out`],
    [into, `${verb}_in`],
  ] as const) {
    for (const [tenant, count] of counts) {
      const organisation = labels.get(tenant)?.organisation
      if (organisation !== undefined && organisation !== transfer.acting) entries.push({ organisation, kind, detail: { count, at } })
    }
  }
  await record(scope, ...entries)
}

function sumBy(moved: readonly Decided[], tenantOf: (one: Decided) => string | null): Map<string, number> {
  const sums = new Map<string, number>()
  for (const one of moved) {
    const tenant = tenantOf(one)
    if (tenant !== null) sums.set(tenant, (sums.get(tenant) ?? 0) + one.n)
  }
  return sums
}

async function finish(scope: Scope, hub: Hub, transfer: TransferRecord): Promise<void> {
  const undoing = transfer.state === 'undoing'
  const outcomes = transfer.state === 'queued' ? { ...transfer.outcomes, moved: 0 } : transfer.outcomes
  await (undoing ? markUndone(scope, transfer.id) : markDone(scope, transfer.id, outcomes))
  const count = undoing ? (transfer.undo_outcomes?.moved_back ?? 0) : (outcomes.moved ?? 0)
  await notifyPerson(scope, hub, {
    person: scope.actor.person?.id ?? transfer.asked_by,
    organisation: transfer.acting,
    kind: undoing ? 'transfer_undone' : 'transfer_done',
    payload: {
      count,
      moved: count,
      rows: transfer.rows,
      target: targetNames(transfer),
      ...(transfer.file_name === null ? {} : { fileName: transfer.file_name }),
    },
    link: `/transfers/${transfer.id}`,
  })
  await tellCustomers(scope, hub, transfer.id)
  tell(scope, hub, transfer)
}
