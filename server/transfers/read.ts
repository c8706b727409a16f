import type { Language, ReplyOf } from '../../contract/endpoint.ts'
import type { getTransfer, listTransferRows, listTransfers, TransferOutcome, UndoOutcome } from '../../contract/transfers.ts'
import type { Scope } from '../platform/database/database.ts'
import { pageOf, readCursor } from '../platform/http/cursor.ts'
import { notFound } from '../platform/problems.ts'
import { presentTransfer, rowPresenter } from './present.ts'
import { findRetry, findTransfer, listTransferRecords } from './queries.ts'
import { findAskedSince, listRowRecords } from './row-queries.ts'
import { isAtItsEnd } from './rules.ts'

export async function listTransferPage(
  scope: Scope,
  query: { limit: number; cursor?: string | undefined },
): Promise<ReplyOf<typeof listTransfers>> {
  const rows = await listTransferRecords(scope, readCursor(query.cursor, 2), query.limit)
  return pageOf(
    rows,
    query.limit,
    (row) => presentTransfer(scope.actor, row),
    (row) => [row.created_key, row.id],
  )
}

export async function readTransfer(scope: Scope, id: string): Promise<ReplyOf<typeof getTransfer>> {
  const transfer = await findTransfer(scope, id)
  if (!transfer) throw notFound()
  const asked = transfer.wants_consent > 0 ? findAskedSince(scope, id) : null
  const retried = isAtItsEnd(transfer.state) ? findRetry(scope, id) : null
  return presentTransfer(scope.actor, transfer, { consentAskedAt: await asked, retriedBy: await retried })
}

type RowsQuery = { limit: number; cursor?: string | undefined; outcome?: TransferOutcome | undefined; undo?: UndoOutcome | undefined }

export async function listRowPage(
  scope: Scope,
  id: string,
  query: RowsQuery,
  language: Language,
): Promise<ReplyOf<typeof listTransferRows>> {
  const after = readCursor(query.cursor, 1)
  const asked = findTransfer(scope, id)
  const rows = listRowRecords(scope, id, {
    after: Number(after?.[0] ?? 0),
    limit: query.limit + 1,
    outcome: query.outcome,
    undo: query.undo,
  })
  const transfer = await asked
  if (!transfer) throw notFound()
  return pageOf(await rows, query.limit, rowPresenter(language, transfer), (row) => [row.line])
}
