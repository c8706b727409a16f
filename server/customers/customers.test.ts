// Longer than 300 lines: one partner and its customers, from the placeholder to the end of a relationship.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseCustomerId } from '../../contract/customer-id.ts'
import type { getCpin, getCustomer, getCustomerSettings, listCustomers } from '../../contract/customers.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { devicesJobs } from '../devices/jobs.ts'
import { mailJobs } from '../mail/index.ts'
import { peopleRoutes } from '../people/routes.ts'
import { type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { type World, worldMaker } from '../testing/world.ts'
import { customersRoutes } from './routes.ts'

type Detail = ReplyOf<typeof getCustomer>
type List = ReplyOf<typeof listCustomers>
type Settings = ReplyOf<typeof getCustomerSettings>
type Cpin = ReplyOf<typeof getCpin>

let test: TestHub
let world: World
let partner: string
let agent: Client
let rival: Client
let n = 0

beforeAll(async () => {
  test = await openTestHub({
    routes: (hub) => [...customersRoutes(hub), ...peopleRoutes(hub)],
    jobs: [...mailJobs, ...devicesJobs],
  })
  world = worldMaker(test)
  partner = await test.organisation('partner', 'North')
  agent = await test.member(partner, ['global_admin'])
  rival = await test.member(await test.organisation('partner', 'South'), ['global_admin'])
})
afterAll(() => test.close())

const newMail = () => {
  n += 1
  return `boss${n}@customer.test`
}
const typed = (name: string, mail: string) => ({
  name,
  address: '1 Road',
  city: 'Lyon',
  postcode: '69001',
  country: 'fr',
  administrator: { name: 'Ann Boss', mail, phone: '+33 1' },
})
const add = async (name: string, mail = newMail(), who = agent) => {
  const answer = await who.call('POST', '/customers', { body: typed(name, mail) })
  expect(answer.status, answer.text).toBe(201)
  return answer.json<Detail>()
}
/** The token of the newest mail to an address, made as the mail makes it. */
const mailedToken = async (to: string) => {
  const { rows } = await test.database.owner.query<{ id: string }>(
    "select payload->>'invitationId' as id from mail where to_address = $1 and kind = 'customer_invitation' order by at desc, id desc limit 1",
    [to],
  )
  return test.hub.secrets.linkToken('invitation', rows[0]?.id ?? '')
}
const acceptWith = (token: string) =>
  test.nobody.call('POST', `/invitations/${token}/acceptance`, { body: { password: 'a long enough password', name: 'Ann Boss' } })
const accept = async (mail: string) => {
  const answer = await acceptWith(await mailedToken(mail))
  expect(answer.status, answer.text).toBe(200)
}
const read = async (id: string, who = agent) => (await who.call('GET', `/customers/${id}`)).json<Detail>()
const settings = (id: string, who = agent) => who.call('GET', `/customers/${id}/settings`)
const switchAccess = (id: string, enabled: boolean, who = agent) => who.call('PUT', `/customers/${id}/access`, { body: { enabled } })
const logOf = async (organisation: string) => {
  const { rows } = await test.database.owner.query<{ kind: string; detail: Record<string, unknown> }>(
    'select kind, detail from audit_event where organisation = $1 order by at, id',
    [organisation],
  )
  return rows
}
const kindsOf = async (organisation: string) => (await logOf(organisation)).map(({ kind }) => kind)

describe('the life of a customer', () => {
  it('is pending with what the partner typed, then accepted, disabled, enabled and removed (R-C1, R-C2)', async () => {
    const mail = newMail()
    const added = await add('Life Ltd', mail)
    expect(added).toMatchObject({ access: 'pending', customerId: null, devices: null, city: 'Lyon', country: 'FR', acceptedAt: null })
    expect(added.administrator).toEqual({ name: 'Ann Boss', mail, phone: '+33 1' })
    expect(added.can).toEqual({ update: true, invite: true, disable: false, enable: false, remove: true, readSettings: false })
    expect((await settings(added.id)).status).toBe(404)
    expect((await switchAccess(added.id, false)).problem().code).toBe('customers.never_accepted')

    await accept(mail)
    const accepted = await read(added.id)
    expect(accepted).toMatchObject({ access: 'accepted', devices: 0, invitation: null })
    expect(parseCustomerId(accepted.customerId ?? '')).toBe(accepted.customerId)
    expect(accepted.can).toEqual({ update: false, invite: false, disable: true, enable: false, remove: true, readSettings: true })
    expect((await settings(added.id)).json<Settings>().customerId).toBe(accepted.customerId)

    const disabled = await switchAccess(added.id, false)
    expect(disabled.json<Detail>()).toMatchObject({ access: 'disabled', devices: null, customerId: accepted.customerId })
    expect(disabled.json<Detail>().can).toMatchObject({ disable: false, enable: true, readSettings: false })
    expect((await settings(added.id)).status).toBe(404)
    expect((await agent.call('GET', `/customers/${added.id}/cpin`)).status).toBe(404)
    expect((await switchAccess(added.id, false)).problem().code).toBe('customers.access_unchanged')

    expect((await switchAccess(added.id, true)).json<Detail>()).toMatchObject({ access: 'accepted', customerId: accepted.customerId })
    expect((await settings(added.id)).status).toBe(200)

    expect((await agent.call('DELETE', `/customers/${added.id}`)).status).toBe(204)
    expect((await agent.call('GET', `/customers/${added.id}`)).status).toBe(404)
    expect((await settings(added.id)).status).toBe(404)
    const { rows } = await test.database.owner.query('select state from organisation where id = $1', [added.id])
    expect(rows).toEqual([{ state: 'active' }])

    const life = ['relationship.accepted', 'relationship.disabled', 'relationship.enabled', 'relationship.ended']
    expect((await kindsOf(added.id)).filter((kind) => kind.startsWith('relationship.'))).toEqual(life)
    const ours = (await logOf(partner)).filter(({ detail }) => detail.name === 'Life Ltd' || detail.other === 'Life Ltd')
    expect(ours.map(({ kind }) => kind)).toEqual(['customer.added', ...life])
    expect((await logOf(added.id)).find(({ kind }) => kind === 'relationship.disabled')?.detail).toEqual({ other: 'North' })
  })

  it('ends with its removal while pending: the mailed link is none any more', async () => {
    const mail = newMail()
    const { id } = await add('Never Ltd', mail)
    const token = await mailedToken(mail)
    expect((await agent.call('DELETE', `/customers/${id}`)).status).toBe(204)
    expect((await acceptWith(token)).problem().code).toBe('invitations.not_valid')
  })

  it('is told to the administrators of the customer when the partner ends it', async () => {
    const place = await world.customer('Told Ltd', [{ partner }])
    const boss = await test.member(place.organisation, ['customer_admin'])
    await agent.call('DELETE', `/customers/${place.organisation}`)
    const { rows } = await test.database.owner.query('select kind, payload from notification where person = $1', [boss.person])
    expect(rows).toEqual([{ kind: 'relationship_ended', payload: { name: 'North' } }])
  })

  it('queues the copy of the managing partner whenever the tenant gets another one', async () => {
    const place = await world.customer('Copied Ltd', [{ partner }])
    await switchAccess(place.organisation, false)
    await switchAccess(place.organisation, true)
    const { rows } = await test.database.owner.query(
      "select count(*)::int as n from jobs.job where name = 'devices.copy-managing-partner' and data->>'tenantId' = $1",
      [place.id],
    )
    expect(rows).toEqual([{ n: 2 }])
  })

  it('lets only the side that switched access off switch it on again (R-C2)', async () => {
    const place = await world.customer('Own Will Ltd', [{ partner }])
    const { rows } = await test.database.owner.query<{ id: string }>(
      "update relationship set state = 'disabled', disabled_by = to_organisation where to_organisation = $1 returning id",
      [place.organisation],
    )
    await test.database.owner.query("update customer_card set state = 'disabled' where relationship = $1", [rows[0]?.id])
    expect((await read(place.organisation)).can.enable).toBe(false)
    expect((await switchAccess(place.organisation, true)).problem().code).toBe('relationships.not_open')
  })
})

describe('a pending customer', () => {
  it('can be corrected, and is accepted under the corrected name (R-C1)', async () => {
    const mail = newMail()
    const added = await add('Tpyo Ltd', mail)
    const body = { name: 'Typo Ltd', city: '' }
    const changed = await agent.call('PATCH', `/customers/${added.id}`, { body, ifMatch: `"${added.revision}"` })
    expect(changed.json<Detail>()).toMatchObject({ name: 'Typo Ltd', city: null, address: '1 Road', revision: added.revision + 1 })
    expect(changed.headers.etag).toBe(`"${added.revision + 1}"`)
    expect((await agent.call('PATCH', `/customers/${added.id}`, { body, ifMatch: `"${added.revision}"` })).problem().code).toBe(
      'http.stale',
    )
    await accept(mail)
    expect(await read(added.id)).toMatchObject({ name: 'Typo Ltd', access: 'accepted' })
    const late = await agent.call('PATCH', `/customers/${added.id}`, { body: { name: 'Ours Ltd' } })
    expect(late.problem().code).toBe('customers.not_pending')
  })

  it('gets a new link when it is invited again, and the earlier one ends', async () => {
    const mail = newMail()
    const { id } = await add('Again Ltd', mail)
    const first = await mailedToken(mail)
    expect((await agent.call('POST', `/customers/${id}/invitation`)).status).toBe(200)
    expect((await acceptWith(first)).status).toBe(404)
    await accept(mail)
    expect((await agent.call('POST', `/customers/${id}/invitation`)).problem().code).toBe('customers.not_pending')
  })

  it('gets a new link at its new address, and the old address loses its own', async () => {
    const [wrong, right] = [newMail(), newMail()]
    const { id } = await add('Moved Ltd', wrong)
    const token = await mailedToken(wrong)
    const body = { administrator: { name: 'Bea Boss', mail: right } }
    const changed = (await agent.call('PATCH', `/customers/${id}`, { body })).json<Detail>()
    expect(changed.administrator).toEqual({ name: 'Bea Boss', mail: right, phone: null })
    expect((await acceptWith(token)).status).toBe(404)
    await accept(right)
    expect((await read(id)).access).toBe('accepted')
  })

  it('is made once for one idempotency key', async () => {
    const body = typed('Once Ltd', newMail())
    const [one, two] = await Promise.all([
      agent.call('POST', '/customers', { body, key: 'once' }),
      agent.call('POST', '/customers', { body, key: 'once' }),
    ])
    expect(one.json<Detail>().id).toBe(two.json<Detail>().id)
    const { rows } = await test.database.owner.query("select count(*)::int as n from customer_card where name = 'Once Ltd'")
    expect(rows).toEqual([{ n: 1 }])
  })
})

describe('another partner', () => {
  it('gets 404 for a customer of ours, whatever it asks (R-A2)', async () => {
    const place = await world.customer('Ours Ltd', [{ partner }])
    const nowhere = '00000000-0000-7000-8000-000000000000'
    for (const id of [place.organisation, nowhere]) {
      const answers = await Promise.all([
        rival.call('GET', `/customers/${id}`),
        rival.call('PATCH', `/customers/${id}`, { body: { name: 'Mine' } }),
        rival.call('DELETE', `/customers/${id}`),
        rival.call('POST', `/customers/${id}/invitation`),
        rival.call('PUT', `/customers/${id}/access`, { body: { enabled: false } }),
        rival.call('GET', `/customers/${id}/settings`),
        rival.call('PATCH', `/customers/${id}/settings`, { body: { collection: true } }),
        rival.call('GET', `/customers/${id}/cpin`),
        rival.call('POST', `/customers/${id}/cpin/rotation`, { body: {} }),
      ])
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 9 }, () => 404))
    }
    expect((await rival.call('GET', '/customers')).json<List>().items).toEqual([])
    expect((await read(place.organisation)).access).toBe('accepted')
  })

  it('cannot change a card past the application either: no way may update it (R-A1)', async () => {
    const { rows } = await test.database.owner.query(
      "select grantee from information_schema.column_privileges where table_name = 'customer_card' and privilege_type = 'UPDATE' and grantee not in ('hub_door', 'steward_owner')",
    )
    expect(rows).toEqual([])
  })
})

describe('my customers', () => {
  it('come in pages by name or by invitation, either way round, each once', async () => {
    const mine = await test.member(await test.organisation('partner', 'Pages'), ['viewer', 'sales_agent'])
    for (const name of ['delta', 'Alpha', 'charlie', 'Bravo']) await add(name, newMail(), mine)
    const walk = async (query: string) => {
      const names: string[] = []
      let cursor = ''
      do {
        const page = (await mine.call('GET', `/customers?limit=1&${query}${cursor && `&cursor=${cursor}`}`)).json<List>()
        names.push(...page.items.map(({ name }) => name))
        cursor = page.nextCursor ?? ''
      } while (cursor !== '')
      return names
    }
    expect(await walk('sort=name')).toEqual(['Alpha', 'Bravo', 'charlie', 'delta'])
    expect(await walk('sort=-name')).toEqual(['delta', 'charlie', 'Bravo', 'Alpha'])
    expect(await walk('sort=invitedAt')).toEqual(['delta', 'Alpha', 'charlie', 'Bravo'])
    expect(await walk('sort=-invitedAt')).toEqual(['Bravo', 'charlie', 'Alpha', 'delta'])
  })

  it('are found by the start of the name or of a word in it, and by access', async () => {
    const organisation = await test.organisation('partner', 'Finder')
    const finder = await test.member(organisation, ['viewer'])
    const garden = await world.customer('Green Garden', [{ partner: organisation }])
    await world.customer('Old Green Mill', [{ partner: organisation, state: 'disabled' }])
    await world.customer('Evergreen', [{ partner: organisation }])
    const found = async (query: string) => (await finder.call('GET', `/customers?${query}`)).json<List>().items.map(({ name }) => name)
    expect(await found('q=GREEN')).toEqual(['Green Garden', 'Old Green Mill'])
    expect(await found('q=green%20%20m')).toEqual(['Old Green Mill'])
    expect(await found('q=100%25')).toEqual([])
    expect(await found('access=disabled')).toEqual(['Old Green Mill'])
    expect(await found('q=green&access=accepted')).toEqual(['Green Garden'])
    // By a Customer ID however it is written, where the tenant is in reach (R-A2).
    const theirs = await world.customer('Theirs Alone', [{ partner: await test.organisation('partner', 'Stranger') }])
    expect(await found(`q=${garden.customerId.toLowerCase().replaceAll('-', '')}`)).toEqual(['Green Garden'])
    expect(await found(`q=${theirs.customerId}`)).toEqual([])
  })

  it('count devices while accepted, folded or not, and never count those of others', async () => {
    const organisation = await test.organisation('partner', 'Counter')
    const counter = await test.member(organisation, ['viewer'])
    const vendor = await test.organisation('vendor', 'Counted')
    const place = await world.customer('Counted Ltd', [{ partner: organisation }])
    const off = await world.customer('Off Ltd', [{ partner: organisation, state: 'disabled' }])
    const look = async () =>
      (await counter.call('GET', '/customers')).json<List>().items.map(({ devices, customerId }) => ({ devices, customerId }))
    const expected = [
      { devices: 3, customerId: place.customerId },
      { devices: null, customerId: off.customerId },
    ]
    await world.devices(vendor, place, ['C1', 'C2', 'C3'])
    await world.devices(vendor, off, ['C4'])
    expect(await look()).toEqual(expected)
    await test.database.owner.query("select set_config('hub.capacity', 'system', false), door.fold_counters()")
    expect(await look()).toEqual(expected)
  })

  it('follow the name that an accepted customer gives itself (R-C1)', async () => {
    const place = await world.customer('Before Ltd', [{ partner }])
    await test.database.owner.query("update organisation set name = 'After Ltd', name_key = 'after ltd' where id = $1", [
      place.organisation,
    ])
    expect((await read(place.organisation)).name).toBe('After Ltd')
  })
})

describe('settings and cPIN', () => {
  it('are the managing partner’s and the customer’s own, and each change is in the logs of both (R-C5)', async () => {
    const place = await world.customer('Settled Ltd', [{ partner }])
    const boss = await test.member(place.organisation, ['customer_admin'])
    const id = place.organisation
    const before = (await settings(id)).json<Settings>()
    expect(before).toMatchObject({ name: 'Settled Ltd', collection: false, customerId: place.customerId })
    const ifMatch = `"${before.revision}"`
    const on = await agent.call('PATCH', `/customers/${id}/settings`, { body: { collection: true }, ifMatch })
    expect(on.json<Settings>()).toMatchObject({ collection: true, revision: before.revision + 1 })
    const late = await boss.call('PATCH', `/customers/${id}/settings`, { body: { collection: false }, ifMatch })
    expect(late.problem().code).toBe('http.stale')
    expect((await boss.call('PATCH', `/customers/${id}/settings`, { body: { collection: false } })).status).toBe(200)
    const told = (await logOf(id)).filter(({ kind }) => kind === 'settings.updated').map(({ detail }) => detail)
    expect(told).toEqual([{ collection: true, other: 'North' }, { collection: false }])
    const ours = (await logOf(partner)).filter(({ kind, detail }) => kind === 'settings.updated_for' && detail.other === 'Settled Ltd')
    expect(ours).toHaveLength(1)
  })

  it('keeps one cPIN, sealed, and writes every reading in the logs (R-C5)', async () => {
    const place = await world.customer('Pin Ltd', [{ partner }])
    const boss = await test.member(place.organisation, ['device_admin'])
    const path = `/customers/${place.organisation}/cpin`
    const [one, two] = await Promise.all([agent.call('GET', path), boss.call('GET', path)])
    const { cpin } = one.json<Cpin>()
    expect(cpin).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    expect(two.json<Cpin>().cpin).toBe(cpin)
    expect((await kindsOf(place.organisation)).filter((kind) => kind === 'cpin.read')).toHaveLength(2)
    expect((await logOf(partner)).filter(({ kind, detail }) => kind === 'cpin.read_for' && detail.other === 'Pin Ltd')).toHaveLength(1)
    const { rows } = await test.database.owner.query<{ c: Buffer }>('select cpin_cipher as c from tenant_secret where tenant = $1', [
      place.id,
    ])
    expect(rows[0]?.c.includes(cpin)).toBe(false)
  })

  it('replaces a cPIN at once, or lets the old one be good for a grace time (R-C4)', async () => {
    const place = await world.customer('Rotated Ltd', [{ partner }])
    const path = `/customers/${place.organisation}/cpin`
    const kept = async () => {
      const { rows } = await test.database.owner.query<{ now: Buffer; before: Buffer | null; hours: number | null }>(
        `select cpin_lookup as now, previous_lookup as before, extract(epoch from previous_until - rotated_at)::int / 3600 as hours
         from tenant_secret where tenant = $1`,
        [place.id],
      )
      return rows[0]
    }
    const lookup = (cpin: string) => test.hub.secrets.lookup('cpin', cpin.replaceAll('-', ''))
    const first = (await agent.call('GET', path)).json<Cpin>().cpin
    const second = (await agent.call('POST', `${path}/rotation`, { body: { graceHours: 24 } })).json<Cpin>().cpin
    expect(second).not.toBe(first)
    expect((await agent.call('GET', path)).json<Cpin>().cpin).toBe(second)
    expect(await kept()).toEqual({ now: lookup(second), before: lookup(first), hours: 24 })
    const third = (await agent.call('POST', `${path}/rotation`, { body: {} })).json<Cpin>().cpin
    expect(await kept()).toEqual({ now: lookup(third), before: null, hours: null })
    expect((await kindsOf(place.organisation)).filter((kind) => kind === 'cpin.rotated')).toHaveLength(2)
  })

  it('are nobody’s who holds the wrong role, even inside the organisation', async () => {
    const place = await world.customer('Roles Ltd', [{ partner }])
    const user = await test.member(place.organisation, ['end_user'])
    const viewer = await test.member(partner, ['viewer'])
    expect((await settings(place.organisation, user)).status).toBe(403)
    expect((await viewer.call('GET', `/customers/${place.organisation}/cpin`)).problem()).toMatchObject({ permission: 'cpin.read' })
    expect((await settings(place.organisation, viewer)).json<Settings>().can).toEqual({ update: false, readCpin: false, rotateCpin: false })
    expect((await settings(partner)).status).toBe(404)
  })
})
