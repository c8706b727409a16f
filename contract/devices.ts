import { z } from 'zod'
import { day, endpoint, id, instant, line, page, pageQuery, sought, workbookType } from './endpoint.ts'
import { limits } from './limits.ts'
import { organisationCard } from './organisations.ts'

export const connections = ['agent', 'direct', 'central', 'manual'] as const
export const proofs = ['none', 'feed', 'agent', 'vendor'] as const

/** Where a device is, in the words of whoever asks: nobody learns of a tenant out of their reach. */
export const whereabouts = z.object({
  kind: z.enum(['customer', 'holding', 'own']),
  customerId: z.string(),
  /** The customer; for a holding or own tenant its organisation. */
  organisationId: id,
  name: z.string(),
})

export const device = z.object({
  id,
  vendor: z.string(),
  productNumber: z.string(),
  serialNumber: z.string(),
  model: z.string().nullable(),
  connection: z.enum(connections),
  proof: z.enum(proofs),
  /** When it came into its present tenant. */
  arrivedAt: instant,
  /** Null for whoever sees the device by a slot or as its vendor. */
  tenant: whereabouts.nullable(),
})

/** Sorts over all customers; every other order needs a picked customer (docs/isolation.md). */
export const deviceSorts = ['serialNumber', '-serialNumber', 'model', '-model', 'arrivedAt', '-arrivedAt'] as const

export const deviceQuery = pageQuery.extend({
  /** `unassigned` = the acting partner's holding tenant; `own` = the tenant of the organisation acted for (R-D13); a Customer ID; absent = everything in reach. */
  tenant: line.max(40).optional(),
  /** Starts of serial numbers; case, spaces and separators do not matter. */
  q: sought(64).optional(),
  model: sought(200).optional(),
  sort: z.enum(deviceSorts).default('serialNumber'),
  /** `only` = the archive of one tenant instead: devices that gave no sign of life for longer than the tenant waits, or were put there by hand. */
  archived: z.enum(['without', 'only']).default('without'),
  /** In its present tenant for at least so many days, or for less: within one tenant, in the order of arrival. */
  atLeastDays: z.coerce.number().int().min(0).max(10_000).optional(),
  lessThanDays: z.coerce.number().int().min(1).max(10_000).optional(),
})

export const listDevices = endpoint({
  name: 'listDevices',
  method: 'GET',
  path: '/devices',
  summary: 'Devices in reach: of one tenant, or of all',
  access: { permission: 'device.read' },
  writes: 'none',
  query: deviceQuery,
  reply: page(device),
})

const exported = {
  method: 'GET',
  summary: 'The same list as a file, without a cap: read page by page, with the rights of each moment',
  access: { permission: 'export' },
  writes: 'none',
  query: deviceQuery.omit({ limit: true, cursor: true }),
  reply: z.string(),
} as const

export const exportDevices = endpoint({ ...exported, name: 'exportDevices', path: '/devices/export.csv', produces: 'text/csv' })
export const exportDevicesWorkbook = endpoint({
  ...exported,
  name: 'exportDevicesWorkbook',
  path: '/devices/export.xlsx',
  produces: workbookType,
})

export const getDevice = endpoint({
  name: 'getDevice',
  method: 'GET',
  path: '/devices/{id}',
  summary: 'One device',
  access: { permission: 'device.read' },
  writes: 'none',
  params: z.object({ id }),
  reply: device.extend({
    firstSeenAt: instant,
    soldBy: z.object({ reporter: z.string(), saleDate: z.string().nullable(), webOrderNumber: z.string().nullable() }).nullable(),
    /** The last time that its vendor was asked for proof in its present stay (R-D11); what was said is for whoever asked and the tenant's own organisation, else empty. */
    proofRequest: z
      .object({ state: z.enum(['open', 'confirmed', 'refused']), evidence: z.string(), reason: z.string().nullable(), askedAt: instant })
      .nullable(),
    /** Null while it is not in the archive. */
    archivedAt: instant.nullable(),
    can: z.object({ transfer: z.boolean(), askProof: z.boolean(), archive: z.boolean(), remove: z.boolean() }),
  }),
})

export const possession = z.object({
  id,
  tenant: whereabouts.nullable(),
  beganAt: instant,
  endedAt: instant.nullable(),
  /** How it came: by feed, transfer, undo or registration. */
  began: z.string(),
})

export const listPossessions = endpoint({
  name: 'listPossessions',
  method: 'GET',
  path: '/devices/{id}/possessions',
  summary: 'The times this device spent in tenants that the reader may see, newest first',
  access: { permission: 'device.read' },
  writes: 'none',
  params: z.object({ id }),
  query: pageQuery,
  reply: page(possession),
})

export const getHoldingTenant = endpoint({
  name: 'getHoldingTenant',
  method: 'GET',
  path: '/holding-tenant',
  summary: "The acting partner's holding tenant: Customer ID and how many devices wait in it (R-B2)",
  access: { permission: 'device.read' },
  writes: 'none',
  reply: z.object({
    customerId: z.string(),
    devices: z.number().int(),
    /** A device has arrived at some time: the menu shows "Unassigned devices" from then on. */
    everUsed: z.boolean(),
    organisation: organisationCard,
  }),
})

const count = z.number().int()

export const getHoldingHistory = endpoint({
  name: 'getHoldingHistory',
  method: 'GET',
  path: '/holding-tenant/history',
  summary: 'How long devices have waited in the holding tenant, and how many came and went in each of the last weeks',
  access: { permission: 'device.read' },
  writes: 'none',
  reply: z.object({
    /** By the days they have waited; `lessThanDays` null = without end. `more`: counted to `limits.waitingCounted` and no further. */
    ages: z.array(z.object({ atLeastDays: count, lessThanDays: count.nullable(), devices: count, more: z.boolean() })),
    /** Oldest first, the present one last; each begins on a Monday (UTC). */
    weeks: z.array(z.object({ begins: day, arrived: count, left: count })),
  }),
})

export const getOwnTenant = endpoint({
  name: 'getOwnTenant',
  method: 'GET',
  path: '/own-tenant',
  summary: "The acting partner's tenant for its own equipment, made when the first device is registered in it (R-D13)",
  access: { permission: 'device.read' },
  writes: 'none',
  reply: z.object({ customerId: z.string(), devices: z.number().int() }).nullable(),
})

export const archiveDevices = endpoint({
  name: 'archiveDevices',
  method: 'POST',
  path: '/devices/archive',
  summary: 'Put devices into the archive, or take them out of it; what is there already, or out of reach, is not counted',
  access: { permission: 'device.update' },
  writes: 'hub',
  body: z.strictObject({ devices: z.array(id).min(1).max(limits.chunkRows), archived: z.boolean() }),
  reply: z.object({ changed: z.number().int() }),
})
