import type { Language } from '../../contract/endpoint.ts'
import { findAsker, hasPermission } from '../platform/access/session.ts'
import type { Actor } from '../platform/database/actor.ts'
import { type Cell, type TableForm, type TableWriter, tableWriter } from '../platform/files/write-table.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound } from '../platform/problems.ts'
import { rowPresenter } from './present.ts'
import { findTransfer, listRowRecords, type RowRecord, type TransferRecord } from './queries.ts'

const pageRows = 5_000
export const summaryColumns = ['line', 'serialNumber', 'targetCustomerId', 'outcome', 'explanation', 'fromTenant', 'toTenant'] as const
/** Those of a transfer file, and one that its reader passes over. */
export const faultyColumns = ['serialNumber', 'targetCustomerId', 'productNumber', 'explanation'] as const

type Asked = { actor: Actor; language: Language; params: { id: string }; setHeader(name: string, value: string): void }

/**
 * The Summary (R-T5): every row, its outcome and an explanation in the reader's language, streamed page by page, each in a transaction of
 * its own. Cells that a spreadsheet would run as a formula come out as text. Answers 404 out of reach, before the first byte.
 */
export async function streamSummary(hub: Hub, call: Asked, form: TableForm): Promise<TableWriter['stream']> {
  const transfer = await theTransfer(hub, call)
  const called = customerIdsOf(transfer)
  const present = rowPresenter(call.language, transfer)
  return stream(hub, call, { form, name: fileNameOf('summary', transfer), columns: summaryColumns }, (row) => {
    const shown = present(row)
    const moved = row.outcome === 'moved'
    return [
      shown.line ?? '',
      shown.serialNumber,
      shown.targetCustomerId,
      row.undo ?? shown.outcome ?? '',
      shown.explanation,
      moved ? called(row.from_tenant) : '',
      moved ? row.target_key : '',
    ]
  })
}

/** What was not moved and could be once it is mended (R-T5), in the form of a transfer file: mended, it can be sent as it is. */
export async function streamFaulty(hub: Hub, call: Asked, form: TableForm): Promise<TableWriter['stream']> {
  const transfer = await theTransfer(hub, call)
  const present = rowPresenter(call.language, transfer)
  return stream(hub, call, { form, name: fileNameOf('faulty', transfer), columns: faultyColumns, faulty: true }, (row) => {
    const shown = present(row)
    return [shown.serialNumber, shown.targetCustomerId, row.product_key, shown.explanation]
  })
}

/** A file to begin with, in either form. */
export async function showSample(call: Pick<Asked, 'setHeader'>, form: TableForm): Promise<TableWriter['stream']> {
  call.setHeader('content-disposition', `attachment; filename="transfer-sample.${form}"`)
  const writer = tableWriter(form, ['serialNumber', 'targetCustomerId'])
  for (const row of sampleRows) await writer.write(row)
  writer.end()
  return writer.stream
}

/** Two rows that show the form: a serial, and a Customer ID that no tenant has. */
const sampleRows = [
  ['CZC1234ABC', 'C-0000-0000-0'],
  ['5CD0123XYZ', 'C-0000-0000-0'],
]

async function theTransfer(hub: Hub, call: Asked): Promise<TransferRecord> {
  const transfer = await hub.database.inReadOnlyScope(call.actor, (scope) => findTransfer(scope, call.params.id))
  if (!transfer) throw notFound()
  return transfer
}

/** What the sources were called when it was previewed. */
function customerIdsOf(transfer: TransferRecord): (tenant: string | null) => string {
  const tenants = new Map(transfer.sources.map((source) => [source.id, source.tenant]))
  return (tenant) => (tenant === null ? '' : (tenants.get(tenant) ?? ''))
}

const nameCharacters = 60

/** `summary-2026-11-21-bergmann-maschinenbau`: in signs that every system stores; by the target, else by what was sent. */
function fileNameOf(what: string, transfer: TransferRecord): string {
  const called = transfer.target_label?.name ?? transfer.file_name?.replace(/\.[^.]*$/, '') ?? ''
  const safe = called
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, nameCharacters)
    .replace(/^-|-$/g, '')
    .toLowerCase()
  return [what, transfer.created_at.toISOString().slice(0, 'yyyy-mm-dd'.length), safe].filter(Boolean).join('-')
}

type List = { form: TableForm; name: string; columns: readonly string[]; faulty?: true }

function stream(hub: Hub, call: Asked, list: List, cells: (row: RowRecord) => Cell[]): TableWriter['stream'] {
  call.setHeader('content-disposition', `attachment; filename="${list.name}.${list.form}"`)
  const writer = tableWriter(list.form, list.columns)
  void feed(hub, call, { writer, faulty: list.faulty ?? false }, cells).catch(writer.fail)
  return writer.stream
}

async function feed(
  hub: Hub,
  { actor, params }: Asked,
  { writer, faulty }: { writer: TableWriter; faulty: boolean },
  cells: (row: RowRecord) => Cell[],
): Promise<void> {
  for (let after = 0; ; ) {
    const from = after
    // Rights as they are now, page by page (R-A4).
    const now = actor.person && actor.acting ? await findAsker(hub.database, actor.person.id, actor.acting.id, actor.correlation) : null
    if (!now || !hasPermission(now, 'transfer.read')) throw new Error('the reader may read it no more')
    const rows = await hub.database.inReadOnlyScope(now, (scope) =>
      listRowRecords(scope, params.id, { after: from, limit: pageRows, faulty }),
    )
    for (const row of rows) await writer.write(cells(row))
    const last = rows.at(-1)
    if (!last || rows.length < pageRows) break
    after = last.line
  }
  writer.end()
}
