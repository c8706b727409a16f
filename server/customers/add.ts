import { randomBytes } from 'node:crypto'
import { makeCustomerId } from '../../contract/customer-id.ts'
import type { createCustomer, updateCustomer } from '../../contract/customers.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { record } from '../audit/index.ts'
import { actingFor } from '../organisations/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { isProblemCode, ProblemError } from '../platform/problems.ts'
import { mailInvitation, newInvitation, sendAnew } from './invite.ts'
import { getOwnCustomer, showCustomer } from './list.ts'
import { correctCard, insertCustomer } from './queries.ts'

const customerIdBytes = 8

/**
 * Adds a customer of the partner acted for and invites its administrator (R-C1): organisation and tenant wait for the acceptance.
 * Whether such a customer is known to others is neither asked nor told (R-A2).
 */
export async function addCustomer(scope: Scope, hub: Hub, call: Call<typeof createCustomer>): Promise<ReplyOf<typeof createCustomer>> {
  const { name, country, administrator } = call.body
  const acting = actingFor(scope)
  const invitation = newInvitation(hub)
  const organisation = newId()
  const customerId = makeCustomerId(randomBytes(customerIdBytes))
  const ids = { organisation, tenant: newId(), relationship: newId(), invitation: invitation.id, customerId }
  await insertCustomer(scope, { ids, typed: typedOf({ ...call.body, country }), hash: invitation.hash, expires: invitation.expires })
  await mailInvitation(scope, hub, call, { to: administrator.mail.toLowerCase(), name: administrator.name, organisation: name, invitation })
  await record(scope, { organisation: acting.id, kind: 'customer.added', subject: organisation, detail: { name } })
  return showCustomer(scope, organisation)
}

/**
 * Corrects what was typed while the invitation is pending (R-C1); a new mail address gets a new link, and the earlier one ends.
 * Refuses `customers.not_pending`, 412 where it was changed since; 404 out of reach.
 */
export async function updatePendingCustomer(
  scope: Scope,
  hub: Hub,
  call: Call<typeof updateCustomer>,
): Promise<ReplyOf<typeof updateCustomer>> {
  const { relationship } = await getOwnCustomer(scope, call.params.id)
  const { outcome, mail_changed: mailChanged } = await correctCard(scope, relationship, {
    typed: typedOf(call.body),
    revision: call.ifMatch,
  })
  if (isProblemCode(outcome)) throw new ProblemError(outcome)
  const customer = await getOwnCustomer(scope, call.params.id)
  if (mailChanged) await sendAnew(scope, hub, call, customer)
  const acting = actingFor(scope)
  await record(scope, {
    organisation: acting.id,
    kind: 'customer.updated',
    subject: customer.organisation,
    detail: { name: customer.name },
  })
  return showCustomer(scope, call.params.id)
}

type Typed = Call<typeof updateCustomer>['body']

/** What was typed, as the doors read it: only what was given; an empty text is none. */
function typedOf({ name, country, address, city, postcode, administrator }: Typed): Record<string, string | null> {
  const typed: Record<string, string | null> = {}
  if (name !== undefined) typed.name = name
  if (country !== undefined) typed.country = country
  if (address !== undefined) typed.address = address || null
  if (city !== undefined) typed.city = city || null
  if (postcode !== undefined) typed.postcode = postcode || null
  if (administrator === undefined) return typed
  return { ...typed, adminName: administrator.name, adminMail: administrator.mail, adminPhone: administrator.phone || null }
}
