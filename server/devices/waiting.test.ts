import { afterAll, beforeAll, expect, test } from 'vitest'
import type { getHoldingHistory, listDevices } from '../../contract/devices.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { worldMaker } from '../testing/world.ts'
import { devicesRoutes } from './routes.ts'

// R-B2, R-B5: a partner sees how long devices wait in its holding tenant, and finds exactly those that it counted.

let hub: TestHub
let pia: Client
let stranger: Client

beforeAll(async () => {
  hub = await openTestHub({ routes: devicesRoutes })
  const world = worldMaker(hub)
  const vendor = await hub.organisation('vendor', 'HP')
  const partner = await hub.organisation('partner', 'Bergmann')
  pia = await hub.member(partner, ['admin_agent'])
  stranger = await hub.member(await hub.organisation('partner', 'Other'), ['admin_agent'])
  const holding = await world.holding(partner)
  const days = [0, 6, 7, 29, 30, 89, 90, 400]
  const devices = await world.devices(
    vendor,
    holding,
    days.map((n) => `W${n}`),
  )
  const moved = await world.devices(vendor, holding, ['GONE'])
  const { owner } = hub.database
  await owner.query(
    `update device d set arrived_at = now() - make_interval(days => x.days) from unnest($1::uuid[], $2::int[]) x(id, days) where d.id = x.id`,
    [devices, days],
  )
  await owner.query('update possession p set began_at = d.arrived_at from device d where p.id = d.possession')
  await owner.query('update device set archived_at = now() where id = any ($1)', [moved])
})
afterAll(() => hub.close())

const history = async (who: Client) => (await who.call('GET', '/holding-tenant/history')).json<ReplyOf<typeof getHoldingHistory>>()

test('devices that wait are counted by age, the archive left out', async () => {
  expect((await history(pia)).ages).toEqual([
    { atLeastDays: 0, lessThanDays: 7, devices: 2, more: false },
    { atLeastDays: 7, lessThanDays: 30, devices: 2, more: false },
    { atLeastDays: 30, lessThanDays: 90, devices: 2, more: false },
    { atLeastDays: 90, lessThanDays: null, devices: 2, more: false },
  ])
})

test('each age is a list of its own: exactly what was counted', async () => {
  const serials = []
  for (const { atLeastDays, lessThanDays } of (await history(pia)).ages) {
    const until = lessThanDays === null ? '' : `&lessThanDays=${lessThanDays}`
    const { items } = (await pia.call('GET', `/devices?tenant=unassigned&sort=arrivedAt&atLeastDays=${atLeastDays}${until}`)).json<
      ReplyOf<typeof listDevices>
    >()
    serials.push(items.map(({ serialNumber }) => serialNumber))
  }
  expect(serials).toEqual([
    ['W6', 'W0'],
    ['W29', 'W7'],
    ['W89', 'W30'],
    ['W400', 'W90'],
  ])
})

test('in another order, or over all tenants, the days are not offered', async () => {
  const refused = async (query: string) => (await pia.call('GET', `/devices?${query}`)).problem().code
  expect(await refused('tenant=unassigned&atLeastDays=7')).toBe('devices.waiting_needs_arrival_order')
  expect(await refused('sort=arrivedAt&atLeastDays=7')).toBe('devices.sort_needs_customer')
})

test('the last weeks tell what came and what went, the present one last', async () => {
  const { weeks } = await history(pia)
  expect(weeks).toHaveLength(12)
  expect(weeks.reduce((sum, { arrived }) => sum + arrived, 0)).toBeGreaterThanOrEqual(6)
  expect(weeks.every(({ begins }) => new Date(begins).getUTCDay() === 1)).toBe(true)
  expect(weeks.at(-1)?.left).toBe(0)
})

test('R-A2: whoever has no holding tenant finds none', async () => {
  expect((await stranger.call('GET', '/holding-tenant/history')).status).toBe(404)
})
