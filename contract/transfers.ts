// Longer than 300 lines: one thing from upload to undo, whose shapes share each other.
import { z } from 'zod'
import { request, requestTerms } from './consents.ts'
import { endpoint, id, instant, line, page, pageQuery, sought, workbookType } from './endpoint.ts'
import { limits } from './limits.ts'

export const transferStates = ['previewing', 'previewed', 'queued', 'running', 'done', 'undoing', 'undone', 'lapsed', 'failed'] as const
/** R-T9. */
export const transferOutcomes = [
  'moved',
  'already_there',
  'not_found',
  'duplicate_row',
  'ambiguous_serial',
  'bad_row',
  'target_not_found',
  'target_not_accepted',
  'wrong_target',
  'wrong_source',
  'not_allowed',
  'changed_since_preview',
] as const
export type TransferOutcome = (typeof transferOutcomes)[number]
/** R-T7. */
export const undoOutcomes = ['moved_back', 'moved_since', 'source_not_available', 'not_allowed'] as const
export type UndoOutcome = (typeof undoOutcomes)[number]

const tenantName = z.object({ tenant: z.string(), name: z.string(), devices: z.number().int() })

export const transfer = z.object({
  id,
  state: z.enum(transferStates),
  rows: z.number().int(),
  /** Rows decided (previewing) or carried out (running, undoing) so far. */
  progress: z.number().int(),
  /** While previewed: what would happen; then what did. */
  outcomes: z.partialRecord(z.enum(transferOutcomes), z.number().int()),
  /** After an undo. */
  undo: z.partialRecord(z.enum(undoOutcomes), z.number().int()).nullable(),
  /** The first hundred by devices, of so many; `listTransferTenants` has all. */
  sources: z.array(tenantName),
  sourceCount: z.number().int(),
  targets: z.array(tenantName),
  targetCount: z.number().int(),
  /** Several sources and targets (R-T3). */
  several: z.boolean(),
  /** Devices that stay for want of a customer's consent (R-T2), as the preview found them. */
  wantsConsent: z.number().int(),
  /** Since when every one of these is named by an open request (R-D10); null where one may still ask, and always in lists. */
  consentAskedAt: instant.nullable(),
  /** Null when no row named a tenant in reach, and with several. */
  target: z.object({ tenant: z.string(), name: z.string() }).nullable(),
  /** The customer sees last user and location of these devices from now on (R-T4's warning). */
  targetCollects: z.boolean(),
  /** Of a retry the file of the one before: the lines are that file's. */
  fileName: z.string().nullable(),
  /** Whose rows that stayed these are (R-T5): the one before. */
  retryOf: id.nullable(),
  /** Where the rows that stayed were tried again, the last time; null always in lists. */
  retriedBy: id.nullable(),
  askedBy: z.string(),
  can: z.object({ confirm: z.boolean(), undo: z.boolean() }),
  createdAt: instant,
  finishedAt: instant.nullable(),
  /** When it had been undone; null while it is being undone. */
  undoneAt: instant.nullable(),
  /** Who undid it, or is doing so. */
  undoneBy: z.string().nullable(),
  lapsesAt: instant.nullable(),
  revision: z.number().int(),
})

export const transferRow = z.object({
  /** Null for a device that is not in the file: it stands behind a host that is, and moves with it (R-D2). */
  line: z.number().int().nullable(),
  /** The line of the hosting device that it moves with. */
  follows: z.number().int().nullable(),
  serialNumber: z.string(),
  /** Folded, where the row names one; else empty. */
  productNumber: z.string(),
  /** The serial that was probably meant, where exactly one in reach differs by zeros in front (R-D1). */
  suggestion: z.string().nullable(),
  targetCustomerId: z.string(),
  /** Foreseen by the preview until it is carried out. */
  outcome: z.enum(transferOutcomes).nullable(),
  /** The run has decided it: `moved` is what was, and no longer what will be. */
  carriedOut: z.boolean(),
  undo: z.enum(undoOutcomes).nullable(),
  /** In the reader's language, with what to do about it. */
  explanation: z.string(),
  deviceId: id.nullable(),
})

/** Fields that every transfer body may carry; in multipart they are form fields. */
const asked = {
  /** `unassigned` or a Customer ID; default: the tenant of the first row whose device the actor may transfer. */
  source: line.max(40).optional(),
  /** A Customer ID; default the first row's. */
  target: line.max(40).optional(),
  /** Lifts the checks for one source and one target (R-T3). */
  several: z.boolean().optional(),
}

/** Which devices: listed one by one, as a list shows them, or those that stayed another time. One of these, not two. */
const devicesAnd = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.union([
    z.strictObject({ ...shape, serials: z.array(z.string().max(200)).min(1).max(limits.pastedSerials) }),
    z.strictObject({ ...shape, devices: z.array(id).min(1).max(limits.pastedSerials) }),
    z.strictObject({
      ...shape,
      /** As in the list of devices of one tenant; what it chooses now is what is transferred. */
      filter: z.strictObject({
        tenant: line.max(40),
        q: sought(64).optional(),
        model: sought(200).optional(),
      }),
      except: z.array(id).max(limits.pastedSerials).optional(),
    }),
    /** What stayed of another transfer and may go another time (R-T5), as the rows are; without a target they keep the ones they name. */
    z.strictObject({ ...shape, faultyOf: id }),
  ])

export const transferBody = devicesAnd(asked)

/** Beside a file: what all its rows share. Customer IDs; a source may be `unassigned`. */
const fileFields = z.object({
  source: line.max(40).optional(),
  target: line.max(40).optional(),
  several: z.enum(['true', 'false']).optional(),
})

export const transferProblems = [
  'files.missing',
  'files.empty',
  'files.too_many_rows',
  'files.unreadable',
  'files.columns_swapped',
  'files.unpacks_too_large',
  'http.too_large',
  'http.upload_stalled',
  'transfers.nothing_to_transfer',
] as const

export const previewTransfer = endpoint({
  name: 'previewTransfer',
  method: 'POST',
  path: '/transfers/preview',
  summary: 'Decide every row and move nothing (R-T4): a file, serials with a target, picked devices, or a filter with exceptions',
  access: { permission: 'device.transfer' },
  writes: 'hub',
  idempotent: true,
  upload: fileFields,
  body: transferBody.optional(),
  reply: transfer,
  problems: transferProblems,
})

export const requestTransfer = endpoint({
  name: 'requestTransfer',
  method: 'POST',
  path: '/transfers',
  summary: 'Preview and confirmation in one; `confirmed: true` says that the customer has the devices (R-T4)',
  access: { permission: 'device.transfer' },
  writes: 'hub',
  idempotent: true,
  upload: fileFields.extend({ confirmed: z.enum(['true', 'false']).optional() }),
  body: devicesAnd({ ...asked, confirmed: z.boolean().optional() }).optional(),
  reply: transfer,
  status: 202,
  problems: [...transferProblems, 'transfers.not_confirmed'],
})

export const mendTransfer = endpoint({
  name: 'mendTransfer',
  method: 'POST',
  path: '/transfers/{id}/mends',
  summary: 'Mend rows of a preview where it stands, and decide all of them again (R-T4); a body that mends nothing decides again',
  access: { permission: 'device.transfer' },
  writes: 'hub',
  ifMatch: 'required',
  params: z.object({ id }),
  body: z.strictObject({
    /** What these lines say from now on; a fault in one makes it a `bad_row`, as in a file. */
    rows: z
      .array(
        z.strictObject({
          line: z.number().int().min(1),
          serialNumber: line.max(200),
          targetCustomerId: line.max(200),
          productNumber: line.max(200).optional(),
        }),
      )
      .max(limits.mendedRows)
      .optional(),
    /** Every row that names the one, as rows show it, names the other. */
    targets: z
      .array(z.strictObject({ from: line.max(200), to: line.max(40) }))
      .max(limits.mendedRows)
      .optional(),
    /** Lifts the checks for one source and one target (R-T3). */
    several: z.literal(true).optional(),
  }),
  reply: transfer,
  problems: ['transfers.not_previewed'],
})

export const confirmTransfer = endpoint({
  name: 'confirmTransfer',
  method: 'POST',
  path: '/transfers/{id}/confirmation',
  summary: 'Confirm that the customer has the devices, and start',
  access: { permission: 'device.transfer' },
  writes: 'hub',
  ifMatch: 'required',
  params: z.object({ id }),
  body: z.object({ confirmed: z.literal(true) }),
  reply: transfer,
  status: 202,
  problems: ['transfers.not_previewed', 'transfers.not_confirmed'],
})

export const foreseeUndo = endpoint({
  name: 'foreseeUndo',
  method: 'GET',
  path: '/transfers/{id}/undo',
  summary: 'What an undo would do now, of the first rows that were moved (R-T7)',
  access: { permission: 'transfer.undo' },
  writes: 'none',
  params: z.object({ id }),
  /** `rows`: how many were looked at; there may be more. None where an undo would be refused. */
  reply: z.object({ rows: z.number().int(), outcomes: z.partialRecord(z.enum(undoOutcomes), z.number().int()) }),
})

export const undoTransfer = endpoint({
  name: 'undoTransfer',
  method: 'POST',
  path: '/transfers/{id}/undo',
  summary: 'Move back, row by row, what is still where this transfer put it (R-T7)',
  access: { permission: 'transfer.undo' },
  writes: 'hub',
  params: z.object({ id }),
  reply: transfer,
  status: 202,
  problems: ['transfers.still_running', 'transfers.moved_nothing', 'transfers.undone_already'],
})

export const listTransfers = endpoint({
  name: 'listTransfers',
  method: 'GET',
  path: '/transfers',
  summary: 'Transfers of the organisation acted for, newest first',
  access: { permission: 'transfer.read' },
  writes: 'none',
  query: pageQuery,
  reply: page(transfer),
})

export const getTransfer = endpoint({
  name: 'getTransfer',
  method: 'GET',
  path: '/transfers/{id}',
  summary: 'One transfer',
  access: { permission: 'transfer.read' },
  writes: 'none',
  params: z.object({ id }),
  reply: transfer,
})

export const listTransferRows = endpoint({
  name: 'listTransferRows',
  method: 'GET',
  path: '/transfers/{id}/rows',
  summary: 'Rows in the order of the file, optionally of one outcome',
  access: { permission: 'transfer.read' },
  writes: 'none',
  params: z.object({ id }),
  query: pageQuery.extend({ outcome: z.enum(transferOutcomes).optional(), undo: z.enum(undoOutcomes).optional() }),
  reply: page(transferRow),
})

export const listTransferTenants = endpoint({
  name: 'listTransferTenants',
  method: 'GET',
  path: '/transfers/{id}/tenants',
  summary: 'All sources, or all targets, of what would move or was to move, with how many devices, the most first (R-T3, R-T4)',
  access: { permission: 'transfer.read' },
  writes: 'none',
  params: z.object({ id }),
  query: pageQuery.extend({ side: z.enum(['source', 'target']).default('source') }),
  reply: page(tenantName),
})

export const askTransferConsent = endpoint({
  name: 'askTransferConsent',
  method: 'POST',
  path: '/transfers/{id}/consent-requests',
  summary: 'Ask the customers whose consent is wanting for the devices of this transfer that stayed (R-T2, R-D10)',
  access: { permission: 'request.send' },
  writes: 'hub',
  idempotent: true,
  params: z.object({ id }),
  body: requestTerms,
  reply: z.object({ items: z.array(request) }),
  status: 201,
  problems: ['requests.until', 'requests.already_open', 'requests.nothing_named'],
})

const download = { method: 'GET', writes: 'none', reply: z.string() } as const
const ofTransfer = { ...download, access: { permission: 'transfer.read' }, params: z.object({ id }) } as const
const summary = 'The Summary: every row, its outcome and an explanation (R-T5)'
const faulty = 'Faulty rows alone, as a transfer file with explanations: to be mended and sent again (R-T5)'
const sample = { ...download, access: { permission: 'device.transfer' }, summary: 'A sample transfer file (R-T1)' } as const

export const transferSummary = endpoint({
  ...ofTransfer,
  name: 'transferSummary',
  path: '/transfers/{id}/summary.csv',
  summary,
  produces: 'text/csv',
})

export const transferSummaryWorkbook = endpoint({
  ...ofTransfer,
  name: 'transferSummaryWorkbook',
  path: '/transfers/{id}/summary.xlsx',
  summary,
  produces: workbookType,
})

export const transferFaulty = endpoint({
  ...ofTransfer,
  name: 'transferFaulty',
  path: '/transfers/{id}/faulty.csv',
  summary: faulty,
  produces: 'text/csv',
})

export const transferFaultyWorkbook = endpoint({
  ...ofTransfer,
  name: 'transferFaultyWorkbook',
  path: '/transfers/{id}/faulty.xlsx',
  summary: faulty,
  produces: workbookType,
})

export const transferSample = endpoint({ ...sample, name: 'transferSample', path: '/transfers/sample.csv', produces: 'text/csv' })

export const transferSampleWorkbook = endpoint({
  ...sample,
  name: 'transferSampleWorkbook',
  path: '/transfers/sample.xlsx',
  produces: workbookType,
})
