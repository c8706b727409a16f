// Longer than 300 lines: one story of one visit, from both sides and by the clock.
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { hubLog } from '../audit/index.ts'
import { auditRoutes } from '../audit/routes.ts'
import { consentRoutes } from '../consent/routes.ts'
import { customersRoutes } from '../customers/routes.ts'
import { devicesRoutes } from '../devices/routes.ts'
import { notificationsRoutes } from '../notifications/routes.ts'
import { dealingsRoutes } from '../organisations/dealings-routes.ts'
import { organisationsRoutes } from '../organisations/routes.ts'
import { peopleRoutes } from '../people/routes.ts'
import { findActorWithin, sessionCookie, supportStands } from '../platform/access/session.ts'
import { pause } from '../platform/clock.ts'
import { sql } from '../platform/database/query.ts'
import { newId } from '../platform/id.ts'
import { ProblemError } from '../platform/problems.ts'
import { type Answer, type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { type Place, worldMaker } from '../testing/world.ts'
import { recordView } from './index.ts'
import { lapse } from './lapse.ts'
import { supportRoutes } from './routes.ts'

// The operator's support session (R-A7, R-H7): told to the customer, in its log view by view, to read only, over when either side or the clock says so.

let test: TestHub
let operator: Client
let carla: Client
let place: Place
let vendor: string
let partner: string
let device: string
let broken = false

beforeAll(async () => {
  test = await openTestHub({
    routes: (hub) => [
      ...peopleRoutes(hub),
      ...organisationsRoutes(hub),
      ...dealingsRoutes(hub),
      ...consentRoutes(hub),
      ...customersRoutes(hub),
      ...devicesRoutes(hub),
      ...notificationsRoutes(hub),
      ...auditRoutes(hub),
      ...supportRoutes(hub),
    ],
    recordView: (...view) => (broken ? Promise.reject(new Error('the log cannot be written')) : recordView(...view)),
  })
  const world = worldMaker(test)
  operator = await test.operator()
  vendor = await test.organisation('vendor', 'Vega')
  partner = await test.organisation('partner', 'Paragon')
  place = await world.customer('Cobalt AG', [{ partner }])
  carla = await test.member(place.organisation, ['customer_admin'], { name: 'Carla Cobalt' })
  ;[device = ''] = await world.devices(vendor, place, ['S1'], { origin: partner })
})
afterAll(() => test.close())

const enter = async (more: object = {}, who = operator): Promise<Answer> =>
  who.call('POST', '/support-sessions', { body: { customerId: place.organisation, kind: 'read-only', reason: 'Ticket 7', ...more } })
const inside = async (more: object = {}): Promise<string> => {
  const entered = await enter(more)
  expect(entered.status, entered.text).toBe(201)
  return entered.json<{ id: string }>().id
}
const look = (session: string, path: string, who = operator, method: 'GET' | 'POST' | 'PATCH' = 'GET') =>
  who.call(method, path, { actingFor: null, headers: { 'x-steward-support-session': session } })
type Event = {
  kind: string
  person: string | null
  home: string | null
  acting: string | null
  capacity: string
  subject: string
  detail: object
}
const eventsOf = async (log: string, kind: string): Promise<Event[]> =>
  (
    await test.database.owner.query<Event>(
      'select kind, person, home, acting, capacity, subject, detail from audit_event where organisation = $1 and kind = $2 order by at, id',
      [log, `support_session.${kind}`],
    )
  ).rows

describe('entering a customer', () => {
  it('answers the session, and says in both logs and to the customer’s administrators who, why and for how long', async () => {
    const entered = await enter({ minutes: 30 })
    expect(entered.status, entered.text).toBe(201)
    const session = entered.json<{ id: string; openedAt: string; endsAt: string }>()
    expect(session).toMatchObject({
      kind: 'read-only',
      customer: { id: place.organisation, name: 'Cobalt AG' },
      agent: { name: 'Operator', organisation: null, you: true },
      reason: 'Ticket 7',
      endedAt: null,
      can: { end: true },
    })
    expect(Date.parse(session.endsAt) - Date.parse(session.openedAt)).toBe(30 * 60_000)
    const told = { person: operator.person, home: null, capacity: 'operator', subject: session.id }
    expect(await eventsOf(place.organisation, 'opened')).toMatchObject([{ ...told, detail: { reason: 'Ticket 7', minutes: 30 } }])
    expect(await eventsOf(hubLog, 'opened_in')).toMatchObject([{ ...told, detail: { customer: 'Cobalt AG' } }])
    const bell = await carla.call('GET', '/notifications')
    expect(bell.json()).toMatchObject({ items: [{ kind: 'support_session_opened', link: '/access' }] })
    expect(bell.text).toContain('Ticket 7')
  })

  it('is for whoever runs the hub alone', async () => {
    for (const who of [carla, await test.member(partner, ['global_admin', 'helpdesk_agent_advanced'])])
      expect((await enter({}, who)).problem()).toMatchObject({ status: 403, permission: 'operator' })
    expect((await enter({}, test.nobody)).status).toBe(401)
  })

  it('takes the Customer ID too; what is no customer is not found (R-A2)', async () => {
    expect((await enter({ customerId: place.customerId })).json()).toMatchObject({ customer: { id: place.organisation } })
    const invited = await test.organisation('customer')
    await test.database.owner.query("update organisation set state = 'invited' where id = $1", [invited])
    for (const customerId of [partner, vendor, invited, newId()]) expect((await enter({ customerId })).status, customerId).toBe(404)
  })

  it('wants a reason, and a time between 15 minutes and 4 hours; without one it is an hour', async () => {
    for (const wrong of [{ reason: ' ' }, { minutes: 14 }, { minutes: 241 }, { kind: 'full' }])
      expect((await enter(wrong)).status).toBe(422)
    const { openedAt, endsAt } = (await enter()).json<{ openedAt: string; endsAt: string }>()
    expect(Date.parse(endsAt) - Date.parse(openedAt)).toBe(3_600_000)
  })

  it('makes one session of one key', async () => {
    const body = { customerId: place.organisation, kind: 'read-only', reason: 'Once' }
    const [one, same] = [
      await operator.call('POST', '/support-sessions', { body, key: 'k' }),
      await operator.call('POST', '/support-sessions', { body, key: 'k' }),
    ]
    expect(one.json()).toEqual(same.json())
  })
})

describe('inside', () => {
  it('shows what the customer’s administrators see, and nothing of its partners, its secrets and their acts (R-A7)', async () => {
    const session = await inside()
    expect((await look(session, '/devices')).json()).toMatchObject({ items: [{ id: device, tenant: { name: 'Cobalt AG' } }] })
    expect((await look(session, `/devices/${device}`)).json()).toMatchObject({
      id: device,
      can: { transfer: false, askProof: false, archive: false, remove: false },
    })
    expect((await look(session, `/devices/${device}/possessions`)).status).toBe(200)
    expect((await look(session, '/members')).json()).toMatchObject({ items: [{ name: 'Carla Cobalt' }] })
    expect((await look(session, `/organisations/${place.organisation}`)).json()).toMatchObject({
      name: 'Cobalt AG',
      can: { update: false },
    })
    expect((await look(session, `/customers/${place.organisation}/settings`)).json()).toMatchObject({
      customerId: place.customerId,
      can: { update: false, readCpin: false, rotateCpin: false },
    })
    const cards = await look(session, '/organisations')
    expect(cards.json<{ items: object[] }>().items).toMatchObject([{ id: place.organisation }])
    expect((await look(session, `/organisations/${partner}`)).status).toBe(404)
    for (const path of ['/relationships', '/audit', '/audit/export.csv', '/requests', '/consents'])
      expect([403, 404], path).toContain((await look(session, path)).status)
  })

  it('shows nobody’s words but the customer’s own: not what a partner told a vendor in proof, nor what it asked (R-A7)', async () => {
    const proof = newId()
    const [unproven = ''] = await worldMaker(test).devices(vendor, place, ['S2'], { proof: 'none' })
    await test.database.owner.query(
      `insert into proof_request (id, device, possession, tenant, vendor, organisation, person, evidence)
      select $1, d.id, d.possession, d.tenant, d.vendor, $2, $3, 'Secret invoice' from device d where d.id = $4`,
      [proof, partner, carla.person, unproven],
    )
    expect((await carla.call('GET', `/devices/${unproven}`)).json()).toMatchObject({ proofRequest: { evidence: 'Secret invoice' } })
    expect((await look(await inside(), `/devices/${unproven}`)).json()).toMatchObject({ proofRequest: null })
  })

  it('never opens the cPIN, and says that a support session only reads', async () => {
    const session = await inside()
    const refused = await look(session, `/customers/${place.organisation}/cpin`)
    expect(refused.problem()).toMatchObject({ status: 403, code: 'support_sessions.read_only', rule: 'R-H7' })
    const actor = await findActorWithin(test.hub.database, operator.token, session, newId())
    if (!actor) throw new Error('nobody')
    await test.database.owner.query(
      "insert into tenant_secret (tenant, cpin_cipher, cpin_lookup, rotated_at) values ($1, '\\x00', '\\x00', now()) on conflict do nothing",
      [place.id],
    )
    const secrets = await test.hub.database.inReadOnlyScope(actor, (scope) => scope.all(sql`select tenant from tenant_secret`))
    expect(secrets).toEqual([])
  })

  it('is the customer’s alone: rights that its person has elsewhere are not added, and naming two is refused', async () => {
    const session = await inside()
    await test.database.owner.query(
      "insert into membership (id, person, organisation, roles, name, mail, status, joined_at) values ($1, $2, $3, '{customer_admin}', 'O', 'o@hub.test', 'active', now())",
      [newId(), operator.person, place.organisation],
    )
    expect((await look(session, '/audit')).problem().code).toBe('http.not_allowed')
    expect((await look(session, '/operator/audit')).problem().permission).toBe('operator')
    const both = { actingFor: place.organisation, headers: { 'x-steward-support-session': session } }
    expect((await operator.call('GET', '/devices', both)).problem().code).toBe('http.acting_for_conflict')
    const differing = { actingFor: null, headers: { 'x-steward-support-session': session } }
    expect((await operator.call('GET', `/devices?supportSession=${newId()}`, differing)).status).toBe(400)
    expect((await operator.call('GET', `/devices?supportSession=${session}`, { actingFor: null })).status).toBe(200)
    const twice = `/organisations?supportSession=${session}&supportSession=${newId()}`
    expect((await operator.call('GET', twice, { actingFor: null })).problem().code).toBe('http.acting_for_conflict')
    const same = `/organisations?supportSession=${session}&supportSession=${session}`
    expect((await operator.call('GET', same, { actingFor: null })).json<{ items: object[] }>().items).toHaveLength(1)
    await test.database.owner.query('delete from membership where person = $1', [operator.person])
  })

  it('runs in a transaction that PostgreSQL lets write nothing, whatever a use case asks for', async () => {
    const actor = await findActorWithin(test.hub.database, operator.token, await inside(), newId())
    if (!actor) throw new Error('nobody')
    const { database } = test.hub
    for (const open of [database.inScope, database.inOwnName, database.inReadOnlyScope]) {
      const write = open(actor, (scope) => scope.run(sql`update notification set read_at = now()`))
      await expect(write).rejects.toMatchObject({ code: '25006' })
    }
  })

  it('leaves the person’s own to the person: the header says nothing there', async () => {
    const session = await inside()
    expect((await look(session, '/me')).json()).toMatchObject({ id: operator.person })
    expect((await look(newId(), '/notifications')).status).toBe(200)
    expect((await look(session, '/notifications/read', operator, 'POST')).status).toBeLessThan(300)
  })

  it('asks what the customer asks of everybody who acts for it: a second factor', async () => {
    const session = await inside()
    const require = (on: boolean) =>
      test.database.owner.query('update organisation_detail set second_factor_required = $2 where organisation = $1', [
        place.organisation,
        on,
      ])
    await require(true)
    expect((await look(session, '/devices')).problem().code).toBe('session.second_factor_needed')
    await require(false)
    expect((await look(session, '/devices')).status).toBe(200)
  })
})

describe('the customer’s log', () => {
  it('has one event for each request, with what was asked for, in the capacity of a read-only session', async () => {
    const before = await eventsOf(place.organisation, 'viewed')
    const session = await inside()
    await look(session, '/devices?limit=1')
    await look(session, `/devices/${device}`)
    const viewed = (await eventsOf(place.organisation, 'viewed')).slice(before.length)
    const who = { person: operator.person, home: null, acting: place.organisation, capacity: 'read_only_session' }
    expect(viewed).toEqual([
      { kind: 'support_session.viewed', ...who, subject: session, detail: { view: 'listDevices', session } },
      { kind: 'support_session.viewed', ...who, subject: device, detail: { view: 'getDevice', session } },
    ])
    const log = await carla.call('GET', '/audit?kind=support_session.viewed')
    expect(log.json<{ items: { sentence: string; who: string }[] }>().items[0]).toMatchObject({
      who: 'Steward',
      sentence: 'Inside a support session, Steward asked for a device.',
      about: { kind: 'device', id: device },
    })
    const sides = async (by: string) =>
      (await carla.call('GET', `/audit?kind=support_session.viewed&by=${by}`)).json<{ items: object[] }>().items
    expect([await sides('us'), await sides('partners')]).toEqual([[], []])
    expect((await sides('operator')).length).toBeGreaterThan(1)
  })

  it('is written before anything is shown: where it cannot be, nothing is', async () => {
    const session = await inside()
    broken = true
    const [list, file] = [await look(session, '/devices'), await look(session, '/devices/export.csv')]
    broken = false
    expect([list.status, file.status]).toEqual([500, 500])
    expect(list.text + file.text).not.toContain('S1')
    expect((await look(session, '/devices/export.csv')).text).toContain('S1')
  })

  it('is written before its end, never after: the end waits for a view that is being written', async () => {
    const session = await inside()
    const actor = await findActorWithin(test.hub.database, operator.token, session, newId())
    if (!actor) throw new Error('nobody')
    const [written, endOfView] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const view = test.hub.database.inSystem(newId(), async (scope) => {
      expect(await supportStands(scope, actor, true)).toBe(true)
      written.resolve()
      await endOfView.promise
    })
    await written.promise
    const ending = carla.call('DELETE', `/support-sessions/${session}`)
    expect(await Promise.race([ending, pause(200).then(() => 'waits')])).toBe('waits')
    endOfView.resolve()
    await view
    expect((await ending).status).toBe(204)
  })

  it('tells nothing of what was refused', async () => {
    const session = await inside()
    const before = await eventsOf(place.organisation, 'viewed')
    await look(session, '/audit')
    await look(session, '/devices?limit=0')
    expect(await eventsOf(place.organisation, 'viewed')).toEqual(before)
  })
})

describe('the end', () => {
  const gone = async (session: string) => {
    const real = await look(session, '/devices')
    const madeUp = await look(newId(), '/devices')
    expect(real.status).toBe(404)
    const alike = (answer: Answer) => ({ ...answer.problem(), correlationId: '' })
    expect(alike(real)).toEqual(alike(madeUp))
  }

  it('somebody else’s session is not there: for strangers, for the customer, and for another operator (R-A2)', async () => {
    const session = await inside()
    for (const who of [carla, await test.operator(), await test.member(partner, ['helpdesk_agent'])])
      expect((await look(session, '/devices', who)).status).toBe(404)
  })

  it('the customer ends it, with the next request; both logs say so, the hub’s without the name of the customer’s people (R-A4, R-A6)', async () => {
    const session = await inside()
    expect((await look(session, '/devices')).status).toBe(200)
    expect((await carla.call('DELETE', `/support-sessions/${session}`)).status).toBe(204)
    await gone(session)
    expect((await carla.call('GET', `/support-sessions/${session}`)).json()).toMatchObject({ endedBy: 'customer', can: { end: false } })
    const ended = async () => (await eventsOf(place.organisation, 'ended')).filter(({ subject }) => subject === session)
    expect(await ended()).toMatchObject([{ person: carla.person }])
    const [told] = (await operator.call('GET', '/operator/audit?kind=support_session.ended_in')).json<{ items: object[] }>().items
    expect(told).toMatchObject({
      who: 'Cobalt AG',
      personId: null,
      sentence: 'Cobalt AG ended the support session of Operator in Cobalt AG.',
    })
    expect((await carla.call('DELETE', `/support-sessions/${session}`)).status).toBe(204)
    expect(await ended()).toHaveLength(1)
  })

  it('whoever opened it ends it, and another operator may; open pages of the customer hear of each end', async () => {
    const [one, two, three] = [await inside(), await inside(), await inside()]
    const heard: (string | null)[] = []
    const pages = test.hub.live.subscribe(carla.person, ({ kind, id }) => void (kind === 'support_session' && heard.push(id)))
    pages.follow([place.organisation])
    expect((await operator.call('DELETE', `/support-sessions/${one}`)).status).toBe(204)
    expect((await (await test.operator()).call('DELETE', `/support-sessions/${two}`)).status).toBe(204)
    await gone(one)
    await gone(two)
    await test.database.owner.query(
      "update support_session set opened_at = opened_at - interval '2 hours', ends_at = now() where id = $1",
      [three],
    )
    await lapse(test.hub)
    // Word of sessions that ended before may come as late as this.
    const ours = [one, two, three]
    await vi.waitFor(() => expect(heard.filter((id) => id !== null && ours.includes(id)).toSorted()).toEqual(ours.toSorted()))
    pages.close()
  })

  it('nobody ends it from inside, and nobody of another organisation knows of it', async () => {
    const session = await inside()
    const within = { actingFor: null, headers: { 'x-steward-support-session': session } }
    expect((await operator.call('DELETE', `/support-sessions/${session}`, within)).problem().code).toBe('support_sessions.read_only')
    const stranger = await test.member(await test.organisation('customer'), ['customer_admin'])
    for (const method of ['GET', 'DELETE'] as const) expect((await stranger.call(method, `/support-sessions/${session}`)).status).toBe(404)
    const device = await test.member(place.organisation, ['device_admin'])
    expect((await device.call('DELETE', `/support-sessions/${session}`)).status).toBe(403)
    expect((await look(session, '/devices')).status).toBe(200)
  })

  it('the clock ends it, whether or not that was written down; then both logs say so, once', async () => {
    const session = await inside()
    await test.database.owner.query(
      "update support_session set opened_at = opened_at - interval '2 hours', ends_at = ends_at - interval '2 hours' where id = $1",
      [session],
    )
    await gone(session)
    expect((await operator.call('GET', `/support-sessions/${session}`)).json()).toMatchObject({ endedBy: 'time', can: { end: false } })
    expect((await carla.call('DELETE', `/support-sessions/${session}`)).status).toBe(204)
    await lapse(test.hub)
    await lapse(test.hub)
    const of = async (log: string, kind: string) => (await eventsOf(log, kind)).filter(({ subject }) => subject === session)
    expect(await of(place.organisation, 'lapsed')).toMatchObject([{ person: null, capacity: 'system' }])
    expect(await of(hubLog, 'lapsed_in')).toHaveLength(1)
  })

  it('whoever no longer runs the hub is no longer inside, nor whoever signed out', async () => {
    const other = await test.operator()
    const session = (await enter({}, other)).json<{ id: string }>().id
    expect((await look(session, '/devices', other)).status).toBe(200)
    await test.database.owner.query('update person set operator = false where id = $1', [other.person])
    expect((await look(session, '/devices', other)).status).toBe(404)
    await other.call('DELETE', '/session')
    expect((await look(session, '/devices', other)).status).toBe(401)
  })

  it('cuts off a file that is on its way', async () => {
    const serials = Array.from({ length: 12_000 }, (_, n) => `BULK${n}`)
    await worldMaker(test).devices(vendor, place, serials)
    const session = await inside()
    const reply = await test.app.inject({
      method: 'GET',
      url: `/api/v1/devices/export.csv?supportSession=${session}`,
      cookies: { [sessionCookie]: operator.token },
      payloadAsStream: true,
    })
    expect(reply.statusCode).toBe(200)
    const stream = reply.stream()
    const read = countLines(stream, async () => {
      expect((await carla.call('DELETE', `/support-sessions/${session}`)).status).toBe(204)
    })
    expect(await read).toBeLessThan(serials.length)
  }, 60_000)
})

/** Lines until the stream ends or breaks; after the first piece, something happens. */
async function countLines(stream: Readable, then: () => Promise<void>): Promise<number> {
  let lines = 0
  let first = true
  try {
    for await (const chunk of stream) {
      lines += String(chunk).split('\n').length - 1
      if (first) await then()
      first = false
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error
  }
  return lines
}

describe('the list', () => {
  it('tells the customer who is inside now and who was, by pages, and the operator of all their own', async () => {
    const session = await inside()
    type Page = { items: { id: string; endedAt: string | null; agent: object }[]; nextCursor: string | null }
    const now = (await carla.call('GET', '/support-sessions?open=true')).json<Page>().items
    expect(now[0]).toMatchObject({ id: session, agent: { name: 'Operator', organisation: null, you: false } })
    expect(now.every(({ endedAt }) => endedAt === null)).toBe(true)
    const earlier = (await carla.call('GET', '/support-sessions?open=false')).json<Page>().items
    expect(earlier.length).toBeGreaterThan(3)
    expect(earlier.every(({ endedAt }) => endedAt !== null)).toBe(true)
    const pages: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Page = (await operator.call('GET', `/support-sessions?limit=2${cursor && `&cursor=${cursor}`}`)).json<Page>()
      pages.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    const all = (await operator.call('GET', `/support-sessions?limit=200&customer=${place.organisation}`)).json<Page>().items
    expect(pages).toEqual(all.map(({ id }) => id))
    expect((await (await test.member(partner, ['global_admin'])).call('GET', '/support-sessions')).json<Page>().items).toEqual([])
  })
})
