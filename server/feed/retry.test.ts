import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Role } from '../../contract/permissions.ts'
import { findAsker } from '../platform/access/session.ts'
import { type FeedRow, type FeedWorld, makeFeedWorld, type Sale } from '../testing/feed-world.ts'
import { type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { feedJobs } from './jobs.ts'
import { placeFeedInChunks } from './place.ts'
import { beginFeed, placeChunk } from './queries.ts'
import { feedRoutes } from './routes.ts'

let hub: TestHub
let feeds: FeedWorld
let dora: Client

beforeAll(async () => {
  hub = await openTestHub({ routes: feedRoutes, jobs: feedJobs })
  feeds = await makeFeedWorld(hub)
  dora = await member(['feed_manager'], 'Dora')
})
afterAll(() => hub.close())

const member = (roles: Role[], name: string) => hub.member(feeds.provider, roles, { name })
const place = (feed: string) => placeFeedInChunks(hub.hub, feed, new AbortController().signal)

async function reported(sales: readonly Sale[]): Promise<string> {
  const feed = await feeds.send(dora, sales)
  await place(feed)
  return feed
}
const correct = (who: Client, feed: string, line: number, body: object, ifMatch?: string) =>
  who.call('PATCH', `/feeds/${feed}/rows/${line}`, { body, ...(ifMatch ? { ifMatch } : {}) })
const retry = (who: Client, feed: string, body: object = {}) => who.call('POST', `/feeds/${feed}/retry`, { body })
const outcomes = (rows: readonly FeedRow[]) => rows.map((row) => row.outcome)
const outcomesOf = async (feed: string) => outcomes(await feeds.rowsOf(dora, feed))
async function retried(feed: string, body: object = {}): Promise<void> {
  const reply = await retry(dora, feed, body)
  expect(reply.status, reply.text).toBe(202)
  await place(feed)
}

test('R-B4: a corrected row waits for the retry, is placed by it, and its history tells what was sent and who corrected it', async () => {
  const wrong = feeds.fresh()
  const feed = await reported([feeds.sale(), feeds.sale({ serialNumber: '1.23E+10' }), feeds.sale({ serialNumber: wrong, vendor: 'Hpp' })])
  expect(await outcomesOf(feed)).toEqual(['placed', 'bad_row', 'unknown_vendor'])
  const serial = feeds.fresh()
  const emma = await member(['provider_admin'], 'Emma')
  const reply = await correct(emma, feed, 3, { serialNumber: ` ${serial} ` })
  expect(reply.json()).toMatchObject({ line: 3, serialNumber: serial, outcome: 'bad_row', waiting: true, revision: 2 })
  expect((await correct(dora, feed, 4, { vendor: 'hp' })).status).toBe(200)
  expect(await feeds.feedOf(dora, feed)).toMatchObject({ corrected: 2, correctedOutcomes: { bad_row: 1, unknown_vendor: 1 } })
  const linesOf = async (query: string) =>
    (await dora.call('GET', `/feeds/${feed}/rows?${query}`)).json<{ items: FeedRow[] }>().items.map(({ line }) => line)
  expect(await linesOf('corrected=yes')).toEqual([3, 4])
  expect(await linesOf('corrected=no')).toEqual([2])
  expect(await linesOf('outcome=bad_row&corrected=no')).toEqual([])
  await retried(feed)
  const rows = await feeds.rowsOf(dora, feed)
  expect(outcomes(rows)).toEqual(['placed', 'placed', 'placed'])
  expect(rows[1]).toMatchObject({
    waiting: false,
    revision: 3,
    history: [
      { act: 'retried', by: 'Dora', outcome: 'bad_row', sent: null },
      {
        act: 'corrected',
        by: 'Emma',
        outcome: 'bad_row',
        sent: { serialNumber: '1.23E+10' },
        explanation: expect.stringContaining('serialNumber'),
      },
    ],
  })
  expect(rows[0]?.history).toEqual([])
  expect(await feeds.world.whereIs(serial)).toEqual([feeds.partner.holding.id])
  expect(await feeds.feedOf(dora, feed)).toMatchObject({
    state: 'done',
    rows: 3,
    decided: 3,
    outcomes: { placed: 3 },
    corrected: 0,
    correctedOutcomes: {},
    retries: 1,
    retry: { askedBy: 'Dora', outcome: null, rows: 2, decided: 2, placed: 2, finishedAt: expect.any(String) },
  })
})

test('R-B4: a correction is checked like a file, and refused with the column and what to do about it', async () => {
  const feed = await reported([feeds.sale({ serialNumber: '' })])
  for (const [body, path] of [
    [{ serialNumber: '' }, 'serialNumber'],
    [{ serialNumber: '1.23E+10' }, 'serialNumber'],
    [{ serialNumber: 'A\u0000B' }, 'serialNumber'],
    [{ serialNumber: feeds.fresh(), saleDate: '03/04/2026' }, 'saleDate'],
    [{ serialNumber: feeds.fresh(), vendor: '' }, 'vendor'],
    [{ serialNumber: feeds.fresh(), model: '\u202e' }, 'model'],
    [{ serialNumber: 'x'.repeat(200) }, 'serialNumber'],
  ] as const) {
    const reply = await correct(dora, feed, 2, body)
    expect(reply.status, JSON.stringify(body)).toBe(422)
    expect(reply.problem()).toMatchObject({ code: 'http.invalid', fields: [{ path, detail: expect.stringMatching(/\w+ \w+/) }] })
  }
  expect((await correct(dora, feed, 2, { outcome: 'placed' })).status).toBe(422)
  expect((await feeds.rowsOf(dora, feed))[0]).toMatchObject({ revision: 1, history: [] })
})

test('R-B4: a location ID that no partner can have is refused when it is typed, and told of in a file', async () => {
  const whole = feeds.partner.site.locationId
  const short = whole.slice(0, -1)
  const feed = await reported([feeds.sale({ soldToLocationId: short }), feeds.sale({ soldToLocationId: 'L-00000-00000' })])
  const [first, second] = await feeds.rowsOf(dora, feed)
  expect([first?.outcome, second?.outcome]).toEqual(['unknown_location', 'unknown_location'])
  expect(first?.explanation).toMatch(/ten digits/)
  expect(second?.explanation).not.toMatch(/ten digits/)
  for (const soldToLocationId of [short, `${whole}1`, 'CUST-1']) {
    const fault = { path: 'soldToLocationId', code: 'location_id', detail: first?.explanation }
    expect((await correct(dora, feed, 2, { soldToLocationId })).problem()).toMatchObject({ code: 'http.invalid', fields: [fault] })
  }
  expect((await correct(dora, feed, 2, { soldToLocationId: whole.toLowerCase() })).json()).toMatchObject({ soldToLocationId: whole })
})

test('R-B4: only rejected rows of a feed at rest are corrected, each revision once', async () => {
  const feed = await reported([feeds.sale(), feeds.sale({ serialNumber: '' })])
  expect((await correct(dora, feed, 2, { model: 'Other' })).problem().code).toBe('feeds.row_not_rejected')
  expect((await correct(dora, feed, 9, { model: 'Other' })).status).toBe(404)
  const serialNumber = feeds.fresh()
  expect((await correct(dora, feed, 3, { serialNumber }, '"1"')).status).toBe(200)
  expect((await correct(dora, feed, 3, { serialNumber: feeds.fresh() }, '"1"')).problem().code).toBe('http.stale')
  expect((await correct(dora, feed, 3, { serialNumber })).json()).toMatchObject({ revision: 2 })
  expect((await retry(dora, feed)).status).toBe(202)
  expect((await correct(dora, feed, 3, { model: 'Late' })).problem().code).toBe('feeds.running')
  expect((await retry(dora, feed)).problem().code).toBe('feeds.running')
  await place(feed)
  expect(await outcomesOf(feed)).toEqual(['placed', 'placed'])
})

test('R-B4: repeating a retry changes nothing; one of one outcome leaves the others alone', async () => {
  const late = await feeds.supplied()
  await hub.database.owner.query('delete from accreditation where organisation = $1', [late.organisation])
  const feed = await reported([
    feeds.sale({ soldToLocationId: late.site.locationId }),
    feeds.sale({ vendor: 'Nobody' }),
    feeds.sale({ serialNumber: '' }),
  ])
  const before = await feeds.rowsOf(dora, feed)
  expect(outcomes(before)).toEqual(['no_accreditation', 'unknown_vendor', 'bad_row'])
  await retried(feed)
  await retried(feed)
  expect(await feeds.rowsOf(dora, feed)).toEqual(before)
  expect(await feeds.feedOf(dora, feed)).toMatchObject({
    decided: 3,
    outcomes: { no_accreditation: 1, unknown_vendor: 1, bad_row: 1 },
    retry: { rows: 2, decided: 2 },
  })
  // What only another content can change is not even tried.
  expect((await retry(dora, feed, { outcome: 'bad_row' })).json()).toMatchObject({ state: 'done', retries: 2 })
  await feeds.world.accredit(late.organisation, feeds.vendor, 'resell_monitor')
  await retried(feed, { outcome: 'unknown_vendor' })
  expect(await outcomesOf(feed)).toEqual(['no_accreditation', 'unknown_vendor', 'bad_row'])
  await retried(feed, { outcome: 'no_accreditation' })
  expect(await outcomesOf(feed)).toEqual(['placed', 'unknown_vendor', 'bad_row'])
  expect((await retry(dora, feed, { outcome: 'held' })).status).toBe(422)
})

test('R-B3: in a retry, too, the first line wins; a row that repeats none any more is placed', async () => {
  const [one, two] = [feeds.sale(), feeds.sale()]
  const feed = await reported([one, { ...one, model: 'Again' }, { ...two, vendor: 'Hpp' }, { ...two, vendor: 'Hpp' }])
  expect(await outcomesOf(feed)).toEqual(['placed', 'duplicate_row', 'unknown_vendor', 'duplicate_row'])
  // A correction that makes a row say what a placed one says makes it a repetition.
  await correct(dora, feed, 4, { serialNumber: one.serialNumber, vendor: 'HP' })
  await correct(dora, feed, 5, { vendor: 'HP' })
  await retried(feed)
  expect(await outcomesOf(feed)).toEqual(['placed', 'duplicate_row', 'duplicate_row', 'placed'])
  expect(await feeds.feedOf(dora, feed)).toMatchObject({ decided: 4, outcomes: { placed: 2, duplicate_row: 2 } })
  await correct(dora, feed, 3, { serialNumber: feeds.fresh() })
  await retried(feed, { outcome: 'duplicate_row' })
  expect(await outcomesOf(feed)).toEqual(['placed', 'placed', 'duplicate_row', 'placed'])
})

test('a retry that was killed goes on where the committed chunks end, and moves nothing twice', async () => {
  const rows = Array.from({ length: 6 }, () => feeds.sale({ vendor: 'Late Vendor' }))
  const feed = await reported(rows)
  const late = await hub.organisation('vendor', 'Late Vendor')
  await feeds.world.accredit(feeds.provider, late, 'report_sales')
  await feeds.world.accredit(feeds.partner.organisation, late, 'resell_monitor')
  expect((await retry(dora, feed)).status).toBe(202)
  const asker = await findAsker(hub.hub.database, dora.person, feeds.provider, 'test')
  if (!asker) throw new Error('no member')
  const { database } = hub.hub
  await database.inScope(asker, (scope) => beginFeed(scope, feed))
  await database.inScope(asker, (scope) => placeChunk(scope, feed, 4))
  await expect(
    database.inScope(asker, async (scope) => {
      await placeChunk(scope, feed, 1)
      throw new Error('killed')
    }),
  ).rejects.toThrow('killed')
  expect(await feeds.feedOf(dora, feed)).toMatchObject({
    state: 'running',
    outcomes: { placed: 4, unknown_vendor: 2 },
    retry: { decided: 4 },
  })
  await Promise.all([place(feed), place(feed)])
  expect(await feeds.feedOf(dora, feed)).toMatchObject({
    state: 'done',
    decided: 6,
    outcomes: { placed: 6 },
    retry: { decided: 6, placed: 6 },
  })
  const { rows: made } = await hub.database.owner.query('select count(*)::int as n from device where vendor = $1', [late])
  expect(made).toEqual([{ n: 6 }])
})

test('R-A4: a retry has the rights of whoever asked for it, and what it did not decide stays as it was', async () => {
  const feed = await reported([feeds.sale({ vendor: 'Nobody' })])
  const felix = await member(['feed_manager'], 'Felix')
  expect((await retry(felix, feed)).status).toBe(202)
  await hub.database.owner.query("update membership set roles = '{provider_agent}' where person = $1", [felix.person])
  await place(feed)
  expect(await feeds.feedOf(dora, feed)).toMatchObject({
    state: 'failed',
    retry: { askedBy: 'Felix', decided: 0, finishedAt: expect.any(String) },
  })
  expect(await outcomesOf(feed)).toEqual(['unknown_vendor'])
  await correct(dora, feed, 2, { vendor: 'HP' })
  await retried(feed)
  expect(await feeds.feedOf(dora, feed)).toMatchObject({ state: 'done', outcomes: { placed: 1 } })
})

test('R-A2: another reporter’s feed can be neither corrected nor retried, and is not told from none', async () => {
  const feed = await reported([feeds.sale({ serialNumber: '' })])
  const pia = await hub.member(feeds.partner.organisation, ['global_admin'])
  const victor = await hub.member(feeds.vendor, ['vendor_admin'])
  for (const who of [pia, victor]) {
    expect((await correct(who, feed, 2, { serialNumber: feeds.fresh() })).status).toBe(404)
    expect((await retry(who, feed)).status).toBe(404)
  }
  const agent = await member(['provider_agent'], 'Agent')
  expect((await retry(agent, feed)).problem()).toMatchObject({ code: 'http.not_allowed', permission: 'feed.retry' })
})

test('R-A6, R-N1: correction and retry are in the reporter’s log; a partner hears of what the retry brought, not of the rest again', async () => {
  const other = await feeds.supplied()
  const admin = await hub.member(other.organisation, ['admin_agent'])
  const sale = () => feeds.sale({ soldToLocationId: other.site.locationId })
  const feed = await reported([sale(), sale(), { ...sale(), serialNumber: '' }])
  await correct(dora, feed, 4, { serialNumber: feeds.fresh() })
  await retried(feed)
  const told = await hub.database.owner.query(
    "select payload from notification where person = $1 and kind = 'devices_arrived' order by at",
    [admin.person],
  )
  expect(told.rows.map((row) => row.payload)).toEqual([{ count: 2 }, { count: 1 }])
  const own = await hub.database.owner.query('select kind, detail from audit_event where organisation = $1 and subject = $2 order by at', [
    feeds.provider,
    feed,
  ])
  expect(own.rows).toEqual([
    { kind: 'feed.received', detail: { fileName: 'sales.csv', rows: 3 } },
    { kind: 'feed.done', detail: { fileName: 'sales.csv', rows: 3, count: 2 } },
    { kind: 'feed.row_corrected', detail: { fileName: 'sales.csv', line: 4 } },
    { kind: 'feed.retried', detail: { fileName: 'sales.csv', rows: 1 } },
    { kind: 'feed.retry_done', detail: { fileName: 'sales.csv', rows: 1, placed: 1 } },
  ])
})

test('R-A7: a result names the partners whose cards the reporter has, with their counts, and no other', async () => {
  const [two, unknown] = [await feeds.supplied('Partner Two'), await feeds.supplied('Partner Three')]
  const sold = (to: typeof two) => feeds.sale({ soldToLocationId: to.site.locationId })
  const feed = await reported([sold(feeds.partner), sold(two), sold(two), sold(unknown), feeds.sale({ vendor: 'Nobody' })])
  await hub.database.owner.query('delete from acquaintance where viewer = $1 and organisation = $2', [feeds.provider, unknown.organisation])
  const rows = await feeds.rowsOf(dora, feed)
  expect(rows.map(({ placedWith }) => placedWith)).toEqual(['Partner One', 'Partner Two', 'Partner Two', null, null])
  expect((await feeds.feedOf(dora, feed)).placedWith).toEqual([
    { partner: 'Partner Two', devices: 2 },
    { partner: 'Partner One', devices: 1 },
  ])
})
