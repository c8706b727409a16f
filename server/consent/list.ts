import type { listConsents, listRequests } from '../../contract/consents.ts'
import type { QueryOf, ReplyOf } from '../../contract/endpoint.ts'
import type { Scope } from '../platform/database/database.ts'
import { pageOf, readCursor } from '../platform/http/cursor.ts'
import { presentConsent, presentRequest } from './present.ts'
import { listConsentRows, listRequestRows } from './queries.ts'

/** Requests of the organisation acted for, got or sent, newest first. */
export async function listRequestPage(scope: Scope, query: QueryOf<typeof listRequests>): Promise<ReplyOf<typeof listRequests>> {
  const rows = await listRequestRows(scope, { after: readCursor(query.cursor, 2), limit: query.limit, state: query.state })
  return pageOf(
    rows,
    query.limit,
    (row) => presentRequest(scope.actor, row),
    (row) => [row.created_key, row.id],
  )
}

/** The ledger of consents, given or got, newest first. */
export async function listConsentPage(scope: Scope, query: QueryOf<typeof listConsents>): Promise<ReplyOf<typeof listConsents>> {
  const rows = await listConsentRows(scope, { after: readCursor(query.cursor, 2), limit: query.limit })
  return pageOf(
    rows,
    query.limit,
    (row) => presentConsent(scope.actor, row),
    (row) => [row.given_key, row.id],
  )
}
