import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { getOrganisation, listMembers, listOrganisations, member } from '../../contract/organisations.ts'
import { devicesJobs } from '../devices/jobs.ts'
import { mailJobs } from '../mail/index.ts'
import { peopleRoutes } from '../people/routes.ts'
import { newId } from '../platform/id.ts'
import { type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { worldMaker } from '../testing/world.ts'
import { organisationsRoutes } from './routes.ts'

type Member = z.output<typeof member>
type Detail = ReplyOf<typeof getOrganisation>

let test: TestHub
beforeAll(async () => {
  test = await openTestHub({ routes: (hub) => [...organisationsRoutes(hub), ...peopleRoutes(hub)], jobs: [...mailJobs, ...devicesJobs] })
})
afterAll(() => test.close())

const membersOf = async (who: Client, query = '') => (await who.call('GET', `/members${query}`)).json<ReplyOf<typeof listMembers>>()
const entryOf = async (who: Client): Promise<Member> => {
  const found = (await membersOf(who)).items.find((one) => one.you)
  if (!found) throw new Error('not in the own list')
  return found
}
const auditKinds = async (organisation: string) =>
  (
    await test.database.owner.query<{ kind: string }>('select kind from audit_event where organisation = $1 order by at, id', [
      organisation,
    ])
  ).rows.map((row) => row.kind)

describe('members', () => {
  it('are listed by name, page by page, without those removed and without other organisations’', async () => {
    const partner = await test.organisation('partner')
    const admin = await test.member(partner, ['global_admin'], { name: 'Ada' })
    for (const name of ['Cid', 'Bea', 'Bea', 'Dan']) await test.member(partner, ['viewer'], { name })
    await worldMaker(test).customer('Managed', [{ partner }])
    const first = await membersOf(admin, '?limit=3')
    const second = await membersOf(admin, `?limit=3&cursor=${first.nextCursor}`)
    expect([...first.items, ...second.items].map((one) => one.name)).toEqual(['Ada', 'Bea', 'Bea', 'Cid', 'Dan'])
    expect(second.nextCursor).toBeNull()
    expect((await membersOf(admin, '?q=be')).items).toHaveLength(2)
    const dan = second.items.at(-1)
    expect((await admin.call('DELETE', `/members/${dan?.id}`)).status).toBe(204)
    expect((await membersOf(admin, '?q=dan')).items).toEqual([])
  })

  it('are invited once per mail, with roles of this kind of organisation only', async () => {
    const partner = await test.organisation('partner')
    const admin = await test.member(partner, ['global_admin'])
    const body = { name: 'New', mail: 'New@Partner.test', roles: ['viewer', 'viewer', 'admin_agent'] }
    const invited = await admin.call('POST', '/members', { body, key: 'k1' })
    expect(invited.json()).toMatchObject({
      mail: 'new@partner.test',
      roles: ['admin_agent', 'viewer'],
      status: 'invited',
      you: false,
      joinedAt: null,
    })
    expect((await admin.call('POST', '/members', { body, key: 'k1' })).json()).toEqual(invited.json())
    expect((await admin.call('POST', '/members', { body: { ...body, mail: 'new@partner.test' } })).problem().code).toBe(
      'members.already_a_member',
    )
    expect((await admin.call('POST', '/members', { body: { ...body, mail: 'x@p.test', roles: ['customer_admin'] } })).problem().code).toBe(
      'members.role_not_of_kind',
    )
    expect((await test.database.owner.query("select from mail where to_address = 'new@partner.test'")).rowCount).toBe(1)
    expect(await auditKinds(partner)).toEqual(['member.invited'])
  })

  it('may be managed by administrators alone, and only in their own organisation (R-A2)', async () => {
    const [mine, theirs] = [await test.organisation('partner'), await test.organisation('partner')]
    const [admin, agent, foreign] = [
      await test.member(mine, ['global_admin']),
      await test.member(mine, ['admin_agent']),
      await test.member(theirs, ['global_admin']),
    ]
    const target = (await entryOf(foreign)).id
    expect((await agent.call('POST', '/members', { body: { name: 'X', mail: 'x@y.test', roles: ['viewer'] } })).problem().permission).toBe(
      'member.manage',
    )
    const [out, absent] = [await admin.call('DELETE', `/members/${target}`), await admin.call('DELETE', `/members/${newId()}`)]
    expect({ ...out.problem(), correlationId: '' }).toEqual({ ...absent.problem(), correlationId: '' })
    expect((await admin.call('PATCH', `/members/${target}`, { body: { name: 'Mine' } })).status).toBe(404)
    expect((await entryOf(foreign)).name).not.toBe('Mine')
  })

  it('change by revision: who saw an older one is told', async () => {
    const partner = await test.organisation('partner')
    const admin = await test.member(partner, ['global_admin'])
    const other = await entryOf(await test.member(partner, ['viewer']))
    const changed = await admin.call('PATCH', `/members/${other.id}`, { body: { roles: ['sales_agent'] }, ifMatch: `"${other.revision}"` })
    expect(changed.json()).toMatchObject({ roles: ['sales_agent'], revision: other.revision + 1 })
    expect(changed.headers.etag).toBe(`"${other.revision + 1}"`)
    expect((await admin.call('PATCH', `/members/${other.id}`, { body: { name: 'Late' }, ifMatch: `"${other.revision}"` })).status).toBe(412)
    expect(await auditKinds(partner)).toEqual(['member.changed'])
  })

  it('lose their roles and their place at the next request (R-A4)', async () => {
    const partner = await test.organisation('partner')
    const [admin, other] = [await test.member(partner, ['global_admin']), await test.member(partner, ['global_admin'])]
    const { id } = await entryOf(other)
    await admin.call('PATCH', `/members/${id}`, { body: { roles: ['viewer'] } })
    expect((await other.call('POST', '/members', { body: { name: 'X', mail: 'x@z.test', roles: ['viewer'] } })).status).toBe(403)
    await admin.call('DELETE', `/members/${id}`)
    expect((await other.call('GET', '/members')).status).toBe(404)
    expect((await other.call('GET', '/session', { actingFor: null })).json()).toMatchObject({ memberships: [], actingFor: null })
  })
})

describe('the last administrator (R-A5)', () => {
  it('stays: neither removed nor without the role, whatever other members there are', async () => {
    for (const [kind, role, lesser] of [
      ['partner', 'global_admin', 'viewer'],
      ['provider', 'provider_admin', 'provider_agent'],
      ['vendor', 'vendor_admin', 'vendor_agent'],
      ['customer', 'customer_admin', 'end_user'],
    ] as const) {
      const organisation = await test.organisation(kind)
      const admin = await test.member(organisation, [role])
      await test.member(organisation, [lesser])
      await admin.call('POST', '/members', { body: { name: 'Invited', mail: 'invited@x.test', roles: [role] } })
      const { id } = await entryOf(admin)
      expect((await admin.call('DELETE', `/members/${id}`)).problem()).toMatchObject({
        code: 'members.last_administrator',
        rule: 'R-A5',
        status: 409,
      })
      expect((await admin.call('PATCH', `/members/${id}`, { body: { roles: [lesser] } })).problem().code).toBe('members.last_administrator')
      expect((await admin.call('PATCH', `/members/${id}`, { body: { name: 'Renamed', roles: [role, lesser] } })).status).toBe(200)
    }
  })

  it('stays also when administrators remove and demote one another at once', async () => {
    for (let round = 0; round < 8; round += 1) {
      const partner = await test.organisation('partner')
      const admins = await Promise.all([1, 2, 3].map(() => test.member(partner, ['global_admin'])))
      const ids = await Promise.all(admins.map(async (admin) => (await entryOf(admin)).id))
      await Promise.all(
        admins.flatMap((admin, n) => {
          const next = ids[(n + 1) % ids.length]
          return [admin.call('DELETE', `/members/${next}`), admin.call('PATCH', `/members/${ids[n]}`, { body: { roles: ['viewer'] } })]
        }),
      )
      const { rows } = await test.database.owner.query(
        "select id from membership where organisation = $1 and status = 'active' and 'global_admin' = any (roles)",
        [partner],
      )
      expect(rows.length, `round ${round}`).toBeGreaterThanOrEqual(1)
    }
  })
})

describe('organisations', () => {
  it('are made by the operator alone, who invites the first administrator', async () => {
    const operator = await test.operator()
    const body = { name: 'Fresh Partner', kind: 'partner', country: 'de', administrator: { name: 'First', mail: 'First@Fresh.test' } }
    const made = await operator.call('POST', '/organisations', { body, key: 'once' })
    expect(made.status, made.text).toBe(201)
    expect(made.json()).toMatchObject({ name: 'Fresh Partner', kind: 'partner', country: 'DE' })
    expect((await operator.call('POST', '/organisations', { body, key: 'once' })).json()).toEqual(made.json())
    const { id } = made.json<{ id: string }>()
    const invited = await test.database.owner.query(
      'select m.roles, m.status, a.to_address from membership m join mail a on a.to_address = m.mail where m.organisation = $1',
      [id],
    )
    expect(invited.rows).toEqual([{ roles: ['global_admin'], status: 'invited', to_address: 'first@fresh.test' }])
    expect(await auditKinds(id)).toEqual(['organisation.created', 'member.invited'])
    const partner = await test.member(await test.organisation('partner'), ['global_admin'])
    expect((await partner.call('POST', '/organisations', { body })).status).toBe(403)
    expect((await test.nobody.call('POST', '/organisations', { body })).status).toBe(401)
  })

  it('of a vendor have a name of their own', async () => {
    const operator = await test.operator()
    const body = { name: 'Only Vendor', kind: 'vendor', country: 'DE', administrator: { name: 'First', mail: 'first@vendor.test' } }
    expect((await operator.call('POST', '/organisations', { body })).status).toBe(201)
    expect((await operator.call('POST', '/organisations', { body: { ...body, name: ' only  vendor' } })).problem()).toMatchObject({
      status: 422,
      fields: [{ path: 'name' }],
    })
  })

  it('are shown as cards: to the operator all, to members those with dealings, to whoever may less the own one', async () => {
    const world = worldMaker(test)
    const partner = await test.organisation('partner', 'Zeta Partner')
    const customer = await world.customer('Zeta Customer', [{ partner }])
    await test.organisation('customer', 'Zeta Stranger')
    const names = async (who: Client, query = '?q=zeta') =>
      (await who.call('GET', `/organisations${query}`)).json<ReplyOf<typeof listOrganisations>>().items.map((one) => one.name)
    expect(await names(await test.operator())).toEqual(['Zeta Customer', 'Zeta Partner', 'Zeta Stranger'])
    expect(await names(await test.operator(), '?q=stran')).toEqual(['Zeta Stranger'])
    expect(await names(await test.member(partner, ['viewer']))).toEqual(['Zeta Customer', 'Zeta Partner'])
    expect(await names(await test.member(partner, ['feed_manager']))).toEqual(['Zeta Partner'])
    for (const role of ['customer_admin', 'end_user'] as const)
      expect(await names(await test.member(customer.organisation, [role]))).toEqual(['Zeta Customer'])
    const first = (await (await test.operator()).call('GET', '/organisations?limit=1&q=zeta')).json<ReplyOf<typeof listOrganisations>>()
    expect(await names(await test.operator(), `?q=zeta&cursor=${first.nextCursor}`)).toEqual(['Zeta Partner', 'Zeta Stranger'])
  })

  it('are listed by the name that they have now, kinds mixed, page by page, also where one meets them while they are renamed (R-A7)', async () => {
    const [partner, vendor] = [await test.organisation('partner', 'Xenon B'), await test.organisation('vendor', 'Xenon C')]
    const world = worldMaker(test)
    await world.customer('Xenon A', [{ partner }])
    const { organisation: renamed } = await world.customer('Xenon E', [{ partner }])
    const rename = 'update organisation set name = $2::text, name_key = hub.name_key($2::text) where id = $1'
    await test.database.owner.query(rename, [renamed, 'Xenon D'])
    const meeting = await test.database.owner.connect()
    const renaming = await test.database.owner.connect()
    try {
      await renaming.query('begin')
      await renaming.query(rename, [vendor, 'Xenon AA'])
      const met = meeting.query('insert into acquaintance (viewer, organisation) values ($1, $2)', [partner, vendor])
      await new Promise((resolve) => setTimeout(resolve, 200))
      await renaming.query('commit')
      await met
    } finally {
      renaming.release()
      meeting.release()
    }
    const viewer = await test.member(partner, ['viewer'])
    const page = async (query: string) =>
      (await viewer.call('GET', `/organisations?q=xenon${query}`)).json<ReplyOf<typeof listOrganisations>>()
    const first = await page('&limit=2')
    const second = await page(`&limit=2&cursor=${first.nextCursor}`)
    expect([...first.items, ...second.items].map((one) => one.name)).toEqual(['Xenon A', 'Xenon AA', 'Xenon B', 'Xenon D'])
    expect(second.nextCursor).toBeNull()
    expect((await page('&kind=customer')).items.map((one) => one.name)).toEqual(['Xenon A', 'Xenon D'])
    expect((await page('%20e')).items).toEqual([])
  })

  it('are all the operator’s who says no organisation, also where they are a member of one; with it they act for that one', async () => {
    const partner = await test.organisation('partner', 'Yota Partner')
    await test.organisation('customer', 'Yota Stranger')
    const both = await test.member(partner, ['viewer'])
    await test.database.owner.query('update person set operator = true where id = $1', [both.person])
    const names = async (call: { actingFor: string | null }) =>
      (await both.call('GET', '/organisations?q=yota', call)).json<ReplyOf<typeof listOrganisations>>().items.map((one) => one.name)
    expect(await names({ actingFor: null })).toEqual(['Yota Partner', 'Yota Stranger'])
    expect(await names({ actingFor: partner })).toEqual(['Yota Partner'])
    // What only members have is still theirs without saying so: it is their one organisation.
    expect((await both.call('GET', '/members', { actingFor: null })).status).toBe(200)
  })

  it('are read whole by their own, as a card by those with dealings, and not at all by others (R-A2)', async () => {
    const partner = await test.organisation('partner', 'Readable')
    const { organisation } = await worldMaker(test).customer('Dealing', [{ partner }])
    const [admin, viewer] = [await test.member(partner, ['global_admin']), await test.member(partner, ['viewer'])]
    expect((await admin.call('GET', `/organisations/${partner}`)).json()).toMatchObject({ timeZone: 'UTC', can: { update: true } })
    expect((await viewer.call('GET', `/organisations/${partner}`)).json()).toMatchObject({ can: { update: false } })
    expect((await admin.call('GET', `/organisations/${organisation}`)).json()).toEqual({
      id: organisation,
      name: 'Dealing',
      kind: 'customer',
      country: 'DE',
    })
    const customerAdmin = await test.member(organisation, ['customer_admin'])
    expect((await customerAdmin.call('GET', `/organisations/${partner}`)).status).toBe(404)
    const endUser = await test.member(organisation, ['end_user'])
    expect((await endUser.call('GET', `/organisations/${organisation}`)).json<Detail>()).toEqual({
      id: organisation,
      name: 'Dealing',
      kind: 'customer',
      country: 'DE',
    })
    expect((await admin.call('GET', `/organisations/${await test.organisation('customer')}`)).status).toBe(404)
  })

  it('change by their administrators: what is not sent stays, null empties, an older revision is told', async () => {
    const partner = await test.organisation('partner', 'Before')
    const admin = await test.member(partner, ['global_admin'])
    const path = `/organisations/${partner}`
    const changed = await admin.call('PATCH', path, {
      body: { name: 'After', city: 'Lyon', phone: '+33', timeZone: 'Europe/Paris' },
      ifMatch: '"1"',
    })
    expect(changed.json()).toMatchObject({
      name: 'After',
      city: 'Lyon',
      phone: '+33',
      timeZone: 'Europe/Paris',
      country: 'DE',
      revision: 2,
    })
    expect((await admin.call('PATCH', path, { body: { phone: null } })).json()).toMatchObject({ city: 'Lyon', phone: null, revision: 3 })
    expect((await admin.call('PATCH', path, { body: { city: 'Nice' }, ifMatch: '"1"' })).status).toBe(412)
    expect((await admin.call('PATCH', path, { body: { timeZone: 'Nowhere' } })).status).toBe(422)
    expect((await admin.call('PATCH', `/organisations/${await test.organisation('partner')}`, { body: { city: 'X' } })).status).toBe(404)
    expect((await (await test.member(partner, ['viewer'])).call('PATCH', path, { body: { city: 'X' } })).status).toBe(403)
    expect(await auditKinds(partner)).toEqual(['organisation.updated', 'organisation.updated'])
  })
})
