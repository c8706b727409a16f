import type { z } from 'zod'
import type { RequestKind, requestTerms, sendRequest } from '../../contract/consents.ts'
import type { BodyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import { record } from '../audit/index.ts'
import { notifyMembers } from '../notifications/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { presentRequest, type Request } from './present.ts'
import { findCustomerTenant, findRequest, insertRequest, isAskedFor, listDevicesOf, nameDevices } from './queries.ts'
import { mayLastUntil } from './rules.ts'

export type Wish = z.output<typeof requestTerms> & {
  kind: RequestKind
  /** The customer's organisation. */
  customer: string
  /** By their ids, or null for the whole tenant. */
  devices: readonly string[] | null
}

/**
 * Asks a customer in reach for something (R-D10): stored, told to its administrators, in both logs. 404 for a customer out of reach (R-A2);
 * refuses `requests.until`, `requests.already_open` where everything is asked for already, `requests.nothing_named`. Scope: `any`.
 */
export async function askFor(hub: Hub, scope: Scope, wish: Wish): Promise<Request> {
  if (!mayLastUntil(wish.until, hub.clock.now())) throw new ProblemError('requests.until', { values: { days: limits.consentDaysMost } })
  const tenant = await findCustomerTenant(scope, wish.customer)
  if (!tenant || !scope.actor.acting || tenant.organisation === scope.actor.acting.id) throw notFound()
  if (await isAskedFor(scope, tenant.id, wish.kind)) throw new ProblemError('requests.already_open')
  const id = newId()
  const { kind, purpose, until, devices } = wish
  await insertRequest(scope, { id, kind, tenant, purpose, until, lifetimeDays: limits.requestLifetimeDays }, devices ? 'devices' : 'tenant')
  if (devices && (await nameDevices(scope, { id, kind }, devices)) === 0)
    throw new ProblemError(devices.length === 0 ? 'requests.nothing_named' : 'requests.already_open')
  const made = await findRequest(scope, id)
  if (!made) throw new Error('a request that was just made is not there')
  const detail = { purpose, until, devices: made.devices, all: devices === null }
  await record(
    scope,
    { organisation: scope.actor.acting.id, kind: 'request.sent', subject: id, detail: { ...detail, customer: made.customer_name ?? '' } },
    { organisation: tenant.organisation, kind: 'request.received', subject: id, detail: { ...detail, partner: made.partner_name ?? '' } },
  )
  await notifyMembers(scope, hub, {
    organisation: tenant.organisation,
    kind: 'request_received',
    payload: { partner: made.partner_name ?? '' },
    link: '/requests',
  })
  return presentRequest(scope.actor, made)
}

/** The same from outside, with devices by their ids. */
export async function sendAsked(hub: Hub, scope: Scope, body: BodyOf<typeof sendRequest>): Promise<Request> {
  const { devices, ...wish } = body
  return askFor(hub, scope, { ...wish, devices: devices ? await listDevicesOf(scope, body.customer, devices) : null })
}
