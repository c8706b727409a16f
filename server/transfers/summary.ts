import { stringify } from 'csv-stringify'
import type { Language } from '../../contract/endpoint.ts'
import { findAsker, hasPermission } from '../platform/access/session.ts'
import type { Actor } from '../platform/database/actor.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound } from '../platform/problems.ts'
import { presentRow } from './present.ts'
import { findTransfer, listRowRecords, type TransferRecord } from './queries.ts'

const pageRows = 5_000
export const summaryColumns = ['line', 'serialNumber', 'targetCustomerId', 'outcome', 'explanation', 'fromTenant', 'toTenant'] as const

/**
 * The Summary (R-T5): every row, its outcome and an explanation in the reader's language, streamed page by page, each in a transaction of
 * its own. Cells that a spreadsheet would run as a formula come out as text. Answers 404 out of reach, before the first byte.
 */
export async function streamSummary(hub: Hub, actor: Actor, id: string, language: Language): Promise<AsyncIterable<string | Buffer>> {
  const transfer = await hub.database.inReadOnlyScope(actor, (scope) => findTransfer(scope, id))
  if (!transfer) throw notFound()
  const stream = stringify({ header: true, columns: [...summaryColumns], bom: true, escape_formulas: true, record_delimiter: 'windows' })
  void feed(hub, actor, transfer, language, stream).catch((error: Error) => stream.destroy(error))
  return stream
}

async function feed(
  hub: Hub,
  actor: Actor,
  transfer: TransferRecord,
  language: Language,
  stream: ReturnType<typeof stringify>,
): Promise<void> {
  const tenants = new Map<string, string>(transfer.sources.map((source) => [source.id, source.tenant]))
  if (transfer.target_label) tenants.set(transfer.target_label.id, transfer.target_label.tenant)
  const called = (tenant: string | null) => (tenant === null ? '' : (tenants.get(tenant) ?? ''))
  for (let after = 0; ; ) {
    const from = after
    // Rights as they are now, page by page (R-A4).
    const now = actor.person && actor.acting ? await findAsker(hub.database, actor.person.id, actor.acting.id, actor.correlation) : null
    if (!now || !hasPermission(now, 'transfer.read')) throw new Error('the reader may read it no more')
    const rows = await hub.database.inReadOnlyScope(now, (scope) => listRowRecords(scope, transfer.id, { after: from, limit: pageRows }))
    for (const row of rows) {
      const shown = presentRow(language, row)
      const moved = row.outcome === 'moved'
      stream.write([
        shown.line,
        shown.serialNumber,
        shown.targetCustomerId,
        row.undo ?? shown.outcome ?? '',
        shown.explanation,
        moved ? called(row.from_tenant) : '',
        moved ? called(row.to_tenant) : '',
      ])
    }
    if (stream.writableNeedDrain) await new Promise((resolve) => stream.once('drain', resolve))
    const last = rows.at(-1)
    if (!last || rows.length < pageRows) break
    after = last.line
  }
  stream.end()
}

/** Two rows that show the form: a serial, and a Customer ID that no tenant has. */
export function sampleFile(): string {
  return '\ufeffserialNumber,targetCustomerId\r\nCZC1234ABC,C-0000-0000-0\r\n5CD0123XYZ,C-0000-0000-0\r\n'
}
