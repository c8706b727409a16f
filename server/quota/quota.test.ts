import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QueryOf, ReplyOf } from '../../contract/endpoint.ts'
import type { NotificationKind } from '../../contract/notifications.ts'
import type { getQuota, listQuotas, setQuota } from '../../contract/quotas.ts'
import { hubLog } from '../audit/index.ts'
import { notificationsRoutes } from '../notifications/routes.ts'
import { sql } from '../platform/database/query.ts'
import { newId } from '../platform/id.ts'
import { type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { type Place, type World, worldMaker } from '../testing/world.ts'
import { quotaRoutes } from './routes.ts'
import { setQuotaOfCalled } from './set.ts'
import { watchQuotas } from './watch.ts'

let test: TestHub
let world: World
let operator: Client
let vendor: string
let partner: string
let admin: Client
let viewer: Client
let holding: Place
let customer: Place

let made = 0
const serials = (count: number) => {
  made += count
  return Array.from({ length: count }, (_, n) => `Q${made - n}`)
}

beforeAll(async () => {
  test = await openTestHub({ routes: (hub) => [...quotaRoutes(), ...notificationsRoutes(hub)] })
  world = worldMaker(test)
  operator = await test.operator()
  vendor = await test.organisation('vendor')
  partner = await test.organisation('partner', 'North')
  admin = await test.member(partner, ['global_admin'])
  viewer = await test.member(partner, ['viewer', 'feed_manager'])
  holding = await world.holding(partner)
  customer = await world.customer('Mill', [{ partner }])
})
afterAll(() => test.close())

const set = async (devices: number | null, id = partner) =>
  (await operator.call('PUT', `/operator/quotas/${id}`, { body: { devices } })).json<ReplyOf<typeof setQuota>>()
const own = async (who = viewer) => (await who.call('GET', '/quota')).json<ReplyOf<typeof getQuota>>().quota
const list = async (query: Partial<QueryOf<typeof listQuotas>> = {}) =>
  (
    await operator.call(
      'GET',
      `/operator/quotas?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`,
    )
  ).json<ReplyOf<typeof listQuotas>>()
/** What somebody was told since it was asked last. */
const heard = async (who: Client): Promise<NotificationKind[]> => {
  const { rows } = await test.database.owner.query<{ kind: NotificationKind }>(
    'delete from notification where person = $1 returning kind, at, id',
    [who.person],
  )
  return rows.map(({ kind }) => kind)
}
const retire = (place: Place, count: number) =>
  test.database.owner.query(
    'update device set retired_at = now() where id in (select id from device where tenant = $1 and retired_at is null limit $2)',
    [place.id, count],
  )

describe('a quota of devices (R-D9)', () => {
  it('is none by default: nobody is told anything', async () => {
    await world.devices(vendor, holding, serials(3))
    expect(await own()).toBeNull()
    await watchQuotas(test.hub)
    expect([await heard(admin), await heard(operator)]).toEqual([[], []])
    expect((await list()).items).toEqual([])
  })

  it('is set by the operator, and counts the holding tenant and the customers that the partner manages', async () => {
    await world.devices(vendor, customer, serials(5))
    await world.devices(vendor, await world.own(partner), serials(1))
    await world.devices(vendor, await world.customer('Elsewhere', [{ partner, state: 'requested' }]), serials(1))
    expect(await set(10)).toMatchObject({ partner: { id: partner, name: 'North' }, quota: { devices: 10, used: 8, state: 'free' } })
    expect(await own()).toMatchObject({ devices: 10, used: 8, state: 'free' })
    const logs = await test.database.owner.query(
      "select organisation, person, detail from audit_event where kind = 'quota.set' order by at, id",
    )
    expect(logs.rows).toEqual(
      [hubLog, partner].map((organisation) => ({ organisation, person: operator.person, detail: { partner: 'North', devices: 10 } })),
    )
  })

  it('says so when it is near, and again when it is reached: once for each crossing, to administrators and operator', async () => {
    await watchQuotas(test.hub)
    expect([await heard(admin), await heard(operator)]).toEqual([[], []])
    await world.devices(vendor, customer, serials(1))
    for (const _ of [1, 2]) await watchQuotas(test.hub)
    expect([await heard(admin), await heard(operator), await heard(viewer)]).toEqual([['quota_near'], ['partner_quota_near'], []])
    expect(await own()).toMatchObject({ used: 9, state: 'near' })
    await world.devices(vendor, holding, serials(2))
    await Promise.all([watchQuotas(test.hub), watchQuotas(test.hub)])
    expect([await heard(admin), await heard(operator)]).toEqual([['quota_reached'], ['partner_quota_reached']])
    expect(await own()).toMatchObject({ used: 11, state: 'reached' })
  })

  it('says it again only after it fell below and was crossed again', async () => {
    await retire(holding, 2)
    await watchQuotas(test.hub)
    await world.devices(vendor, holding, serials(1))
    await watchQuotas(test.hub)
    expect(await heard(admin)).toEqual(['quota_reached'])
    await retire(customer, 3)
    await watchQuotas(test.hub)
    expect(await heard(admin)).toEqual([])
    await world.devices(vendor, customer, serials(2))
    await watchQuotas(test.hub)
    expect(await heard(admin)).toEqual(['quota_near'])
    await heard(operator)
  })

  it('counts the same while the counts are folded, and follows a relationship that ends', async () => {
    await test.hub.database.inSystem(newId(), (scope) => scope.one(sql`select door.fold_counters()`))
    await watchQuotas(test.hub)
    expect(await own()).toMatchObject({ used: 9 })
    const gone = await world.customer('Gone', [{ partner }])
    await world.devices(vendor, gone, serials(4))
    await watchQuotas(test.hub)
    expect(await own()).toMatchObject({ used: 13 })
    await test.database.owner.query("update relationship set state = 'ended' where to_organisation = $1", [gone.organisation])
    await test.database.owner.query('select door.follow_relationship(id) from relationship where to_organisation = $1', [gone.organisation])
    await watchQuotas(test.hub)
    expect(await own()).toMatchObject({ used: 9 })
    await Promise.all([heard(admin), heard(operator)])
  })

  it('is told in the reader’s words, and the operator chooses how to hear of it (R-N1)', async () => {
    await set(9)
    await watchQuotas(test.hub)
    const { items } = (await operator.call('GET', '/notifications')).json<{ items: { text: string }[] }>()
    expect(items[0]?.text).toBe('North has reached its quota: 9 devices of 9.')
    const kinds = async (who: Client) =>
      (await who.call('GET', '/notification-choices')).json<{ items: { kind: string }[] }>().items.map(({ kind }) => kind)
    expect(await kinds(operator)).toEqual(['partner_quota_near', 'partner_quota_reached'])
    expect(await kinds(admin)).toEqual(expect.arrayContaining(['quota_near', 'quota_reached']))
    expect(await kinds(viewer)).not.toContain('quota_near')
  })

  it('is seen by its partner alone, and by the operator page by page, the fullest first', async () => {
    const other = await test.organisation('partner', 'South')
    const rival = await test.member(other, ['global_admin'])
    expect(await own(rival)).toBeNull()
    await set(100, other)
    const first = await list({ limit: 1 })
    expect(first.items).toMatchObject([{ partner: { name: 'North' }, used: 9, state: 'reached' }])
    const second = await list({ limit: 1, ...(first.nextCursor ? { cursor: first.nextCursor } : {}) })
    expect(second).toMatchObject({ items: [{ partner: { name: 'South' }, used: 0, state: 'free' }], nextCursor: null })
  })

  it('is a partner’s: what is none is not found; a number below one is not understood', async () => {
    for (const id of [vendor, customer.organisation, newId()])
      expect((await operator.call('PUT', `/operator/quotas/${id}`, { body: { devices: 1 } })).status).toBe(404)
    expect((await operator.call('PUT', `/operator/quotas/${partner}`, { body: { devices: 0 } })).status).toBe(422)
    expect((await admin.call('PUT', `/operator/quotas/${partner}`, { body: { devices: 5 } })).status).toBe(403)
  })

  it('counts archived devices, too: archiving makes no room', async () => {
    const before = (await set(9)).quota?.used
    await test.database.owner.query('update device set archived_at = now() where id in (select id from device where tenant = $1 limit 2)', [
      customer.id,
    ])
    expect((await set(9)).quota?.used).toBe(before)
  })

  it('is never set over a change that was not seen, and only a change is in the log', async () => {
    const put = (devices: number | null, ifMatch: string) =>
      operator.call('PUT', `/operator/quotas/${partner}`, { body: { devices }, ifMatch })
    const revision = async () => (await list()).items.find((item) => item.partner.id === partner)?.revision ?? 0
    const seen = await revision()
    const events = async () => (await test.database.owner.query("select from audit_event where kind = 'quota.set'")).rowCount ?? 0
    const count = await events()
    expect((await put(9, `"${seen}"`)).status).toBe(200)
    expect([await revision(), await events()]).toEqual([seen, count])
    expect((await put(12, `"${seen}"`)).status).toBe(200)
    for (const late of [seen, 0]) expect((await put(13, `"${late}"`)).problem().code).toBe('http.stale')
    expect((await put(9, `"${await revision()}"`)).status).toBe(200)
    expect(await events()).toBe(count + 4)
  })

  it('is not told to whoever does not run the hub any more (R-A4)', async () => {
    const kinds = async () => (await operator.call('GET', '/notifications')).json<{ unread: number; items: unknown[] }>()
    expect((await kinds()).items.length).toBeGreaterThan(0)
    const runs = (does: boolean) => test.database.owner.query('update person set operator = $2 where id = $1', [operator.person, does])
    await runs(false)
    expect(await kinds()).toMatchObject({ unread: 0, items: [] })
    await runs(true)
  })

  it('is set from the command line by id, name or location ID; what two are called is nobody', async () => {
    const { locationId } = await world.location(partner)
    const called = (what: string) => test.hub.database.inSystem(newId(), (scope) => setQuotaOfCalled(scope, what, 50))
    for (const what of [partner, ' north', locationId]) expect(await called(what)).toMatchObject({ partner: { id: partner } })
    await test.organisation('partner', 'North')
    expect(await called('North')).toBeNull()
    expect(await called('Nowhere')).toBeNull()
  })

  it('is taken away again', async () => {
    expect(await set(null)).toEqual({ partner: { id: partner, name: 'North' }, quota: null })
    expect(await own()).toBeNull()
    const { rows } = await test.database.owner.query("select organisation from audit_event where kind = 'quota.removed'")
    expect(rows).toHaveLength(2)
  })
})
