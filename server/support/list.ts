import { z } from 'zod'
import type { QueryOf, ReplyOf } from '../../contract/endpoint.ts'
import type { getSupportSession, listSupportSessions } from '../../contract/support-sessions.ts'
import type { Scope } from '../platform/database/database.ts'
import { pageOf, readKeys } from '../platform/http/cursor.ts'
import { notFound } from '../platform/problems.ts'
import { presentSession } from './present.ts'
import { findSession, listSessions } from './queries.ts'

const position = z.tuple([z.iso.datetime(), z.uuid()])

/** Newest first: a customer's visitors, or the reader's own people inside customers (R-H7). */
export async function list(scope: Scope, query: QueryOf<typeof listSupportSessions>): Promise<ReplyOf<typeof listSupportSessions>> {
  const { limit, cursor, open, customer = null } = query
  const rows = await listSessions(scope, {
    after: readKeys(cursor, position),
    limit,
    open: open === undefined ? null : open === 'true',
    customer,
  })
  return pageOf(
    rows,
    limit,
    (row) => presentSession(scope, row),
    (row) => [row.opened_key, row.id],
  )
}

/** One that the reader's side has to do with; 404 for others (R-A2). */
export async function read(scope: Scope, id: string): Promise<ReplyOf<typeof getSupportSession>> {
  const row = await findSession(scope, id)
  if (!row) throw notFound()
  return presentSession(scope, row)
}
