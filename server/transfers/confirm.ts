import type { ReplyOf } from '../../contract/endpoint.ts'
import type { confirmTransfer } from '../../contract/transfers.ts'
import { record } from '../audit/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { runJob } from './jobs.ts'
import { presentTransfer } from './present.ts'
import { lockTransfer } from './queries.ts'
import { mayBeConfirmed, namesOf, targetNames } from './rules.ts'
import { markQueued } from './state-queries.ts'

/**
 * The actor says that the customer has the devices (R-T4); from here on it runs in the background. Queued and audited, or nothing.
 * Refuses `http.stale` when the preview is not the one that was read, `transfers.not_previewed` when it was confirmed or has lapsed.
 */
export async function confirmPreview(hub: Hub, scope: Scope, id: string, ifMatch: number | null): Promise<ReplyOf<typeof confirmTransfer>> {
  const transfer = await lockTransfer(scope, id)
  if (!transfer || transfer.state === 'receiving') throw notFound()
  if (!mayBeConfirmed(transfer.state)) throw new ProblemError('transfers.not_previewed')
  if (ifMatch !== null && ifMatch !== transfer.revision) throw new ProblemError('http.stale')
  await queueTransfer(hub, scope, id)
  const queued = await lockTransfer(scope, id)
  if (!queued) throw notFound()
  return presentTransfer(scope.actor, queued)
}

/** State, audit and job in one transaction. */
export async function queueTransfer(hub: Hub, scope: Scope, id: string): Promise<void> {
  const transfer = await lockTransfer(scope, id)
  if (!transfer) throw notFound()
  await markQueued(scope, id)
  await record(scope, {
    organisation: transfer.acting,
    kind: 'transfer.confirmed',
    subject: id,
    detail: {
      rows: transfer.rows,
      target: targetNames(transfer),
      from: namesOf(transfer.sources, transfer.source_count),
    },
  })
  await hub.queue.enqueue(scope, runJob, { transferId: id })
}
