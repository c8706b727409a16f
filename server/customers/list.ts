import type { getCustomer, listCustomers } from '../../contract/customers.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readCursor } from '../platform/http/cursor.ts'
import { notFound } from '../platform/problems.ts'
import { presentCustomer, presentCustomerDetail } from './present.ts'
import { type CustomerDetailRow, findCustomer, listCustomerRows } from './queries.ts'
import { orderOf } from './rules.ts'

/** My customers (R-G1): by name or invitation; `q` is the start of the name or of a word in it, or a Customer ID. Pending ones show what was typed (R-C1). */
export async function listCustomerPage(scope: Scope, call: Call<typeof listCustomers>): Promise<ReplyOf<typeof listCustomers>> {
  const { limit, cursor, q, access = null, sort } = call.query
  const rows = await listCustomerRows(scope, { q: q || null, access, order: orderOf(sort), after: readCursor(cursor, 2), limit })
  return pageOf(rows, limit, presentCustomer, (row) => [row.sort_key, row.relationship])
}

/** One of my customers as it is now; 404 for anybody else's (R-A2). */
export async function showCustomer(scope: Scope, organisation: string): Promise<ReplyOf<typeof getCustomer>> {
  return presentCustomerDetail(scope.actor, await getOwnCustomer(scope, organisation))
}

export async function getOwnCustomer(scope: Scope, organisation: string): Promise<CustomerDetailRow> {
  const found = await findCustomer(scope, organisation)
  if (!found) throw notFound()
  return found
}
