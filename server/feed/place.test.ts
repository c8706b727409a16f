// Longer than 300 lines: one small world of sales, and every outcome of a row (R-B3).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findAsker } from '../platform/access/session.ts'
import { type Client, multipart, openTestHub, type TestHub } from '../testing/hub.ts'
import { type World, worldMaker } from '../testing/world.ts'
import { feedColumns } from './file.ts'
import { feedJobs, putBackFeeds } from './jobs.ts'
import { placeFeedInChunks } from './place.ts'
import type { FeedRow } from './present.ts'
import { beginFeed, placeChunk } from './queries.ts'
import { feedRoutes } from './routes.ts'

let hub: TestHub
let world: World
let hp: string
let lenovo: string
let provider: string
let partner: string
let dora: Client
let pia: Client
let site: { id: string; locationId: string }
let holding: { id: string; customerId: string; organisation: string }

beforeAll(async () => {
  hub = await openTestHub({ routes: feedRoutes, jobs: feedJobs })
  world = worldMaker(hub)
  hp = await hub.organisation('vendor', 'HP')
  lenovo = await hub.organisation('vendor', 'Lenovo')
  provider = await hub.organisation('provider', 'Distribution AG')
  partner = await hub.organisation('partner', 'Partner One')
  await world.accredit(provider, hp, 'report_sales')
  ;({ holding, site } = await supplied(partner))
  dora = await hub.member(provider, ['feed_manager'])
  pia = await hub.member(partner, ['global_admin'])
})
afterAll(() => hub.close())

/** A partner that the provider may place for. */
async function supplied(organisation: string) {
  await world.accredit(organisation, hp, 'resell_monitor')
  await supplies(provider, organisation, 'accepted')
  return { holding: await world.holding(organisation), site: await world.location(organisation) }
}

async function supplies(from: string, to: string, state: string): Promise<void> {
  await world.acquaint(from, to)
  await hub.database.owner.query(
    "insert into relationship (id, kind, from_organisation, to_organisation, state, accepted_at) values (gen_random_uuid(), 'supplies', $1, $2, $3, now())",
    [from, to, state],
  )
}

type Sale = Partial<Record<(typeof feedColumns)[number], string>>
let serials = 0
const fresh = () => {
  serials += 1
  return `5CG${String(serials).padStart(6, '0')}`
}
const sale = (more: Sale = {}): Sale => ({
  vendor: 'HP',
  productNumber: '6Z7W8EA',
  serialNumber: fresh(),
  model: 'Z2 G9',
  soldToLocationId: site.locationId,
  saleDate: '2026-03-04',
  webOrderNumber: 'WO-1',
  ...more,
})

async function send(who: Client, sales: readonly Sale[]): Promise<string> {
  const lines = [feedColumns, ...sales.map((one) => feedColumns.map((column) => one[column] ?? ''))]
  const reply = await who.call(
    'POST',
    '/feeds',
    multipart({ name: 'sales.csv', content: lines.map((line) => `${line.join(',')}\n`).join('') }),
  )
  expect(reply.text).toContain('queued')
  expect(reply.status).toBe(202)
  return reply.json<{ id: string }>().id
}

const place = (feed: string) => placeFeedInChunks(hub.hub, feed, new AbortController().signal)

/** Sends, places and answers the rows. */
async function report(who: Client, sales: readonly Sale[]): Promise<FeedRow[]> {
  const feed = await send(who, sales)
  await place(feed)
  return rowsOf(who, feed)
}

async function rowsOf(who: Client, feed: string): Promise<FeedRow[]> {
  return (await who.call('GET', `/feeds/${feed}/rows?limit=200`)).json<{ items: FeedRow[] }>().items
}
const outcomes = (rows: readonly FeedRow[]) => rows.map((row) => row.outcome)

async function truth(serial: string) {
  const found = await hub.database.owner.query(
    `select d.id, d.tenant, d.proof, d.reseller, d.service, d.retired_at, d.merged_into, d.managing_partner, p.tenant as possessed_by, p.ended_at, p.began_by, p.origin_partner
     from device d join possession p on p.id = d.possession where d.serial_key = $1 order by d.retired_at nulls first`,
    [serial],
  )
  return found.rows
}

test('R-B3: every outcome has its row', async () => {
  const strange = await hub.organisation('partner')
  const strangers = await world.location(strange)
  const former = await hub.organisation('partner')
  await supplies(provider, former, 'ended')
  const formers = await world.location(former)
  const bare = await hub.organisation('partner')
  await supplies(provider, bare, 'accepted')
  await world.acquaint(provider, lenovo)
  const [elsewhere, here] = [fresh(), fresh()]
  const customer = await world.customer('Contoso', [{ partner }])
  await world.devices(hp, customer, [elsewhere], { product: '6Z7W8EA' })
  await world.devices(hp, holding, [here], { product: '6Z7W8EA' })
  const twice = fresh()
  const rows = await report(dora, [
    sale(),
    sale({ serialNumber: here }),
    sale({ serialNumber: elsewhere }),
    sale({ soldToLocationId: 'L-00000-00000' }),
    sale({ soldToLocationId: strangers.locationId }),
    sale({ soldToLocationId: formers.locationId }),
    sale({ vendor: 'Lenovo' }),
    sale({ soldToLocationId: (await world.location(bare)).locationId }),
    sale({ vendor: 'Nobody' }),
    sale({ serialNumber: '' }),
    sale({ serialNumber: twice }),
    sale({ serialNumber: twice.toLowerCase() }),
  ])
  expect(outcomes(rows)).toEqual([
    'placed',
    'already_there',
    'held',
    'unknown_location',
    'unknown_location',
    'not_your_partner',
    'not_your_vendor',
    'no_accreditation',
    'unknown_vendor',
    'bad_row',
    'placed',
    'duplicate_row',
  ])
  for (const row of rows) expect(row.explanation, String(row.outcome)).toMatch(/\w+ \w+/)
})

test('R-B3, R-D3: a placed device is in the holding tenant, with both slots and one open possession', async () => {
  const [row] = await report(dora, [sale({ soldToLocationId: site.locationId.toLowerCase().replaceAll('-', ' ') })])
  const devices = await truth(row?.serialNumber ?? '')
  expect(devices).toMatchObject([
    {
      tenant: holding.id,
      possessed_by: holding.id,
      proof: 'feed',
      reseller: site.id,
      service: site.id,
      began_by: 'feed',
      origin_partner: partner,
      ended_at: null,
      managing_partner: null,
    },
  ])
  const counted = await hub.database.owner.query(
    `select (select count(*) from device where tenant = $1 and retired_at is null) = (select sum(n) from counter_delta where tenant = $1 and kind = 'devices') as same,
      (select ever_used from tenant where id = $1) as used`,
    [holding.id],
  )
  expect(counted.rows[0]).toEqual({ same: true, used: true })
})

test('R-B3: repeating a feed changes nothing, also once the device has moved on; another sale is held', async () => {
  const sold = [sale(), sale({ webOrderNumber: '' }), sale({ webOrderNumber: '', saleDate: '' })]
  expect(outcomes(await report(dora, sold))).toEqual(['placed', 'placed', 'placed'])
  const before = await Promise.all(sold.map((one) => truth(one.serialNumber ?? '')))
  expect(outcomes(await report(dora, sold))).toEqual(['already_there', 'already_there', 'already_there'])
  expect(await Promise.all(sold.map((one) => truth(one.serialNumber ?? '')))).toEqual(before)

  const customer = await world.customer('Fabrikam', [{ partner }])
  for (const one of sold) await move(one.serialNumber ?? '', customer.id)
  expect(outcomes(await report(dora, sold))).toEqual(['already_there', 'already_there', 'already_there'])
  const [first, second, third] = sold
  const again = [
    { ...first, saleDate: '2026-05-05' },
    { ...second, saleDate: '2026-05-05' },
    { ...third, webOrderNumber: 'WO-2' },
  ]
  expect(outcomes(await report(dora, again))).toEqual(['already_there', 'held', 'held'])
  expect(outcomes(await report(dora, [{ ...first, webOrderNumber: 'WO-9' }]))).toEqual(['held'])
  const other = await world.location(partner, 'Another site')
  expect(outcomes(await report(dora, [{ ...first, soldToLocationId: other.locationId }]))).toEqual(['held'])
  expect(await world.whereIs(first?.serialNumber ?? '')).toEqual([customer.id])
})

async function move(serial: string, tenant: string): Promise<void> {
  await hub.database.owner.query('update device set tenant = $2 where serial_key = $1', [serial, tenant])
}

test('R-B3: what another reporter placed with another partner is held, not moved', async () => {
  const other = await hub.organisation('partner')
  const theirs = await supplied(other)
  const one = sale({ soldToLocationId: theirs.site.locationId })
  await report(dora, [one])
  expect(outcomes(await report(dora, [{ ...one, soldToLocationId: site.locationId }]))).toEqual(['held'])
  expect(await world.whereIs(one.serialNumber ?? '')).toEqual([theirs.holding.id])
})

test('R-B3: a vendor reports its own products, a reseller its own locations with report_sales', async () => {
  const vendors = await hub.member(hp, ['vendor_admin'])
  await world.acquaint(hp, lenovo)
  expect(outcomes(await report(vendors, [sale(), sale({ vendor: ' hp ' }), sale({ vendor: 'Lenovo' })]))).toEqual([
    'placed',
    'placed',
    'not_your_vendor',
  ])
  expect(outcomes(await report(pia, [sale()]))).toEqual(['not_your_vendor'])
  await world.accredit(partner, hp, 'report_sales', '2020-01-01')
  const other = await supplied(await hub.organisation('partner'))
  await world.acquaint(partner, other.holding.organisation)
  expect(outcomes(await report(pia, [sale(), sale({ soldToLocationId: other.site.locationId })]))).toEqual(['placed', 'not_your_partner'])
})

test('R-A2: of a vendor or partner never dealt with, a reporter hears what it hears of nobody', async () => {
  const hidden = await hub.organisation('vendor', 'Hidden Vendor')
  const far = await hub.organisation('partner', 'Far Partner')
  await world.accredit(far, hidden, 'resell_monitor')
  const theirs = await world.location(far)
  const [named, unnamed, there, nowhere] = await report(dora, [
    sale({ vendor: 'Hidden Vendor' }),
    sale({ vendor: 'Void Vendor' }),
    sale({ soldToLocationId: theirs.locationId }),
    sale({ soldToLocationId: 'L-00000-00000' }),
  ])
  expect([named?.outcome, named?.explanation]).toEqual([unnamed?.outcome, unnamed?.explanation])
  expect([there?.outcome, there?.explanation]).toEqual([nowhere?.outcome, nowhere?.explanation])
})

test('R-B1: an accreditation counts from its day to its day', async () => {
  const future = await hub.organisation('partner')
  await supplies(provider, future, 'accepted')
  await world.accredit(future, hp, 'service_delivery', '2999-01-01')
  const theirs = { holding: await world.holding(future), site: await world.location(future) }
  const one = sale({ soldToLocationId: theirs.site.locationId })
  expect(outcomes(await report(dora, [one]))).toEqual(['no_accreditation'])
  await hub.database.owner.query("update accreditation set valid_from = (now() at time zone 'UTC')::date where organisation = $1", [future])
  expect(outcomes(await report(dora, [one]))).toEqual(['placed'])
  await hub.database.owner.query(
    "update accreditation set valid_from = '2020-01-01', valid_until = (now() at time zone 'UTC')::date - 1 where organisation = $1",
    [future],
  )
  expect(outcomes(await report(dora, [sale({ soldToLocationId: theirs.site.locationId })]))).toEqual(['no_accreditation'])
})

test('R-B1: on its day an accreditation counts for the first feed already: the holding tenant is made by then', async () => {
  const young = await hub.organisation('partner')
  await supplies(provider, young, 'accepted')
  await world.accredit(young, hp, 'resell_monitor')
  const theirs = await world.location(young)
  const one = sale({ soldToLocationId: theirs.locationId })
  expect(outcomes(await report(dora, [one, sale()]))).toEqual(['placed', 'placed'])
  const { rows } = await hub.database.owner.query(
    'select t.kind from device d join tenant t on t.id = d.tenant where t.organisation = $1',
    [young],
  )
  expect(rows).toEqual([{ kind: 'holding' }])
})

test('R-B3: bad rows keep their line and say which column, in the reader’s language', async () => {
  const french = await hub.member(provider, ['feed_manager'], { language: 'fr' })
  const feed = await send(dora, [sale(), sale({ serialNumber: '1.23E+10' }), sale(), sale({ saleDate: '03/04/2026' })])
  await place(feed)
  const rows = await rowsOf(dora, feed)
  expect(rows.map((row) => [row.line, row.outcome])).toEqual([
    [2, 'placed'],
    [3, 'bad_row'],
    [4, 'placed'],
    [5, 'bad_row'],
  ])
  expect(rows[1]?.explanation).toContain('serialNumber')
  expect(rows[3]).toMatchObject({ saleDate: '03/04/2026' })
  expect(rows[3]?.explanation).toContain('saleDate')
  const read = await rowsOf(french, feed)
  expect(read[3]?.explanation).toContain('saleDate')
  expect(read[3]?.explanation).not.toBe(rows[3]?.explanation)
})

test('R-B3: of rows for one device the first line wins, whatever they differ in', async () => {
  const other = await supplied(await hub.organisation('partner'))
  const serialNumber = fresh()
  const rows = await report(dora, [
    sale({ serialNumber, vendor: '' }),
    sale({ serialNumber, soldToLocationId: other.site.locationId }),
    sale({ serialNumber: `${serialNumber.slice(0, 4)}-${serialNumber.slice(4)}` }),
    sale({ serialNumber, vendor: 'hp' }),
    sale({ serialNumber, productNumber: 'OTHER1' }),
  ])
  expect(outcomes(rows)).toEqual(['bad_row', 'placed', 'duplicate_row', 'duplicate_row', 'placed'])
  expect((await world.whereIs(serialNumber)).sort()).toEqual([holding.id, other.holding.id].sort())
})

test('R-D11: an unproven record elsewhere holds nothing; in the same tenant it is retired into the proven one', async () => {
  const [near, far] = [fresh(), fresh()]
  const customer = await world.customer('Northwind', [{ partner }])
  const [twin] = await world.devices(hp, holding, [near], { proof: 'none', product: '6Z7W8EA' })
  await world.devices(hp, customer, [far], { proof: 'none', product: '6Z7W8EA' })
  const [behind] = await world.devices(hp, holding, [fresh()], { proof: 'none' })
  await hub.database.owner.query('update device set host = $1 where id = $2', [twin, behind])
  expect(outcomes(await report(dora, [sale({ serialNumber: near }), sale({ serialNumber: far })]))).toEqual(['placed', 'placed'])
  const [proven, retired] = await truth(near)
  expect(proven).toMatchObject({ proof: 'feed', tenant: holding.id, retired_at: null, ended_at: null })
  expect(retired).toMatchObject({
    id: twin,
    proof: 'none',
    merged_into: proven.id,
    retired_at: expect.any(Date),
    ended_at: expect.any(Date),
  })
  expect((await hub.database.owner.query('select host from device where id = $1', [behind])).rows).toEqual([{ host: proven.id }])
  expect((await world.whereIs(far)).sort()).toEqual([customer.id, holding.id].sort())
})

test('R-B3: two feeds with the same devices at the same time place each once, and neither fails', async () => {
  const other = await supplied(await hub.organisation('partner'))
  const devices = Array.from({ length: 1500 }, fresh)
  await world.devices(hp, holding, devices.slice(0, 300), { proof: 'none', product: '6Z7W8EA' })
  await world.devices(hp, other.holding, devices.slice(200, 500), { proof: 'none', product: '6Z7W8EA' })
  const forUs = devices.map((serialNumber) => sale({ serialNumber }))
  const forThem = devices
    .toReversed()
    .map((serialNumber, n) => sale({ serialNumber, soldToLocationId: n % 2 ? other.site.locationId : site.locationId }))
  const feeds = await Promise.all([send(dora, forUs), send(dora, forThem), send(dora, forUs.toReversed())])
  await Promise.all([...feeds, ...feeds].map(place))
  const proven = await hub.database.owner.query(
    `select serial_key from device d join possession p on p.id = d.possession and p.tenant = d.tenant and p.ended_at is null
     where d.serial_key = any ($1) and d.proof = 'feed' and d.retired_at is null`,
    [devices],
  )
  expect(proven.rows.map((row) => row.serial_key).sort()).toEqual(devices.toSorted())
  const states = await Promise.all(
    feeds.map(async (feed) => (await dora.call('GET', `/feeds/${feed}`)).json<{ state: string; decided: number; outcomes: object }>()),
  )
  for (const { state, decided, outcomes: counts } of states) {
    expect([state, decided]).toEqual(['done', 1500])
    expect(Object.values(counts).reduce((sum: number, n) => sum + Number(n), 0)).toBe(1500)
  }
  const lost = await hub.database.owner.query('select d.id from device d where d.retired_at is not null and d.merged_into is null')
  expect(lost.rows).toEqual([])
  const open = await hub.database.owner.query(
    'select p.id from possession p join device d on d.id = p.device where d.retired_at is not null and p.ended_at is null',
  )
  expect(open.rows).toEqual([])
})

test('a job that was killed between or within chunks goes on where the committed ones end', async () => {
  const feed = await send(dora, [sale(), sale(), sale(), sale(), sale()])
  const { database } = hub.hub
  const asker = await actorOf(dora)
  await database.inScope(asker, (scope) => beginFeed(scope, feed))
  await database.inScope(asker, (scope) => placeChunk(scope, feed, 2))
  const killed = database.inScope(asker, async (scope) => {
    await placeChunk(scope, feed, 2)
    throw new Error('killed')
  })
  await expect(killed).rejects.toThrow('killed')
  expect(outcomes(await rowsOf(dora, feed))).toEqual(['placed', 'placed', null, null, null])
  expect((await dora.call('GET', `/feeds/${feed}`)).json()).toMatchObject({ state: 'running', decided: 2, outcomes: { placed: 2 } })
  await place(feed)
  expect((await dora.call('GET', `/feeds/${feed}`)).json()).toMatchObject({ state: 'done', decided: 5, outcomes: { placed: 5 } })
})

async function actorOf(who: Client) {
  const found = await findAsker(hub.hub.database, who.person, who.organisation ?? '', 'test')
  if (!found) throw new Error('no member')
  return found
}

test('R-A4: once its reporter may not report any more, the rest of a feed stays undecided and the organisation hears of it', async () => {
  const felix = await hub.member(provider, ['feed_manager'])
  const fifth = await hub.organisation('partner')
  const theirs = await supplied(fifth)
  const admin = await hub.member(fifth, ['admin_agent'])
  const feed = await send(felix, [sale({ soldToLocationId: theirs.site.locationId }), sale(), sale()])
  const asker = await actorOf(felix)
  await hub.hub.database.inScope(asker, (scope) => beginFeed(scope, feed))
  await hub.hub.database.inScope(asker, (scope) => placeChunk(scope, feed, 1))
  await hub.database.owner.query("update membership set roles = '{provider_agent}' where person = $1", [felix.person])
  await place(feed)
  expect((await dora.call('GET', `/feeds/${feed}`)).json()).toMatchObject({ state: 'failed', decided: 1, finishedAt: expect.any(String) })
  expect(outcomes(await rowsOf(dora, feed))).toEqual(['placed', null, null])
  const told = await hub.database.owner.query("select person from notification where kind = 'feed_failed' and link = $1", [
    `/feeds/${feed}`,
  ])
  expect(told.rows.map((row) => row.person)).toContain(dora.person)
  expect(told.rows.map((row) => row.person)).not.toContain(felix.person)
  // What was placed by then has arrived (R-N1): told once, and nobody else is.
  await place(feed)
  const arrived = await hub.database.owner.query(
    "select person, payload from notification where kind = 'devices_arrived' and organisation = $1",
    [fifth],
  )
  expect(arrived.rows).toEqual([{ person: admin.person, payload: { count: 1 } }])
})

test('a feed whose job is gone is put back in the queue, once, and placed once; one whose job waits is left alone', async () => {
  const { owner } = hub.database
  const jobsOf = async (feed: string) =>
    (await owner.query<{ state: string }>("select state from jobs.job where data->>'feedId' = $1 order by created_on", [feed])).rows.map(
      ({ state }) => state,
    )
  const feeds = [await send(dora, [sale()]), await send(dora, [sale(), sale()])]
  const [waiting = '', lost = ''] = feeds
  await owner.query("update jobs.job set state = 'failed' where data->>'feedId' = $1", [lost])
  await putBackFeeds(hub.hub)
  expect(await jobsOf(lost)).toEqual(['failed'])
  await owner.query("update feed set received_at = now() - interval '6 minutes' where id = any ($1)", [feeds])
  await putBackFeeds(hub.hub)
  await putBackFeeds(hub.hub)
  expect([await jobsOf(waiting), await jobsOf(lost)]).toEqual([['created'], ['failed', 'created']])
  // Killed again, between two chunks.
  const asker = await actorOf(dora)
  await hub.hub.database.inScope(asker, (scope) => beginFeed(scope, lost))
  await hub.hub.database.inScope(asker, (scope) => placeChunk(scope, lost, 1))
  await owner.query("delete from jobs.job where data->>'feedId' = $1", [lost])
  await putBackFeeds(hub.hub)
  expect(await jobsOf(lost)).toEqual(['created'])
  await Promise.all([place(lost), place(lost), place(waiting)])
  for (const feed of feeds) expect((await dora.call('GET', `/feeds/${feed}`)).json()).toMatchObject({ state: 'done' })
  expect((await dora.call('GET', `/feeds/${lost}`)).json()).toMatchObject({ decided: 2, outcomes: { placed: 2 } })
  await owner.query("delete from jobs.job where data->>'feedId' = any ($1)", [feeds])
  await putBackFeeds(hub.hub)
  expect([await jobsOf(waiting), await jobsOf(lost)]).toEqual([[], []])
})

test('R-A6, R-N1: the partner hears what came to it, the reporter what became of the feed; each once', async () => {
  const fourth = await hub.organisation('partner')
  const theirs = await supplied(fourth)
  const admin = await hub.member(fourth, ['admin_agent'])
  await hub.member(fourth, ['viewer'])
  const feed = await send(dora, [
    sale({ soldToLocationId: theirs.site.locationId }),
    sale({ soldToLocationId: theirs.site.locationId }),
    sale(),
    sale({ vendor: 'Nobody' }),
  ])
  await place(feed)
  await place(feed)
  const logged = await hub.database.owner.query('select kind, acting, detail, subject from audit_event where organisation = $1', [fourth])
  expect(logged.rows).toEqual([{ kind: 'feed.placed', acting: provider, detail: { count: 2 }, subject: theirs.holding.id }])
  const own = await hub.database.owner.query('select kind from audit_event where organisation = $1 and subject = $2 order by at', [
    provider,
    feed,
  ])
  expect(own.rows.map((row) => row.kind)).toEqual(['feed.received', 'feed.done'])
  const told = await hub.database.owner.query(
    'select person, organisation, kind, payload from notification where organisation = $1 or link = $2',
    [fourth, `/feeds/${feed}`],
  )
  expect(told.rows).toHaveLength(2)
  expect(told.rows).toContainEqual({ person: admin.person, organisation: fourth, kind: 'devices_arrived', payload: { count: 2 } })
  expect(told.rows).toContainEqual({
    person: dora.person,
    organisation: provider,
    kind: 'feed_done',
    payload: { count: 3, rows: 4, fileName: 'sales.csv' },
  })
})
