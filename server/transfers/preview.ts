import { limits } from '../../contract/limits.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { ProblemError } from '../platform/problems.ts'
import type { Course } from './fate-queries.ts'
import { addFollowers, bindFollowers } from './follower-queries.ts'
import { previewJob } from './jobs.ts'
import {
  type Count,
  countForeseen,
  findFirstSource,
  findTargets,
  findTenantLabel,
  findTransfer,
  foreseeRows,
  insertEnds,
  labelTenants,
  listTenants,
  listUndecided,
  lockTransfer,
  type Outcomes,
  settleFile,
  type TransferRecord,
} from './queries.ts'
import { countForeseenRows, fixEnds, markFailed, markPreviewed, markPreviewing } from './state-queries.ts'

/**
 * The rows are there: facts of the whole file, then every row's fate, at once or, for more than 10,000 rows, in the background (state `previewing`).
 * Says whether they are decided. Refuses `http.invalid` for a source that is not in reach. Scope: `any`.
 */
export async function beginPreview(hub: Hub, scope: Scope, id: string): Promise<boolean> {
  await settleFile(scope, id)
  await markPreviewing(scope, id)
  const { rows } = await theTransfer(scope, id)
  if (rows > limits.previewAtOnceRows) {
    await hub.queue.enqueue(scope, previewJob, { transferId: id })
    return false
  }
  scope.see('managed')
  if (!(await startPreview(scope, id))) throw new ProblemError('http.invalid', { fields: [{ path: 'source', code: 'unknown' }] })
  await decidePreview(scope, id)
  scope.see('any')
  return true
}

/** Fixes source and target (R-T3). False where the source is out of reach, as for one that does not exist (R-A2). Scope: `managed`. */
async function startPreview(scope: Scope, id: string): Promise<boolean> {
  const transfer = await theTransfer(scope, id)
  if (transfer.several) return true
  const source = transfer.asked_source === null ? undefined : await findTenantLabel(scope, { asked: transfer.asked_source })
  if (transfer.asked_source !== null && !source) return false
  const key = transfer.asked_target ?? transfer.target_key
  const first = source ? undefined : await findFirstSource(scope, id)
  const target = key === '' ? undefined : (await findTargets(scope, [key]))[key]
  const label = target?.tenant ? await findTenantLabel(scope, { id: target.tenant }) : undefined
  await fixEnds(scope, id, {
    source: source?.id ?? first?.tenant ?? null,
    target: label?.id ?? null,
    targetKey: key,
    targetLabel: label ? { id: label.id, tenant: label.tenant, name: label.name, collects: label.collects } : null,
  })
  return true
}

/** What the run is held to, as of now; with several targets, those that are named. */
export async function courseOf(scope: Scope, transfer: TransferRecord, named: readonly string[]): Promise<Course> {
  const { several, target_key: targetKey } = transfer
  const targets = await findTargets(scope, several ? named : targetKey === '' ? [] : [targetKey])
  return { transfer: transfer.id, several, targetKey, targets, source: several ? null : transfer.source }
}

/** Decides the next rows; answers how many. */
async function foreseeChunk(scope: Scope, transfer: TransferRecord): Promise<number> {
  const { lines, named } = await listUndecided(scope, transfer.id, limits.chunkRows)
  if (lines.length > 0) await foreseeRows(scope, await courseOf(scope, transfer, named), lines)
  return lines.length
}

/** Decides all rows in this transaction: for what is small enough to answer at once. */
async function decidePreview(scope: Scope, id: string): Promise<void> {
  const transfer = await theTransfer(scope, id)
  while ((await foreseeChunk(scope, transfer)) > 0);
  await finishPreview(scope, transfer)
}

/** Tenants that a preview keeps the names of; the rest is counted. */
const labelled = 100

/** What stands behind hosts is decided with them (R-D2); then it is counted: the preview stands, and may be confirmed (R-T4). */
async function finishPreview(scope: Scope, transfer: TransferRecord): Promise<void> {
  const { id } = transfer
  if ((await addFollowers(scope, id)) > 0) {
    while ((await foreseeChunk(scope, transfer)) > 0);
    await bindFollowers(scope, id)
  }
  const counted = await countForeseen(scope, id)
  const outcomes: Outcomes = {}
  for (const { outcome, n } of counted) outcomes[outcome] = (outcomes[outcome] ?? 0) + n
  const sources = await countEnds(scope, id, counted, 'source')
  const targets = await countEnds(scope, id, counted, 'target')
  const wantsConsent = counted.reduce((sum, { wanting, n }) => sum + (wanting ? n : 0), 0)
  await markPreviewed(scope, id, { outcomes, sources, targets, wantsConsent })
}

/** Keeps where devices are, or go to; answers those with the most, with names as they are now. */
async function countEnds(scope: Scope, transfer: string, counted: readonly Count[], end: 'source' | 'target') {
  const devices = new Map<string, number>()
  for (const count of counted) {
    const key = count[end]
    if (key !== null) devices.set(key, (devices.get(key) ?? 0) + count.n)
  }
  await insertEnds(scope, transfer, end, devices)
  const first = [...devices].sort(([, a], [, b]) => b - a).slice(0, labelled)
  const keys = first.map(([key]) => key)
  const known = await labelTenants(scope, end === 'source' ? keys : await listTenants(scope, keys))
  const byKey = new Map([...known.values()].map((label) => [end === 'source' ? label.id : label.tenant, label]))
  const labels = first.flatMap(([key, n]) => {
    const label = byKey.get(key)
    return label ? [{ id: label.id, tenant: label.tenant, name: label.name, collects: label.collects, devices: n }] : []
  })
  return { labels, count: devices.size }
}

async function theTransfer(scope: Scope, id: string): Promise<TransferRecord> {
  const transfer = await findTransfer(scope, id)
  if (!transfer) throw new Error('a transfer under preview is not there')
  return transfer
}

/** One step of a preview in the background: a chunk, in one transaction. A source that is unknown ends it. */
export async function previewChunk(scope: Scope, hub: Hub, id: string): Promise<'more' | 'done'> {
  const transfer = await lockTransfer(scope, id)
  if (transfer?.state !== 'previewing') return 'done'
  const starts = transfer.progress === 0 && transfer.target_label === null && transfer.source === null
  if (starts && !(await startPreview(scope, id))) {
    await markFailed(scope, id)
    return 'done'
  }
  const started = await theTransfer(scope, id)
  const n = await foreseeChunk(scope, started)
  scope.afterCommit(() => hub.live.tell([{ person: transfer.asked_by, kind: 'transfer', organisationId: transfer.acting, id }]))
  if (n > 0) {
    await countForeseenRows(scope, id, n)
    return 'more'
  }
  await finishPreview(scope, started)
  return 'done'
}
