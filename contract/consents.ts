import { z } from 'zod'
import { day, endpoint, id, instant, page, pageQuery, prose } from './endpoint.ts'
import { limits } from './limits.ts'

/** What a partner may ask of a customer (R-D10); more consents will come. */
export const requestKinds = ['device_move'] as const
export type RequestKind = (typeof requestKinds)[number]
export const requestStates = ['open', 'accepted', 'refused', 'lapsed', 'withdrawn'] as const
/** The whole tenant, or devices that are named one by one. */
export const consentScopes = ['tenant', 'devices'] as const

export const request = z.object({
  id,
  kind: z.enum(requestKinds),
  state: z.enum(requestStates),
  partner: z.object({ id, name: z.string() }),
  customer: z.object({ id, name: z.string() }),
  scope: z.enum(consentScopes),
  /** How many are named; the first of them that the reader sees. */
  devices: z.number().int(),
  serialNumbers: z.array(z.string()),
  purpose: z.string(),
  /** The last day of the consent that is asked for. */
  until: day,
  askedBy: z.string(),
  createdAt: instant,
  lapsesAt: instant,
  /** Who answered; or, of one that was taken back, who did that. */
  answeredBy: z.string().nullable(),
  answeredAt: instant.nullable(),
  can: z.object({ answer: z.boolean(), withdraw: z.boolean() }),
})

export const consent = z.object({
  id,
  kind: z.enum(requestKinds),
  partner: z.object({ id, name: z.string() }),
  customer: z.object({ id, name: z.string() }),
  scope: z.enum(consentScopes),
  devices: z.number().int(),
  purpose: z.string(),
  until: day,
  givenBy: z.string(),
  givenAt: instant,
  withdrawnAt: instant.nullable(),
  /** Neither withdrawn nor over. */
  holds: z.boolean(),
  can: z.object({ withdraw: z.boolean() }),
})

/** What whoever asks has to say: what for, and until when. */
export const requestTerms = z.object({
  purpose: prose.min(1).max(limits.purposeCharacters),
  until: day,
})

export const listRequests = endpoint({
  name: 'listRequests',
  method: 'GET',
  path: '/requests',
  summary: 'Requests that a customer got, or that a partner sent; newest first (R-D10)',
  access: { permission: 'consent.read' },
  writes: 'none',
  query: pageQuery.extend({ state: z.enum(requestStates).optional() }),
  reply: page(request),
})

export const sendRequest = endpoint({
  name: 'sendRequest',
  method: 'POST',
  path: '/requests',
  summary: 'Ask a customer for a consent, with purpose, scope and last day (R-D10)',
  access: { permission: 'request.send' },
  writes: 'hub',
  idempotent: true,
  body: requestTerms.extend({
    kind: z.enum(requestKinds),
    /** The customer's organisation. */
    customer: id,
    /** Absent = all devices of the customer's tenant. */
    devices: z.array(id).min(1).max(limits.pastedSerials).optional(),
  }),
  reply: request,
  status: 201,
  problems: ['requests.until', 'requests.already_open', 'requests.nothing_named'],
})

export const answerRequest = endpoint({
  name: 'answerRequest',
  method: 'POST',
  path: '/requests/{id}/answer',
  summary: 'Say yes or no to a request; a yes is a consent (R-D10)',
  access: { permission: 'consent.give' },
  writes: 'hub',
  params: z.object({ id }),
  body: z.object({ answer: z.enum(['accepted', 'refused']) }),
  reply: request,
  problems: ['requests.not_open'],
})

export const withdrawRequest = endpoint({
  name: 'withdrawRequest',
  method: 'POST',
  path: '/requests/{id}/withdrawal',
  summary: 'Take an open request back (R-D10)',
  access: { permission: 'request.send' },
  writes: 'hub',
  params: z.object({ id }),
  reply: request,
  problems: ['requests.not_open'],
})

export const exportConsents = endpoint({
  name: 'exportConsents',
  method: 'GET',
  path: '/consents/export.csv',
  summary: 'Every request with its answer, and the consent that came of it, as a file; newest first, no cap (R-D10)',
  access: { permission: 'export' },
  writes: 'none',
  reply: z.string(),
  produces: 'text/csv',
})

export const listConsents = endpoint({
  name: 'listConsents',
  method: 'GET',
  path: '/consents',
  summary: 'The ledger of consents, for who gave and who got them; newest first (R-D10)',
  access: { permission: 'consent.read' },
  writes: 'none',
  query: pageQuery,
  reply: page(consent),
})

export const withdrawConsent = endpoint({
  name: 'withdrawConsent',
  method: 'POST',
  path: '/consents/{id}/withdrawal',
  summary: 'Take a consent back; it ends at once',
  access: { permission: 'consent.give' },
  writes: 'hub',
  params: z.object({ id }),
  reply: consent,
  problems: ['consents.not_standing'],
})
