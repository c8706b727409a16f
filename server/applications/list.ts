import { z } from 'zod'
import type { applyForAccreditation, listApplications } from '../../contract/applications.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readKeys } from '../platform/http/cursor.ts'
import { notFound } from '../platform/problems.ts'
import { type ApplicationRow, findApplicationRow, listApplicationRows } from './queries.ts'

type Shown = ReplyOf<typeof applyForAccreditation>

const position = z.tuple([z.uuid()])

/** Sent to the vendor acted for, or by the partner or provider; for the operator all. The newest first. */
export async function showApplications(scope: Scope, { query }: Call<typeof listApplications>): Promise<ReplyOf<typeof listApplications>> {
  const { limit, cursor, state } = query
  const open = state === undefined ? null : state === 'open'
  const rows = await listApplicationRows(scope, { after: readKeys(cursor, position), limit, open })
  return pageOf(rows, limit, present, (row) => [row.id])
}

/** One in reach; 404 else (R-A2). */
export async function getApplication(scope: Scope, id: string): Promise<Shown> {
  const row = await findApplicationRow(scope, id)
  if (!row) throw notFound()
  return present(row)
}

function present({ organisation: organisationId, filed_at, decided_at, ...row }: ApplicationRow): Shown {
  return { ...row, organisationId, filedAt: filed_at.toISOString(), decidedAt: decided_at?.toISOString() ?? null }
}
