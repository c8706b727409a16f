import { afterAll, beforeAll, expect, test } from 'vitest'
import { findAsker } from '../platform/access/session.ts'
import { newId } from '../platform/id.ts'
import { type FeedWorld, makeFeedWorld } from '../testing/feed-world.ts'
import { type Client, multipart, openTestHub, type TestHub } from '../testing/hub.ts'
import { readFeedFile } from './file.ts'
import { feedJobs } from './jobs.ts'
import { placeFeedInChunks } from './place.ts'
import { feedRoutes } from './routes.ts'
import { showSample } from './sample.ts'

let hub: TestHub
let feeds: FeedWorld

beforeAll(async () => {
  hub = await openTestHub({ routes: feedRoutes, jobs: feedJobs })
  feeds = await makeFeedWorld(hub)
})
afterAll(() => hub.close())

const sampleOf = async (who: Client) => (await who.call('GET', '/feeds/sample.csv')).text
/** Rows by outcome once a file was placed. */
async function outcomesOf(who: Client, content: string): Promise<Record<string, number>> {
  const { id } = (await who.call('POST', '/feeds', multipart({ name: 'sample.csv', content }))).json<{ id: string }>()
  await placeFeedInChunks(hub.hub, id, new AbortController().signal)
  return (await feeds.feedOf(who, id)).outcomes
}

test('R-B3: a distributor’s sample names its vendors and the sites of its last report, and is placed as it is, every time it is downloaded', async () => {
  const dora = await hub.member(feeds.provider, ['feed_manager'])
  const first = await sampleOf(dora)
  expect(first).toContain('HP,')
  expect(await outcomesOf(dora, first)).toEqual({ unknown_location: 2 })
  const other = await feeds.supplied('Partner Two')
  await placeFeedInChunks(
    hub.hub,
    await feeds.send(dora, [feeds.sale(), feeds.sale({ soldToLocationId: other.site.locationId }), feeds.sale({ vendor: 'Nobody' })]),
    new AbortController().signal,
  )
  const sample = await sampleOf(dora)
  for (const site of [feeds.partner.site, other.site]) expect(sample).toContain(site.locationId)
  expect(await outcomesOf(dora, sample)).toEqual({ placed: 3 })
  expect(await outcomesOf(dora, sample)).toEqual({ already_there: 3 })
  expect(await outcomesOf(dora, await sampleOf(dora))).toEqual({ placed: 3 })
})

test('R-A7: a partner that is no longer supplied is not named any more', async () => {
  const provider = await hub.organisation('provider', 'Lapsed Distribution')
  await feeds.world.accredit(provider, feeds.vendor, 'report_sales')
  await feeds.world.acquaint(provider, feeds.partner.organisation)
  await hub.database.owner.query(
    "insert into relationship (id, kind, from_organisation, to_organisation, state, accepted_at) values (gen_random_uuid(), 'supplies', $1, $2, 'accepted', now())",
    [provider, feeds.partner.organisation],
  )
  const lars = await hub.member(provider, ['feed_manager'])
  await placeFeedInChunks(hub.hub, await feeds.send(lars, [feeds.sale()]), new AbortController().signal)
  expect(await sampleOf(lars)).toContain(feeds.partner.site.locationId)
  await hub.database.owner.query("update relationship set state = 'ended' where from_organisation = $1", [provider])
  expect(await sampleOf(lars)).not.toContain(feeds.partner.site.locationId)
})

test('R-B3: a vendor’s sample names itself and sites of partners that it accredits, a reseller’s its own sites; both are placed; without the right the rows say so', async () => {
  const fay = await hub.member(feeds.vendor, ['feed_manager'])
  expect(await outcomesOf(fay, await sampleOf(fay))).toEqual({ placed: 3 })
  const reseller = await feeds.supplied('Reseller')
  const rita = await hub.member(reseller.organisation, ['feed_manager'])
  expect(await outcomesOf(rita, await sampleOf(rita))).toEqual({ not_your_vendor: 2 })
  await feeds.world.accredit(reseller.organisation, feeds.vendor, 'report_sales')
  const sample = await sampleOf(rita)
  expect(sample).not.toContain(feeds.partner.site.locationId)
  expect(await outcomesOf(rita, sample)).toEqual({ placed: 2 })
})

test('whoever knows no vendor gets a sample that shows the form, and nobody’s names', async () => {
  const nina = await hub.member(await hub.organisation('provider', 'New Distribution'), ['feed_manager'])
  const sample = await sampleOf(nina)
  expect(sample).toContain('Example Vendor,6Z7W8EA,5CG')
  expect(sample).not.toContain('HP')
  expect(await outcomesOf(nina, sample)).toEqual({ unknown_vendor: 2 })
})

test('the sample comes as a workbook, too, and the reader takes it', async () => {
  const fay = await hub.member(feeds.vendor, ['feed_manager'])
  const workbook = await fay.call('GET', '/feeds/sample.xlsx')
  expect(workbook.headers['content-disposition']).toBe('attachment; filename="feed-sample.xlsx"')
  const actor = await findAsker(hub.hub.database, fay.person, feeds.vendor, newId())
  if (!actor) throw new Error('nobody to ask for it')
  const rows: unknown[] = []
  for await (const row of readFeedFile(await showSample(hub.hub, { actor, setHeader: () => {} }, 'xlsx'))) rows.push(row)
  expect(rows).toHaveLength(4)
  const serialNumber = expect.stringMatching(/^5CG\w{7}$/)
  expect(rows[0]).toMatchObject({ line: 2, vendor: 'HP', serialNumber, saleDate: expect.any(String), webOrderNumber: 'SAMPLE-1001' })
  expect(rows[3]).toMatchObject({ line: 5, vendor: 'HP', serialNumber, saleDate: null, webOrderNumber: null, endCustomer: null })
  const agent = await hub.member(feeds.provider, ['provider_agent'])
  expect((await agent.call('GET', '/feeds/sample.xlsx')).problem()).toMatchObject({ status: 403, permission: 'feed.read' })
})
