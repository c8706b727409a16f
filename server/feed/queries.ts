import type { FeedOutcome, feedStates } from '../../contract/feeds.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { KeptRow } from './rules.ts'

export type FeedRecord = {
  id: string
  state: (typeof feedStates)[number]
  file_name: string
  rows: number
  decided: number
  outcomes: Partial<Record<FeedOutcome, number>>
  reported_by: string
  created_at: Date
  /** To the microsecond, for cursors. */
  created_key: string
  finished_at: Date | null
}

const feedColumns = sql`f.id, f.state, f.file_name, f.rows, f.decided, f.outcomes, f.reported_by, f.created_at, f.created_at::text as created_key, f.finished_at`

/** A feed of the person and the organisation acted for, before its first row. */
export async function openFeed(scope: Scope, feed: { id: string; reportedBy: string; fileName: string }): Promise<void> {
  await scope.run(sql`insert into feed (id, reporter, person, reported_by, file_name, state)
    values (${feed.id}, hub.acting(), hub.person(), ${feed.reportedBy}, ${feed.fileName}, 'receiving')`)
}

/** One batch, in one statement; and the sign of life by which a feed is told from one whose server died. */
export async function addRows(scope: Scope, feed: string, rows: readonly KeptRow[], rowsSoFar: number): Promise<void> {
  const column = <K extends keyof KeptRow>(name: K) => rows.map((row) => row[name])
  await Promise.all([
    scope.run(sql`insert into feed_row (feed, reporter, line, vendor_name, product_number, product_key, serial, serial_key, model, location_id, sale_date,
        sale_date_text, web_order, end_customer, fault)
      select ${feed}, hub.acting(), r.* from unnest(${column('line')}::int[], ${column('vendorName')}::text[], ${column('productNumber')}::text[],
        ${column('productKey')}::text[], ${column('serial')}::text[], ${column('serialKey')}::text[], ${column('model')}::text[],
        ${column('locationId')}::text[], ${column('saleDate')}::date[], ${column('saleDateText')}::text[], ${column('webOrder')}::text[],
        ${column('endCustomer')}::text[], ${column('fault')}::text[]) r`),
    scope.run(sql`update feed set rows = ${rowsSoFar}, received_at = hub.now() where id = ${feed}`),
  ])
}

/** All rows are there. False where it was taken back in the meantime. */
export async function closeFeed(scope: Scope, feed: string, contentHash: Buffer): Promise<boolean> {
  return (
    (await scope.run(sql`update feed set state = 'queued', content_hash = ${contentHash} where id = ${feed} and state = 'receiving'`)) > 0
  )
}

/** Takes back a feed that is still received, with its rows; with `forget` as if it had never been. */
export async function dropFeed(scope: Scope, feed: string, forget: boolean): Promise<void> {
  await scope.run(sql`select door.drop_feed(${feed}, ${forget})`)
}

export function findFeed(scope: Scope, feed: string): Promise<FeedRecord | undefined> {
  return scope.maybe(sql`select ${feedColumns} from feed f where f.id = ${feed}`)
}

export type FeedsAfter = { createdAt: string; id: string }

/** Newest first. */
export function listFeeds(scope: Scope, after: FeedsAfter | null, atMost: number): Promise<FeedRecord[]> {
  const isAfter = after ? sql`(f.created_at, f.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)` : sql`true`
  return scope.all(sql`select ${feedColumns} from feed f where f.reporter = hub.acting() and ${isAfter}
    order by f.created_at desc, f.id desc limit ${atMost}`)
}

export type FeedRowRecord = {
  line: number
  vendor_name: string
  product_number: string
  serial: string
  model: string
  location_id: string
  sale_date: string | null
  sale_date_text: string
  web_order: string
  end_customer: string
  fault: string | null
  outcome: FeedOutcome | null
}

/** In the order of the file. */
export function listRows(
  scope: Scope,
  feed: string,
  page: { outcome: FeedOutcome | undefined; afterLine: number; atMost: number },
): Promise<FeedRowRecord[]> {
  const asked = page.outcome ? sql`and r.outcome = ${page.outcome}` : sql``
  return scope.all(sql`select r.line, r.vendor_name, r.product_number, r.serial, r.model, r.location_id, r.sale_date, r.sale_date_text, r.web_order,
      r.end_customer, r.fault, r.outcome
    from feed_row r where r.feed = ${feed} and r.line > ${page.afterLine} ${asked} order by r.line limit ${page.atMost}`)
}

/** Marks what the file says twice, and starts. */
export async function beginFeed(scope: Scope, feed: string): Promise<void> {
  await scope.run(sql`select door.begin_feed(${feed})`)
}

/** How many rows of a chunk had an outcome; of those placed, for whom and in which holding tenant. */
export type ChunkCount = { outcome: FeedOutcome; partner: string | null; tenant: string | null; n: number }

/** Decides and places the next chunk (R-B3); empty when nothing is left to do. */
export function placeChunk(scope: Scope, feed: string, atMost: number): Promise<ChunkCount[]> {
  return scope.all(sql`select outcome, partner, tenant, n from door.place_feed_chunk(${feed}, ${atMost})`)
}

/** False where it has ended already. */
export async function endFeed(scope: Scope, feed: string): Promise<boolean> {
  return (await scope.run(sql`update feed set state = 'done', finished_at = hub.now() where id = ${feed} and state = 'running'`)) > 0
}

/** How many devices each partner got by a feed so far; in its reporter's scope or the system's. */
export function countPlaced(scope: Scope, feed: string): Promise<{ partner: string; n: number }[]> {
  return scope.all(sql`select partner, n from door.count_placed(${feed})`)
}

/** In the system's scope: whose feed it is. */
export function findAskerOf(
  scope: Scope,
  feed: string,
): Promise<{ reporter: string; person: string; state: FeedRecord['state'] } | undefined> {
  return scope.maybe(sql`select reporter, person, state from door.find_feed(${feed})`)
}

/** In the system's scope; false where it has ended already. */
export async function failFeed(scope: Scope, feed: string): Promise<boolean> {
  return (await scope.one<{ failed: boolean }>(sql`select door.fail_feed(${feed}) as failed`)).failed
}

/** In the system's scope: takes back feeds to which no batch came for so long; answers how many. */
export async function dropLostFeeds(scope: Scope, hours: number): Promise<number> {
  return (await scope.one<{ lost: number }>(sql`select door.drop_lost_feeds(make_interval(hours => ${hours})) as lost`)).lost
}

/** In the system's scope: feeds that are not at their end after so long, and that nobody works on just now; held to the transaction's end. */
export async function listUnfinishedFeeds(scope: Scope, minutes: number, atMost: number): Promise<string[]> {
  const rows = await scope.all<{ feed: string }>(
    sql`select feed from door.unfinished_feeds(make_interval(mins => ${minutes}), ${atMost}) as feed`,
  )
  return rows.map(({ feed }) => feed)
}
