import { z } from 'zod'
import type { listAudit } from '../../contract/audit.ts'
import type { Language, ReplyOf } from '../../contract/endpoint.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readCursor } from '../platform/http/cursor.ts'
import { ProblemError } from '../platform/problems.ts'
import { type AuditRow, listEvents } from './queries.ts'
import { factsOf, nameActingFor, nameActor, tell } from './rules.ts'

type Listed = ReplyOf<typeof listAudit>

/** The log of the organisation acted for, newest first, in the reader's words (R-A6). */
export async function showAudit(scope: Scope, { query, language }: Call<typeof listAudit>): Promise<Listed> {
  const { kind, by, limit } = query
  const rows = await listEvents(scope, { kind, by, after: afterOf(query.cursor), atMost: limit + 1 })
  return pageOf(
    rows,
    limit,
    (row) => present(row, language),
    (row) => [row.at_key, row.id],
  )
}

const position = z.tuple([z.iso.datetime(), z.uuid()])

function afterOf(cursor: string | undefined): { at: string; id: string } | null {
  const values = readCursor(cursor, 2)
  if (values === null) return null
  const parsed = position.safeParse(values)
  if (!parsed.success) throw new ProblemError('http.invalid', { fields: [{ path: 'cursor', code: 'cursor' }] })
  return { at: parsed.data[0], id: parsed.data[1] }
}

function present(row: AuditRow, language: Language): Listed['items'][number] {
  const { id, kind, sealed } = row
  const who = nameActor(row)
  const detail = factsOf(row.detail)
  return {
    id,
    at: row.at.toISOString(),
    kind,
    who,
    organisation: nameActingFor(row),
    sentence: tell(language, { kind, who, detail }),
    detail,
    sealed,
  }
}
