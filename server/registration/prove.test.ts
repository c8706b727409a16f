import { afterAll, beforeAll, expect, test } from 'vitest'
import type { listProofRequests } from '../../contract/device-registrations.ts'
import type { getDevice } from '../../contract/devices.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import { devicesRoutes } from '../devices/routes.ts'
import { removalRoutes } from '../removal/routes.ts'
import { type Client, multipart, openTestHub, type TestHub } from '../testing/hub.ts'
import { type Place, type World, worldMaker } from '../testing/world.ts'
import { registrationRoutes } from './routes.ts'

type Waiting = ReplyOf<typeof listProofRequests>
type Device = ReplyOf<typeof getDevice>

let hub: TestHub
let world: World
let vendor: string
let vera: Client
let place: Place
let cora: Client
let other: Place
let otto: Client
let serials = 0

beforeAll(async () => {
  hub = await openTestHub({ routes: (made) => [...registrationRoutes(made), ...devicesRoutes(made), ...removalRoutes(made)] })
  world = worldMaker(hub)
  vendor = await hub.organisation('vendor', 'HP')
  vera = await hub.member(vendor, ['vendor_agent'])
  place = await world.customer('Alpenblick', [])
  cora = await hub.member(place.organisation, ['device_admin'])
  other = await world.customer('Contoso Secret', [])
  otto = await hub.member(other.organisation, ['customer_admin'])
})
afterAll(() => hub.close())

const fresh = () => {
  serials += 1
  return `PRF${String(serials).padStart(5, '0')}`
}

async function registered(proof = 'Invoice 4711', serialNumber = fresh(), who = cora) {
  const body = { tenant: 'own', devices: [{ vendor: 'HP', productNumber: '6Z7W8EA', serialNumber, proof }] }
  const { id } = (await who.call('POST', '/device-registrations', { body })).json<{ id: string }>()
  const rows = (await who.call('GET', `/device-registrations/${id}/rows`)).json<{ items: { deviceId: string }[] }>()
  return { serial: serialNumber, device: rows.items[0]?.deviceId ?? '' }
}
const desk = async (who = vera) => (await who.call('GET', '/proof-requests?limit=200')).json<Waiting>().items
const waiting = async (serial: string) => (await desk()).find((one) => one.serialNumber === serial)
const settle = (id: string | undefined, body: object, who = vera) => who.call('POST', `/proof-requests/${id}/settlement`, { body })
const shown = async (who: Client, device: string) => (await who.call('GET', `/devices/${device}`)).json<Device>()
const told = async (who: Client) =>
  (await hub.database.owner.query('select kind, link from notification where person = $1 order by at, id', [who.person])).rows
const logged = async (organisation: string, device: string) =>
  (
    await hub.database.owner.query('select kind, detail from audit_event where organisation = $1 and subject = $2 order by id', [
      organisation,
      device,
    ])
  ).rows

test('R-D11, R-A7: the vendor’s desk sees what was said in proof, the oldest first, and never who says it or where the device is', async () => {
  const [one, two] = [await registered(), await registered('Order 7')]
  await registered('')
  const reply = await vera.call('GET', '/proof-requests')
  const items = reply.json<Waiting>().items
  expect(items).toMatchObject([
    { serialNumber: one.serial, evidence: 'Invoice 4711', contested: false },
    { serialNumber: two.serial, evidence: 'Order 7', contested: false },
  ])
  for (const secret of ['Alpenblick', place.id, place.organisation, cora.person]) expect(reply.text).not.toContain(secret)
  const first = (await vera.call('GET', '/proof-requests?limit=1')).json<Waiting>()
  const rest = (await vera.call('GET', `/proof-requests?cursor=${first.nextCursor}`)).json<Waiting>()
  expect([...first.items, ...rest.items]).toEqual(items)
  const stranger = await hub.member(await hub.organisation('vendor', 'Other'), ['vendor_admin'])
  expect(await desk(stranger)).toEqual([])
  expect((await settle(items[0]?.id, { decision: 'confirm' }, stranger)).status).toBe(404)
  expect(await told(vera)).toContainEqual({ kind: 'proof_asked', link: '/held' })
})

test('R-D11: confirmed, the record has the vendor’s proof; whoever registered it hears it; it is settled once', async () => {
  const { serial, device } = await registered()
  expect(await shown(cora, device)).toMatchObject({ proof: 'none', proofRequest: { state: 'open' }, can: { askProof: false } })
  const request = await waiting(serial)
  expect((await settle(request?.id, { decision: 'confirm' })).json()).toEqual({ outcome: 'confirmed' })
  expect(await shown(cora, device)).toMatchObject({ proof: 'vendor', proofRequest: { state: 'confirmed' }, can: { askProof: false } })
  expect((await settle(request?.id, { decision: 'confirm' })).status).toBe(404)
  expect(await told(cora)).toContainEqual({ kind: 'proof_confirmed', link: `/devices/${device}` })
  expect(await logged(place.organisation, device)).toEqual([{ kind: 'device.proof_confirmed', detail: { serial, vendor: 'HP' } }])
  expect(await logged(vendor, device)).toHaveLength(1)
})

test('R-D11: refused with a reason, it stays unproven; one may ask again, and once at a time', async () => {
  const { serial, device } = await registered()
  expect((await settle((await waiting(serial))?.id, { decision: 'refuse', reason: '  ' })).status).toBe(422)
  expect((await settle((await waiting(serial))?.id, { decision: 'refuse', reason: 'No such invoice.' })).json()).toEqual({
    outcome: 'refused',
  })
  expect(await shown(cora, device)).toMatchObject({
    proof: 'none',
    proofRequest: { state: 'refused', reason: 'No such invoice.' },
    can: { askProof: true },
  })
  const ask = (who: Client, evidence: string) => who.call('PUT', `/devices/${device}/proof-request`, { body: { evidence } })
  expect((await ask(otto, 'Mine')).status).toBe(404)
  expect((await ask(vera, 'Mine')).status).toBe(403)
  expect((await ask(cora, ' ')).status).toBe(422)
  const replies = await Promise.all([ask(cora, 'Invoice 12'), ask(cora, 'Invoice 13')])
  expect(replies.map((reply) => reply.status).sort()).toEqual([204, 409])
  expect((await ask(cora, 'Invoice 14')).problem().code).toBe('devices.proof_not_open')
  expect(await waiting(serial)).toMatchObject({ contested: false })
})

test('R-D11: where another record has proof nothing changes unless the vendor settles the dispute; then both sides hear of another record, never whose', async () => {
  const { serial, device } = await registered()
  const [theirs = ''] = await world.devices(vendor, other, [serial], { product: '6Z7W8EA' })
  const request = await waiting(serial)
  expect(request).toMatchObject({ contested: true })
  expect((await settle(request?.id, { decision: 'confirm' })).problem()).toMatchObject({ code: 'devices.proof_contested', rule: 'R-D11' })
  expect(await shown(cora, device)).toMatchObject({ proof: 'none', proofRequest: { state: 'open' } })
  expect(await shown(otto, theirs)).toMatchObject({ proof: 'feed' })
  expect(await told(otto)).toEqual([])

  expect((await settle(request?.id, { decision: 'confirm', instead: true })).json()).toEqual({ outcome: 'confirmed' })
  expect(await shown(cora, device)).toMatchObject({ proof: 'vendor' })
  expect(await shown(otto, theirs)).toMatchObject({ proof: 'none', tenant: { kind: 'customer' }, can: { askProof: true } })
  expect(await told(otto)).toEqual([{ kind: 'another_record', link: `/devices/${theirs}` }])
  expect((await told(cora)).slice(-2)).toEqual([
    { kind: 'proof_confirmed', link: `/devices/${device}` },
    { kind: 'another_record', link: `/devices/${device}` },
  ])
  expect(await logged(other.organisation, theirs)).toEqual([{ kind: 'device.proof_lost', detail: { serial, vendor: 'HP' } }])
  const all = await hub.database.owner.query(
    "select detail::text || coalesce(subject::text, '') as told from audit_event where organisation = $1",
    [other.organisation],
  )
  for (const { told } of all.rows) for (const secret of ['Alpenblick', device, place.id]) expect(told).not.toContain(secret)
})

test('R-A7: what was said in proof, and why it was refused, is for whoever asked and for the tenant’s own organisation; another partner reads how it stands', async () => {
  const [asking, second] = [await hub.organisation('partner', 'Bergmann'), await hub.organisation('partner', 'Rival')]
  const where = await world.customer('Two partners', [{ partner: asking }, { partner: second }])
  const [pia, rita] = [await hub.member(asking, ['admin_agent']), await hub.member(second, ['admin_agent'])]
  const cleo = await hub.member(where.organisation, ['customer_admin'])
  const [serial] = [fresh()]
  const [device = ''] = await world.devices(vendor, where, [serial], { proof: 'none' })
  await pia.call('PUT', `/devices/${device}/proof-request`, { body: { evidence: 'Our purchase price' } })
  await settle((await waiting(serial))?.id, { decision: 'refuse', reason: 'Sold by Contoso' })
  const told = { state: 'refused', evidence: 'Our purchase price', reason: 'Sold by Contoso' }
  for (const who of [pia, cleo]) expect(await shown(who, device)).toMatchObject({ proofRequest: told })
  expect(await shown(rita, device)).toMatchObject({
    proofRequest: { state: 'refused', evidence: '', reason: null },
    can: { askProof: true },
  })
})

test('a request ends with the stay that it belongs to', async () => {
  const { serial, device } = await registered()
  const request = await waiting(serial)
  await hub.database.owner.query('update device set retired_at = now() where id = $1', [device])
  expect(await waiting(serial)).toBeUndefined()
  expect((await settle(request?.id, { decision: 'confirm' })).status).toBe(404)
})

test('a request lapses with a removal, and waits again at its old place when the removal is undone', async () => {
  const { serial, device } = await registered('Invoice 12')
  const before = await waiting(serial)
  const body = { tenant: 'own', confirmation: place.customerId, devices: [device] }
  const { removal } = (await cora.call('POST', '/removals', { body })).json<{ removal: { id: string } }>()
  const state = async () => (await hub.database.owner.query('select state from proof_request where device = $1', [device])).rows
  expect(await state()).toEqual([{ state: 'lapsed' }])
  expect(await waiting(serial)).toBeUndefined()
  const undone = await cora.call('POST', `/removals/${removal.id}/undo`)
  expect(undone.status, undone.text).toBe(200)
  expect(await state()).toEqual([{ state: 'open' }])
  expect(await waiting(serial)).toEqual(before)
  expect(await shown(cora, device)).toMatchObject({ proofRequest: { state: 'open', evidence: 'Invoice 12' }, can: { askProof: false } })
  expect((await settle(before?.id, { decision: 'confirm' })).json()).toEqual({ outcome: 'confirmed' })
})

test('what is said in proof, and the reason of the desk, is text: lines, and nothing that turns or hides what stands there', async () => {
  const { serial, device } = await registered()
  for (const reason of ['No\u202esuch', 'No\0such', 'No\u0007such', 'No\u2066such'])
    expect((await settle((await waiting(serial))?.id, { decision: 'refuse', reason })).status, JSON.stringify(reason)).toBe(422)
  await settle((await waiting(serial))?.id, { decision: 'refuse', reason: 'No such invoice.\nAsk again.' })
  const ask = (evidence: string) => cora.call('PUT', `/devices/${device}/proof-request`, { body: { evidence } })
  for (const evidence of ['Invoice\u202e7', 'Invoice\u009b7', 'Invoice\ufffd7'])
    expect((await ask(evidence)).status, JSON.stringify(evidence)).toBe(422)
  expect((await ask('Invoice 7,\nsecond page')).status).toBe(204)
})

test('two desks that settle the same dispute the other way round leave one record with proof', async () => {
  const one = await registered('Mine')
  const two = await registered('Mine too', one.serial, otto)
  const ids = (await desk()).filter((item) => item.serialNumber === one.serial).map(({ id }) => id)
  expect(ids).toHaveLength(2)
  const replies = await Promise.all(ids.map((id) => settle(id, { decision: 'confirm', instead: true })))
  expect(replies.every((reply) => [200, 404, 409].includes(reply.status))).toBe(true)
  const proofs = [(await shown(cora, one.device)).proof, (await shown(otto, two.device)).proof]
  expect(proofs.filter((proof) => proof === 'vendor')).toHaveLength(1)
})

test('R-D11: an organisation has so many requests open at one vendor and no more: what is past it is registered and kept, its row says that the desk was not asked, and it may be asked for when another one is settled', async () => {
  const acme = await hub.organisation('vendor', 'Acme')
  const andy = await hub.member(acme, ['vendor_agent'])
  const asker = await world.customer('Asker', [])
  const anna = await hub.member(asker.organisation, ['customer_admin'])
  const lines = (vendorName: string, from: number, count: number) =>
    Array.from({ length: count }, (_, n) => `${vendorName},6Z7W8EA,CAP${from + n},,Invoice ${from + n}\n`).join('')
  const send = async (content: string) => {
    const file = `vendor,productNumber,serialNumber,model,proof\n${content}`
    const reply = await anna.call('POST', '/device-registrations', multipart({ name: 'd.csv', content: file }, { tenant: 'own' }))
    expect(reply.status, reply.text).toBe(201)
    return reply.json<{ id: string; outcomes: Record<string, number> }>()
  }
  const open = async () =>
    (
      await hub.database.owner.query<{ vendor: string; n: number }>(
        "select vendor, count(*)::int as n from proof_request where organisation = $1 and state = 'open' group by 1",
        [asker.organisation],
      )
    ).rows
  const half = limits.openProofRequests - 2
  expect((await send(lines('Acme', 0, half))).outcomes).toEqual({ registered: half })
  // Two at once share the room that is left, and another vendor's desk has its own.
  const [one, two] = await Promise.all([
    send(lines('Acme', 10_000, 3) + lines('HP', 1, 1)),
    send(lines('Acme', 20_000, 3) + lines('HP', 2, 1)),
  ])
  const sum = (outcome: string) => (one?.outcomes[outcome] ?? 0) + (two?.outcomes[outcome] ?? 0)
  expect([sum('registered'), sum('registered_unasked')]).toEqual([4, 4])
  expect(new Map((await open()).map(({ vendor: of, n }) => [of, n]))).toEqual(
    new Map([
      [acme, limits.openProofRequests],
      [vendor, 2],
    ]),
  )
  const full = one?.outcomes.registered_unasked ? one : two
  const rows = await anna.call('GET', `/device-registrations/${full?.id}/rows?outcome=registered_unasked`)
  const [row] = rows.json<{ items: { deviceId: string; proof: string; explanation: string }[] }>().items
  expect(row?.explanation).toContain('Acme')
  expect(await shown(anna, row?.deviceId ?? '')).toMatchObject({ proof: 'none', proofRequest: null, can: { askProof: true } })
  // Sent again it is there already, and the desk is not asked either.
  expect((await send(`Acme,6Z7W8EA,${(await shown(anna, row?.deviceId ?? '')).serialNumber},,Invoice 1\n`)).outcomes).toEqual({
    already_there_unasked: 1,
  })
  const ask = () => anna.call('PUT', `/devices/${row?.deviceId}/proof-request`, { body: { evidence: 'Invoice 9' } })
  expect((await ask()).problem()).toMatchObject({ code: 'devices.proof_desk_full', rule: 'R-D11' })
  const [waits] = await desk(andy)
  await settle(waits?.id, { decision: 'refuse', reason: 'No.' }, andy)
  expect((await ask()).status).toBe(204)
  expect((await open()).find(({ vendor: of }) => of === acme)?.n).toBe(limits.openProofRequests)
  // What waits already is told as that, also while the desk is full.
  expect((await ask()).problem().code).toBe('devices.proof_not_open')
}, 60_000)

test('R-D11: what a removal that is taken back asks for again has its place among the open requests, or is not asked', async () => {
  const acme = await hub.organisation('vendor', 'Bolt')
  const back = await world.customer('Back', [])
  const bea = await hub.member(back.organisation, ['customer_admin'])
  const lines = (from: number, count: number) =>
    `vendor,productNumber,serialNumber,model,proof\n${Array.from({ length: count }, (_, n) => `Bolt,6Z7W8EA,BOL${from + n},,Invoice\n`).join('')}`
  const send = (content: string) => bea.call('POST', '/device-registrations', multipart({ name: 'd.csv', content }, { tenant: 'own' }))
  await send(lines(0, 3))
  const devices = (await bea.call('GET', '/devices?tenant=own')).json<{ items: { id: string }[] }>().items.map(({ id }) => id)
  const { removal } = (await bea.call('POST', '/removals', { body: { tenant: 'own', confirmation: back.customerId, devices } })).json<{
    removal: { id: string }
  }>()
  await send(lines(10_000, limits.openProofRequests - 1))
  expect((await bea.call('POST', `/removals/${removal.id}/undo`)).json()).toMatchObject({ restored: 3 })
  const { rows } = await hub.database.owner.query(
    "select count(*)::int as n, count(*) filter (where device = any ($2))::int as back from proof_request where vendor = $1 and state = 'open'",
    [acme, devices],
  )
  expect(rows).toEqual([{ n: limits.openProofRequests, back: 1 }])
}, 60_000)
