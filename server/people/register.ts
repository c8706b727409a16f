import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import { parseLocationId } from '../../contract/location-id.ts'
import type { confirmRegistration, getRegistration, register } from '../../contract/registrations.ts'
import { record } from '../audit/index.ts'
import { queueMail } from '../mail/index.ts'
import { notifyMembers } from '../notifications/index.ts'
import { tokenHash } from '../platform/access/session.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { ProblemError } from '../platform/problems.ts'
import { answerLink } from './answer-link.ts'
import { announceRegistration } from './jobs.ts'
import { announce, confirm, findRegistration, insertRegistration } from './registration-queries.ts'
import { sendLink } from './send-link.ts'

/**
 * Somebody registers for the partner of a location ID (R-A8). A link goes to the mail they gave; whether there is such a location, and
 * whether the mail has an account, changes nothing that is done or answered (R-A2). Refuses `session.too_many_attempts`.
 */
export async function registerPerson(hub: Hub, call: Call<typeof register>): Promise<undefined> {
  const { name, mail, language = call.language } = call.body
  // A mistyped one is told by its check digit: that needs no look at what there is.
  const locationId = parseLocationId(call.body.locationId)
  if (locationId === null) throw new ProblemError('http.invalid', { fields: [{ path: 'locationId', code: 'location_id' }] })
  const asked = { kind: 'registration', mail, lifetimeMinutes: limits.registrationLinkHours * 60 } as const
  await sendLink(hub, call, asked, async (scope, { id, hash, expiresAt }) => {
    await insertRegistration(scope, { id, name, mail, locationId, language, hash, expiresAt })
    const payload = { registrationId: id, name, expiresAt: expiresAt.toISOString() }
    await queueMail(scope, hub, { to: mail.toLowerCase(), language, kind: 'registration', payload })
  })
}

/** What a registration is about; used, lapsed and made-up ones are all `registrations.not_valid`. */
export async function showRegistration(scope: Scope, call: Call<typeof getRegistration>): Promise<ReplyOf<typeof getRegistration>> {
  const found = await findRegistration(scope, tokenHash(call.params.token))
  if (!found) throw new ProblemError('registrations.not_valid')
  const { mail, name, location_id: locationId, account, expires_at } = found
  return { mail, name, locationId, accountExists: account !== null, expiresAt: expires_at.toISOString() }
}

/**
 * The link of the mail was opened: the mail is theirs. A new person gets an account and a session; then a job asks the partner, if there is
 * one. Refuses `registrations.*`, `invitations.sign_in_first`, `invitations.password_needed`.
 */
export async function confirmOwnRegistration(
  hub: Hub,
  call: Call<typeof confirmRegistration>,
): Promise<ReplyOf<typeof confirmRegistration>> {
  const { correlation, person } = call.actor
  const hash = tokenHash(call.params.token)
  const found = await hub.database.inSystem(correlation, (scope) => findRegistration(scope, hash))
  if (!found) throw new ProblemError('registrations.not_valid')
  if (person && person.mail !== found.mail) throw new ProblemError('registrations.other_person')
  return answerLink(hub, call, found, async (scope, by) => {
    const registrationId = await confirm(scope, hash, by)
    if (registrationId === null) throw new ProblemError('registrations.not_valid')
    await hub.queue.enqueue(scope, announceRegistration, { registrationId })
  })
}

/** The job: a partner's administrators hear of it, where the ID is one of that partner's; else nobody hears anything. */
export async function announceOneRegistration(hub: Hub, registrationId: string): Promise<void> {
  await hub.database.inSystem(newId(), async (scope) => {
    const told = await announce(scope, registrationId)
    if (!told) return
    const { partner, name, mail, location_id: locationId } = told
    await notifyMembers(scope, hub, { organisation: partner, kind: 'registration_waiting', payload: { name }, link: '/members' })
    await record(scope, { organisation: partner, kind: 'registration.asked', subject: registrationId, detail: { name, mail, locationId } })
  })
}
