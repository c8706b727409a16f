import { parseCustomerId } from '../../contract/customer-id.ts'
import type { BodyOf, ReplyOf } from '../../contract/endpoint.ts'
import type { mendTransfer } from '../../contract/transfers.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { readMendedRow } from './file.ts'
import { presentTransfer } from './present.ts'
import { beginPreview } from './preview.ts'
import { lockTransfer, type TransferRecord } from './queries.ts'
import { received } from './receive.ts'
import { mayBeConfirmed } from './rules.ts'
import { mendRows } from './state-queries.ts'

type Mends = BodyOf<typeof mendTransfer>

/**
 * Mends rows of a preview where it stands, and decides all of them again (R-T4): what is confirmed later is what was previewed last. Lines that
 * are not in it are passed over. Refuses `http.stale` when the preview is not the one that was read, `transfers.not_previewed` when it was
 * confirmed or has lapsed, `http.invalid` for a new target that is no Customer ID, and for a source that was chosen and is out of reach by now.
 */
export async function mendPreview(
  hub: Hub,
  scope: Scope,
  id: string,
  { ifMatch, mends }: { ifMatch: number | null; mends: Mends },
): Promise<ReplyOf<typeof mendTransfer>> {
  const transfer = await lockTransfer(scope, id)
  if (!transfer || transfer.state === 'receiving') throw notFound()
  if (!mayBeConfirmed(transfer.state)) throw new ProblemError('transfers.not_previewed')
  if (ifMatch !== null && ifMatch !== transfer.revision) throw new ProblemError('http.stale')
  const mended = { rows: rowsOf(mends, transfer), targets: targetsOf(mends), several: mends.several ?? false }
  if (!(await mendRows(scope, id, mended))) throw new ProblemError('transfers.not_previewed')
  await beginPreview(hub, scope, id)
  const again = await lockTransfer(scope, id)
  if (!again) throw notFound()
  return presentTransfer(scope.actor, again)
}

function rowsOf({ rows = [] }: Mends, { asked_target: asked }: TransferRecord) {
  // A line that is named twice says what it says last.
  return [...new Map(rows.map((row) => [row.line, row])).values()].map(({ line, serialNumber, targetCustomerId, productNumber = '' }) => {
    const written = { serial: serialNumber, target: targetCustomerId, productNumber }
    return received(readMendedRow(line, written, { targetGiven: asked !== null }), asked)
  })
}

function targetsOf({ targets = [] }: Mends) {
  const mended = new Map<string, { named: string; text: string; key: string }>()
  for (const [index, { from, to }] of targets.entries()) {
    const key = parseCustomerId(to)
    if (key === null) throw new ProblemError('http.invalid', { fields: [{ path: `targets.${index}.to`, code: 'customer_id' }] })
    mended.set(from, { named: from, text: key, key })
  }
  return [...mended.values()]
}
