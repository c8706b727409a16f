import { record } from '../audit/index.ts'
import { notifyPerson } from '../notifications/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { type Consent, presentConsent, presentRequest, type Request } from './present.ts'
import { endConsent, findConsent, findRequest, insertConsent, lockRequest, settleRequest } from './queries.ts'

/**
 * The customer's answer (R-D10), once: a yes is a consent in the same transaction. Told to whoever asked, in both logs. Refuses
 * `requests.not_open`; 404 for what was not asked of the organisation acted for.
 */
export async function answerAsked(hub: Hub, scope: Scope, id: string, answer: 'accepted' | 'refused'): Promise<Request> {
  const mine = scope.actor.acting?.id
  await lockRequest(scope, id)
  const asked = await findRequest(scope, id)
  if (!asked || asked.customer !== mine) throw notFound()
  if (asked.state !== 'open') throw new ProblemError('requests.not_open')
  await settleRequest(scope, id, answer)
  if (answer === 'accepted') await insertConsent(scope, newId(), id)
  const detail = { until: asked.until, devices: asked.devices, all: asked.scope === 'tenant' }
  const [partner, customer] = [asked.partner_name ?? '', asked.customer_name ?? '']
  const kind = answer === 'accepted' ? 'consent.given' : 'request.refused'
  await record(
    scope,
    { organisation: mine, kind, subject: id, detail: { ...detail, partner, customer } },
    { organisation: asked.partner, kind, subject: id, detail: { ...detail, partner, customer } },
  )
  await notifyPerson(scope, hub, {
    person: asked.asked_by,
    organisation: asked.partner,
    kind: answer === 'accepted' ? 'request_accepted' : 'request_refused',
    payload: { customer },
    link: '/requests',
  })
  const answered = await findRequest(scope, id)
  if (!answered) throw notFound()
  return presentRequest(scope.actor, answered)
}

/** Ends a consent at once, by whoever's it is to give (R-D10). Refuses `consents.not_standing` where it has ended. */
export async function withdrawGiven(scope: Scope, id: string): Promise<Consent> {
  const mine = scope.actor.acting?.id
  const given = await findConsent(scope, id)
  if (!given || given.customer !== mine) throw notFound()
  if ((await endConsent(scope, id)) === 0) throw new ProblemError('consents.not_standing')
  const detail = { partner: given.partner_name ?? '', customer: given.customer_name ?? '' }
  await record(
    scope,
    { organisation: mine, kind: 'consent.withdrawn', subject: id, detail },
    { organisation: given.partner, kind: 'consent.withdrawn', subject: id, detail },
  )
  const ended = await findConsent(scope, id)
  if (!ended) throw notFound()
  return presentConsent(scope.actor, ended)
}
