import type { setCustomerAccess } from '../../contract/customers.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { changeRelationship } from '../organisations/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { getOwnCustomer, showCustomer } from './list.ts'

/**
 * Disables at once, or enables again without a new acceptance (R-C2). Refuses `customers.access_unchanged`, `customers.never_accepted`,
 * and `relationships.not_open` where the customer itself switched the access off.
 */
export async function changeAccess(
  scope: Scope,
  hub: Hub,
  call: Call<typeof setCustomerAccess>,
): Promise<ReplyOf<typeof setCustomerAccess>> {
  const { relationship } = await getOwnCustomer(scope, call.params.id)
  await changeRelationship(scope, hub, relationship, call.body.enabled ? 'enable' : 'disable')
  return showCustomer(scope, call.params.id)
}

/** Ends this partner's relationship, and an open invitation with it; the organisation stays (R-C2). */
export async function endCustomer(scope: Scope, hub: Hub, organisation: string): Promise<undefined> {
  const { relationship } = await getOwnCustomer(scope, organisation)
  await changeRelationship(scope, hub, relationship, 'end')
}
