import { z } from 'zod'
import { accreditationKinds } from './dealings.ts'
import { day, endpoint, id, instant, language, line, linkToken, mailAddress, noReply, page, pageQuery, prose } from './endpoint.ts'
import { limits } from './limits.ts'
import { country, organisationCard } from './organisations.ts'
import { password, sessionReply } from './session.ts'

// Companies apply to be partners, and partners for accreditation by a further vendor; the vendor decides by its criteria (R-B6).

const name = line.min(1).max(200)
const kinds = z
  .array(z.enum(accreditationKinds))
  .min(1)
  .max(accreditationKinds.length)
  .transform((asked) => accreditationKinds.filter((kind) => asked.includes(kind)))
const statement = prose.max(limits.statementCharacters).default('')

export const listOpenVendors = endpoint({
  name: 'listOpenVendors',
  method: 'GET',
  path: '/open-vendors',
  summary: 'Vendors that take applications, by name, with the criteria by which they decide (R-B6)',
  access: 'public',
  writes: 'none',
  query: pageQuery,
  reply: page(z.object({ id, name: z.string(), criteria: z.string() })),
})

export const applyAsCompany = endpoint({
  name: 'applyAsCompany',
  method: 'POST',
  path: '/company-applications',
  summary: 'A company applies to be a partner; the answer is the same whatever the hub knows of it and of the mail (R-B6, R-A2)',
  access: 'public',
  writes: 'hub',
  body: z.object({
    company: name,
    country,
    city: line.max(100).optional(),
    name,
    mail: mailAddress,
    language: language.optional(),
    vendors: z.array(id).min(1).max(limits.applicationVendors),
    kinds,
    statement,
  }),
  reply: noReply,
  status: 204,
  problems: ['session.too_many_attempts'],
})

const token = z.object({ token: linkToken })

export const getCompanyApplication = endpoint({
  name: 'getCompanyApplication',
  method: 'GET',
  path: '/company-applications/{token}',
  summary: 'What an application is about, for whoever holds the mailed link',
  access: 'public',
  writes: 'none',
  params: token,
  reply: z.object({
    company: z.string(),
    mail: z.string(),
    name: z.string(),
    /** An account with this mail exists: sign in instead of choosing a password. */
    accountExists: z.boolean(),
    expiresAt: instant,
  }),
  problems: ['applications.not_valid'],
})

export const confirmCompanyApplication = endpoint({
  name: 'confirmCompanyApplication',
  method: 'POST',
  path: '/company-applications/{token}/confirmation',
  summary: 'Confirm an application by the mailed link, as a new person or as oneself; then the vendors decide (R-B6)',
  access: 'public',
  writes: 'hub',
  params: token,
  body: z.object({
    name: name.optional(),
    password: password.optional(),
    language: language.optional(),
    timeZone: line.max(64).optional(),
  }),
  reply: sessionReply,
  problems: ['applications.not_valid', 'applications.other_person', 'invitations.password_needed', 'invitations.sign_in_first'],
})

export const applicationStates = ['open', 'decided'] as const

export const application = z.object({
  id,
  vendor: organisationCard,
  /** Null while the company is no organisation of this hub. */
  organisationId: id.nullable(),
  company: z.string(),
  country: z.string().nullable(),
  city: z.string().nullable(),
  /** Who applied for it. */
  name: z.string(),
  mail: z.string(),
  /** Asked for; once approved, given. */
  kinds: z.array(z.enum(accreditationKinds)),
  statement: z.string(),
  filedAt: instant,
  decidedAt: instant.nullable(),
  approved: z.boolean().nullable(),
  /** Of a refusal. */
  reason: z.string().nullable(),
})

export const listApplications = endpoint({
  name: 'listApplications',
  method: 'GET',
  path: '/applications',
  summary: 'Applications: to the vendor acted for, of the partner or provider acted for, for the operator all; the newest first (R-B6)',
  access: { permission: 'accreditation.read', orOperator: true },
  writes: 'none',
  query: pageQuery.extend({ state: z.enum(applicationStates).optional() }),
  reply: page(application),
})

export const applyForAccreditation = endpoint({
  name: 'applyForAccreditation',
  method: 'POST',
  path: '/applications',
  summary: 'A partner or provider applies for accreditation by a vendor that takes applications (R-B6)',
  access: { permission: 'organisation.update' },
  writes: 'hub',
  idempotent: true,
  body: z.object({ vendorId: id, kinds, statement }),
  reply: application,
  status: 201,
  problems: ['applications.already_open', 'accreditations.kind_of_organisation'],
})

export const approveApplication = endpoint({
  name: 'approveApplication',
  method: 'POST',
  path: '/applications/{id}/approval',
  summary:
    'Approve: a new company becomes a partner with a location ID and its administrator, the accreditations are given, its holding tenant opens; in force at the next request (R-B6, R-B1)',
  access: { permission: 'application.decide', orOperator: true },
  writes: 'hub',
  params: z.object({ id }),
  body: z.object({ kinds, validFrom: day, validUntil: day.nullable().default(null) }),
  reply: application,
  problems: ['applications.decided', 'accreditations.dates', 'accreditations.kind_of_organisation'],
})

export const refuseApplication = endpoint({
  name: 'refuseApplication',
  method: 'POST',
  path: '/applications/{id}/refusal',
  summary: 'Refuse, with a reason that the applicant is told (R-B6)',
  access: { permission: 'application.decide', orOperator: true },
  writes: 'hub',
  params: z.object({ id }),
  body: z.object({ reason: prose.min(1).max(limits.purposeCharacters) }),
  reply: application,
  problems: ['applications.decided'],
})

export const vendorCriteria = z.object({
  /** Takes applications; then name and criteria are told to anybody. */
  open: z.boolean(),
  criteria: prose.max(limits.criteriaCharacters),
})

/** `revision` 0: nothing was ever said. */
const keptCriteria = vendorCriteria.extend({ revision: z.number().int() })

export const getVendorCriteria = endpoint({
  name: 'getVendorCriteria',
  method: 'GET',
  path: '/vendor-criteria',
  summary: 'Whether the vendor acted for takes applications, and by what it decides',
  access: { permission: 'application.decide' },
  writes: 'none',
  reply: keptCriteria,
})

export const setVendorCriteria = endpoint({
  name: 'setVendorCriteria',
  method: 'PUT',
  path: '/vendor-criteria',
  summary: 'Take applications, or take none, and say by what is decided',
  access: { permission: 'application.decide' },
  writes: 'hub',
  body: vendorCriteria,
  reply: keptCriteria,
  problems: ['http.stale'],
  ifMatch: 'accepted',
})
