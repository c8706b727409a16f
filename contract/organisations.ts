import { z } from 'zod'
import { day, endpoint, id, instant, mailAddress, noReply, page, pageQuery } from './endpoint.ts'
import { organisationKinds } from './permissions.ts'

/** Name, country and kind: what both ends of a relationship know of each other (R-A7). */
export const organisationCard = z.object({ id, name: z.string(), kind: z.enum(organisationKinds), country: z.string().nullable() })

export const country = z.string().trim().toUpperCase().regex(/^[A-Z]{2}$/)
export const organisationDetail = organisationCard.extend({
  address: z.string().nullable(),
  city: z.string().nullable(),
  postcode: z.string().nullable(),
  phone: z.string().nullable(),
  web: z.string().nullable(),
  timeZone: z.string(),
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
  query: pageQuery.extend({ q: z.string().trim().max(100).optional(), kind: z.enum(organisationKinds).optional() }),
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
    name: z.string().trim().min(1).max(200),
    kind: z.enum(['vendor', 'provider', 'partner']),
    country,
    administrator: z.object({ name: z.string().trim().min(1).max(200), mail: mailAddress }),
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
    name: z.string().trim().min(1).max(200).optional(),
    country: country.optional(),
    address: z.string().trim().max(200).nullable().optional(),
    city: z.string().trim().max(100).nullable().optional(),
    postcode: z.string().trim().max(20).nullable().optional(),
    phone: z.string().trim().max(50).nullable().optional(),
    web: z.string().trim().max(200).nullable().optional(),
    timeZone: z.string().trim().max(64).optional(),
  }),
  reply: organisationDetail,
})

export const memberStatuses = ['active', 'invited', 'removed'] as const
export const member = z.object({
  id,
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
  query: pageQuery.extend({ q: z.string().trim().max(100).optional() }),
  reply: page(member),
})

const roles = z.array(z.string().max(40)).min(1).max(10)

export const inviteMember = endpoint({
  name: 'inviteMember',
  method: 'POST',
  path: '/members',
  summary: 'Invite somebody by mail with roles',
  access: { permission: 'member.manage' },
  writes: 'hub',
  idempotent: true,
  body: z.object({ name: z.string().trim().min(1).max(200), mail: mailAddress, roles }),
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
  body: z.object({ name: z.string().trim().min(1).max(200).optional(), roles: roles.optional() }),
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

export const location = z.object({
  id,
  locationId: z.string(),
  name: z.string(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  takesCases: z.boolean(),
})

export const listLocations = endpoint({
  name: 'listLocations',
  method: 'GET',
  path: '/locations',
  summary: "The own organisation's locations with their location IDs; for a vendor those of its accredited partners",
  access: { permission: 'accreditation.read' },
  writes: 'none',
  query: pageQuery,
  reply: page(location),
})

export const createLocation = endpoint({
  name: 'createLocation',
  method: 'POST',
  path: '/locations',
  summary: 'Add a site; it gets a location ID',
  access: { permission: 'location.manage' },
  writes: 'hub',
  idempotent: true,
  body: z.object({
    name: z.string().trim().min(1).max(200),
    city: z.string().trim().max(100).optional(),
    country: country.optional(),
    takesCases: z.boolean().default(true),
  }),
  reply: location,
  status: 201,
  problems: ['accreditations.kind_of_organisation'],
})

export const accreditationKinds = ['resell_monitor', 'service_delivery', 'report_sales'] as const
export const accreditation = z.object({
  id,
  organisation: organisationCard,
  vendor: organisationCard,
  kind: z.enum(accreditationKinds),
  validFrom: day,
  validUntil: day.nullable(),
  valid: z.boolean(),
})

export const listAccreditations = endpoint({
  name: 'listAccreditations',
  method: 'GET',
  path: '/accreditations',
  summary: 'Accreditations that the own organisation holds, or as a vendor has given',
  access: { permission: 'accreditation.read', orOperator: true },
  writes: 'none',
  query: pageQuery,
  reply: page(accreditation),
})

export const giveAccreditation = endpoint({
  name: 'giveAccreditation',
  method: 'POST',
  path: '/accreditations',
  summary: 'A vendor gives a partner or provider an accreditation; the first makes the holding tenant (R-B1)',
  access: { permission: 'accreditation.manage', orOperator: true },
  writes: 'hub',
  idempotent: true,
  body: z.object({
    /** A partner's location ID, or the organisation's id where the vendor has dealings with it already. */
    locationId: z.string().max(40).optional(),
    organisationId: id.optional(),
    /** Only for the operator, who may act for any vendor. */
    vendorId: id.optional(),
    kind: z.enum(accreditationKinds),
    validFrom: day,
    validUntil: day.nullable().default(null),
  }),
  reply: accreditation,
  status: 201,
  problems: ['accreditations.dates', 'accreditations.kind_of_organisation'],
})

export const changeAccreditation = endpoint({
  name: 'changeAccreditation',
  method: 'PATCH',
  path: '/accreditations/{id}',
  summary: "Change an accreditation's last day",
  access: { permission: 'accreditation.manage', orOperator: true },
  writes: 'hub',
  params: z.object({ id }),
  body: z.object({ validUntil: day.nullable() }),
  reply: accreditation,
  problems: ['accreditations.dates'],
})

export const relationshipKinds = ['manages', 'supplies'] as const
export const relationshipStates = ['requested', 'accepted', 'disabled', 'ended'] as const
export const relationship = z.object({
  id,
  kind: z.enum(relationshipKinds),
  from: organisationCard,
  to: organisationCard,
  state: z.enum(relationshipStates),
  requestedAt: instant,
  acceptedAt: instant.nullable(),
  can: z.object({ accept: z.boolean(), disable: z.boolean(), enable: z.boolean(), end: z.boolean() }),
})

export const listRelationships = endpoint({
  name: 'listRelationships',
  method: 'GET',
  path: '/relationships',
  summary: 'Relationships of the organisation acted for',
  access: { permission: 'relationship.read' },
  writes: 'none',
  query: pageQuery.extend({ kind: z.enum(relationshipKinds).optional() }),
  reply: page(relationship),
})

export const requestRelationship = endpoint({
  name: 'requestRelationship',
  method: 'POST',
  path: '/relationships',
  summary: 'A provider asks a partner, by its location ID, to be its supplier (R-I2)',
  access: { permission: 'relationship.request' },
  writes: 'hub',
  idempotent: true,
  body: z.object({ kind: z.literal('supplies'), locationId: z.string().max(40) }),
  reply: relationship,
  status: 201,
  problems: ['relationships.exists', 'accreditations.kind_of_organisation'],
})

export const acceptRelationship = endpoint({
  name: 'acceptRelationship',
  method: 'POST',
  path: '/relationships/{id}/acceptance',
  summary: 'Accept a request',
  access: { permission: 'relationship.accept' },
  writes: 'hub',
  params: z.object({ id }),
  reply: relationship,
  problems: ['relationships.not_open'],
})

export const endRelationship = endpoint({
  name: 'endRelationship',
  method: 'POST',
  path: '/relationships/{id}/end',
  summary: 'End a relationship; either side may, in force at the next request (R-A4)',
  access: { permission: 'relationship.end' },
  writes: 'hub',
  params: z.object({ id }),
  reply: relationship,
  problems: ['relationships.not_open'],
})

export const setRelationshipAccess = endpoint({
  name: 'setRelationshipAccess',
  method: 'PUT',
  path: '/relationships/{id}/access',
  summary: 'Either side switches access off, and the side that did switches it on again (R-C2)',
  access: { permission: 'relationship.disable' },
  writes: 'hub',
  params: z.object({ id }),
  body: z.object({ enabled: z.boolean() }),
  reply: relationship,
  problems: ['relationships.not_open', 'customers.access_unchanged', 'customers.never_accepted'],
})
