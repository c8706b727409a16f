import type { z } from 'zod'
import type { listAudit } from '../../contract/audit.ts'
import type { Language, ReplyOf } from '../../contract/endpoint.ts'
import type { Scope } from '../platform/database/database.ts'
import { pageOf, readCursor } from '../platform/http/cursor.ts'
import { sayIfKnown } from '../platform/words.ts'
import { type AuditRow, listAuditRows } from './queries.ts'

/**
 * The log of the organisation acted for, newest first (R-A6). Who did it is told in the reader's terms: a person of the own organisation
 * by name, anybody else by their organisation.
 */
export async function listAuditPage(scope: Scope, query: z.output<typeof listAudit.query>, language: Language): Promise<ReplyOf<typeof listAudit>> {
  const rows = await listAuditRows(scope, { after: readCursor(query.cursor, 2), limit: query.limit, kind: query.kind ?? null, by: query.by ?? null })
  return pageOf(rows, query.limit, (row) => present(row, language), (row) => [row.at_key, row.id])
}

function present(row: AuditRow, language: Language): ReplyOf<typeof listAudit>['items'][number] {
  const organisation = row.acting_name ?? ''
  const who = row.ours && row.person_name ? row.person_name : organisation
  const values = Object.fromEntries(Object.entries(row.detail).map(([name, value]) => [name, typeof value === 'number' ? value : String(value ?? '')]))
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    who,
    organisation,
    sentence: sayIfKnown(language, `audit/${row.kind}`, { ...values, who }) ?? row.kind,
    detail: row.detail,
    sealed: row.sealed,
  }
}
