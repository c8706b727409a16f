import { z } from 'zod'
import { endpoint, id, instant, page, pageQuery, prose, workbookType } from './endpoint.ts'

export const feedStates = ['receiving', 'queued', 'running', 'done', 'failed'] as const
/** R-B3. */
export const feedOutcomes = [
  'placed',
  'already_there',
  'held',
  'unknown_location',
  'not_your_partner',
  'not_your_vendor',
  'no_accreditation',
  'unknown_vendor',
  'bad_row',
  'duplicate_row',
  'refused',
] as const
export type FeedOutcome = (typeof feedOutcomes)[number]

/** What may be corrected and tried again (R-B4); `held` is the vendor's to settle. */
export const rejectedOutcomes = [
  'unknown_location',
  'not_your_partner',
  'not_your_vendor',
  'no_accreditation',
  'unknown_vendor',
  'bad_row',
  'duplicate_row',
  'refused',
] as const satisfies readonly FeedOutcome[]

/** Of those, what only another content changes: a retry passes over them until they are corrected. */
export const uncorrectedOutcomes = ['bad_row', 'refused'] as const satisfies readonly FeedOutcome[]

const feedRetry = z.object({
  askedBy: z.string(),
  askedAt: instant,
  /** Only rows with this outcome; null = all that are rejected. */
  outcome: z.enum(feedOutcomes).nullable(),
  rows: z.number().int(),
  decided: z.number().int(),
  placed: z.number().int(),
  finishedAt: instant.nullable(),
})

export const feed = z.object({
  id,
  state: z.enum(feedStates),
  fileName: z.string(),
  rows: z.number().int(),
  /** Rows decided so far. */
  decided: z.number().int(),
  outcomes: z.partialRecord(z.enum(feedOutcomes), z.number().int()),
  reportedBy: z.string(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  /** Rejected rows that were corrected since and wait for a retry; in lists always null. */
  corrected: z.number().int().nullable(),
  /** The same by the outcome that they had. */
  correctedOutcomes: z.partialRecord(z.enum(feedOutcomes), z.number().int()).nullable(),
  /** The partners that got most of its devices, where the reporter knows them (R-A7); null in lists and while it runs. */
  placedWith: z.array(z.object({ partner: z.string(), devices: z.number().int() })).nullable(),
  /** How often its rejected rows were tried again. */
  retries: z.number().int(),
  /** The last one, also while it runs; in lists always null. */
  retry: feedRetry.nullable(),
})

/** A row's values, as in a file. */
const sale = z.object({
  vendor: z.string(),
  productNumber: z.string(),
  serialNumber: z.string(),
  model: z.string(),
  soldToLocationId: z.string(),
  saleDate: z.string(),
  webOrderNumber: z.string(),
  endCustomer: z.string(),
})

const change = z.object({
  at: instant,
  act: z.enum(['corrected', 'retried', 'settled']),
  /** The person; where the vendor settled it, the vendor. */
  by: z.string(),
  /** What had become of the row until then, in the reader's language. */
  outcome: z.enum(feedOutcomes).nullable(),
  explanation: z.string().nullable(),
  /** As it was sent until then, where it was corrected. */
  sent: sale.nullable(),
})

export const feedRow = sale.extend({
  line: z.number().int(),
  outcome: z.enum(feedOutcomes).nullable(),
  /** The outcome in the reader's language, with what to do about it. */
  explanation: z.string().nullable(),
  /** The partner that the device was placed with, where the reporter knows it (R-A7). */
  placedWith: z.string().nullable(),
  /** For `If-Match` when it is corrected. */
  revision: z.number().int(),
  /** Corrected since it was decided: the next retry decides it anew. */
  waiting: z.boolean(),
  /** Its changes, the last one first. */
  history: z.array(change),
})

/** A held row, as its vendor's desk sees it (R-A7): never where the device is, nor which person sent the file. */
export const heldRow = z.object({
  feedId: id,
  line: z.number().int(),
  reporter: z.string(),
  reportedAt: instant,
  productNumber: z.string(),
  serialNumber: z.string(),
  model: z.string(),
  soldToLocationId: z.string(),
  /** The partner of the location, where the vendor knows it. */
  soldTo: z.string().nullable(),
  saleDate: z.string(),
  webOrderNumber: z.string(),
})

const report = z.object({
  /** Only of one's own. */
  feedId: id.nullable(),
  reportedAt: instant,
  rows: z.number().int(),
  outcomes: z.partialRecord(z.enum(feedOutcomes), z.number().int()),
})

const line = z.coerce.number().int().min(1).max(2_147_483_647)

export const sendFeed = endpoint({
  name: 'sendFeed',
  method: 'POST',
  path: '/feeds',
  summary: 'Report sold devices: multipart with a CSV or XLSX part named `file` (R-B3)',
  access: { permission: 'feed.upload' },
  writes: 'hub',
  idempotent: true,
  upload: z.object({}),
  reply: feed,
  status: 202,
  problems: [
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

export const listFeeds = endpoint({
  name: 'listFeeds',
  method: 'GET',
  path: '/feeds',
  summary: 'Feeds that the organisation acted for reported, newest first',
  access: { permission: 'feed.read' },
  writes: 'none',
  query: pageQuery,
  reply: page(feed),
})

export const getFeed = endpoint({
  name: 'getFeed',
  method: 'GET',
  path: '/feeds/{id}',
  summary: 'One feed with its counts per outcome',
  access: { permission: 'feed.read' },
  writes: 'none',
  params: z.object({ id }),
  reply: feed,
})

export const listFeedRows = endpoint({
  name: 'listFeedRows',
  method: 'GET',
  path: '/feeds/{id}/rows',
  summary: "A feed's rows in the order of the file, optionally of one outcome, corrected ones that wait for a retry or the others",
  access: { permission: 'feed.read' },
  writes: 'none',
  params: z.object({ id }),
  query: pageQuery.extend({ outcome: z.enum(feedOutcomes).optional(), corrected: z.enum(['yes', 'no']).optional() }),
  reply: page(feedRow),
})

const corrected = z.string().max(300)

export const correctFeedRow = endpoint({
  name: 'correctFeedRow',
  method: 'PATCH',
  path: '/feeds/{id}/rows/{line}',
  summary: 'Correct a rejected row, with the checks of a file; a retry decides it anew (R-B4)',
  access: { permission: 'feed.retry' },
  writes: 'hub',
  params: z.object({ id, line }),
  body: z
    .strictObject({
      vendor: corrected,
      productNumber: corrected,
      serialNumber: corrected,
      model: corrected,
      soldToLocationId: corrected,
      saleDate: corrected,
      webOrderNumber: corrected,
      endCustomer: corrected,
    })
    .partial(),
  reply: feedRow,
  ifMatch: 'accepted',
  problems: ['feeds.running', 'feeds.row_not_rejected', 'http.stale'],
})

export const retryFeed = endpoint({
  name: 'retryFeed',
  method: 'POST',
  path: '/feeds/{id}/retry',
  summary: 'Try rejected rows again: all, or those with one outcome; where there is none, nothing happens (R-B4)',
  access: { permission: 'feed.retry' },
  writes: 'hub',
  idempotent: true,
  params: z.object({ id }),
  body: z.strictObject({ outcome: z.enum(rejectedOutcomes).optional() }),
  reply: feed,
  status: 202,
  problems: ['feeds.running'],
})

export const listHeldRows = endpoint({
  name: 'listHeldRows',
  method: 'GET',
  path: '/feeds/held',
  summary: 'Rows that wait for the desk of the vendor acted for, the oldest feed first (R-B3)',
  access: { permission: 'feed.settle_held' },
  writes: 'none',
  query: pageQuery,
  reply: page(heldRow),
})

export const settleHeldRow = endpoint({
  name: 'settleHeldRow',
  method: 'POST',
  path: '/feeds/{id}/rows/{line}/settlement',
  summary:
    "Settle a held row as its vendor: place the device with the vendor's proof, or refuse the row with a reason; `instead` takes the proof from the other record that has it (R-B3, R-D11)",
  access: { permission: 'feed.settle_held' },
  writes: 'hub',
  params: z.object({ id, line }),
  body: z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('place'), instead: z.boolean().default(false) }),
    z.strictObject({ decision: z.literal('refuse'), reason: prose.min(1).max(500) }),
  ]),
  reply: z.object({ outcome: z.enum(['placed', 'already_there', 'refused']) }),
  problems: ['feeds.held_elsewhere', 'feeds.partner_not_accredited'],
})

export const feedHealth = endpoint({
  name: 'feedHealth',
  method: 'GET',
  path: '/feeds/health',
  summary: 'The last report of the organisation acted for and, by name, of those it reports for or hears from (R-B4)',
  access: { permission: 'feed.read' },
  writes: 'none',
  query: pageQuery.extend({ recent: z.enum(['yes', 'no']).optional() }),
  reply: page(z.object({ organisationId: id, name: z.string(), last: report.nullable(), recent: z.boolean() })).extend({
    own: report.nullable(),
  }),
})

const sample = {
  method: 'GET',
  summary: 'A sample feed file: made-up devices for vendors and sites that the organisation acted for may report',
  access: { permission: 'feed.read' },
  writes: 'none',
  reply: z.string(),
} as const

export const feedSample = endpoint({ ...sample, name: 'feedSample', path: '/feeds/sample.csv', produces: 'text/csv' })

export const feedSampleWorkbook = endpoint({
  ...sample,
  name: 'feedSampleWorkbook',
  path: '/feeds/sample.xlsx',
  produces: workbookType,
})
