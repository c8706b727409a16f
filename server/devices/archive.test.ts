import { afterAll, beforeAll, expect, test } from 'vitest'
import type { getDevice, listDevices } from '../../contract/devices.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { customersRoutes } from '../customers/routes.ts'
import { type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { type Place, type World, worldMaker } from '../testing/world.ts'
import { archiveInactive } from './archive.ts'
import { copyManagingPartner } from './jobs.ts'
import { devicesRoutes } from './routes.ts'

type List = ReplyOf<typeof listDevices>

let hub: TestHub
let world: World
let vendor: string
let partner: string
let pia: Client
let vera: Client
let serials = 0

beforeAll(async () => {
  hub = await openTestHub({ routes: (made) => [...devicesRoutes(made), ...customersRoutes(made)], jobs: [copyManagingPartner] })
  world = worldMaker(hub)
  vendor = await hub.organisation('vendor', 'HP')
  vera = await hub.member(vendor, ['vendor_admin'])
  partner = await hub.organisation('partner', 'Bergmann')
  pia = await hub.member(partner, ['admin_agent'])
})
afterAll(() => hub.close())

/** A customer with devices that report, silent for so many days. */
async function silent(days: number, count = 2, connection = 'agent'): Promise<{ place: Place; cora: Client; devices: string[] }> {
  serials += 1
  const place = await world.customer(`Customer ${serials}`, [{ partner }])
  const cora = await hub.member(place.organisation, ['customer_admin'])
  const devices = await world.devices(
    vendor,
    place,
    Array.from({ length: count }, (_, n) => `ARC${serials}N${n}`),
  )
  await hub.database.owner.query('update device set connection = $3, arrived_at = now() - make_interval(days => $2) where id = any ($1)', [
    devices,
    days,
    connection,
  ])
  return { place, cora, devices }
}
const wait = (who: Client, place: Place, archiveAfterDays: number | null) =>
  who.call('PATCH', `/customers/${place.organisation}/settings`, { body: { archiveAfterDays } })
const list = async (who: Client, query: string) => (await who.call('GET', `/devices?${query}`)).json<List>()
const archive = (who: Client, devices: string[], archived: boolean) => who.call('POST', '/devices/archive', { body: { devices, archived } })
const logged = async (organisation: string) =>
  (
    await hub.database.owner.query("select kind, detail from audit_event where organisation = $1 and kind like 'device.%' order by id", [
      organisation,
    ])
  ).rows

test('off by default; once a tenant waits so many days, what is silent for longer is archived, and the log says so', async () => {
  const { place, cora } = await silent(50)
  await archiveInactive(hub.hub)
  expect((await list(cora, 'tenant=own')).total).toBe(2)
  for (const days of [1, 0, 91, '30', 'x'])
    expect((await cora.call('PATCH', `/customers/${place.organisation}/settings`, { body: { archiveAfterDays: days } })).status).toBe(422)
  expect((await wait(cora, place, 60)).json()).toMatchObject({ archiveAfterDays: 60, collection: false })
  await archiveInactive(hub.hub)
  expect((await list(cora, 'tenant=own')).total).toBe(2)
  expect((await wait(pia, place, 45)).json()).toMatchObject({ archiveAfterDays: 45 })
  await archiveInactive(hub.hub)
  await archiveInactive(hub.hub)
  expect(await list(cora, 'tenant=own')).toMatchObject({ items: [], total: 0 })
  expect((await list(cora, 'tenant=own&archived=only')).items).toHaveLength(2)
  expect(await logged(place.organisation)).toEqual([{ kind: 'device.archived_inactive', detail: { count: 2, days: 45 } }])
})

test('what is entered by hand alone never reports, so its silence archives nothing', async () => {
  const { place, cora } = await silent(400, 2, 'manual')
  await wait(cora, place, 30)
  await archiveInactive(hub.hub)
  expect((await list(cora, 'tenant=own')).total).toBe(2)
})

test('lists of customer and partner leave the archive out unless they are asked for it; the vendor hears nothing of it; the page says so', async () => {
  const { place, cora, devices } = await silent(1)
  const [device = '', other = ''] = devices
  expect((await archive(cora, [device], true)).json()).toEqual({ changed: 1 })
  expect((await archive(cora, [device], true)).json()).toEqual({ changed: 0 })
  const ids = ({ items }: List) => items.map(({ id }) => id)
  expect(ids(await list(cora, 'tenant=own'))).toEqual([other])
  expect(ids(await list(pia, `tenant=${place.customerId}`))).toEqual([other])
  expect(ids(await list(pia, `q=ARC${serials}`))).toEqual([other])
  expect(ids(await list(pia, `tenant=${place.customerId}&archived=only`))).toEqual([device])
  expect((await pia.call('GET', '/devices?archived=only')).problem().code).toBe('devices.sort_needs_customer')
  expect(ids(await list(vera, `q=ARC${serials}`))).toHaveLength(2)
  const shown = async (who: Client) => (await who.call('GET', `/devices/${device}`)).json<ReplyOf<typeof getDevice>>()
  expect((await shown(cora)).archivedAt).not.toBeNull()
  expect((await shown(vera)).archivedAt).toBeNull()
})

test('taken out by hand it counts as alive from then on', async () => {
  const { place, cora, devices } = await silent(400, 1)
  await wait(cora, place, 30)
  await archiveInactive(hub.hub)
  expect((await archive(pia, devices, false)).json()).toEqual({ changed: 1 })
  await archiveInactive(hub.hub)
  expect((await list(cora, 'tenant=own')).total).toBe(1)
  expect((await logged(place.organisation)).map(({ kind }) => kind)).toEqual(['device.archived_inactive', 'device.unarchived'])
})

test('R-A2: what is out of reach is not archived and not counted', async () => {
  const { cora } = await silent(1)
  const stranger = await silent(1)
  expect((await archive(cora, stranger.devices, true)).json()).toEqual({ changed: 0 })
  expect((await list(stranger.cora, 'tenant=own')).total).toBe(2)
  expect((await archive(vera, stranger.devices, true)).status).toBe(403)
  for (const body of [
    {},
    { devices: [], archived: true },
    { devices: ['x'], archived: true },
    { devices: stranger.devices, archived: 'yes' },
  ])
    expect((await cora.call('POST', '/devices/archive', { body })).status).toBe(422)
})
