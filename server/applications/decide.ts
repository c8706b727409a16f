import { randomBytes } from 'node:crypto'
import type { approveApplication, refuseApplication } from '../../contract/applications.ts'
import type { Language, ReplyOf } from '../../contract/endpoint.ts'
import { makeLocationId } from '../../contract/location-id.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { queueMail } from '../mail/index.ts'
import { notifyMembers } from '../notifications/index.ts'
import { datesAreInOrder, tellOfAccreditation } from '../organisations/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { ProblemError, refusal } from '../platform/problems.ts'
import { getApplication } from './list.ts'
import { writeApproval, writeRefusal } from './queries.ts'

type Shown = ReplyOf<typeof approveApplication>

const locationIdBytes = 8

/**
 * The vendor approves, or the operator for it (R-B6): a company that is none yet becomes a partner with a location ID and its administrator,
 * recognised at their next request; the accreditations are given and the holding tenant opens (R-B1). Refuses `applications.decided`,
 * `accreditations.*`; 404 for what lies on another desk (R-A2).
 */
export async function approveOne(scope: Scope, hub: Hub, call: Call<typeof approveApplication>): Promise<Shown> {
  const { kinds, validFrom, validUntil } = call.body
  if (!datesAreInOrder(validFrom, validUntil)) throw new ProblemError('accreditations.dates')
  const { id } = call.params
  const made = { organisation: newId(), location: newId(), membership: newId(), locationId: makeLocationId(randomBytes(locationIdBytes)) }
  const accreditations = kinds.map(() => newId())
  const approved = await writeApproval(scope, id, { made, accreditations, kinds, validFrom, validUntil })
  if (approved.outcome !== 'approved') throw refusal(approved.outcome)
  const application = await getApplication(scope, id)
  if (approved.founded) await record(scope, ...foundingOf(application, made))
  for (const accreditation of approved.given) await tellOfAccreditation(scope, accreditation, 'accreditation.given')
  const detail = { company: application.company, vendor: application.vendor.name, kinds: kinds.join(', ') }
  const logs = [approved.vendor, approved.organisation]
  await record(scope, ...logs.map((organisation) => ({ organisation, kind: 'application.approved' as const, subject: id, detail })))
  await tellApplicant(scope, hub, application, approved, { kind: 'application_approved' })
  return application
}

/** What is in the new organisation's own log from its first day. */
function foundingOf(
  { company: name, name: person, mail }: Shown,
  made: { organisation: string; location: string; locationId: string; membership: string },
): AuditEntry[] {
  const { organisation, location, locationId, membership } = made
  return [
    { organisation, kind: 'organisation.created', subject: organisation, detail: { name, kind: 'partner' } },
    { organisation, kind: 'location.created', subject: location, detail: { name, locationId } },
    { organisation, kind: 'registration.admitted', subject: membership, detail: { name: person, mail, roles: 'global_admin' } },
  ]
}

/** Refuses in words that the applicant is told. Refuses `applications.decided`; 404 for what lies on another desk (R-A2). */
export async function refuseOne(scope: Scope, hub: Hub, call: Call<typeof refuseApplication>): Promise<Shown> {
  const { id } = call.params
  const { reason } = call.body
  const refused = await writeRefusal(scope, id, reason)
  if (refused.outcome !== 'refused') throw refusal(refused.outcome)
  const application = await getApplication(scope, id)
  const detail = { company: application.company, vendor: application.vendor.name, reason }
  const logs = refused.organisation === null ? [refused.vendor] : [refused.vendor, refused.organisation]
  await record(scope, ...logs.map((organisation) => ({ organisation, kind: 'application.refused' as const, subject: id, detail })))
  await tellApplicant(scope, hub, application, refused, { kind: 'application_refused', reason })
  return application
}

type Answer = { kind: 'application_approved' } | { kind: 'application_refused'; reason: string }

/** Whoever applied as a company hears it by mail; of an organisation those who could have applied, at the bell. */
async function tellApplicant(
  scope: Scope,
  hub: Hub,
  { company, name, mail, vendor }: Shown,
  { organisation, language }: { organisation: string | null; language: Language | null },
  answer: Answer,
): Promise<void> {
  if (language !== null) {
    const facts = { name, company, vendor: vendor.name }
    const letter =
      answer.kind === 'application_refused'
        ? { kind: answer.kind, payload: { ...facts, reason: answer.reason } }
        : { kind: answer.kind, payload: facts }
    await queueMail(scope, hub, { to: mail, language, ...letter })
    return
  }
  if (organisation === null) return
  const payload = { vendor: vendor.name, ...(answer.kind === 'application_refused' ? { reason: answer.reason } : {}) }
  await notifyMembers(scope, hub, { organisation, kind: answer.kind, payload, link: '/accreditations' })
}
