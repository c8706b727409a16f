import { z } from 'zod'
import { endpoint, id, instant, page, pageQuery } from './endpoint.ts'

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
] as const
export type FeedOutcome = (typeof feedOutcomes)[number]

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
})

export const feedRow = z.object({
  line: z.number().int(),
  vendor: z.string(),
  productNumber: z.string(),
  serialNumber: z.string(),
  model: z.string(),
  soldToLocationId: z.string(),
  saleDate: z.string(),
  webOrderNumber: z.string(),
  endCustomer: z.string(),
  outcome: z.enum(feedOutcomes).nullable(),
  /** The outcome in the reader's language, with what to do about it. */
  explanation: z.string().nullable(),
})

export const sendFeed = endpoint({
  name: 'sendFeed',
  method: 'POST',
  path: '/feeds',
  summary: 'Report sold devices: multipart with a CSV part named `file` (R-B3)',
  access: { permission: 'feed.upload' },
  writes: 'hub',
  idempotent: true,
  upload: true,
  reply: feed,
  status: 202,
  problems: [
    'files.missing',
    'files.empty',
    'files.too_many_rows',
    'files.unreadable',
    'files.column_missing',
    'files.column_twice',
    'http.too_large',
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
  summary: "A feed's rows in the order of the file, optionally of one outcome",
  access: { permission: 'feed.read' },
  writes: 'none',
  params: z.object({ id }),
  query: pageQuery.extend({ outcome: z.enum(feedOutcomes).optional() }),
  reply: page(feedRow),
})

export const feedSample = endpoint({
  name: 'feedSample',
  method: 'GET',
  path: '/feeds/sample.csv',
  summary: 'A sample feed file',
  access: { permission: 'feed.read' },
  writes: 'none',
  reply: z.string(),
  produces: 'text/csv',
})
