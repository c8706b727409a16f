import { z } from 'zod'
import { endpoint, id, instant, line, mailAddress, noReply, page, pageQuery, sought } from './endpoint.ts'
import { limits } from './limits.ts'
import { country } from './organisations.ts'

/** `pending` until the customer's administrator accepts; then `accepted` or `disabled` (R-C1, R-C2). */
export const accessStates = ['pending', 'accepted', 'disabled'] as const

const typed = {
  name: line.min(1).max(200),
  address: line.max(200).optional(),
  city: line.max(100).optional(),
  postcode: line.max(20).optional(),
  country,
  administrator: z.object({ name: line.min(1).max(200), mail: mailAddress, phone: line.max(50).optional() }),
}

export const customer = z.object({
  /** The organisation. */
  id,
  name: z.string(),
  access: z.enum(accessStates),
  /** The tenant's Customer ID; null while pending. */
  customerId: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  /** Null unless accepted. */
  devices: z.number().int().nullable(),
  invitedAt: instant,
  acceptedAt: instant.nullable(),
})

export const customerDetail = customer.extend({
  address: z.string().nullable(),
  postcode: z.string().nullable(),
  administrator: z.object({ name: z.string(), mail: z.string(), phone: z.string().nullable() }).nullable(),
  invitation: z.object({ sentAt: instant, expiresAt: instant }).nullable(),
  revision: z.number().int(),
  can: z.object({
    update: z.boolean(),
    invite: z.boolean(),
    disable: z.boolean(),
    enable: z.boolean(),
    remove: z.boolean(),
    readSettings: z.boolean(),
  }),
})

export const customerSorts = ['name', '-name', 'invitedAt', '-invitedAt'] as const

export const listCustomers = endpoint({
  name: 'listCustomers',
  method: 'GET',
  path: '/customers',
  summary: 'My customers (R-G1, R-G2): every customer of the partner acted for, whatever its access',
  access: { permission: 'customer.read' },
  writes: 'none',
  query: pageQuery.extend({
    q: sought(100).optional(),
    access: z.enum(accessStates).optional(),
    sort: z.enum(customerSorts).default('name'),
  }),
  reply: page(customer),
})

export const createCustomer = endpoint({
  name: 'createCustomer',
  method: 'POST',
  path: '/customers',
  summary: 'Add a customer and invite its administrator by mail (R-C1)',
  access: { permission: 'customer.create' },
  writes: 'hub',
  idempotent: true,
  body: z.object(typed),
  reply: customerDetail,
  status: 201,
})

const one = z.object({ id })

export const getCustomer = endpoint({
  name: 'getCustomer',
  method: 'GET',
  path: '/customers/{id}',
  summary: 'One customer; while pending only what the partner typed (R-C1)',
  access: { permission: 'customer.read' },
  writes: 'none',
  params: one,
  reply: customerDetail,
})

export const updateCustomer = endpoint({
  name: 'updateCustomer',
  method: 'PATCH',
  path: '/customers/{id}',
  summary: 'Correct what was typed while the invitation is pending; accepted customers keep their own data',
  access: { permission: 'customer.update' },
  writes: 'hub',
  ifMatch: 'accepted',
  params: one,
  body: z.object(typed).partial(),
  reply: customerDetail,
  problems: ['customers.not_pending'],
})

export const removeCustomer = endpoint({
  name: 'removeCustomer',
  method: 'DELETE',
  path: '/customers/{id}',
  summary: "End this partner's relationship; the organisation stays (R-C2)",
  access: { permission: 'customer.remove' },
  writes: 'hub',
  params: one,
  reply: noReply,
  status: 204,
})

export const inviteCustomer = endpoint({
  name: 'inviteCustomer',
  method: 'POST',
  path: '/customers/{id}/invitation',
  summary: 'Send the invitation again; the earlier link ends',
  access: { permission: 'customer.invite' },
  writes: 'hub',
  params: one,
  reply: customerDetail,
  problems: ['customers.not_pending'],
})

export const setCustomerAccess = endpoint({
  name: 'setCustomerAccess',
  method: 'PUT',
  path: '/customers/{id}/access',
  summary: 'Disable or re-enable; both at once (R-C2)',
  access: { permission: 'customer.set_access' },
  writes: 'hub',
  params: one,
  body: z.object({ enabled: z.boolean() }),
  reply: customerDetail,
  problems: ['customers.access_unchanged', 'customers.never_accepted', 'relationships.not_open'],
})

/** After how many days of silence a tenant's devices may be archived. */
export const archiveAfterDays = z.union([z.literal(30), z.literal(45), z.literal(60), z.literal(90)])

export const tenantSettings = z.object({
  organisationId: id,
  name: z.string(),
  customerId: z.string(),
  /** Whether devices report last user and location at all; off by default. */
  collection: z.boolean(),
  /** Devices that report and then give no sign of life for so long are archived; null = never (the default). */
  archiveAfterDays: archiveAfterDays.nullable(),
  revision: z.number().int(),
  can: z.object({ update: z.boolean(), readCpin: z.boolean(), rotateCpin: z.boolean() }),
})

export const getCustomerSettings = endpoint({
  name: 'getCustomerSettings',
  method: 'GET',
  path: '/customers/{id}/settings',
  summary: 'Settings > Overview of a customer: Customer ID and switches (R-C5)',
  access: { permission: 'tenant_settings.read' },
  writes: 'none',
  params: one,
  reply: tenantSettings,
})

export const updateCustomerSettings = endpoint({
  name: 'updateCustomerSettings',
  method: 'PATCH',
  path: '/customers/{id}/settings',
  summary: "Change a customer's settings",
  access: { permission: 'tenant_settings.update' },
  writes: 'hub',
  ifMatch: 'accepted',
  params: one,
  body: z.object({ collection: z.boolean(), archiveAfterDays: archiveAfterDays.nullable() }).partial(),
  reply: tenantSettings,
})

export const getCpin = endpoint({
  name: 'getCpin',
  method: 'GET',
  path: '/customers/{id}/cpin',
  summary: 'Read the cPIN; the reading is in the audit log (R-C5)',
  access: { permission: 'cpin.read' },
  writes: 'hub',
  params: one,
  reply: z.object({ cpin: z.string(), rotatedAt: instant }),
})

export const rotateCpin = endpoint({
  name: 'rotateCpin',
  method: 'POST',
  path: '/customers/{id}/cpin/rotation',
  summary: 'Make a new cPIN; the old one ends at once, or after a grace time (R-C4)',
  access: { permission: 'cpin.rotate' },
  writes: 'hub',
  params: one,
  body: z.object({ graceHours: z.number().int().min(0).max(limits.cpinGraceHoursMost).default(0) }),
  reply: z.object({ cpin: z.string(), rotatedAt: instant }),
})
