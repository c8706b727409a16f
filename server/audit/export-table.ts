import type { exportAuditTable } from '../../contract/audit.ts'
import type { Language } from '../../contract/endpoint.ts'
import type { TableWriter } from '../platform/files/write-table.ts'
import type { Call } from '../platform/http/bind.ts'
import { pieceOf, streamTable } from '../platform/http/stream-table.ts'
import type { Hub } from '../platform/hub.ts'
import { type AuditPage, type AuditRow, listEvents } from './queries.ts'
import { factsOf, nameActingFor, nameActor, tell } from './rules.ts'

export const tableColumns = ['at', 'who', 'organisation', 'kind', 'what', 'facts', 'sealed', 'id'] as const
const pageRows = 5_000

/** The log as a table, newest first, in the reader's language and without a cap (R-A6). */
export function streamLog(hub: Hub, call: Call<typeof exportAuditTable>, name: string): Promise<TableWriter['stream']> {
  const { query, language } = call
  return streamTable(hub.database, call, {
    name,
    form: 'csv',
    columns: tableColumns,
    needs: ['audit.export'],
    page: async (scope, after: AuditPage['after']) =>
      pieceOf(await listEvents(scope, { ...query, after, atMost: pageRows + 1 }), pageRows, (row) => ({ at: row.at_key, id: row.id })),
    cells: (row) => cellsOf(row, language),
  })
}

function cellsOf(row: AuditRow, language: Language): string[] {
  const who = nameActor(row)
  const detail = factsOf(row.detail)
  const what = tell(language, { kind: row.kind, who, detail })
  return [row.at_key, who, nameActingFor(row), row.kind, what, JSON.stringify(detail), row.sealed ? 'yes' : 'no', row.id]
}
