import { afterAll, beforeAll, expect, it } from 'vitest'
import { allJobBindings, allJobs, allRoutes } from '../features.ts'
import { type Client, openTestHub, type TestHub, until } from '../testing/hub.ts'
import { type Place, worldMaker } from '../testing/world.ts'

// R-A7, R-T8: an end user reaches the devices of which they are said to be the user, in the present stay, with the customer acted for; what was said of
// a stay never goes along, and does not come back with the device.

let test: TestHub
let partner: Client
let eve: Client
let here: Place
let there: Place
let device: string

beforeAll(async () => {
  test = await openTestHub({ routes: allRoutes, jobs: allJobs, jobBindings: allJobBindings })
  const world = worldMaker(test)
  const vendor = await test.organisation('vendor')
  const organisation = await test.organisation('partner')
  partner = await test.member(organisation, ['admin_agent'])
  here = await world.customer('Here', [{ partner: organisation }])
  there = await world.customer('There', [{ partner: organisation }])
  eve = await test.member(here.organisation, ['end_user'])
  await test.database.owner.query(
    `insert into membership (id, person, organisation, roles, name, mail, status) values (gen_random_uuid(), $1, $2, '{end_user}', 'Eve', 'e@hub.test', 'active')`,
    [eve.person, there.organisation],
  )
  device = (await world.devices(vendor, here, ['E1'], { origin: organisation }))[0] ?? ''
  await test.database.owner.query('insert into device_user (possession, person) select possession, $2 from device where id = $1', [
    device,
    eve.person,
  ])
})
afterAll(() => test.close())

async function devicesOf(place: Place): Promise<string[]> {
  const { status, text, json } = await eve.call('GET', '/devices', { actingFor: place.organisation })
  expect(status, text).toBe(200)
  return json<{ items: { id: string }[] }>().items.map(({ id }) => id)
}

async function move(to: Place): Promise<void> {
  const made = await partner.call('POST', '/transfers', { body: { devices: [device], target: to.customerId, confirmed: true } })
  expect(made.status, made.text).toBe(202)
  const { id } = made.json<{ id: string }>()
  await until('moved', async () => (await partner.call('GET', `/transfers/${id}`)).json<{ state: string }>().state === 'done')
}

it('reaches a device of theirs for the customer that it is with, and for no other', async () => {
  expect(await devicesOf(here)).toEqual([device])
  expect(await devicesOf(there)).toEqual([])
})

it('reaches it no more once it has moved, for either customer, and not when it comes back (R-T8)', async () => {
  await move(there)
  expect([await devicesOf(here), await devicesOf(there)]).toEqual([[], []])
  expect((await eve.call('GET', `/devices/${device}`, { actingFor: there.organisation })).status).toBe(404)
  await move(here)
  expect([await devicesOf(here), await devicesOf(there)]).toEqual([[], []])
})

it('reaches it no more once its record is removed', async () => {
  await test.database.owner.query(
    'insert into device_user (possession, person) select possession, $2 from device where id = $1 on conflict do nothing',
    [device, eve.person],
  )
  expect(await devicesOf(here)).toEqual([device])
  const removed = await partner.call('POST', '/removals', {
    body: { devices: [device], tenant: here.customerId, confirmation: here.customerId },
  })
  expect(removed.status, removed.text).toBe(200)
  expect(await devicesOf(here)).toEqual([])
})
