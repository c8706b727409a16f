import { z } from 'zod'
import { parseCustomerId } from './customer-id.ts'
import { endpoint, id, instant, noReply, page, pageQuery, prose } from './endpoint.ts'
import { limits } from './limits.ts'

/** What the session may do: a column of permissions.ts. */
export const supportSessionKinds = ['read-only'] as const

export const supportSession = z.object({
  id,
  kind: z.enum(supportSessionKinds),
  customer: z.object({ id, name: z.string() }),
  /** Who is inside; `organisation` is where they come from, null for whoever runs the hub. */
  agent: z.object({ name: z.string(), organisation: z.string().nullable(), you: z.boolean() }),
  reason: z.string(),
  openedAt: instant,
  /** When it ends by itself. */
  endsAt: instant,
  /** Null while it is open. */
  endedAt: instant.nullable(),
  endedBy: z.enum(['agent', 'customer', 'time']).nullable(),
  can: z.object({ end: z.boolean() }),
})

const { supportSessionMinutes: minutes } = limits

export const openSupportSession = endpoint({
  name: 'openSupportSession',
  method: 'POST',
  path: '/support-sessions',
  summary: 'Enter a customer to read: audited, time-bound, told to its administrators (R-A7, R-H7)',
  access: 'operator',
  writes: 'hub',
  body: z.object({
    /** Of the organisation, or its Customer ID. */
    customerId: z.union([id, z.string().refine((text) => parseCustomerId(text) !== null)]),
    kind: z.enum(supportSessionKinds),
    /** The customer reads it. */
    reason: prose.min(1).max(limits.purposeCharacters),
    minutes: z.number().int().min(minutes.least).max(minutes.most).default(minutes.usual),
  }),
  reply: supportSession,
  status: 201,
  idempotent: true,
})

export const listSupportSessions = endpoint({
  name: 'listSupportSessions',
  method: 'GET',
  path: '/support-sessions',
  summary: 'Who is, or was, inside: for a customer its visitors, for the operator and for partners their own people; newest first',
  access: { permission: 'support_session.read', orOperator: true },
  writes: 'none',
  query: pageQuery.extend({
    /** Those that are open, or those that are over. */
    open: z.enum(['true', 'false']).optional(),
    customer: id.optional(),
  }),
  reply: page(supportSession),
})

export const getSupportSession = endpoint({
  name: 'getSupportSession',
  method: 'GET',
  path: '/support-sessions/{id}',
  summary: 'One support session, of either side',
  access: { permission: 'support_session.read', orOperator: true },
  writes: 'none',
  params: z.object({ id }),
  reply: supportSession,
})

export const endSupportSession = endpoint({
  name: 'endSupportSession',
  method: 'DELETE',
  path: '/support-sessions/{id}',
  summary: 'End a support session, by either side; in force at once (R-A4). One that is over stays as it is',
  access: { permission: 'support_session.end', orOperator: true },
  writes: 'hub',
  params: z.object({ id }),
  reply: noReply,
  status: 204,
})
