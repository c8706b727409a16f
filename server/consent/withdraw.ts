import { record } from '../audit/index.ts'
import { notifyMembers } from '../notifications/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { presentRequest, type Request } from './present.ts'
import { findRequest, lockRequest, settleRequest } from './queries.ts'

/**
 * Takes back what the organisation acted for has asked (R-D10), while nobody has answered it: in both logs, told to the customer. Refuses
 * `requests.not_open`; 404 for what it did not ask.
 */
export async function withdrawAsked(hub: Hub, scope: Scope, id: string): Promise<Request> {
  await lockRequest(scope, id)
  const asked = await findRequest(scope, id)
  if (!asked || asked.partner !== scope.actor.acting?.id) throw notFound()
  if (asked.state !== 'open' || (await settleRequest(scope, id, 'withdrawn')) === 0) throw new ProblemError('requests.not_open')
  const partner = asked.partner_name ?? ''
  const detail = { until: asked.until, devices: asked.devices, all: asked.scope === 'tenant', partner, customer: asked.customer_name ?? '' }
  const event = { kind: 'request.withdrawn' as const, subject: id, detail }
  await record(scope, { organisation: asked.partner, ...event }, { organisation: asked.customer, ...event })
  await notifyMembers(scope, hub, { organisation: asked.customer, kind: 'request_withdrawn', payload: { partner }, link: '/requests' })
  const settled = await findRequest(scope, id)
  if (!settled) throw notFound()
  return presentRequest(scope.actor, settled)
}
