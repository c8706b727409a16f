import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, openTestHub, type TestHub, until } from '../testing/hub.ts'
import { type Place, type World, worldMaker } from '../testing/world.ts'
import { transfersJobs } from './jobs.ts'
import { transfersRoutes } from './routes.ts'
import { transfersJobBindings } from './work.ts'

let hub: TestHub
let world: World
let vendor: string
let partner: string
let pia: Client
let holding: Place
let own: Place
let customer: Place

beforeAll(async () => {
  hub = await openTestHub({ routes: transfersRoutes, jobs: transfersJobs, jobBindings: transfersJobBindings })
  world = worldMaker(hub)
  vendor = await hub.organisation('vendor', 'HP')
  partner = await hub.organisation('partner', 'Bergmann')
  pia = await hub.member(partner, ['admin_agent'])
  holding = await world.holding(partner)
  own = await world.own(partner)
  customer = await world.customer('Alpenblick', [{ partner }])
})
afterAll(() => hub.close())

async function move(serials: string[], target: Place, source: Place) {
  const body = { serials, target: target.customerId, source: source.customerId, confirmed: true }
  const reply = await pia.call('POST', '/transfers', { body })
  expect(reply.status, reply.text).toBe(202)
  const { id } = reply.json<{ id: string }>()
  return until('the transfer is done', async () => {
    const transfer = (await pia.call('GET', `/transfers/${id}`)).json<{ id: string; state: string; outcomes: object }>()
    return transfer.state === 'done' ? transfer : null
  })
}
const reasons = async (transfer: string) =>
  (await hub.database.owner.query<{ reason: string | null }>('select reason from transfer_row where transfer = $1', [transfer])).rows.map(
    (row) => row.reason,
  )

test('R-D13: a partner takes a device out of Unassigned devices for itself, and puts it back where it came from', async () => {
  await world.devices(vendor, holding, ['OWN1'], { lastHolding: holding.id, origin: partner })
  expect((await move(['OWN1'], own, holding)).outcomes).toMatchObject({ moved: 1 })
  expect(await world.whereIs('OWN1')).toEqual([own.id])
  expect((await move(['OWN1'], holding, own)).outcomes).toMatchObject({ moved: 1 })
  expect(await world.whereIs('OWN1')).toEqual([holding.id])
})

test('R-D13, R-T2: own equipment never goes to a customer, nor a customer’s device to the own equipment; what never was unassigned does not become so', async () => {
  await world.devices(vendor, own, ['OWN2'], { proof: 'none' })
  await world.devices(vendor, customer, ['OWN3'], { origin: partner, lastHolding: holding.id })
  const tries = [
    { done: await move(['OWN2'], customer, own), reason: 'own_equipment' },
    { done: await move(['OWN3'], own, customer), reason: 'own_equipment' },
    { done: await move(['OWN2'], holding, own), reason: 'other_holding' },
  ]
  for (const { done, reason } of tries) {
    expect(done.outcomes).toMatchObject({ not_allowed: 1 })
    expect(await reasons(done.id)).toEqual([reason])
  }
  expect(await world.whereIs('OWN2')).toEqual([own.id])
  expect(await world.whereIs('OWN3')).toEqual([customer.id])
})
