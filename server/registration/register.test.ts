// Longer than 300 lines: one hub, on which typed devices, files and proof are looked at with the same owners.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import type { deviceRegistration, registrationRow } from '../../contract/device-registrations.ts'
import type { listDevices } from '../../contract/devices.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import { devicesRoutes } from '../devices/routes.ts'
import { type Client, multipart, openTestHub, type TestHub } from '../testing/hub.ts'
import { type Place, type World, worldMaker } from '../testing/world.ts'
import { registrationRoutes } from './routes.ts'

type Registration = z.output<typeof deviceRegistration>
type Row = z.output<typeof registrationRow>

let hub: TestHub
let world: World
let vendor: string
let partner: string
let pia: Client
let rival: Client
let place: Place
let cora: Client
let serials = 0

beforeAll(async () => {
  hub = await openTestHub({ routes: (made) => [...registrationRoutes(made), ...devicesRoutes(made)] })
  world = worldMaker(hub)
  vendor = await hub.organisation('vendor', 'HP')
  await hub.organisation('vendor', 'Cisco  Systems')
  partner = await hub.organisation('partner', 'Bergmann')
  pia = await hub.member(partner, ['admin_agent'])
  rival = await hub.member(await hub.organisation('partner', 'Rival'), ['global_admin'])
  place = await world.customer('Alpenblick', [{ partner }, { partner: rival.organisation ?? '' }])
  cora = await hub.member(place.organisation, ['customer_admin'])
})
afterAll(() => hub.close())

const fresh = () => {
  serials += 1
  return `REG${String(serials).padStart(5, '0')}`
}
const device = (more: object = {}) => ({ vendor: 'HP', productNumber: '6Z7W8EA', serialNumber: fresh(), ...more })
const register = (who: Client, devices: object[], tenant = 'own', more: object = {}) =>
  who.call('POST', '/device-registrations', { body: { tenant, devices }, ...more })
const rowsOf = async (who: Client, id: string, query = '') =>
  (await who.call('GET', `/device-registrations/${id}/rows${query}`)).json<{ items: Row[]; nextCursor: string | null }>()
const upload = (who: Client, content: string | Buffer, tenant = 'own') =>
  who.call('POST', '/device-registrations', multipart({ name: 'devices.csv', content }, { tenant }))
const truth = async (serial: string) =>
  (
    await hub.database.owner.query(
      `select d.tenant, d.proof, d.connection, p.began_by, p.origin_partner from device d join possession p on p.id = d.possession
       where d.serial_key = hub.fold($1) and d.retired_at is null order by d.id`,
      [serial],
    )
  ).rows

test('R-D11: a customer registers a device by hand: an unproven record in its own tenant, in its log and in its list', async () => {
  const typed = device({ model: 'Z2 G9' })
  const reply = await register(cora, [typed])
  expect(reply.status, reply.text).toBe(201)
  const made = reply.json<Registration>()
  expect(made).toMatchObject({
    tenant: { customerId: place.customerId, name: 'Alpenblick' },
    fileName: null,
    rows: 1,
    outcomes: { registered: 1 },
  })
  expect(await truth(typed.serialNumber)).toEqual([
    { tenant: place.id, proof: 'none', connection: 'manual', began_by: 'registration', origin_partner: null },
  ])
  const list = await cora.call('GET', `/devices?tenant=own&q=${typed.serialNumber}`)
  expect(list.json<ReplyOf<typeof listDevices>>().items).toMatchObject([
    { serialNumber: typed.serialNumber, vendor: 'HP', model: 'Z2 G9', proof: 'none' },
  ])
  const { rows } = await hub.database.owner.query('select organisation, detail from audit_event where subject = $1', [made.id])
  expect(rows).toEqual([{ organisation: place.organisation, detail: { count: 1, tenant: 'Alpenblick' } }])
})

test('R-D11, R-A2: a device that another tenant holds, with proof or without, is answered exactly like one that nobody holds', async () => {
  const elsewhere = await world.customer('Contoso Secret', [])
  const [proven, unproven, free] = [fresh(), fresh(), fresh()]
  await world.devices(vendor, elsewhere, [proven], { product: '6Z7W8EA' })
  await world.devices(vendor, elsewhere, [unproven], { product: '6Z7W8EA', proof: 'none' })
  const answers = []
  for (const serialNumber of [proven, unproven, free]) {
    const reply = await register(cora, [device({ serialNumber, proof: 'Invoice 7' })])
    const made = reply.json<Registration>()
    const [row] = (await rowsOf(cora, made.id)).items
    const shown = await cora.call('GET', `/devices/${row?.deviceId}`)
    expect(shown.text).not.toContain('Contoso')
    const seen = shown.json<Record<string, unknown>>()
    answers.push({
      status: reply.status,
      body: { ...made, id: null, createdAt: null },
      row: { ...row, serialNumber: null, deviceId: null },
      device: {
        ...seen,
        id: null,
        serialNumber: null,
        arrivedAt: null,
        firstSeenAt: null,
        proofRequest: { ...(seen.proofRequest as object), askedAt: null },
      },
    })
  }
  expect(answers[0]).toEqual(answers[2])
  expect(answers[1]).toEqual(answers[2])
  expect(await truth(proven)).toMatchObject([
    { tenant: elsewhere.id, proof: 'feed' },
    { tenant: place.id, proof: 'none' },
  ])
})

test('R-D11: by design nothing is looked up elsewhere: the door reads no index but that of the one tenant', async () => {
  const { rows } = await hub.database.owner.query<{ source: string }>(
    "select prosrc as source from pg_proc where oid = 'door.register_devices(uuid, integer)'::regprocedure",
  )
  const reads = [...(rows[0]?.source ?? '').matchAll(/from hub\.device (\w+)\s+where ([^)]*)/g)].map(([, name, test]) => [name, test ?? ''])
  expect(reads.length).toBeGreaterThan(0)
  for (const [name, test] of reads) expect(test).toMatch(new RegExp(`\\(?${name}\\.tenant = g\\.tenant`))
})

test('R-D1: the same device again, in another spelling, is there already; in one file the first line counts', async () => {
  const typed = device({ serialNumber: `ab-${fresh()}` })
  const again = { ...typed, serialNumber: typed.serialNumber.toUpperCase().replace('-', ' ') }
  const first = await register(cora, [typed, again])
  expect(first.json<Registration>().outcomes).toEqual({ registered: 1, duplicate_row: 1 })
  const second = (await register(cora, [again])).json<Registration>()
  expect(second.outcomes).toEqual({ already_there: 1 })
  const [row] = (await rowsOf(cora, second.id)).items
  expect((await rowsOf(cora, first.json<Registration>().id)).items[0]?.deviceId).toBe(row?.deviceId)
  const audited = await hub.database.owner.query('select 1 from audit_event where subject = $1', [second.id])
  expect(audited.rows).toEqual([])
})

test('R-T2, R-A6: what a partner types in at its customer did not come from that partner; both logs say so and the customer hears of it; the other managing partner does not', async () => {
  const typed = device()
  const made = (await register(pia, [typed], place.customerId)).json<Registration>()
  expect(made.outcomes).toEqual({ registered: 1 })
  expect(await truth(typed.serialNumber)).toMatchObject([{ tenant: place.id, origin_partner: null }])
  const told = await hub.database.owner.query("select person, payload, link from notification where kind = 'devices_registered'")
  expect(told.rows).toEqual([{ person: cora.person, payload: { count: 1, organisation: 'Bergmann' }, link: '/activity?kind=device' }])
  const { rows } = await hub.database.owner.query('select organisation from audit_event where subject = $1', [made.id])
  expect(rows.map((row) => row.organisation).sort()).toEqual([place.organisation, partner].sort())
  expect((await rival.call('GET', `/device-registrations/${made.id}`)).status).toBe(404)
  expect((await cora.call('GET', `/device-registrations/${made.id}/rows`)).status).toBe(404)
})

test('R-A2, R-B3: a tenant out of reach is like one that is not there, and nobody registers into a holding tenant', async () => {
  const foreign = await world.customer('Foreign', [])
  const disabled = await world.customer('Disabled', [{ partner, state: 'disabled' }])
  for (const tenant of [foreign.customerId, disabled.customerId, 'C-0000-0000-0', 'nonsense', '', "'; drop table device"])
    expect((await register(pia, [device()], tenant)).status, tenant).toBe(404)
  const holding = await world.holding(partner)
  expect((await register(pia, [device()], holding.customerId)).problem()).toMatchObject({ code: 'devices.not_into_holding', rule: 'R-B3' })
})

test('R-D13: a partner’s own tenant is made with its first device, once, also by two at a time; nobody else sees it', async () => {
  const owner = await hub.organisation('partner', 'Own kit')
  const ann = await hub.member(owner, ['global_admin'])
  expect((await ann.call('GET', '/own-tenant')).json()).toBeNull()
  expect((await ann.call('GET', '/devices?tenant=own')).status).toBe(404)
  const replies = await Promise.all([register(ann, [device()]), register(ann, [device()])])
  expect(replies.map((reply) => reply.json<Registration>().outcomes)).toEqual([{ registered: 1 }, { registered: 1 }])
  const own = (await ann.call('GET', '/own-tenant')).json<{ customerId: string; devices: number }>()
  expect(own.devices).toBe(2)
  expect((await ann.call('GET', '/devices?tenant=own')).json<ReplyOf<typeof listDevices>>().items).toMatchObject([
    { tenant: { kind: 'own', customerId: own.customerId } },
    { tenant: { kind: 'own' } },
  ])
  expect((await pia.call('GET', `/devices?tenant=${own.customerId}`)).status).toBe(404)
  const { rows } = await hub.database.owner.query("select count(*)::int as n from tenant where organisation = $1 and kind = 'own'", [owner])
  expect(rows).toEqual([{ n: 1 }])
  const opened = await hub.database.owner.query(
    "select detail from audit_event where organisation = $1 and kind = 'organisation.own_opened'",
    [owner],
  )
  expect(opened.rows).toEqual([{ detail: { customerId: own.customerId } }])
})

test('files: any dialect, an outcome for each row, pages and filters; a bad row never stops the others', async () => {
  const [one, two, three] = [fresh(), fresh(), fresh()]
  const content = Buffer.from(
    `\ufeffSerialNumber;VENDOR;productNumber;model;proof;colour\r\n${one};hp;6Z7W8EA;"Z2; G9";Rechnung 4711;red\r\n\r\n${two};Unknown Corp;6Z7W8EA;;;\r\n1,23E+10;HP;6Z7W8EA;;;\r\n${three};cisco systems;6Z7W8EA;;;\r\n${one.toLowerCase()};HP;6z7w8-ea;;;\r\n`,
    'utf16le',
  )
  const reply = await upload(cora, content)
  expect(reply.status, reply.text).toBe(201)
  const made = reply.json<Registration>()
  expect(made).toMatchObject({
    fileName: 'devices.csv',
    rows: 5,
    outcomes: { registered: 2, unknown_vendor: 1, bad_row: 1, duplicate_row: 1 },
  })
  const first = await rowsOf(cora, made.id, '?limit=2')
  const rest = await rowsOf(cora, made.id, `?limit=200&cursor=${first.nextCursor}`)
  expect([...first.items, ...rest.items].map(({ line, outcome }) => [line, outcome])).toEqual([
    [2, 'registered'],
    [4, 'unknown_vendor'],
    [5, 'bad_row'],
    [6, 'registered'],
    [7, 'duplicate_row'],
  ])
  const [bad] = (await rowsOf(cora, made.id, '?outcome=bad_row')).items
  expect(bad?.explanation).toContain('serialNumber')
  expect((await rowsOf(cora, made.id, '?outcome=unknown_vendor')).items[0]?.explanation).toContain('Unknown Corp')
  for (const cursor of ['bad', Buffer.from('["x"]').toString('base64url'), Buffer.from('[-1]').toString('base64url')])
    expect((await cora.call('GET', `/device-registrations/${made.id}/rows?cursor=${cursor}`)).status).toBe(422)
})

test('hostile input is refused or is one bad row, and never more', async () => {
  const values = ['\0', '\u202eabc', '=cmd|x', 'x'.repeat(300), '<script>alert(1)</script>', '5CG\u200b1', '...', '４７１１']
  for (const serialNumber of values) {
    const reply = await register(cora, [device({ serialNumber }), device()])
    expect(reply.status, `${JSON.stringify(serialNumber)} ${reply.text}`).toBe(201)
    const { outcomes } = reply.json<Registration>()
    expect((outcomes.registered ?? 0) + (outcomes.bad_row ?? 0)).toBe(2)
    expect(outcomes.registered).toBeGreaterThanOrEqual(1)
  }
  expect((await register(cora, [device({ serialNumber: 'x'.repeat(301) })])).status).toBe(422)
  expect((await register(cora, [device({ proof: 'x'.repeat(501) })])).status).toBe(422)
  expect((await register(cora, [device({ tenant: place.id })])).status).toBe(422)
  expect((await register(cora, [])).status).toBe(422)
  expect(
    (
      await register(
        cora,
        Array.from({ length: limits.typedDevices + 1 }, () => device()),
      )
    ).status,
  ).toBe(422)
  expect((await upload(cora, '')).problem().code).toBe('files.empty')
  expect((await upload(cora, 'vendor,productNumber,serialNumber\n')).problem().code).toBe('files.empty')
  expect((await upload(cora, 'vendor,serialNumber\nHP,1\n')).problem().code).toBe('files.column_missing')
  expect((await upload(cora, Buffer.from('89504e470d0a1a0a00000000', 'hex'))).status).toBe(422)
  expect((await upload(cora, 'vendor,productNumber,serialNumber\nHP,1,2\n', 'nonsense')).status).toBe(404)
  const many = `vendor,productNumber,serialNumber\n${'HP,1,2\n'.repeat(limits.registrationRows + 1)}`
  expect((await upload(cora, many)).problem().code).toBe('files.too_many_rows')
})

test('the same key with the same content registers once; with other content it is refused', async () => {
  const devices = [device()]
  const first = await register(cora, devices, 'own', { key: 'reg-1' })
  const second = await register(cora, devices, 'own', { key: 'reg-1' })
  expect(second.json<Registration>()).toEqual(first.json<Registration>())
  expect((await register(cora, [device()], 'own', { key: 'reg-1' })).problem().code).toBe('http.idempotency_content_differs')
})

test('two registrations of the same devices at the same time make each record once', async () => {
  const devices = Array.from({ length: 50 }, () => device())
  const replies = await Promise.all([
    register(cora, devices),
    register(pia, devices.toReversed(), place.customerId),
    register(cora, devices),
  ])
  const counts = replies.map((reply) => reply.json<Registration>().outcomes)
  expect(counts.reduce((sum, one) => sum + (one.registered ?? 0), 0)).toBe(50)
  expect(counts.reduce((sum, one) => sum + (one.already_there ?? 0), 0)).toBe(100)
})

test('R-A6: desks that are asked while devices are registered are in the log, also where nothing was registered', async () => {
  const typed = device()
  await register(cora, [typed])
  const again = (await register(cora, [{ ...typed, proof: 'Invoice 8' }])).json<Registration>()
  expect(again.outcomes).toEqual({ already_there: 1 })
  const mixed = (await register(cora, [device({ proof: 'Invoice 9' }), device({ proof: 'Invoice 10' }), device()])).json<Registration>()
  const events = async (id: string) =>
    (await hub.database.owner.query('select kind, detail from audit_event where subject = $1 order by kind', [id])).rows
  const asked = (count: number) => ({ kind: 'device.proofs_asked', detail: { count, tenant: 'Alpenblick' } })
  expect(await events(again.id)).toEqual([asked(1)])
  expect(await events(mixed.id)).toEqual([asked(2), { kind: 'device.registered', detail: { count: 3, tenant: 'Alpenblick' } }])
})

test('the first registrations into a tenant, several at once, are all done', async () => {
  const fresher = await world.customer('At once', [])
  await hub.database.owner.query('update tenant set ever_used = false where id = $1', [fresher.id])
  const people = await Promise.all(Array.from({ length: 6 }, () => hub.member(fresher.organisation, ['device_admin'])))
  const replies = await Promise.all(people.map((who) => register(who, [device()])))
  expect(replies.map((reply) => reply.status)).toEqual(people.map(() => 201))
})

test('10,000 rows are one transaction', async () => {
  const lines = Array.from({ length: limits.registrationRows }, (_, n) => `HP,6Z7W8EA,BULK${String(n).padStart(6, '0')},Z2 G9,`)
  const reply = await upload(cora, `vendor,productNumber,serialNumber,model,proof\n${lines.join('\n')}\n`)
  expect(reply.json<Registration>().outcomes).toEqual({ registered: limits.registrationRows })
})

test('the sample, in both forms, is registered as it is; vendors are listed by name', async () => {
  const sample = await cora.call('GET', '/device-registrations/sample.csv')
  expect(sample.headers['content-type']).toContain('text/csv')
  expect((await upload(cora, sample.text)).json<Registration>().outcomes).toEqual({ registered: 2 })
  expect((await cora.call('GET', '/device-registrations/sample.xlsx')).status).toBe(200)
  const vendors = (await cora.call('GET', '/vendors?limit=1')).json<{ items: { name: string }[]; nextCursor: string }>()
  const rest = (await cora.call('GET', `/vendors?cursor=${vendors.nextCursor}`)).json<{ items: { name: string }[] }>()
  expect([...vendors.items, ...rest.items].map(({ name }) => name)).toEqual(['Cisco  Systems', 'HP'])
})

test('a file that a policy or a late change of reach would stop leaves nothing behind', async () => {
  const lost = await world.customer('Lost', [{ partner }])
  const before = await hub.database.owner.query('select count(*)::int as n from device_registration')
  await hub.database.owner.query("update relationship set state = 'ended' where to_organisation = $1", [lost.organisation])
  await hub.database.owner.query('delete from reach where tenant = $1 and organisation = $2', [lost.id, partner])
  expect((await register(pia, [device()], lost.customerId)).status).toBe(404)
  expect((await hub.database.owner.query('select count(*)::int as n from device_registration')).rows).toEqual(before.rows)
})
