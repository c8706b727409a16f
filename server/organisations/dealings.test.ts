import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCustomerId } from '../../contract/customer-id.ts'
import type {
  createLocation,
  giveAccreditation,
  listAccreditations,
  listLocations,
  listRelationships,
  requestRelationship,
} from '../../contract/dealings.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { parseLocationId } from '../../contract/location-id.ts'
import { devicesJobs } from '../devices/jobs.ts'
import { sql } from '../platform/database/query.ts'
import { newId } from '../platform/id.ts'
import { type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { type World, worldMaker } from '../testing/world.ts'
import { dealingsRoutes } from './dealings-routes.ts'
import { openDueHoldings, openHoldings } from './open-holdings.ts'

type Location = ReplyOf<typeof createLocation>
type Accreditation = ReplyOf<typeof giveAccreditation>
type Relationship = ReplyOf<typeof requestRelationship>

let test: TestHub
let world: World
let vendor: Client
let provider: Client
let operator: Client
let n = 0

beforeAll(async () => {
  test = await openTestHub({ routes: dealingsRoutes, jobs: devicesJobs })
  world = worldMaker(test)
  vendor = await test.member(await test.organisation('vendor', 'Acme'), ['vendor_admin'])
  provider = await test.member(await test.organisation('provider', 'Provide'), ['provider_admin'])
  operator = await test.operator()
})
afterAll(() => test.close())

/** A partner with an administrator and a location. */
const newPartner = async () => {
  n += 1
  const name = `Partner ${n}`
  const id = await test.organisation('partner', name)
  return { id, name, admin: await test.member(id, ['global_admin']), locationId: (await world.location(id)).locationId }
}
const body = (locationId: string, more = {}) => ({ locationId, kind: 'resell_monitor', validFrom: '2024-01-01', ...more })
const give = (locationId: string, more = {}, who = vendor) => who.call('POST', '/accreditations', { body: body(locationId, more) })
const holdingsOf = async (partner: string) => {
  const { rows } = await test.database.owner.query<{ customer_id: string; reached: boolean }>(
    `select customer_id, exists (select from reach r where r.tenant = t.id and r.organisation = t.organisation and r.via = 'own') as reached
     from tenant t where organisation = $1 and kind = 'holding'`,
    [partner],
  )
  return rows
}
const logOf = async (organisation: string | null) => {
  const { rows } = await test.database.owner.query<{ kind: string; detail: Record<string, unknown> }>(
    'select kind, detail from audit_event where organisation = $1 order by at, id',
    [organisation],
  )
  return rows
}

describe('locations', () => {
  it('are a partner’s, each with a location ID of its own', async () => {
    const { id, admin } = await newPartner()
    const answer = await admin.call('POST', '/locations', { body: { name: 'Berlin', city: 'Berlin', country: 'de' } })
    expect(answer.status, answer.text).toBe(201)
    const made = answer.json<Location>()
    expect(made).toMatchObject({ name: 'Berlin', country: 'DE', takesCases: true })
    expect(parseLocationId(made.locationId)).toBe(made.locationId)
    expect((await admin.call('GET', '/locations')).json<ReplyOf<typeof listLocations>>().items.map(({ name }) => name)).toEqual([
      'Berlin',
      'Main',
    ])
    expect((await logOf(id)).map(({ kind, detail }) => [kind, detail.locationId])).toEqual([['location.created', made.locationId]])
  })

  it('are none of a vendor or provider', async () => {
    for (const who of [vendor, provider]) {
      expect((await who.call('POST', '/locations', { body: { name: 'X' } })).problem().code).toBe('accreditations.kind_of_organisation')
    }
  })

  it('are shown to the vendors that accredited the partner, and to nobody else (R-A7)', async () => {
    const { locationId } = await newPartner()
    const stranger = await newPartner()
    const other = await test.member(await test.organisation('vendor', 'Blind'), ['vendor_admin'])
    await give(locationId)
    const seenBy = async (who: Client) =>
      (await who.call('GET', '/locations?limit=200'))
        .json<ReplyOf<typeof listLocations>>()
        .items.some((item) => item.locationId === locationId)
    expect(await seenBy(vendor)).toBe(true)
    expect(await seenBy(other)).toBe(false)
    expect(await seenBy(stranger.admin)).toBe(false)
  })
})

describe('accreditations', () => {
  it('make the holding tenant with the first valid one, at once and once (R-B1)', async () => {
    const { id, name, admin, locationId } = await newPartner()
    const answer = await give(locationId.toLowerCase().replaceAll('-', ' '))
    expect(answer.status, answer.text).toBe(201)
    expect(answer.json<Accreditation>()).toMatchObject({
      organisation: { id, name },
      vendor: { name: 'Acme' },
      valid: true,
      validUntil: null,
    })
    await give(locationId, { kind: 'service_delivery' })
    const holdings = await holdingsOf(id)
    expect(holdings).toEqual([{ customer_id: parseCustomerId(holdings[0]?.customer_id ?? ''), reached: true }])
    expect((await logOf(id)).map(({ kind }) => kind)).toEqual(['accreditation.given', 'holding.opened', 'accreditation.given'])
    const given = { kind: 'resell_monitor', from: '2024-01-01', until: null, vendor: 'Acme', organisation: name }
    expect((await logOf(vendor.organisation)).filter(({ detail }) => detail.organisation === name)[0]?.detail).toEqual(given)
    const seen = (await admin.call('GET', '/accreditations')).json<ReplyOf<typeof listAccreditations>>().items
    expect(seen.map(({ kind }) => kind)).toEqual(['service_delivery', 'resell_monitor'])
  })

  it('make it once though two come at once, from two vendors (R-B1)', async () => {
    const { id, locationId } = await newPartner()
    const other = await test.member(await test.organisation('vendor', `Twin ${id}`), ['vendor_admin'])
    const answers = await Promise.all([give(locationId), give(locationId, {}, other), give(locationId, { kind: 'service_delivery' })])
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(await holdingsOf(id)).toHaveLength(1)
    expect((await logOf(id)).filter(({ kind }) => kind === 'holding.opened')).toHaveLength(1)
  })

  it('of a future date count on their day, by themselves (R-B1)', async () => {
    const { id, locationId } = await newPartner()
    expect((await give(locationId, { validFrom: '2999-05-01' })).json<Accreditation>().valid).toBe(false)
    await openDueHoldings(test.hub)
    const openOn = (day: string) =>
      test.hub.database.inSystem(newId(), async (scope) => {
        await scope.run(sql`select set_config('hub.now', ${`${day}T00:00:00Z`}, true)`)
        return openHoldings(scope)
      })
    expect(await openOn('2999-04-30')).not.toContain(id)
    expect(await holdingsOf(id)).toEqual([])
    expect(await openOn('2999-05-01')).toContain(id)
    expect(await openOn('2999-05-01')).not.toContain(id)
    expect(await holdingsOf(id)).toHaveLength(1)
    expect((await logOf(id)).filter(({ kind }) => kind === 'holding.opened')).toHaveLength(1)
  })

  it('that only report sales make no holding tenant', async () => {
    const { id, locationId } = await newPartner()
    await give(locationId, { kind: 'report_sales' })
    await openDueHoldings(test.hub)
    expect(await holdingsOf(id)).toEqual([])
  })

  it('get another last day, and what becomes valid by it counts at once; the tenant stays when they end (R-B1)', async () => {
    const { id, locationId } = await newPartner()
    const { id: given } = (await give(locationId, { validUntil: '2024-02-01' })).json<Accreditation>()
    expect(await holdingsOf(id)).toEqual([])
    const change = (validUntil: string | null, who = vendor) => who.call('PATCH', `/accreditations/${given}`, { body: { validUntil } })
    expect((await change('2023-01-01')).problem().code).toBe('accreditations.dates')
    expect((await change(null)).json<Accreditation>().valid).toBe(true)
    expect((await change('2024-03-01', operator)).json<Accreditation>().valid).toBe(false)
    expect(await holdingsOf(id)).toHaveLength(1)
    const stranger = await test.member(await test.organisation('vendor', `Stranger ${id}`), ['vendor_admin'])
    expect((await change(null, stranger)).status).toBe(404)
  })

  it('are a vendor’s own word; the operator speaks for any vendor', async () => {
    const { locationId } = await newPartner()
    const other = await test.organisation('vendor', 'Other')
    expect((await give(locationId, { vendorId: other })).status).toBe(404)
    expect((await give(locationId, {}, operator)).problem().fields?.map(({ path }) => path)).toEqual(['vendorId'])
    const spoken = await give(locationId, { vendorId: other }, operator)
    expect(spoken.json<Accreditation>().vendor.name).toBe('Other')
    expect((await operator.call('GET', '/accreditations?limit=1')).json<ReplyOf<typeof listAccreditations>>().nextCursor).not.toBeNull()
  })

  it('know nobody by guessing: an unknown location and an unknown organisation are 404 (R-A2)', async () => {
    const { id } = await newPartner()
    const unknown = ['L-00000-00000', 'nonsense'].map((locationId) => give(locationId))
    const ask = { organisationId: id, kind: 'resell_monitor', validFrom: '2024-01-01' }
    const answers = await Promise.all([...unknown, vendor.call('POST', '/accreditations', { body: ask })])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    const dates = { ...ask, validUntil: '2023-12-31' }
    expect((await vendor.call('POST', '/accreditations', { body: dates })).problem().code).toBe('accreditations.dates')
  })

  it('for resale are no provider’s', async () => {
    const ask = { organisationId: provider.organisation, vendorId: vendor.organisation, validFrom: '2024-01-01' }
    const resell = await operator.call('POST', '/accreditations', { body: { ...ask, kind: 'resell_monitor' } })
    expect(resell.problem().code).toBe('accreditations.kind_of_organisation')
    expect((await operator.call('POST', '/accreditations', { body: { ...ask, kind: 'report_sales' } })).status).toBe(201)
  })
})

describe('relationships', () => {
  const ask = (locationId: string, who = provider) => who.call('POST', '/relationships', { body: { kind: 'supplies', locationId } })
  const list = async (who: Client, query = '') =>
    (await who.call('GET', `/relationships${query}`)).json<ReplyOf<typeof listRelationships>>()
  const act = (who: Client, id: string, what: 'acceptance' | 'end') => who.call('POST', `/relationships/${id}/${what}`)
  const bell = async (person: string) =>
    (await test.database.owner.query('select kind, payload, link from notification where person = $1 order by at', [person])).rows

  it('are asked for by a provider, accepted by the partner, and ended by either side, each end told (R-I2, R-A6)', async () => {
    const { id: partner, name, admin, locationId } = await newPartner()
    const answer = await ask(locationId)
    expect(answer.status, answer.text).toBe(201)
    const asked = answer.json<Relationship>()
    expect(asked).toMatchObject({ state: 'requested', from: { name: 'Provide' }, to: { name }, can: { accept: false, end: true } })
    expect((await ask(locationId)).problem().code).toBe('relationships.exists')
    expect((await act(provider, asked.id, 'acceptance')).problem().code).toBe('relationships.not_open')
    expect((await list(admin)).items[0]?.can).toEqual({ accept: true, end: true, disable: false, enable: false })
    expect((await act(admin, asked.id, 'acceptance')).json<Relationship>()).toMatchObject({ state: 'accepted', can: { disable: true } })
    expect((await act(provider, asked.id, 'end')).json<Relationship>().state).toBe('ended')
    expect((await act(admin, asked.id, 'end')).problem().code).toBe('relationships.not_open')
    expect(await bell(admin.person)).toEqual([
      { kind: 'relationship_requested', payload: { name: 'Provide' }, link: '/relationships' },
      { kind: 'relationship_ended', payload: { name: 'Provide' }, link: '/relationships' },
    ])
    expect(await bell(provider.person)).toContainEqual({ kind: 'relationship_accepted', payload: { name }, link: '/relationships' })
    const life = ['relationship.requested', 'relationship.accepted', 'relationship.ended']
    expect(await logOf(partner)).toEqual(life.map((kind) => ({ kind, detail: { other: 'Provide' } })))
    expect((await logOf(provider.organisation)).filter(({ detail }) => detail.other === name).map(({ kind }) => kind)).toEqual(life)
  })

  it('can be asked for again after their end', async () => {
    const { admin, locationId } = await newPartner()
    await act(admin, (await ask(locationId)).json<Relationship>().id, 'end')
    expect((await ask(locationId)).status).toBe(201)
  })

  it('are switched off by either side, and on again by the side that did (R-C2)', async () => {
    const { admin, locationId } = await newPartner()
    const { id } = (await ask(locationId)).json<Relationship>()
    const access = (who: Client, enabled: boolean) => who.call('PUT', `/relationships/${id}/access`, { body: { enabled } })
    expect((await access(admin, false)).problem().code).toBe('customers.never_accepted')
    await act(admin, id, 'acceptance')
    expect((await access(admin, false)).json<Relationship>()).toMatchObject({ state: 'disabled', can: { enable: true } })
    expect((await list(provider)).items.find((item) => item.id === id)?.can.enable).toBe(false)
    expect((await access(provider, true)).problem().code).toBe('relationships.not_open')
    expect((await access(admin, true)).json<Relationship>().state).toBe('accepted')
  })

  it('are nobody’s but the two ends’ (R-A2, R-A7)', async () => {
    const { locationId } = await newPartner()
    const stranger = await newPartner()
    const { id } = (await ask(locationId)).json<Relationship>()
    expect((await list(stranger.admin)).items).toEqual([])
    const access = { body: { enabled: false } }
    const answers = [
      act(stranger.admin, id, 'acceptance'),
      act(stranger.admin, id, 'end'),
      stranger.admin.call('PUT', `/relationships/${id}/access`, access),
    ]
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([404, 404, 404])
    expect((await ask('L-00000-00000')).status).toBe(404)
    expect((await ask(locationId, stranger.admin)).problem().code).toBe('accreditations.kind_of_organisation')
  })

  it('of both kinds and directions come in pages, the newest first, each once', async () => {
    const { id: partner, admin, locationId } = await newPartner()
    await world.customer('First Ltd', [{ partner }])
    await world.customer('Second Ltd', [{ partner, state: 'disabled' }])
    await ask(locationId)
    const states: string[] = []
    let cursor = ''
    do {
      const page = await list(admin, `?limit=1${cursor && `&cursor=${cursor}`}`)
      states.push(...page.items.map(({ state }) => state))
      cursor = page.nextCursor ?? ''
    } while (cursor !== '')
    expect(states).toEqual(['requested', 'disabled', 'accepted'])
    expect((await list(admin, '?kind=supplies')).items.map(({ from }) => from.name)).toEqual(['Provide'])
  })

  it('are ended by the customer too: the partner’s reach ends with it (R-A4)', async () => {
    const { id: partner, name } = await newPartner()
    const place = await world.customer('Leaving Ltd', [{ partner }])
    const boss = await test.member(place.organisation, ['customer_admin'])
    const mine = (await list(boss)).items[0]
    expect(mine).toMatchObject({ kind: 'manages', from: { name }, can: { accept: false, disable: true, end: true } })
    expect((await act(boss, mine?.id ?? '', 'end')).status).toBe(200)
    const { rows } = await test.database.owner.query('select 1 from reach where organisation = $1 and tenant = $2', [partner, place.id])
    expect(rows).toEqual([])
  })
})
