import type { correctFeedRow } from '../../contract/feeds.ts'
import { parseLocationId } from '../../contract/location-id.ts'
import { record } from '../audit/index.ts'
import type { Scope } from '../platform/database/database.ts'
import { trimCell } from '../platform/files/csv.ts'
import type { Call } from '../platform/http/bind.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { checkFeedRow, type FeedColumn, type FeedFileText, feedColumns } from './file.ts'
import { explainFault, type FeedRow, notALocation, presentRows, saleOf } from './present.ts'
import { correctRow, findRow, holdFeed, listPasts } from './queries.ts'
import { isAtRest, isRejected, keepRow } from './rules.ts'

/**
 * Corrects a rejected row of a feed that nobody works on (R-B4): what is not named stays. The checks are those of a file, and the form of the
 * location ID, since whoever types it is still there to look again; the next retry decides the row. What it was stays in its history. Refuses: 404 for another's feed or no such row, `feeds.running`,
 * `feeds.row_not_rejected`, `http.stale`, `http.invalid` with the column at fault. Nothing is recorded where nothing changes.
 */
export async function correctFeed(scope: Scope, call: Call<typeof correctFeedRow>): Promise<FeedRow> {
  const { id, line } = call.params
  const feed = await holdFeed(scope, id)
  const before = feed && (await findRow(scope, id, line))
  if (!before) throw notFound()
  if (!isAtRest(feed.state)) throw new ProblemError('feeds.running')
  if (!isRejected(before.outcome)) throw new ProblemError('feeds.row_not_rejected')
  if (call.ifMatch !== null && call.ifMatch !== before.revision) throw new ProblemError('http.stale')

  const sent = saleOf(before)
  const wanted = corrected(sent, call.body)
  const after = keepRow(checkFeedRow(line, wanted))
  const fault = after.fault ?? (parseLocationId(after.locationId) === null ? notALocation : null)
  if (fault) {
    const [code = '', path = ''] = fault.split(':')
    throw new ProblemError('http.invalid', { fields: [{ path, code, detail: explainFault(fault, call.language) ?? code }] })
  }
  if (feedColumns.some((column) => wanted[column] !== sent[column])) {
    const by = scope.actor.person?.name ?? ''
    await correctRow(scope, { feed: id, by, before, sent, after })
    await record(scope, {
      organisation: scope.actor.acting?.id ?? '',
      kind: 'feed.row_corrected',
      subject: id,
      detail: { fileName: feed.file_name, line },
    })
  }
  const [row, pasts] = await Promise.all([findRow(scope, id, line), listPasts(scope, id, [line])])
  const [shown] = row ? presentRows([row], pasts, call.language) : []
  if (!shown) throw notFound()
  return shown
}

/** What is named is trimmed as a file's values are; the rest stays. */
function corrected(sent: FeedFileText, body: { [Column in FeedColumn]?: string | undefined }): FeedFileText {
  const value = (column: FeedColumn) => trimCell(body[column] ?? sent[column])
  return {
    vendor: value('vendor'),
    productNumber: value('productNumber'),
    serialNumber: value('serialNumber'),
    model: value('model'),
    soldToLocationId: value('soldToLocationId'),
    saleDate: value('saleDate'),
    webOrderNumber: value('webOrderNumber'),
    endCustomer: value('endCustomer'),
  }
}
