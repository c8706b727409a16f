import type { inviteCustomer } from '../../contract/customers.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import { record } from '../audit/index.ts'
import { queueMail } from '../mail/index.ts'
import { actingFor } from '../organisations/index.ts'
import { linkHash } from '../platform/access/link.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { ProblemError } from '../platform/problems.ts'
import { getOwnCustomer, showCustomer } from './list.ts'
import { type CustomerDetailRow, renewInvitation } from './queries.ts'
import { expiryOf } from './rules.ts'

/** A new invitation's secret; its link is made when the mail is sent. */
export function newInvitation(hub: Hub): { id: string; hash: Buffer; expires: Date } {
  const id = newId()
  return { id, hash: linkHash(hub, 'invitation', id), expires: expiryOf(hub.clock.now(), limits.invitationLifetimeDays) }
}

type Invited = { to: string; name: string; organisation: string; invitation: { id: string; expires: Date } }

/** Queues the mail with the link, in the language of whoever invites where the hub knows no better one (`door.queue_mail`). */
export async function mailInvitation(scope: Scope, hub: Hub, call: Pick<Call, 'language'>, invited: Invited): Promise<void> {
  const { to, name, organisation, invitation } = invited
  const payload = {
    invitationId: invitation.id,
    from: actingFor(scope).name,
    organisation,
    name,
    expiresAt: invitation.expires.toISOString(),
  }
  await queueMail(scope, hub, { to, language: call.language, kind: 'customer_invitation', payload })
}

/** Sends the invitation again; the earlier link ends. Refuses `customers.not_pending`; 404 out of reach. */
export async function inviteAgain(scope: Scope, hub: Hub, call: Call<typeof inviteCustomer>): Promise<ReplyOf<typeof inviteCustomer>> {
  const customer = await getOwnCustomer(scope, call.params.id)
  await sendAnew(scope, hub, call, customer)
  const detail = { name: customer.name }
  await record(scope, { organisation: actingFor(scope).id, kind: 'customer.invited_again', subject: customer.organisation, detail })
  return showCustomer(scope, call.params.id)
}

/** A new link for the card as it is now, by mail. */
export async function sendAnew(
  scope: Scope,
  hub: Hub,
  call: Pick<Call, 'language'>,
  { relationship, organisation }: Pick<CustomerDetailRow, 'relationship' | 'organisation'>,
): Promise<void> {
  const invitation = newInvitation(hub)
  if (!(await renewInvitation(scope, relationship, invitation))) throw new ProblemError('customers.not_pending')
  // Read when nobody else can correct it any more: the link must not go to an address that was just replaced.
  const customer = await getOwnCustomer(scope, organisation)
  await mailInvitation(scope, hub, call, { to: customer.admin_mail, name: customer.admin_name, organisation: customer.name, invitation })
}
