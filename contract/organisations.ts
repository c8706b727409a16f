import { z } from 'zod'
import { endpoint, id, instant, line, mailAddress, noReply, page, pageQuery, sought } from './endpoint.ts'
import { limits } from './limits.ts'
import { organisationKinds } from './permissions.ts'

/** Name, country and kind: what both ends of a relationship know of each other (R-A7). */
export const organisationCard = z.object({ id, name: z.string(), kind: z.enum(organisationKinds), country: z.string().nullable() })

export const country = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}$/)
/** What an organisation asks of everybody who acts for it: in force at their next request (R-A4). */
export const signInPolicy = z.object({
  secondFactorRequired: z.boolean(),
  /** How old a session may be; null = as long as the hub lets it. */
  sessionHours: z.number().int().min(limits.policySessionHours.least).max(limits.policySessionHours.most).nullable(),
})

export const organisationDetail = organisationCard.extend({
  address: z.string().nullable(),
  city: z.string().nullable(),
  postcode: z.string().nullable(),
  phone: z.string().nullable(),
  web: z.string().nullable(),
  timeZone: z.string(),
  signInPolicy,
  createdAt: instant,
  revision: z.number().int(),
  can: z.object({ update: z.boolean() }),
})

export const listOrganisations = endpoint({
  name: 'listOrganisations',
  method: 'GET',
  path: '/organisations',
  summary: 'Cards of organisations: for the operator all, for members those they have dealings with',
  access: { permission: 'organisation.read', orOperator: true },
  writes: 'none',
  query: pageQuery.extend({ q: sought(100).optional(), kind: z.enum(organisationKinds).optional() }),
  reply: page(organisationCard),
})

export const createOrganisation = endpoint({
  name: 'createOrganisation',
  method: 'POST',
  path: '/organisations',
  summary: 'Create a vendor, provider or partner and invite its first administrator',
  access: 'operator',
  writes: 'hub',
  idempotent: true,
  body: z.object({
    name: line.min(1).max(200),
    kind: z.enum(['vendor', 'provider', 'partner']),
    country,
    administrator: z.object({ name: line.min(1).max(200), mail: mailAddress }),
  }),
  reply: organisationCard,
  status: 201,
})

export const getOrganisation = endpoint({
  name: 'getOrganisation',
  method: 'GET',
  path: '/organisations/{id}',
  summary: 'One organisation: the own one whole, others as a card',
  access: { permission: 'organisation.read', orOperator: true },
  writes: 'none',
  params: z.object({ id }),
  reply: z.union([organisationDetail, organisationCard]),
})

export const updateOrganisation = endpoint({
  name: 'updateOrganisation',
  method: 'PATCH',
  path: '/organisations/{id}',
  summary: "Change the own organisation's data",
  access: { permission: 'organisation.update' },
  writes: 'hub',
  ifMatch: 'accepted',
  params: z.object({ id }),
  body: z.object({
    name: line.min(1).max(200).optional(),
    country: country.optional(),
    address: line.max(200).nullable().optional(),
    city: line.max(100).nullable().optional(),
    postcode: line.max(20).nullable().optional(),
    phone: line.max(50).nullable().optional(),
    web: line.max(200).nullable().optional(),
    timeZone: line.max(64).optional(),
    signInPolicy: signInPolicy.partial().optional(),
  }),
  reply: organisationDetail,
  problems: ['organisations.own_second_factor_first'],
})

export const memberStatuses = ['active', 'invited', 'removed'] as const
export const member = z.object({
  id,
  /** Who it is, for the filters of the audit log; null until the invitation is accepted. */
  personId: id.nullable(),
  name: z.string(),
  mail: z.string(),
  roles: z.array(z.string()),
  status: z.enum(memberStatuses),
  you: z.boolean(),
  joinedAt: instant.nullable(),
  revision: z.number().int(),
})

export const listMembers = endpoint({
  name: 'listMembers',
  method: 'GET',
  path: '/members',
  summary: 'Members of the organisation acted for',
  access: { permission: 'member.read' },
  writes: 'none',
  query: pageQuery.extend({ q: sought(100).optional() }),
  reply: page(member),
})

const roles = z.array(line.max(40)).min(1).max(10)

export const inviteMember = endpoint({
  name: 'inviteMember',
  method: 'POST',
  path: '/members',
  summary: 'Invite somebody by mail with roles',
  access: { permission: 'member.manage' },
  writes: 'hub',
  idempotent: true,
  body: z.object({ name: line.min(1).max(200), mail: mailAddress, roles }),
  reply: member,
  status: 201,
  problems: ['members.already_a_member', 'members.role_not_of_kind'],
})

export const updateMember = endpoint({
  name: 'updateMember',
  method: 'PATCH',
  path: '/members/{id}',
  summary: "Change a member's roles or name here",
  access: { permission: 'member.manage' },
  writes: 'hub',
  ifMatch: 'accepted',
  params: z.object({ id }),
  body: z.object({ name: line.min(1).max(200).optional(), roles: roles.optional() }),
  reply: member,
  problems: ['members.role_not_of_kind', 'members.last_administrator'],
})

export const removeMember = endpoint({
  name: 'removeMember',
  method: 'DELETE',
  path: '/members/{id}',
  summary: 'Remove a member; in force at their next request (R-A4)',
  access: { permission: 'member.manage' },
  writes: 'hub',
  params: z.object({ id }),
  reply: noReply,
  status: 204,
  problems: ['members.last_administrator'],
})
