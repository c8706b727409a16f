import { z } from 'zod'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { listTransferTenants } from '../../contract/transfers.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readKeys } from '../platform/http/cursor.ts'
import { notFound } from '../platform/problems.ts'
import { findTransfer } from './queries.ts'
import { listEnds } from './row-queries.ts'

/** Every source, or every target, of what was foreseen to move, by devices (R-T3, R-T4), once the preview has counted them, as far as the tenants are in reach now. 404 out of reach. */
export async function listTenantPage(
  scope: Scope,
  { params, query }: Call<typeof listTransferTenants>,
): Promise<ReplyOf<typeof listTransferTenants>> {
  const after = readKeys(query.cursor, z.tuple([z.number().int().min(0).max(2_147_483_647), z.uuid()]))
  scope.see('managed')
  if (!(await findTransfer(scope, params.id))) throw notFound()
  const rows = await listEnds(scope, params.id, {
    side: query.side,
    after: after && { devices: after[0], id: after[1] },
    atMost: query.limit + 1,
  })
  return pageOf(
    rows,
    query.limit,
    ({ tenant, name, devices }) => ({ tenant, name, devices }),
    (row) => [row.devices, row.id],
  )
}
