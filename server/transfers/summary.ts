import type { Language } from '../../contract/endpoint.ts'
import type { Actor } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import { type Cell, type TableForm, type TableWriter, tableWriter } from '../platform/files/write-table.ts'
import { pieceOf, streamTable } from '../platform/http/stream-table.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound } from '../platform/problems.ts'
import { rowPresenter } from './present.ts'
import { findTransfer, labelTenants, type TransferRecord } from './queries.ts'
import { listFaultyRecords, listRowRecords, type RowRecord } from './row-queries.ts'

const pageRows = 5_000
export const summaryColumns = ['line', 'serialNumber', 'targetCustomerId', 'outcome', 'explanation', 'fromTenant', 'toTenant'] as const
/** Those of a transfer file, and one that its reader passes over. */
export const faultyColumns = ['serialNumber', 'targetCustomerId', 'productNumber', 'explanation'] as const

type Asked = { actor: Actor; language: Language; params: { id: string }; setHeader(name: string, value: string): void }

/**
 * The Summary (R-T5): every row, its outcome and an explanation in the reader's language. Answers 404 out of reach, before the
 * first byte.
 */
export async function streamSummary(hub: Hub, call: Asked, form: TableForm): Promise<TableWriter['stream']> {
  const transfer = await theTransfer(hub, call)
  const called = customerIdsOf(transfer)
  const present = rowPresenter(call.language, transfer)
  return stream(hub, call, { form, name: fileNameOf('summary', transfer), columns: summaryColumns, called }, (row) => {
    const shown = present(row)
    const moved = row.outcome === 'moved'
    return [
      shown.line ?? '',
      shown.serialNumber,
      shown.targetCustomerId,
      row.undo ?? shown.outcome ?? '',
      shown.explanation,
      moved ? (called.get(row.from_tenant ?? '') ?? '') : '',
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

/** Customer IDs of the sources that the transfer keeps the names of; those past them are added page by page, as far as they are in reach. */
function customerIdsOf(transfer: TransferRecord): Map<string, string> {
  return new Map(transfer.sources.map((source) => [source.id, source.tenant]))
}

async function addSources(scope: Scope, called: Map<string, string>, rows: readonly RowRecord[]): Promise<void> {
  const unknown = new Set(rows.flatMap(({ from_tenant: from }) => (from !== null && !called.has(from) ? [from] : [])))
  if (unknown.size === 0) return
  scope.see('managed')
  for (const { id, tenant } of (await labelTenants(scope, [...unknown])).values()) called.set(id, tenant)
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

type List = { form: TableForm; name: string; columns: readonly string[]; faulty?: true; called?: Map<string, string> }

function stream(hub: Hub, call: Asked, list: List, cells: (row: RowRecord) => Cell[]): Promise<TableWriter['stream']> {
  return streamTable(hub.database, call, {
    name: list.name,
    form: list.form,
    columns: list.columns,
    needs: ['transfer.read'],
    page: async (scope, after: number | null) => {
      const listed = list.faulty ? listFaultyRecords : listRowRecords
      const rows = await listed(scope, call.params.id, { after: after ?? 0, limit: pageRows + 1 })
      if (list.called) await addSources(scope, list.called, rows)
      return pieceOf(rows, pageRows, ({ line }) => line)
    },
    cells,
  })
}
