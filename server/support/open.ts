import { parseCustomerId } from '../../contract/customer-id.ts'
import type { BodyOf, ReplyOf } from '../../contract/endpoint.ts'
import type { openSupportSession } from '../../contract/support-sessions.ts'
import { hubLog, record } from '../audit/index.ts'
import { notifyMembers } from '../notifications/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { notFound } from '../platform/problems.ts'
import { presentSession } from './present.ts'
import { findCustomer, insertSession } from './queries.ts'

/**
 * Whoever runs the hub enters a customer, to read, for a time (R-A7). Its log and the hub's own say who, why and until when; its administrators
 * are told. 404 for what is no customer, and for one that nobody has accepted for (R-A2). Scope: `operator`.
 */
export async function open(
  hub: Pick<Hub, 'live'>,
  scope: Scope,
  { customerId, reason, minutes }: BodyOf<typeof openSupportSession>,
): Promise<ReplyOf<typeof openSupportSession>> {
  const called = parseCustomerId(customerId)
  const customer = await findCustomer(scope, called === null ? { organisation: customerId } : { customerId: called })
  const { person } = scope.actor
  if (!customer || !person) throw notFound()
  const session = await insertSession(scope, { id: newId(), person, customer, reason, minutes })
  const endsAt = session.ends_at.toISOString()
  const opened = { kind: 'support_session.opened', subject: session.id } as const
  const detail = { agent: person.name, customer: customer.name, reason, minutes, endsAt }
  await record(
    scope,
    { organisation: customer.id, ...opened, detail },
    { organisation: hubLog, ...opened, kind: 'support_session.opened_in', detail },
  )
  await notifyMembers(scope, hub, {
    organisation: customer.id,
    kind: 'support_session_opened',
    payload: { agent: person.name, reason, minutes },
    link: '/access',
  })
  return presentSession(scope, session)
}
