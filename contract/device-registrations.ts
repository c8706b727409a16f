import { z } from 'zod'
import { endpoint, id, instant, line, page, pageQuery, prose, workbookType } from './endpoint.ts'
import { limits } from './limits.ts'

/** `…_unasked`: as without, but its vendor was not asked for proof, because too many requests of the organisation are open there (R-D11). */
export const registrationOutcomes = [
  'registered',
  'registered_unasked',
  'already_there',
  'already_there_unasked',
  'unknown_vendor',
  'duplicate_row',
  'bad_row',
] as const
export type RegistrationOutcome = (typeof registrationOutcomes)[number]

export const deviceRegistration = z.object({
  id,
  /** The Customer ID of the tenant, and whose it is. */
  tenant: z.object({ customerId: z.string(), name: z.string() }).nullable(),
  /** Null = typed into the form. */
  fileName: z.string().nullable(),
  rows: z.number().int(),
  outcomes: z.partialRecord(z.enum(registrationOutcomes), z.number().int()),
  registeredBy: z.string(),
  createdAt: instant,
})

const text = z.string().max(300)

/** A device as people type it; checked like a line of a file, so that each has an outcome of its own. */
export const typedDevice = z.strictObject({
  vendor: text,
  productNumber: text,
  serialNumber: text,
  model: text.default(''),
  /** What the vendor's desk is told, such as an order or invoice number; empty = nobody is asked for proof. */
  proof: z.string().max(limits.evidenceCharacters).default(''),
})

export const registrationRow = typedDevice.extend({
  line: z.number().int(),
  outcome: z.enum(registrationOutcomes),
  /** In the reader's language, with what to do about it. */
  explanation: z.string(),
  deviceId: id.nullable(),
})

export const registerDevices = endpoint({
  name: 'registerDevices',
  method: 'POST',
  path: '/device-registrations',
  summary:
    'Register devices (R-D11): JSON, or multipart with a part named `file` and `tenant` before it. What another tenant holds changes nothing in the answer',
  access: { permission: 'device.register' },
  writes: 'hub',
  idempotent: true,
  upload: z.object({ tenant: line.max(40) }),
  body: z
    .strictObject({
      /** A Customer ID, or `own`: the tenant of the organisation acted for (R-D13). */
      tenant: line.max(40),
      devices: z.array(typedDevice).min(1).max(limits.typedDevices),
    })
    .optional(),
  reply: deviceRegistration,
  status: 201,
  problems: [
    'devices.not_into_holding',
    'files.missing',
    'files.empty',
    'files.too_many_rows',
    'files.unreadable',
    'files.unpacks_too_large',
    'files.column_missing',
    'files.column_twice',
    'http.too_large',
    'http.upload_stalled',
  ],
})

export const listDeviceRegistrations = endpoint({
  name: 'listDeviceRegistrations',
  method: 'GET',
  path: '/device-registrations',
  summary: 'Registrations by the organisation acted for, newest first',
  access: { permission: 'device.register' },
  writes: 'none',
  query: pageQuery,
  reply: page(deviceRegistration),
})

export const getDeviceRegistration = endpoint({
  name: 'getDeviceRegistration',
  method: 'GET',
  path: '/device-registrations/{id}',
  summary: 'One registration with its counts per outcome',
  access: { permission: 'device.register' },
  writes: 'none',
  params: z.object({ id }),
  reply: deviceRegistration,
})

export const listRegistrationRows = endpoint({
  name: 'listRegistrationRows',
  method: 'GET',
  path: '/device-registrations/{id}/rows',
  summary: 'The rows of a registration in the order of the file, optionally of one outcome',
  access: { permission: 'device.register' },
  writes: 'none',
  params: z.object({ id }),
  query: pageQuery.extend({ outcome: z.enum(registrationOutcomes).optional() }),
  reply: page(registrationRow),
})

const sample = {
  method: 'GET',
  summary: 'A sample file of devices to register',
  access: { permission: 'device.register' },
  writes: 'none',
  reply: z.string(),
} as const

export const registrationSample = endpoint({
  ...sample,
  name: 'registrationSample',
  path: '/device-registrations/sample.csv',
  produces: 'text/csv',
})
export const registrationSampleWorkbook = endpoint({
  ...sample,
  name: 'registrationSampleWorkbook',
  path: '/device-registrations/sample.xlsx',
  produces: workbookType,
})

export const listVendors = endpoint({
  name: 'listVendors',
  method: 'GET',
  path: '/vendors',
  summary: 'Vendors on this hub, by name: part of the identity of a device (R-D1)',
  access: { permission: 'device.register' },
  writes: 'none',
  query: pageQuery,
  reply: page(z.object({ id, name: z.string() })),
})

export const askProof = endpoint({
  name: 'askProof',
  method: 'PUT',
  path: '/devices/{id}/proof-request',
  summary: 'Ask the desk of its vendor for proof of an unproven device, saying why (R-D11)',
  access: { permission: 'device.update' },
  writes: 'hub',
  params: z.object({ id }),
  body: z.strictObject({ evidence: prose.min(1).max(limits.evidenceCharacters) }),
  reply: z.undefined(),
  status: 204,
  problems: ['devices.proof_not_open', 'devices.proof_desk_full'],
})

/** As the vendor's desk sees it (R-A7): never who asks, nor where the device is. */
export const proofRequest = z.object({
  id,
  askedAt: instant,
  productNumber: z.string(),
  serialNumber: z.string(),
  model: z.string(),
  evidence: z.string(),
  /** Another record of the device has proof: confirming this one is settling a dispute. */
  contested: z.boolean(),
})

export const listProofRequests = endpoint({
  name: 'listProofRequests',
  method: 'GET',
  path: '/proof-requests',
  summary: 'Devices that wait for proof by the vendor acted for, the oldest first (R-D11)',
  access: { permission: 'feed.settle_held' },
  writes: 'none',
  query: pageQuery,
  reply: page(proofRequest),
})

export const settleProofRequest = endpoint({
  name: 'settleProofRequest',
  method: 'POST',
  path: '/proof-requests/{id}/settlement',
  summary:
    "Give the device the vendor's proof, or refuse it with a reason; `instead` takes the proof from the other record that has it (R-D11)",
  access: { permission: 'feed.settle_held' },
  writes: 'hub',
  params: z.object({ id }),
  body: z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('confirm'), instead: z.boolean().default(false) }),
    z.strictObject({ decision: z.literal('refuse'), reason: prose.min(1).max(500) }),
  ]),
  reply: z.object({ outcome: z.enum(['confirmed', 'refused']) }),
  problems: ['devices.proof_contested'],
})
