import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { feedHealth, listHeldRows } from '../../contract/feeds.ts'
import { limits } from '../../contract/limits.ts'
import { type FeedWorld, makeFeedWorld, type Sale } from '../testing/feed-world.ts'
import { type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { feedJobs } from './jobs.ts'
import { placeFeedInChunks } from './place.ts'
import { feedRoutes } from './routes.ts'

type Held = ReplyOf<typeof listHeldRows>
type Health = ReplyOf<typeof feedHealth>

let hub: TestHub
let feeds: FeedWorld
let dora: Client
let vera: Client
let customer: { id: string; organisation: string }

beforeAll(async () => {
  hub = await openTestHub({ routes: feedRoutes, jobs: feedJobs })
  feeds = await makeFeedWorld(hub)
  dora = await hub.member(feeds.provider, ['feed_manager'])
  vera = await hub.member(feeds.vendor, ['vendor_agent'])
  customer = await feeds.world.customer('Contoso Secret', [{ partner: feeds.partner.organisation }])
})
afterAll(() => hub.close())

async function reported(who: Client, sales: readonly Sale[]): Promise<string> {
  const feed = await feeds.send(who, sales)
  await placeFeedInChunks(hub.hub, feed, new AbortController().signal)
  return feed
}

/** A row that is held because the customer has the device with proof; answers how to take the device away again. */
async function held(more: Sale = {}) {
  const sale = feeds.sale(more)
  const [device = ''] = await feeds.world.devices(
    feeds.vendor,
    { ...customer, customerId: '', organisation: '' },
    [sale.serialNumber ?? ''],
    { product: '6Z7W8EA' },
  )
  const feed = await reported(dora, [sale])
  expect((await feeds.rowsOf(dora, feed))[0]?.outcome).toBe('held')
  const kept = async () =>
    (await hub.database.owner.query('select proof, tenant from device where id = $1 and retired_at is null', [device])).rows[0]
  const giveUp = () => hub.database.owner.query('update device set retired_at = now() where id = $1', [device])
  return { sale, feed, device, kept, giveUp }
}

const settle = (who: Client, feed: string, body: object, line = 2) => who.call('POST', `/feeds/${feed}/rows/${line}/settlement`, { body })
const desk = async (who: Client, query = '') => (await who.call('GET', `/feeds/held${query}`)).json<Held>()

test('R-B3, R-A7: the vendor’s desk sees what is held of its products, page by page, and never where it is', async () => {
  const made = [await held(), await held(), await held()]
  const reply = await vera.call('GET', '/feeds/held')
  expect(reply.json<Held>().items).toMatchObject(
    made.map(({ sale, feed }) => ({
      feedId: feed,
      line: 2,
      serialNumber: sale.serialNumber,
      reporter: 'Distribution AG',
      soldTo: 'Partner One',
      soldToLocationId: feeds.partner.site.locationId,
      saleDate: '2026-03-04',
    })),
  )
  for (const secret of ['Contoso', customer.id, dora.person, 'sales.csv']) expect(reply.text).not.toContain(secret)
  const first = await desk(vera, '?limit=2')
  const second = await desk(vera, `?limit=2&cursor=${first.nextCursor}`)
  expect([...first.items, ...second.items].map((row) => row.feedId)).toEqual(made.map(({ feed }) => feed))
  expect(second.nextCursor).toBeNull()
  const other = await hub.member(await hub.organisation('vendor', 'Other'), ['vendor_admin'])
  expect((await desk(other)).items).toEqual([])
})

test('R-B3: the desk never takes a device out of a tenant that holds it; given up there, it is placed with the vendor’s proof', async () => {
  const { sale, feed, giveUp } = await held()
  const before = await desk(vera)
  expect((await settle(vera, feed, { decision: 'place' })).problem().code).toBe('feeds.held_elsewhere')
  expect(await feeds.world.whereIs(sale.serialNumber ?? '')).toEqual([customer.id])
  expect(await desk(vera)).toEqual(before)

  await giveUp()
  const pia = await hub.member(feeds.partner.organisation, ['global_admin'])
  const emma = await hub.member(feeds.provider, ['provider_admin'])
  expect((await settle(vera, feed, { decision: 'place' })).json()).toEqual({ outcome: 'placed' })
  const { rows } = await hub.database.owner.query(
    'select d.proof, d.tenant, d.reseller, p.origin_partner from device d join possession p on p.id = d.possession where d.serial_key = $1 and d.retired_at is null',
    [sale.serialNumber],
  )
  expect(rows).toEqual([
    { proof: 'vendor', tenant: feeds.partner.holding.id, reseller: feeds.partner.site.id, origin_partner: feeds.partner.organisation },
  ])
  expect(await feeds.feedOf(dora, feed)).toMatchObject({ outcomes: { placed: 1 } })
  expect((await feeds.rowsOf(dora, feed))[0]).toMatchObject({ outcome: 'placed', history: [{ act: 'settled', by: 'HP', outcome: 'held' }] })
  expect((await settle(vera, feed, { decision: 'place' })).status).toBe(404)

  const logged = await hub.database.owner.query(
    "select organisation, kind, detail from audit_event where (subject = $1 and kind like 'feed.held%') or (organisation = $2 and acting = $3)",
    [feed, feeds.partner.organisation, feeds.vendor],
  )
  const detail = { serial: sale.serialNumber }
  expect(logged.rows).toHaveLength(3)
  expect(logged.rows).toContainEqual({ organisation: feeds.vendor, kind: 'feed.held_placed', detail })
  expect(logged.rows).toContainEqual({ organisation: feeds.provider, kind: 'feed.held_placed', detail })
  expect(logged.rows).toContainEqual({ organisation: feeds.partner.organisation, kind: 'feed.placed', detail: { count: 1 } })
  const told = await hub.database.owner.query('select kind, payload, link from notification where person = any ($1) order by kind', [
    [emma.person, pia.person],
  ])
  expect(told.rows).toEqual([
    { kind: 'devices_arrived', payload: { count: 1 }, link: '/unassigned' },
    { kind: 'feed_held_settled', payload: { vendor: 'HP', fileName: 'sales.csv', serial: sale.serialNumber }, link: `/feeds/${feed}` },
  ])
})

test('R-D11: said twice, the desk settles the dispute: the device is placed with the vendor’s proof beside the other record, which stays where it is without any', async () => {
  const { sale, feed, device, kept } = await held()
  const carl = await hub.member(customer.organisation, ['customer_admin'])
  const pia = await hub.member(feeds.partner.organisation, ['global_admin'])
  const before = await kept()
  expect((await settle(vera, feed, { decision: 'place' })).problem()).toMatchObject({ status: 409, code: 'feeds.held_elsewhere' })
  expect(await kept()).toEqual(before)
  const reply = await settle(vera, feed, { decision: 'place', instead: true })
  expect(reply.json()).toEqual({ outcome: 'placed' })
  expect(reply.text).not.toContain(customer.organisation)
  expect(await kept()).toEqual({ proof: 'none', tenant: customer.id })
  expect((await feeds.world.whereIs(sale.serialNumber ?? '')).toSorted()).toEqual([customer.id, feeds.partner.holding.id].toSorted())
  const told = await hub.database.owner.query('select kind, payload, link from notification where person = $1', [carl.person])
  expect(told.rows).toEqual([{ kind: 'another_record', payload: { serial: sale.serialNumber, vendor: 'HP' }, link: `/devices/${device}` }])
  const here = await hub.database.owner.query("select payload, link from notification where person = $1 and kind = 'another_record'", [
    pia.person,
  ])
  expect(here.rows).toEqual([{ payload: { serial: sale.serialNumber, vendor: 'HP' }, link: '/unassigned' }])
  const events = await hub.database.owner.query(
    "select kind, subject, detail from audit_event where organisation = $1 and kind = 'device.proof_lost'",
    [customer.organisation],
  )
  expect(events.rows).toEqual([{ kind: 'device.proof_lost', subject: device, detail: { serial: sale.serialNumber, vendor: 'HP' } }])
  expect((await settle(vera, feed, { decision: 'place', instead: true })).status).toBe(404)
})

test('R-D11: `instead` takes no proof where the row cannot be placed', async () => {
  const { feed, kept } = await held()
  const before = await kept()
  const { owner } = hub.database
  await owner.query("update accreditation set valid_until = '2020-12-31' where organisation = $1", [feeds.partner.organisation])
  expect((await settle(vera, feed, { decision: 'place', instead: true })).problem()).toMatchObject({ code: 'feeds.partner_not_accredited' })
  await owner.query('update accreditation set valid_until = null where organisation = $1', [feeds.partner.organisation])
  expect(await kept()).toEqual(before)
  expect((await settle(vera, feed, { decision: 'refuse', reason: 'Not sold' })).json()).toEqual({ outcome: 'refused' })
})

test('R-B3: the desk refuses a row with a reason that the reporter reads; corrected, the row can be tried again, as it is it cannot', async () => {
  const { feed } = await held()
  expect((await settle(vera, feed, { decision: 'refuse' })).status).toBe(422)
  expect((await settle(vera, feed, { decision: 'refuse', reason: '  ' })).status).toBe(422)
  expect((await settle(vera, feed, { decision: 'refuse', reason: 'This serial was sold by somebody else.' })).json()).toEqual({
    outcome: 'refused',
  })
  const [row] = await feeds.rowsOf(dora, feed)
  expect(row).toMatchObject({ outcome: 'refused', explanation: expect.stringContaining('This serial was sold by somebody else.') })
  expect((await dora.call('POST', `/feeds/${feed}/retry`, { body: {} })).json()).toMatchObject({ state: 'done', retries: 0 })
  await dora.call('PATCH', `/feeds/${feed}/rows/2`, { body: { serialNumber: feeds.fresh() } })
  expect((await dora.call('POST', `/feeds/${feed}/retry`, { body: {} })).json()).toMatchObject({ state: 'queued', retries: 1 })
  await placeFeedInChunks(hub.hub, feed, new AbortController().signal)
  expect((await feeds.rowsOf(dora, feed))[0]).toMatchObject({
    outcome: 'placed',
    history: [{ act: 'retried' }, { act: 'corrected' }, { act: 'settled', by: 'HP', outcome: 'held' }],
  })
  const logged = await hub.database.owner.query("select organisation from audit_event where subject = $1 and kind = 'feed.held_refused'", [
    feed,
  ])
  expect(logged.rows.map((one) => one.organisation).sort()).toEqual([feeds.vendor, feeds.provider].sort())
})

test('R-B1: without a valid accreditation of the partner there is no place, and the row stays held', async () => {
  const bare = await feeds.supplied()
  const { feed, giveUp } = await held({ soldToLocationId: bare.site.locationId })
  await giveUp()
  await hub.database.owner.query("update accreditation set valid_until = '2020-02-02' where organisation = $1", [bare.organisation])
  expect((await settle(vera, feed, { decision: 'place' })).problem().code).toBe('feeds.partner_not_accredited')
  expect((await feeds.rowsOf(dora, feed))[0]?.outcome).toBe('held')
})

test('two at the desk at the same time settle a row once', async () => {
  const { feed, sale, giveUp } = await held()
  await giveUp()
  const replies = await Promise.all([
    settle(vera, feed, { decision: 'place' }),
    settle(vera, feed, { decision: 'refuse', reason: 'No.' }),
    settle(vera, feed, { decision: 'place' }),
  ])
  expect(replies.map((reply) => reply.status).sort()).toEqual([200, 404, 404])
  const [row] = await feeds.rowsOf(dora, feed)
  expect(row?.history).toHaveLength(1)
  expect((await feeds.world.whereIs(sale.serialNumber ?? '')).length).toBe(row?.outcome === 'placed' ? 1 : 0)
})

test('R-A2: a row that is not held, or held for another vendor, cannot be settled and is not told from none', async () => {
  const { feed } = await held()
  const placed = await reported(dora, [feeds.sale()])
  const other = await hub.member(await hub.organisation('vendor'), ['vendor_admin'])
  for (const reply of [
    await settle(vera, placed, { decision: 'place' }),
    await settle(vera, feed, { decision: 'place' }, 99),
    await settle(other, feed, { decision: 'refuse', reason: 'Mine.' }),
  ])
    expect(reply.status).toBe(404)
  expect((await settle(dora, feed, { decision: 'place' })).problem()).toMatchObject({ permission: 'feed.settle_held' })
})

test('R-N1: a vendor hears once how many rows of a feed wait for it', async () => {
  const [one, two] = [feeds.sale(), feeds.sale()]
  const serials = [one.serialNumber ?? '', two.serialNumber ?? '']
  await feeds.world.devices(feeds.vendor, { ...customer, customerId: '', organisation: '' }, serials, { product: '6Z7W8EA' })
  const victor = await hub.member(feeds.vendor, ['feed_manager'])
  await reported(dora, [one, two, feeds.sale()])
  const told = await hub.database.owner.query('select kind, payload, link from notification where person = $1', [victor.person])
  expect(told.rows).toEqual([{ kind: 'feed_held', payload: { count: 2 }, link: '/held' }])
})

const health = async (who: Client, query = '') => (await who.call('GET', `/feeds/health${query}`)).json<Health>()
const aged = (feed: string, days: number) =>
  Promise.all([
    hub.database.owner.query('update feed set created_at = now() - make_interval(days => $2) where id = $1', [feed, days]),
    hub.database.owner.query('update feed_count set reported_at = now() - make_interval(days => $2) where feed = $1', [feed, days]),
  ])

test('R-B4: a distributor sees per partner the last report, its rows by outcome and who is without recent data; a vendor its reporters, a partner its suppliers', async () => {
  const [alpha, beta, gamma] = [await feeds.supplied('Alpha'), await feeds.supplied('Beta'), await feeds.supplied('Gamma')]
  const sold = (to: typeof alpha, more: Sale = {}) => feeds.sale({ soldToLocationId: to.site.locationId, ...more })
  await aged(await reported(dora, [sold(beta)]), limits.feedRecentDays + 1)
  const again = sold(alpha)
  await aged(await reported(dora, [again]), 3)
  const last = await reported(dora, [again, sold(alpha), sold(alpha), feeds.sale({ vendor: 'Nobody' })])
  const seen = await health(dora)
  expect(seen.own).toMatchObject({ feedId: last, rows: 4, outcomes: { already_there: 1, placed: 2, unknown_vendor: 1 } })
  const named = (name: string) => seen.items.find((item) => item.name === name)
  expect(named('Alpha')).toMatchObject({ recent: true, last: { rows: 3, outcomes: { already_there: 1, placed: 2 } } })
  expect(named('Beta')).toMatchObject({ recent: false, last: { rows: 1, outcomes: { placed: 1 } } })
  expect(named('Gamma')).toMatchObject({ recent: false, last: null })
  const names = seen.items.map((item) => item.name.toLowerCase())
  expect(names).toEqual(names.toSorted())
  const stale = await health(dora, '?recent=no')
  expect(stale.items.map((item) => item.name)).toEqual(expect.arrayContaining(['Beta', 'Gamma']))
  expect(stale.items.map((item) => item.name)).not.toContain('Alpha')
  const page = await health(dora, '?limit=1')
  expect((await health(dora, `?limit=1&cursor=${page.nextCursor}`)).items.map((item) => item.name)).toEqual([seen.items[1]?.name])

  const admin = await hub.member(feeds.vendor, ['vendor_admin'])
  const reply = await admin.call('GET', '/feeds/health')
  expect(reply.json<Health>()).toMatchObject({
    own: null,
    items: [{ name: 'Distribution AG', recent: true, last: { rows: 3, feedId: null } }],
  })
  expect(reply.text).not.toContain('Alpha')
  expect(reply.text).not.toContain('unknown_vendor')

  const partner = await hub.member(alpha.organisation, ['global_admin'])
  expect(await health(partner)).toMatchObject({
    own: null,
    items: [{ name: 'Distribution AG', recent: true, last: { rows: 2, outcomes: { placed: 2 } } }],
  })
  expect((await health(await hub.member(gamma.organisation, ['feed_manager']))).items).toMatchObject([{ last: null, recent: false }])
})

test('R-B4: a partner sees the vendor that reports to it directly, and misses none that never did', async () => {
  const delta = await feeds.supplied('Delta')
  const other = await hub.organisation('vendor', 'Silent Vendor')
  await feeds.world.accredit(delta.organisation, other, 'resell_monitor')
  const dan = await hub.member(delta.organisation, ['feed_manager'])
  expect((await health(dan)).items.map((item) => item.name)).toEqual(['Distribution AG'])
  const fay = await hub.member(feeds.vendor, ['feed_manager'])
  await reported(fay, [feeds.sale({ soldToLocationId: delta.site.locationId })])
  expect((await health(dan)).items).toMatchObject([
    { name: 'Distribution AG', last: null },
    { name: 'HP', recent: true, last: { feedId: null, rows: 1, outcomes: { placed: 1 } } },
  ])
  expect((await health(dan, '?recent=no')).items.map((item) => item.name)).toEqual(['Distribution AG'])
  expect((await health(dora)).items.map((item) => item.name)).not.toContain('HP')
})

test('R-B4: what is counted is what the rows say, after a report, a retry and a settlement', async () => {
  const { rows } = await hub.database.owner.query(
    `select coalesce(sum(c.n), 0)::int as counted, (select count(*)::int from feed_row r where r.feed = f.id and r.outcome is not null) as rows,
       (select jsonb_object_agg(s.outcome, s.n) from (select r.outcome, count(*) as n from feed_row r where r.feed = f.id group by 1) s) as truth, f.outcomes,
       (select jsonb_object_agg(s.outcome, s.n) from (select k.outcome, sum(k.n) as n from feed_count k where k.feed = f.id group by 1 having sum(k.n) > 0) s) as by_count
     from feed f left join feed_count c on c.feed = f.id group by f.id`,
  )
  expect(rows.length).toBeGreaterThan(8)
  for (const one of rows) expect([one.counted, one.outcomes, one.by_count]).toEqual([one.rows, one.truth, one.truth])
})
