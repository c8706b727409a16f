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
  /** How often it was tried again. */
  run: number
}

const feedColumns = sql`f.id, f.state, f.file_name, f.rows, f.decided, f.outcomes, f.reported_by, f.created_at, f.created_at::text as created_key, f.finished_at, f.run`

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

/** What a person sent of a row, as the database keeps it. */
export type SentRecord = {
  vendor_name: string
  product_number: string
  serial: string
  model: string
  location_id: string
  sale_date: string | null
  sale_date_text: string
  web_order: string
  end_customer: string
}

export type FeedRowRecord = SentRecord & {
  line: number
  fault: string | null
  outcome: FeedOutcome | null
  reason: string | null
  revision: number
  waiting: boolean
  placed_with: string | null
}

const rowColumns = sql`r.line, r.vendor_name, r.product_number, r.serial, r.model, r.location_id, r.sale_date, r.sale_date_text, r.web_order,
  r.end_customer, r.fault, r.outcome, r.reason, r.revision, r.waiting, (select p.name from organisation p where p.id = r.placed_for) as placed_with`

/** Rejected rows that were corrected and wait for the next retry, by the outcome that they had. */
export function countCorrected(scope: Scope, feed: string): Promise<{ outcome: FeedOutcome; n: number }[]> {
  return scope.all(sql`select r.outcome, count(*) as n from feed_row r where r.feed = ${feed} and r.waiting group by r.outcome`)
}

/** How many devices each partner whose card the asker has got by all runs of a feed, most first. */
export function listPlacedWith(scope: Scope, feed: string, atMost: number): Promise<{ partner: string; devices: number }[]> {
  return scope.all(sql`select p.name as partner, c.n as devices
    from (select k.partner, sum(k.n)::bigint as n from feed_count k where k.feed = ${feed} and k.outcome = 'placed' group by k.partner having sum(k.n) > 0) c
    join organisation p on p.id = c.partner order by c.n desc, p.name, p.id limit ${atMost}`)
}

/** In the order of the file. */
export function listRows(
  scope: Scope,
  feed: string,
  page: { outcome: FeedOutcome | undefined; corrected: boolean | undefined; afterLine: number; atMost: number },
): Promise<FeedRowRecord[]> {
  const asked = page.outcome ? sql`and r.outcome = ${page.outcome}` : sql``
  const waiting = page.corrected === undefined ? sql`` : page.corrected ? sql`and r.waiting` : sql`and not r.waiting`
  return scope.all(sql`select ${rowColumns} from feed_row r
    where r.feed = ${feed} and r.line > ${page.afterLine} ${asked} ${waiting} order by r.line limit ${page.atMost}`)
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
  return (await scope.one<{ ended: boolean }>(sql`select door.end_feed(${feed}) as ended`)).ended
}

/** How many devices each partner got by the current run of a feed; in its reporter's scope or the system's. */
export function countPlaced(scope: Scope, feed: string): Promise<{ partner: string; n: number }[]> {
  return scope.all(sql`select partner, n from door.count_placed(${feed})`)
}

/** How many rows of the current run wait for each vendor; the same way. */
export function countHeld(scope: Scope, feed: string): Promise<{ vendor: string; n: number }[]> {
  return scope.all(sql`select vendor, n from door.count_held(${feed})`)
}

/** In the system's scope: whose feed it is, who asked for the current run, and which one that is. */
export function findAskerOf(
  scope: Scope,
  feed: string,
): Promise<{ reporter: string; person: string; state: FeedRecord['state']; run: number } | undefined> {
  return scope.maybe(sql`select reporter, person, state, run from door.find_feed(${feed})`)
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

/** A feed of the organisation acted for, held to the transaction's end: nobody starts a run meanwhile. */
export function holdFeed(scope: Scope, feed: string): Promise<FeedRecord | undefined> {
  return scope.maybe(sql`select ${feedColumns} from feed f where f.id = ${feed} and f.reporter = hub.acting() for no key update`)
}

export function findRow(scope: Scope, feed: string, line: number): Promise<FeedRowRecord | undefined> {
  return scope.maybe(sql`select ${rowColumns} from feed_row r where r.feed = ${feed} and r.line = ${line}`)
}

/** A corrected row waits for the next retry; what it was stays in its history. The caller holds the feed. */
export async function correctRow(
  scope: Scope,
  change: { feed: string; by: string; before: FeedRowRecord; sent: object; after: KeptRow },
): Promise<void> {
  const { feed, by, before, sent, after } = change
  await scope.run(sql`insert into feed_row_past (feed, line, revision, reporter, act, by_name, outcome, fault, reason, sent)
    values (${feed}, ${before.line}, ${before.revision}, hub.acting(), 'corrected', ${by}, ${before.outcome}, ${before.fault}, ${before.reason},
      ${JSON.stringify(sent)}::jsonb)`)
  await scope.run(sql`update feed_row set vendor_name = ${after.vendorName}, product_number = ${after.productNumber}, product_key = ${after.productKey},
      serial = ${after.serial}, serial_key = ${after.serialKey}, model = ${after.model}, location_id = ${after.locationId},
      sale_date = ${after.saleDate}, sale_date_text = ${after.saleDateText}, web_order = ${after.webOrder}, end_customer = ${after.endCustomer},
      fault = null, waiting = true, revision = revision + 1
    where feed = ${feed} and line = ${before.line}`)
}

export type PastRecord = {
  line: number
  at: Date
  act: 'corrected' | 'retried' | 'settled'
  by_name: string
  outcome: FeedOutcome | null
  fault: string | null
  reason: string | null
  sent: unknown
}

/** What these rows were before, the last change first. */
export function listPasts(scope: Scope, feed: string, lines: readonly number[]): Promise<PastRecord[]> {
  return scope.all(sql`select p.line, p.at, p.act, p.by_name, p.outcome, p.fault, p.reason, p.sent
    from feed_row_past p where p.feed = ${feed} and p.line = any (${lines}::int[]) order by p.line, p.revision desc`)
}

export type RetryRecord = {
  asked_by: string
  asked_at: Date
  outcome: FeedOutcome | null
  rows: number
  decided: number
  placed: number
  finished_at: Date | null
}

export function findRetry(scope: Scope, { id, run }: { id: string; run: number }): Promise<RetryRecord | undefined> {
  return scope.maybe(sql`select t.asked_by, t.asked_at, t.outcome, t.rows, t.decided, t.placed, t.finished_at
    from feed_retry t where t.feed = ${id} and t.run = ${run}`)
}

/** How many rows a retry would decide anew: `door.begin_feed` and `door.place_feed_chunk` take the same. */
export async function countToRetry(scope: Scope, feed: string, outcome: FeedOutcome | null): Promise<number> {
  const { n } = await scope.one<{ n: number }>(sql`select count(*) as n from feed_row r where r.feed = ${feed}
    and case when r.outcome is null then ${outcome}::text is null
      else hub.is_rejected(r.outcome) and r.outcome = coalesce(${outcome}, r.outcome) and (r.waiting or not hub.needs_correction(r.outcome)) end`)
  return n
}

/** The next run waits for its job. The caller holds the feed, which is at rest. */
export async function openRetry(
  scope: Scope,
  retry: { feed: string; run: number; askedBy: string; outcome: FeedOutcome | null; rows: number },
): Promise<void> {
  await scope.run(sql`insert into feed_retry (feed, run, reporter, person, asked_by, outcome, rows)
    values (${retry.feed}, ${retry.run}, hub.acting(), hub.person(), ${retry.askedBy}, ${retry.outcome}, ${retry.rows})`)
  await scope.run(
    sql`update feed set state = 'queued', run = ${retry.run}, received_at = hub.now(), finished_at = null where id = ${retry.feed}`,
  )
}

/** A vendor by name, and one of its sites; null where the reporter knows none. */
export type SamplePlace = { vendor: string; location_id: string | null }

/** Rows of one's last report that are looked through for sites; a distributor's list begins with one partner's. */
const sampledRows = 2_000

/**
 * What one may report (R-B3), as far as one sees it (R-A7): one's own products and those of vendors that gave `report_sales`, or where none did
 * those that one is accredited for; sold to sites of partners whose accreditation one sees, or where one's last report that placed anything
 * placed it, while the partner is supplied.
 */
export function listSamplePlaces(scope: Scope, atMost: number): Promise<SamplePlace[]> {
  const valid = sql`hub.now()::date between a.valid_from and coalesce(a.valid_until, 'infinity')`
  return scope.all(sql`with dealt as (
      select o.id, o.name, true as reports from organisation o where o.id = hub.acting() and o.kind = 'vendor'
      union all select o.id, o.name, bool_or(a.kind = 'report_sales') from accreditation a join organisation o on o.id = a.vendor
      where a.organisation = hub.acting() and ${valid} group by o.id, o.name),
    vendors as (select d.id, d.name from dealt d where d.reports = (select bool_or(reports) from dealt)),
    known as (
      (select v.id as vendor, l.location_id from vendors v cross join location l
       where exists (select from accreditation a where a.vendor = v.id and a.organisation = l.partner
         and a.kind in ('resell_monitor', 'service_delivery') and ${valid}) limit ${atMost})
      union
      select r.vendor, r.location_id from (
        select f.id from feed f where f.reporter = hub.acting() and f.outcomes ? 'placed' order by f.created_at desc limit 1) last
      cross join lateral (
        select r.vendor, r.location_id, r.placed_for from feed_row r where r.feed = last.id and r.outcome = 'placed' order by r.line limit ${sampledRows}) r
      where r.placed_for in (select s.to_organisation from relationship s
        where s.from_organisation = hub.acting() and s.kind = 'supplies' and s.state = 'accepted'))
    select v.name as vendor, k.location_id from vendors v left join known k on k.vendor = v.id
    order by k.location_id is null, v.name, k.location_id limit ${atMost}`)
}
