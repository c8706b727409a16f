import { afterAll, beforeAll, expect, test } from 'vitest'
import type { listDevices } from '../../contract/devices.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import type { listRemovals, removeDevices } from '../../contract/removals.ts'
import { devicesRoutes } from '../devices/routes.ts'
import { type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { type Place, type World, worldMaker } from '../testing/world.ts'
import { removalRoutes } from './routes.ts'

type Removed = ReplyOf<typeof removeDevices>

let hub: TestHub
let world: World
let vendor: string
let partner: string
let pia: Client
let holding: Place
let place: Place
let cora: Client
let serials = 0

beforeAll(async () => {
  hub = await openTestHub({ routes: (made) => [...removalRoutes(made), ...devicesRoutes(made)] })
  world = worldMaker(hub)
  vendor = await hub.organisation('vendor', 'HP')
  partner = await hub.organisation('partner', 'Bergmann')
  pia = await hub.member(partner, ['admin_agent'])
  holding = await world.holding(partner)
  place = await world.customer('Alpenblick', [{ partner }])
  cora = await hub.member(place.organisation, ['customer_admin'])
})
afterAll(() => hub.close())

const fresh = (count = 1) =>
  Array.from({ length: count }, () => {
    serials += 1
    return `REM${String(serials).padStart(5, '0')}`
  })
const remove = (who: Client, devices: string[], where = place, more: object = {}) =>
  who.call('POST', '/removals', { body: { tenant: where.customerId, confirmation: where.customerId, devices, ...more } })
const undo = (who: Client, id: string | undefined) => who.call('POST', `/removals/${id}/undo`)
const listed = async (who: Client, where = place) =>
  (await who.call('GET', `/removals?tenant=${where.customerId}`)).json<ReplyOf<typeof listRemovals>>().items
const truth = async (device: string) =>
  (
    await hub.database.owner.query(
      `select d.retired_at is not null as retired, d.proof, d.reseller, p.tenant, p.ended_at is not null as ended, p.began_by, p.origin_partner
       from device d join possession p on p.id = d.possession where d.id = $1`,
      [device],
    )
  ).rows[0]
const logged = async (organisation: string, id: string | undefined) =>
  (
    await hub.database.owner.query('select kind, detail from audit_event where organisation = $1 and subject = $2 order by id', [
      organisation,
      id,
    ])
  ).rows

test('a removed device leaves lists, counts and its page; its stay ends and stays in the tenant’s history', async () => {
  const [serial = ''] = fresh()
  const [device = ''] = await world.devices(vendor, place, [serial])
  const before = (await cora.call('GET', `/devices?tenant=${place.customerId}`)).json<ReplyOf<typeof listDevices>>().total ?? 0
  const reply = await remove(cora, [device])
  expect(reply.status, reply.text).toBe(200)
  const { outcomes, removal } = reply.json<Removed>()
  expect([outcomes, removal]).toMatchObject([{ removed: 1 }, { devices: 1, restored: null, can: { undo: true } }])
  expect(Date.parse(removal?.undoUntil ?? '') - Date.parse(removal?.removedAt ?? '')).toBe(limits.removalUndoDays * 86_400_000)
  const after = (await cora.call('GET', `/devices?tenant=${place.customerId}`)).json<ReplyOf<typeof listDevices>>()
  expect(after.total).toBe(before - 1)
  expect(after.items.map(({ id }) => id)).not.toContain(device)
  expect((await cora.call('GET', `/devices/${device}`)).status).toBe(404)
  const history = (await cora.call('GET', `/devices/${device}/possessions`)).json<{ items: { endedAt: string | null }[] }>().items
  expect(history).toHaveLength(1)
  expect(history[0]?.endedAt).not.toBeNull()
  expect(await logged(place.organisation, removal?.id)).toEqual([{ kind: 'device.removed', detail: { count: 1, tenant: 'Alpenblick' } }])
})

test('nothing is removed unless the Customer ID of that very tenant was typed; how it is written does not matter', async () => {
  const [device = ''] = await world.devices(vendor, place, fresh())
  for (const confirmation of ['', 'yes', holding.customerId, place.customerId.slice(0, -1), "' or true --"]) {
    const reply = await remove(cora, [device], place, { confirmation })
    expect(reply.problem().code, confirmation).toBe('removals.not_confirmed')
  }
  expect(await truth(device)).toMatchObject({ retired: false })
  const typed = place.customerId.toLowerCase().replaceAll('-', ' ')
  expect((await remove(cora, [device], place, { confirmation: typed })).json<Removed>().outcomes).toEqual({ removed: 1 })
})

test('R-A2: what is elsewhere is as what is not there, and a tenant out of reach is not found', async () => {
  const foreign = await world.customer('Foreign', [])
  const [theirs = ''] = await world.devices(vendor, foreign, fresh())
  const madeUp = '01900000-0000-7000-8000-00000000dead'
  const real = await remove(cora, [theirs])
  expect(real.json<Removed>()).toEqual({ outcomes: { not_found: 1 }, removal: null })
  expect((await remove(cora, [madeUp])).json()).toEqual(real.json())
  expect((await remove(cora, [theirs], foreign)).status).toBe(404)
  expect((await cora.call('GET', `/removals?tenant=${foreign.customerId}`)).status).toBe(404)
  expect(await truth(theirs)).toMatchObject({ retired: false })
})

test('R-T2: a partner removes what it brought there, what the customer consents to, and what is unassigned; never what the customer has otherwise', async () => {
  const [brought = '', theirs = ''] = [
    ...(await world.devices(vendor, place, fresh(), { origin: partner })),
    ...(await world.devices(vendor, place, fresh())),
  ]
  const [unassigned = ''] = await world.devices(vendor, holding, fresh(), { origin: partner })
  const reply = (await remove(pia, [brought, theirs])).json<Removed>()
  expect(reply.outcomes).toEqual({ removed: 1, not_allowed: 1 })
  expect([await truth(brought), await truth(theirs)]).toMatchObject([{ retired: true }, { retired: false }])
  expect((await remove(pia, [unassigned], holding)).json<Removed>().outcomes).toEqual({ removed: 1 })
  for (const organisation of [place.organisation, partner]) expect(await logged(organisation, reply.removal?.id)).toHaveLength(1)
  const told = await hub.database.owner.query("select payload from notification where person = $1 and kind = 'devices_removed'", [
    cora.person,
  ])
  expect(told.rows).toEqual([{ payload: { count: 1, organisation: 'Bergmann' } }])
})

test('R-D2: a host goes with all that stands behind it, or stays', async () => {
  const [host = '', behind = '', other = ''] = await world.devices(vendor, place, fresh(3))
  await hub.database.owner.query("update device set host = $1, connection = 'central' where id = any ($2)", [host, [behind, other]])
  expect((await remove(cora, [host, behind])).json<Removed>().outcomes).toEqual({ removed: 1, hosts_others: 1 })
  expect((await remove(cora, [host, other])).json<Removed>().outcomes).toEqual({ removed: 2 })
})

test('undo brings records back to where they were, in a new stay, once; later it is too late', async () => {
  const site = await world.location(partner)
  const [device = ''] = await world.devices(vendor, place, fresh(), { origin: partner, lastHolding: holding.id })
  await hub.database.owner.query('update device set reseller = $1 where id = $2', [site.id, device])
  const { removal } = (await remove(cora, [device])).json<Removed>()
  const replies = await Promise.all([undo(cora, removal?.id), undo(cora, removal?.id)])
  expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409])
  expect(await truth(device)).toEqual({
    retired: false,
    proof: 'feed',
    reseller: site.id,
    tenant: place.id,
    ended: false,
    began_by: 'undo',
    origin_partner: partner,
  })
  expect((await listed(cora))[0]).toMatchObject({ id: removal?.id, restored: 1, can: { undo: false } })
  expect(await logged(place.organisation, removal?.id)).toMatchObject([
    { kind: 'device.removed' },
    { kind: 'device.restored', detail: { count: 1 } },
  ])

  const late = (await remove(cora, [device])).json<Removed>().removal
  await hub.database.owner.query("update device_removal set undo_until = now() - interval '1 second' where id = $1", [late?.id])
  expect((await undo(cora, late?.id)).problem().code).toBe('removals.not_undoable')
  expect((await listed(cora))[0]).toMatchObject({ can: { undo: false } })
})

test('what a customer removed no partner brings back; what a partner removed the customer may bring back; nobody else hears of it', async () => {
  const rival = await hub.member(await hub.organisation('partner', 'Rival'), ['global_admin'])
  const [one = '', two = ''] = await world.devices(vendor, place, fresh(2), { origin: partner })
  const byCustomer = (await remove(cora, [one])).json<Removed>().removal
  expect((await undo(pia, byCustomer?.id)).status).toBe(404)
  const byPartner = (await remove(pia, [two])).json<Removed>().removal
  expect((await undo(rival, byPartner?.id)).status).toBe(404)
  expect((await undo(cora, byPartner?.id)).status).toBe(200)
  expect(await truth(two)).toMatchObject({ retired: false })
})

test('R-A7, R-A6: a removal is read by whoever did it and by the tenant’s own organisation, which reads the partner’s name, not its member’s', async () => {
  const rival = await hub.organisation('partner', 'Second')
  const where = await world.customer('Two partners', [{ partner }, { partner: rival }])
  const rita = await hub.member(rival, ['admin_agent'])
  const cleo = await hub.member(where.organisation, ['customer_admin'])
  const [one = '', two = ''] = await world.devices(vendor, where, fresh(2), { origin: partner })
  const byPartner = (await remove(pia, [one], where)).json<Removed>().removal
  const byCustomer = (await remove(cleo, [two], where)).json<Removed>().removal
  const seen = async (who: Client) => (await listed(who, where)).map(({ id, removedBy }) => [id, removedBy])
  const [ours, own] = [byPartner?.removedBy, byCustomer?.removedBy]
  expect(ours).not.toBe('Bergmann')
  expect(await seen(pia)).toEqual([[byPartner?.id, ours]])
  expect(await seen(rita)).toEqual([])
  expect((await undo(rita, byPartner?.id)).status).toBe(404)
  expect(await seen(cleo)).toEqual([
    [byCustomer?.id, own],
    [byPartner?.id, 'Bergmann'],
  ])
})

test('R-D11: a proven record comes back past one that was typed in its place, which is retired into it', async () => {
  const names = fresh(2)
  const proven = await world.devices(vendor, place, names)
  const { removal } = (await remove(cora, proven)).json<Removed>()
  const [typed = ''] = await world.devices(vendor, place, names.slice(0, 1), { proof: 'none' })
  expect((await undo(cora, removal?.id)).json()).toMatchObject({ restored: 2 })
  expect(await truth(proven[0] ?? '')).toMatchObject({ retired: false, proof: 'feed', tenant: place.id, ended: false })
  expect(await truth(typed)).toMatchObject({ retired: true, ended: true })
  const { rows } = await hub.database.owner.query('select merged_into from device where id = $1', [typed])
  expect(rows).toEqual([{ merged_into: proven[0] }])
})

test('R-D11: while nothing can come back the undo is not used up', async () => {
  const names = fresh()
  const [first = ''] = await world.devices(vendor, place, names, { proof: 'none' })
  const { removal } = (await remove(cora, [first])).json<Removed>()
  const [second = ''] = await world.devices(vendor, place, names, { proof: 'none' })
  expect((await undo(cora, removal?.id)).problem()).toMatchObject({ code: 'removals.places_taken', rule: 'R-D11' })
  expect((await listed(cora))[0]).toMatchObject({ id: removal?.id, restored: null, can: { undo: true } })
  await remove(cora, [second])
  expect((await undo(cora, removal?.id)).json()).toMatchObject({ restored: 1 })
  expect(await truth(first)).toMatchObject({ retired: false })
})

test('R-D11: what got proof elsewhere in the meantime comes back without proof; what has another record in its place does not come back', async () => {
  const [moved = '', replaced = ''] = fresh(2)
  const [one = '', two = ''] = await world.devices(vendor, place, [moved, replaced])
  const { removal } = (await remove(cora, [one, two])).json<Removed>()
  const elsewhere = await world.customer('Elsewhere', [])
  const [theirs = ''] = await world.devices(vendor, elsewhere, [moved])
  await world.devices(vendor, place, [replaced])
  expect((await undo(cora, removal?.id)).json()).toMatchObject({ devices: 2, restored: 1 })
  expect(await truth(one)).toMatchObject({ retired: false, proof: 'none', tenant: place.id })
  expect(await truth(two)).toMatchObject({ retired: true })
  const events = (await logged(place.organisation, removal?.id)).filter(({ kind }) => kind === 'device.restored_unproven')
  expect(events).toEqual([{ kind: 'device.restored_unproven', detail: { count: 1, tenant: 'Alpenblick' } }])
  expect(await logged(elsewhere.organisation, theirs)).toEqual([])
  const told = await hub.database.owner.query("select person, payload from notification where kind = 'restored_unproven'")
  expect(told.rows).toEqual([{ person: cora.person, payload: { count: 1 } }])
})

test('R-D11: whoever has the record with proof hears that another one came back beside it, how many and which, never whose', async () => {
  const [first = '', second = '', third = ''] = fresh(3)
  const devices = await world.devices(vendor, place, [first, second, third])
  const { removal } = (await remove(cora, devices)).json<Removed>()
  const elsewhere = await world.customer('Elsewhere Two', [])
  const elsa = await hub.member(elsewhere.organisation, ['customer_admin'])
  const theirs = await world.devices(vendor, elsewhere, [first, second])
  const lonely = await world.customer('Elsewhere Three', [])
  const liam = await hub.member(lonely.organisation, ['device_admin'])
  const [single = ''] = await world.devices(vendor, lonely, [third])
  expect((await undo(cora, removal?.id)).json()).toMatchObject({ restored: 3 })
  const told = async (person: string) =>
    (await hub.database.owner.query("select payload, link from notification where kind = 'another_record_back' and person = $1", [person]))
      .rows
  expect(await told(elsa.person)).toEqual([{ payload: { count: 2, serials: [first, second].sort().join(', ') }, link: '/devices' }])
  expect(await told(liam.person)).toEqual([{ payload: { count: 1, serials: third }, link: `/devices/${single}` }])
  expect(await told(cora.person)).toEqual([])
  // Their logs name nobody, so that nobody becomes known by it.
  const known = await hub.database.owner.query('select 1 from acquaintance where viewer = $1 and organisation = $2', [
    elsewhere.organisation,
    place.organisation,
  ])
  expect(known.rows).toEqual([])
  expect(theirs).toHaveLength(2)
})

test('as a set: everything that a filter shows but for exceptions, at most so many; the same key removes once', async () => {
  const where = await world.customer('Many', [{ partner }])
  const mary = await hub.member(where.organisation, ['device_admin'])
  const names = Array.from({ length: 3000 }, (_, n) => `BIG${String(n).padStart(5, '0')}`)
  const devices = await world.devices(vendor, where, names)
  const body = { tenant: 'own', confirmation: where.customerId, filter: { q: 'big-0' }, except: [devices[0] ?? ''] }
  const first = await mary.call('POST', '/removals', { body, key: 'rem-1' })
  expect(first.json<Removed>().outcomes).toEqual({ removed: 2999 })
  expect((await mary.call('POST', '/removals', { body, key: 'rem-1' })).json()).toEqual(first.json())
  expect((await undo(mary, first.json<Removed>().removal?.id)).json()).toMatchObject({ restored: 2999 })
  await world.devices(
    vendor,
    where,
    Array.from({ length: limits.chunkRows }, (_, n) => `HUGE${n}`),
  )
  const all = { tenant: 'own', confirmation: where.customerId, filter: {} }
  expect((await mary.call('POST', '/removals', { body: all })).problem().code).toBe('removals.too_many')
})

test('hostile bodies are refused', async () => {
  const good = { tenant: place.customerId, confirmation: place.customerId }
  const bodies = [
    {},
    good,
    { ...good, devices: [] },
    { ...good, devices: ['x'] },
    { ...good, devices: ['01900000-0000-7000-8000-00000000dead'], everything: true },
  ]
  for (const body of bodies) expect((await cora.call('POST', '/removals', { body })).status).toBe(422)
  expect((await cora.call('GET', `/removals?tenant=${place.customerId}&cursor=bad`)).status).toBe(422)
  const viewer = await hub.member(partner, ['viewer'])
  expect((await viewer.call('GET', `/removals?tenant=${place.customerId}`)).status).toBe(403)
})
