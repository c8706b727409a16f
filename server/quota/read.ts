import type { QueryOf, ReplyOf } from '../../contract/endpoint.ts'
import type { getQuota, listQuotas } from '../../contract/quotas.ts'
import type { Scope } from '../platform/database/database.ts'
import { pageOf, readCursor } from '../platform/http/cursor.ts'
import { presentQuota } from './present.ts'
import { findQuota, listQuotaRows } from './queries.ts'

/** The quota of the organisation acted for, as last counted; null where it has none, as all do that are no partners (R-D9). */
export async function showQuota(scope: Scope): Promise<ReplyOf<typeof getQuota>> {
  const found = scope.actor.acting?.kind === 'partner' ? await findQuota(scope) : undefined
  return { quota: found ? presentQuota(found) : null }
}

/** A page of the partners that have a quota, the fullest first; for the operator. */
export async function listQuotaPage(scope: Scope, query: QueryOf<typeof listQuotas>): Promise<ReplyOf<typeof listQuotas>> {
  const rows = await listQuotaRows(scope, { after: readCursor(query.cursor, 2), limit: query.limit })
  return pageOf(
    rows,
    query.limit,
    (row) => ({ partner: { id: row.partner, name: row.name }, revision: row.revision, ...presentQuota(row) }),
    (row) => [row.share, row.partner],
  )
}
