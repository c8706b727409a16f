import { z } from 'zod'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { listTransferTenants } from '../../contract/transfers.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readKeys } from '../platform/http/cursor.ts'
import { notFound } from '../platform/problems.ts'
import { findTransfer } from './queries.ts'

/** Every source, or every target, of what was foreseen to move, by devices (R-T3, R-T4), as far as the tenants are in reach now. 404 out of reach. */
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

type EndsPage = { side: 'source' | 'target'; after: { devices: number; id: string } | null; atMost: number }

/** Where what would move is, or where it goes: tenants in reach as they are called now, the most devices first. Scope: `managed`. */
function listEnds(
  scope: Scope,
  transfer: string,
  { side, after, atMost }: EndsPage,
): Promise<{ id: string; tenant: string; name: string; devices: number }[]> {
  const end = side === 'source' ? sql`foreseen_source` : sql`target_key`
  const named = side === 'source' ? sql`t.id = x.named` : sql`t.customer_id = x.named`
  const from = after ? sql`where (x.devices, t.id) < (${after.devices}, ${after.id}::uuid)` : sql``
  return scope.all(sql`select t.id, t.customer_id as tenant, coalesce(o.name, '') as name, x.devices
    from (select ${end} as named, count(*)::int as devices from transfer_row where transfer = ${transfer} and foreseen = 'moved' group by 1) x
    join tenant t on ${named} left join organisation o on o.id = t.organisation ${from}
    order by x.devices desc, t.id desc limit ${atMost}`)
}
