import { z } from 'zod'
import type {
  applyAsCompany,
  applyForAccreditation,
  confirmCompanyApplication,
  getCompanyApplication,
  listOpenVendors,
} from '../../contract/applications.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { queueMail } from '../mail/index.ts'
import { notifyOrganisations } from '../notifications/index.ts'
import { actingFor } from '../organisations/index.ts'
import { answerLink, sendLink } from '../people/index.ts'
import { tokenHash } from '../platform/access/session.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readKeys } from '../platform/http/cursor.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { isProblemCode, ProblemError } from '../platform/problems.ts'
import { fileApplication } from './jobs.ts'
import { getApplication } from './list.ts'
import {
  confirmApplicant,
  type FiledRow,
  fileApplications,
  findApplicant,
  insertApplicant,
  insertApplication,
  listOpenVendorRows,
} from './queries.ts'

const position = z.tuple([z.string(), z.uuid()])

/** Vendors that take applications, by name, for anybody; those that take none are told to nobody (R-A2). */
export async function showOpenVendors(scope: Scope, { query }: Call<typeof listOpenVendors>): Promise<ReplyOf<typeof listOpenVendors>> {
  const { limit, cursor } = query
  const rows = await listOpenVendorRows(scope, { after: readKeys(cursor, position), limit })
  const present = ({ id, name, criteria }: (typeof rows)[number]) => ({ id, name, criteria })
  return pageOf(rows, limit, present, (row) => [row.name_key, row.id])
}

/**
 * A company applies to be a partner of the vendors that it names (R-B6). A link goes to the mail that was given; whether the hub knows the
 * company, the mail or the vendors changes nothing that is done or answered (R-A2). Refuses `session.too_many_attempts`.
 */
export async function applyOnce(hub: Hub, call: Call<typeof applyAsCompany>): Promise<undefined> {
  const { company, country, city, name, mail, language = call.language, vendors, kinds, statement } = call.body
  const asked = { kind: 'application', mail, lifetimeMinutes: limits.registrationLinkHours * 60 } as const
  await sendLink(hub, call, asked, async (scope, { id, hash, expiresAt }) => {
    const card = { company, country, city: city || null, name, mail, language, statement }
    await insertApplicant(scope, { id, card, vendors, kinds, hash, expiresAt })
    const payload = { applicantId: id, name, company, expiresAt: expiresAt.toISOString() }
    await queueMail(scope, hub, { to: mail.toLowerCase(), language, kind: 'application', payload })
  })
}

/** What an application is about; used, lapsed and made-up ones are all `applications.not_valid`. */
export async function showApplicant(
  scope: Scope,
  call: Call<typeof getCompanyApplication>,
): Promise<ReplyOf<typeof getCompanyApplication>> {
  const found = await findApplicant(scope, tokenHash(call.params.token))
  if (!found) throw new ProblemError('applications.not_valid')
  const { company, mail, name, account, expires_at } = found
  return { company, mail, name, accountExists: account !== null, expiresAt: expires_at.toISOString() }
}

/**
 * The link of the mail was opened: the mail is theirs. A new person gets an account and a session; then a job lays the application on the
 * vendors' desks. Refuses `applications.*`, `invitations.sign_in_first`, `invitations.password_needed`.
 */
export async function confirmOwnApplication(
  hub: Hub,
  call: Call<typeof confirmCompanyApplication>,
): Promise<ReplyOf<typeof confirmCompanyApplication>> {
  const { correlation, person } = call.actor
  const hash = tokenHash(call.params.token)
  const found = await hub.database.inSystem(correlation, (scope) => findApplicant(scope, hash))
  if (!found) throw new ProblemError('applications.not_valid')
  if (person && person.mail !== found.mail) throw new ProblemError('applications.other_person')
  return answerLink(hub, call, found, async (scope, by) => {
    const applicantId = await confirmApplicant(scope, hash, by)
    if (applicantId === null) throw new ProblemError('applications.not_valid')
    await hub.queue.enqueue(scope, fileApplication, { applicantId })
  })
}

/** The job: the application lies on the desk of each vendor that takes it, whose administrators hear of it. */
export async function fileOneApplication(hub: Hub, applicantId: string): Promise<void> {
  await hub.database.inSystem(newId(), async (scope) => {
    await tellVendors(scope, hub, await fileApplications(scope, applicantId))
  })
}

/**
 * A partner or provider applies to a further vendor that takes applications; 404 for any other (R-A2). Refuses `applications.already_open`,
 * `accreditations.kind_of_organisation`.
 */
export async function applyAsOrganisation(
  scope: Scope,
  hub: Hub,
  call: Call<typeof applyForAccreditation>,
): Promise<ReplyOf<typeof applyForAccreditation>> {
  const acting = actingFor(scope)
  const { vendorId: vendor, kinds, statement } = call.body
  const id = newId()
  const outcome = await insertApplication(scope, { id, vendor, kinds, statement })
  if (isProblemCode(outcome)) throw new ProblemError(outcome)
  const filed = await getApplication(scope, id)
  await tellVendors(scope, hub, [{ ...filed, application: id, vendor }])
  const detail = { vendor: filed.vendor.name, kinds: kinds.join(', ') }
  await record(scope, { organisation: acting.id, kind: 'application.sent', subject: id, detail })
  return filed
}

async function tellVendors(scope: Scope, hub: Hub, filed: readonly FiledRow[]): Promise<void> {
  if (filed.length === 0) return
  const notices = filed.map(({ vendor, company }) => ({ organisation: vendor, payload: { company }, link: '/applications' }))
  await notifyOrganisations(scope, hub, 'application_received', notices)
  const entries = filed.map(({ application, vendor, company, name, mail, kinds }): AuditEntry => {
    const detail = { company, name, mail, kinds: kinds.join(', ') }
    return { organisation: vendor, kind: 'application.received', subject: application, detail }
  })
  await record(scope, ...entries)
}
