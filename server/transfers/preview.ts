import { limits } from '../../contract/limits.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { Hub } from '../platform/hub.ts'
import { ProblemError } from '../platform/problems.ts'
import type { Course } from './fate.ts'
import {
  changeTransfer,
  countForeseen,
  findFirstSource,
  findTarget,
  findTenantLabel,
  findTransfer,
  foreseeRows,
  lockTransfer,
  type Outcomes,
  type TransferRecord,
} from './queries.ts'

/** Fixes source and target (R-T3). Refuses a source that is out of reach as one that does not exist (R-A2). Scope: `managed`. */
export async function startPreview(scope: Scope, id: string): Promise<Course> {
  const transfer = await theTransfer(scope, id)
  const source = transfer.asked_source === null ? undefined : await findTenantLabel(scope, { asked: transfer.asked_source })
  if (transfer.asked_source !== null && !source) throw new ProblemError('http.invalid', { fields: [{ path: 'source', code: 'unknown' }] })
  const key = transfer.asked_target ?? transfer.target_key
  const first = source ? undefined : await findFirstSource(scope, id)
  const target = key === '' ? undefined : await findTarget(scope, key)
  const label = target?.standing === 'open' ? await findTenantLabel(scope, { id: target.tenant }) : undefined
  await changeTransfer(
    scope,
    id,
    sql`source = ${source?.id ?? first?.tenant ?? null}, target = ${label?.id ?? null}, target_key = ${key},
      target_label = ${label ? JSON.stringify({ id: label.id, tenant: label.tenant, name: label.name, collects: label.collects }) : null}::jsonb`,
  )
  return courseOf(scope, await theTransfer(scope, id))
}

/** What the run is held to, as of now. */
export async function courseOf(scope: Scope, transfer: TransferRecord): Promise<Course> {
  const found = transfer.target_key === '' ? undefined : await findTarget(scope, transfer.target_key)
  return {
    transfer: transfer.id,
    targetKey: transfer.target_key,
    target: found?.standing === 'open' ? { id: found.tenant, kind: found.kind } : null,
    targetNotAccepted: found?.standing === 'not_accepted',
    source: transfer.source,
  }
}

/** Decides all rows in this transaction: for what is small enough to answer at once. */
export async function decidePreview(scope: Scope, course: Course): Promise<void> {
  while ((await foreseeRows(scope, course, limits.chunkRows)).n > 0);
  await finishPreview(scope, course.transfer)
}

/** Counts what was foreseen: the preview stands, and may be confirmed (R-T4). */
export async function finishPreview(scope: Scope, id: string): Promise<void> {
  const counted = await countForeseen(scope, id)
  const outcomes: Outcomes = {}
  for (const { outcome, n } of counted) outcomes[outcome] = (outcomes[outcome] ?? 0) + n
  const sources = []
  for (const { source, n } of counted) {
    const label = source === null ? undefined : await findTenantLabel(scope, { id: source })
    if (label) sources.push({ id: label.id, tenant: label.tenant, name: label.name, devices: n })
  }
  await changeTransfer(
    scope,
    id,
    sql`state = 'previewed', previewed_at = hub.now(), progress = rows, outcomes = ${JSON.stringify(outcomes)}::jsonb, sources = ${JSON.stringify(sources)}::jsonb`,
  )
}

async function theTransfer(scope: Scope, id: string): Promise<TransferRecord> {
  const transfer = await findTransfer(scope, id)
  if (!transfer) throw new Error('a transfer under preview is not there')
  return transfer
}

/** One step of a preview in the background: a chunk, in one transaction. */
export async function previewChunk(scope: Scope, hub: Hub, id: string): Promise<'more' | 'done'> {
  const transfer = await lockTransfer(scope, id)
  if (transfer?.state !== 'previewing') return 'done'
  const course =
    transfer.progress === 0 && transfer.target_label === null && transfer.source === null
      ? await startPreview(scope, id)
      : await courseOf(scope, transfer)
  const { n } = await foreseeRows(scope, course, limits.chunkRows)
  scope.afterCommit(() => hub.live.tell([{ person: transfer.asked_by, kind: 'transfer', organisationId: transfer.acting, id }]))
  if (n > 0) {
    await changeTransfer(scope, id, sql`progress = progress + ${n}`)
    return 'more'
  }
  await finishPreview(scope, id)
  return 'done'
}
