import { z } from 'zod'
import { day, endpoint, id, instant, line, page, pageQuery } from './endpoint.ts'
import { country, organisationCard } from './organisations.ts'

// Locations, accreditations and relationships: what organisations have to do with each other.

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
    name: line.min(1).max(200),
    city: line.max(100).optional(),
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
    locationId: line.max(40).optional(),
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
  body: z.object({ kind: z.literal('supplies'), locationId: line.max(40) }),
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
