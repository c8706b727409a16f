import type { ReplyOf } from '../../contract/endpoint.ts'
import type { undoTransfer } from '../../contract/transfers.ts'
import { record } from '../audit/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { undoJob } from './jobs.ts'
import { presentTransfer } from './present.ts'
import { lockTransfer } from './queries.ts'
import { findUndoObstacle, targetNames } from './rules.ts'
import { markUndoing } from './state-queries.ts'

/** Asks to move back, row by row, what is still where this transfer put it (R-T7): state, audit and job, or nothing. Refuses `transfers.still_running`, `transfers.moved_nothing`, `transfers.undone_already`. */
export async function askUndo(hub: Hub, scope: Scope, id: string): Promise<ReplyOf<typeof undoTransfer>> {
  const transfer = await lockTransfer(scope, id)
  if (!transfer || transfer.state === 'receiving') throw notFound()
  const obstacle = findUndoObstacle(transfer.state, transfer.outcomes.moved ?? 0)
  if (obstacle) throw new ProblemError(`transfers.${obstacle}`)
  await markUndoing(scope, id)
  await record(scope, {
    organisation: transfer.acting,
    kind: 'transfer.undo_asked',
    subject: id,
    detail: { count: transfer.outcomes.moved ?? 0, target: targetNames(transfer) },
  })
  await hub.queue.enqueue(scope, undoJob, { transferId: id })
  const undoing = await lockTransfer(scope, id)
  if (!undoing) throw notFound()
  return presentTransfer(scope.actor, undoing)
}
