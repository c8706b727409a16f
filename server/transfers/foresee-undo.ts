import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import type { foreseeUndo } from '../../contract/transfers.ts'
import type { Scope } from '../platform/database/database.ts'
import { notFound } from '../platform/problems.ts'
import { foreseeUndoOf } from './move-queries.ts'
import { findTransfer } from './queries.ts'
import { findUndoObstacle } from './rules.ts'

/** What an undo would and would not move back as of now (R-T7), of the first 20,000 rows that moved; of none where an undo would be refused. Nothing is written. */
export async function showUndo(scope: Scope, id: string): Promise<ReplyOf<typeof foreseeUndo>> {
  const transfer = await findTransfer(scope, id)
  if (!transfer) throw notFound()
  if (findUndoObstacle(transfer.state, transfer.outcomes.moved ?? 0)) return { rows: 0, outcomes: {} }
  scope.see('managed')
  return foreseeUndoOf(scope, id, limits.undoForeseenRows)
}
