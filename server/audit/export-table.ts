import type { exportAuditTable } from '../../contract/audit.ts'
import type { Language } from '../../contract/endpoint.ts'
import type { Actor } from '../platform/database/actor.ts'
import { type TableWriter, tableWriter } from '../platform/files/write-table.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { type AuditPage, type AuditRow, listEvents } from './queries.ts'
import { readerNow } from './reader.ts'
import { factsOf, nameActingFor, nameActor, tell } from './rules.ts'

export const tableColumns = ['at', 'who', 'organisation', 'kind', 'what', 'facts', 'sealed', 'id'] as const
const pageRows = 5_000

/**
 * The log as a table, newest first, in the reader's language and without a cap (R-A6): streamed page by page, each in a read-only
 * transaction of its own with the rights of that moment (R-A4). Cells that a spreadsheet would run as a formula come out as text.
 */
export async function streamTable(hub: Hub, call: Call<typeof exportAuditTable>): Promise<TableWriter['stream']> {
  const writer = tableWriter('csv', tableColumns)
  void feed(hub, call, writer).catch((error: Error) => writer.fail(error))
  return writer.stream
}

async function feed(hub: Hub, { actor, query, language }: Call<typeof exportAuditTable>, writer: TableWriter): Promise<void> {
  let after: AuditPage['after'] = null
  for (;;) {
    const reader: Actor = await readerNow(hub, actor)
    const from: AuditPage['after'] = after
    const rows: AuditRow[] = await hub.database.inReadOnlyScope(reader, (scope) =>
      listEvents(scope, { ...query, after: from, atMost: pageRows }),
    )
    for (const row of rows) await writer.write(cellsOf(row, language))
    const last = rows.at(-1)
    if (!last || rows.length < pageRows) return writer.end()
    after = { at: last.at_key, id: last.id }
  }
}

function cellsOf(row: AuditRow, language: Language): string[] {
  const who = nameActor(row)
  const detail = factsOf(row.detail)
  const what = tell(language, { kind: row.kind, who, detail })
  return [row.at_key, who, nameActingFor(row), row.kind, what, JSON.stringify(detail), row.sealed ? 'yes' : 'no', row.id]
}
