// Longer than 300 lines: one hub of people, from the invitation to the last session.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import type { getInvitation, listMailbox, listSessions, signIn } from '../../contract/session.ts'
import { customersRoutes } from '../customers/routes.ts'
import { devicesJobs } from '../devices/jobs.ts'
import { mailJobs } from '../mail/index.ts'
import { organisationsRoutes } from '../organisations/routes.ts'
import { sessionCookie } from '../platform/access/session.ts'
import { newId } from '../platform/id.ts'
import { type Answer, type Client, client, openTestHub, type TestHub } from '../testing/hub.ts'
import { createPerson, hashPassword } from './index.ts'
import { peopleRoutes } from './routes.ts'

type Session = ReplyOf<typeof signIn>
type Invitation = ReplyOf<typeof getInvitation>

const password = 'correct horse battery staple'
let test: TestHub

beforeAll(async () => {
  test = await openTestHub({
    routes: (hub) => [...peopleRoutes(hub), ...customersRoutes(hub), ...organisationsRoutes(hub)],
    jobs: [...mailJobs, ...devicesJobs],
    trustProxy: ['loopback'],
  })
})
afterAll(() => test.close())

let n = 0
/** Somebody with a password, and a member where organisations are named. */
async function someone(organisations: string[] = [], roles = ['viewer']): Promise<{ id: string; mail: string }> {
  n += 1
  const person = { id: newId(), mail: `somebody${n}@hub.test` }
  const passwordHash = await hashPassword({ testing: true }, password)
  await test.hub.database.inSystem('test', (scope) =>
    createPerson(scope, { ...person, name: 'Some Body', language: 'en', passwordHash, operator: false }),
  )
  for (const organisation of organisations) {
    await test.database.owner.query(
      "insert into membership (id, person, organisation, roles, name, mail, status, joined_at) values ($1, $2, $3, $4, 'Some Body', $5, 'active', now())",
      [newId(), person.id, organisation, roles, person.mail],
    )
  }
  return person
}
const enter = (mail: string, secret: string, headers: Record<string, string> = {}) =>
  test.nobody.call('POST', '/session', { body: { mail, password: secret }, headers })
const as = (answer: Answer, organisation: string | null = null): Client => {
  const cookie = String(answer.headers['set-cookie'])
  const token = new RegExp(`${sessionCookie}=([^;]+)`).exec(cookie)?.[1] ?? ''
  return client(test.app, answer.json<Session>().person.id, organisation, token)
}
const auditKinds = async (organisation: string) =>
  (
    await test.database.owner.query<{ kind: string }>('select kind from audit_event where organisation = $1 order by at, id', [
      organisation,
    ])
  ).rows.map((row) => row.kind)

describe('signing in', () => {
  it('gives an HttpOnly cookie and says who one is and for whom one may act', async () => {
    const partner = await test.organisation('partner', 'Alone')
    const { mail } = await someone([partner])
    const answer = await enter(mail.toUpperCase(), password)
    expect(answer.status, answer.text).toBe(200)
    expect(String(answer.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/)
    expect(answer.json<Session>()).toMatchObject({
      person: { mail },
      memberships: [{ organisationId: partner, kind: 'partner' }],
      actingFor: partner,
    })
    const again = await as(answer).call('GET', '/session')
    expect(again.json()).toEqual(answer.json())
    expect(await auditKinds(partner)).toEqual(['session.signed_in'])
  })

  it('lets an end user in, who may do least', async () => {
    const customer = await test.organisation('customer')
    const { mail } = await someone([customer], ['end_user'])
    expect((await enter(mail, password)).status).toBe(200)
  })

  it('answers a wrong password and a mail that nobody has alike (R-A2)', async () => {
    const { mail } = await someone()
    const [wrong, unknown] = [await enter(mail, 'no'), await enter('nobody@nowhere.test', 'no')]
    expect(wrong.status).toBe(401)
    expect({ ...wrong.problem(), correlationId: '' }).toEqual({ ...unknown.problem(), correlationId: '' })
    expect(wrong.headers['set-cookie']).toBeUndefined()
  })

  it('counts tries per mail exactly, also many at once, known or not; then the right password waits too', async () => {
    const { mail } = await someone()
    const tries = await Promise.all(Array.from({ length: 25 }, () => enter(mail, 'no', { 'x-forwarded-for': '192.0.2.1' })))
    expect(tries.filter((answer) => answer.status === 401)).toHaveLength(limits.signInAttempts.perMail)
    const late = await enter(mail, password, { 'x-forwarded-for': '192.0.2.1' })
    expect(late.problem().code).toBe('session.too_many_attempts')
    expect(Number(late.headers['retry-after'])).toBeGreaterThan(60)
    const unknown = await Promise.all(Array.from({ length: 12 }, () => enter('nobody@hub.test', 'no', { 'x-forwarded-for': '192.0.2.1' })))
    expect(unknown.filter((answer) => answer.status === 429)).toHaveLength(2)
  })

  it('counts tries per address over all mails', async () => {
    const many = Array.from({ length: limits.signInAttempts.perAddress + 5 }, (_, of) =>
      enter(`m${of}@hub.test`, 'no', { 'x-forwarded-for': '192.0.2.2' }),
    )
    expect((await Promise.all(many)).filter((answer) => answer.status === 429)).toHaveLength(5)
  })

  it('does not count a mail for an address that is over its limit: nobody is locked out by a stranger from one place', async () => {
    const [{ mail }, { perMail, perAddress }] = [await someone(), limits.signInAttempts]
    const from = { 'x-forwarded-for': '192.0.2.4' }
    await Promise.all(Array.from({ length: perAddress }, (_, of) => enter(`z${of}@hub.test`, 'no', from)))
    const more = await Promise.all(Array.from({ length: perMail * 2 }, () => enter(mail, 'no', from)))
    expect(more.map((answer) => answer.problem().code)).toEqual(more.map(() => 'session.too_many_attempts'))
    expect((await enter(mail, password, from)).status).toBe(429)
    expect((await enter(mail, password, { 'x-forwarded-for': '192.0.2.5' })).status).toBe(200)
  })

  it('forgets the tries of a mail after a success', async () => {
    const { mail } = await someone()
    for (let round = 0; round < 3; round += 1) {
      for (let miss = 0; miss < limits.signInAttempts.perMail - 1; miss += 1) await enter(mail, 'no', { 'x-forwarded-for': '192.0.2.3' })
      expect((await enter(mail, password, { 'x-forwarded-for': '192.0.2.3' })).status).toBe(200)
    }
  })

  it('ends the session that the browser had before', async () => {
    const { mail } = await someone()
    const first = as(await enter(mail, password))
    const second = as(await first.call('POST', '/session', { body: { mail, password } }))
    expect((await first.call('GET', '/session')).status).toBe(401)
    expect((await second.call('GET', '/session')).status).toBe(200)
  })
})

describe('one’s own sessions', () => {
  it('end at the next request: by signing out, or one by one; nobody else’s can be ended (R-A2)', async () => {
    const { mail } = await someone()
    const [here, there] = [as(await enter(mail, password)), as(await enter(mail, password))]
    const { items } = (await here.call('GET', '/sessions')).json<ReplyOf<typeof listSessions>>()
    expect(items.filter((one) => one.current)).toHaveLength(1)
    const other = items.find((one) => !one.current)?.id
    const stranger = as(await enter((await someone()).mail, password))
    expect((await stranger.call('DELETE', `/sessions/${other}`)).status).toBe(404)
    expect((await here.call('DELETE', `/sessions/${other}`)).status).toBe(204)
    expect((await there.call('GET', '/session')).status).toBe(401)
    expect((await here.call('DELETE', `/sessions/${other}`)).status).toBe(404)
    expect((await here.call('DELETE', '/session')).status).toBe(204)
    expect((await here.call('GET', '/session')).status).toBe(401)
  })

  it('act for a chosen organisation of several, and for no other: absent and out of reach alike (R-A2)', async () => {
    const [one, two, foreign] = [
      await test.organisation('partner', 'One'),
      await test.organisation('vendor', 'Two'),
      await test.organisation('partner'),
    ]
    const { mail } = await someone([one, two])
    const answer = await enter(mail, password)
    expect(answer.json<Session>().actingFor).toBeNull()
    const me = as(answer)
    expect((await me.call('PUT', '/session/acting-for', { body: { organisationId: two } })).json<Session>().actingFor).toBe(two)
    expect((await me.call('GET', '/session')).json<Session>().actingFor).toBe(two)
    const [out, absent] = [foreign, newId()].map((organisationId) => me.call('PUT', '/session/acting-for', { body: { organisationId } }))
    const refusals = [await out, await absent].map((refused) => ({ ...refused?.problem(), correlationId: '' }))
    expect(refusals[0]).toMatchObject({ status: 404, code: 'session.not_a_member' })
    expect(refusals[0]).toEqual(refusals[1])
    // R-A4: a membership that ends takes the choice with it.
    await test.database.owner.query("update membership set status = 'removed' where organisation = $1", [two])
    expect((await me.call('GET', '/session')).json<Session>()).toMatchObject({ actingFor: null, memberships: [{ organisationId: one }] })
  })

  it('show and change the profile; a time zone is one by name', async () => {
    const me = as(await enter((await someone()).mail, password))
    const changed = await me.call('PATCH', '/me', { body: { name: 'New Name', language: 'fr', timeZone: 'Europe/Paris' } })
    expect(changed.json()).toMatchObject({ name: 'New Name', language: 'fr', timeZone: 'Europe/Paris' })
    expect((await me.call('GET', '/me')).json()).toEqual(changed.json())
    for (const timeZone of ['Mars/Olympus', '+02:00', '']) {
      const refused = await me.call('PATCH', '/me', { body: { timeZone } })
      expect(refused.problem()).toMatchObject({ status: 422, fields: [{ path: 'timeZone', code: 'time_zone' }] })
    }
    expect((await me.call('PATCH', '/me', { body: { timeZone: 'Asia/Kolkata' } })).json()).toMatchObject({
      name: 'New Name',
      timeZone: 'Asia/Kolkata',
    })
  })
})

describe('invitations of members', () => {
  let partner: string
  let admin: Client
  beforeAll(async () => {
    partner = await test.organisation('partner', 'Inviting')
    admin = await test.member(partner, ['global_admin'], { name: 'Ina Vite' })
  })
  const invite = async (mail: string, roles = ['viewer']) => {
    const answer = await admin.call('POST', '/members', { body: { name: 'In Vited', mail, roles } })
    expect(answer.status, answer.text).toBe(201)
    return { member: answer.json<{ id: string }>().id, token: await mailedToken(mail) }
  }

  it('make an account, a membership and a session in one act', async () => {
    const { token } = await invite('New.Person@Hub.test')
    const shown = (await test.nobody.call('GET', `/invitations/${token}`)).json<Invitation>()
    expect(shown).toMatchObject({
      kind: 'member',
      organisation: 'Inviting',
      mail: 'new.person@hub.test',
      roles: ['viewer'],
      accountExists: false,
      administers: [],
    })
    const path = `/invitations/${token}/acceptance`
    expect((await test.nobody.call('POST', path, { body: {} })).problem().code).toBe('invitations.password_needed')
    expect((await test.nobody.call('POST', path, { body: { password: 'short' } })).problem().fields?.[0]?.code).toBe('password_too_short')
    const accepted = await test.nobody.call('POST', path, { body: { password, name: 'New Person', language: 'de' } })
    expect(accepted.status, accepted.text).toBe(200)
    expect(accepted.json<Session>()).toMatchObject({
      person: { name: 'New Person', language: 'de' },
      memberships: [{ organisationId: partner }],
      actingFor: partner,
    })
    expect((await as(accepted).call('GET', '/session')).json()).toEqual(accepted.json())
    expect(await auditKinds(partner)).toContain('member.joined')
    expect((await test.nobody.call('POST', path, { body: { password } })).problem().code).toBe('invitations.not_valid')
    expect((await enter('new.person@hub.test', password)).status).toBe(200)
  })

  it('let an end user join, who may do least', async () => {
    const customer = await test.organisation('customer')
    const boss = await test.member(customer, ['customer_admin'])
    await boss.call('POST', '/members', { body: { name: 'End', mail: 'end@hub.test', roles: ['end_user'] } })
    const accepted = await test.nobody.call('POST', `/invitations/${await mailedToken('end@hub.test')}/acceptance`, { body: { password } })
    expect(accepted.status, accepted.text).toBe(200)
    expect(await auditKinds(customer)).toContain('member.joined')
  })

  it('are accepted signed in where an account is there, and by nobody else', async () => {
    const { mail } = await someone()
    const { token } = await invite(mail)
    const path = `/invitations/${token}/acceptance`
    expect((await test.nobody.call('GET', `/invitations/${token}`)).json<Invitation>().accountExists).toBe(true)
    expect((await test.nobody.call('POST', path, { body: { password } })).problem().code).toBe('invitations.sign_in_first')
    const stranger = as(await enter((await someone()).mail, password))
    expect((await stranger.call('POST', path, { body: {} })).problem().code).toBe('invitations.other_person')
    const me = as(await enter(mail, password))
    const accepted = await me.call('POST', path, { body: {} })
    expect(accepted.json<Session>()).toMatchObject({ memberships: [{ organisationId: partner }], actingFor: partner })
    expect(accepted.headers['set-cookie']).toBeUndefined()
  })

  it('make one account and one membership when accepted twice at once', async () => {
    const { token, member } = await invite('twice@hub.test')
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => test.nobody.call('POST', `/invitations/${token}/acceptance`, { body: { password } })),
    )
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    for (const refused of answers.filter((answer) => answer.status !== 200)) expect([404, 409]).toContain(refused.status)
    const { rows } = await test.database.owner.query('select status from membership where id = $1', [member])
    expect(rows).toEqual([{ status: 'active' }])
  })

  it('leave no account behind when refused', async () => {
    const { token, member } = await invite('late@hub.test')
    await test.database.owner.query("update membership set status = 'removed' where id = $1", [member])
    expect((await test.nobody.call('GET', `/invitations/${token}`)).problem().code).toBe('invitations.not_valid')
    expect((await test.nobody.call('POST', `/invitations/${token}/acceptance`, { body: { password } })).problem().code).toBe(
      'invitations.not_valid',
    )
    expect((await test.database.owner.query("select from person where mail = 'late@hub.test'")).rowCount).toBe(0)
  })

  it('that are over, used or made up give one answer (R-A2)', async () => {
    const { token } = await invite('over@hub.test')
    await test.database.owner.query("update invitation set expires_at = now() - interval '1 s' where mail = 'over@hub.test'")
    const answers = [
      await test.nobody.call('GET', `/invitations/${token}`),
      await test.nobody.call('GET', `/invitations/${'x'.repeat(43)}`),
    ]
    expect(answers.map((answer) => ({ ...answer.problem(), correlationId: '' }))[0]).toEqual({
      ...answers[1]?.problem(),
      correlationId: '',
    })
  })
})

describe('invitations of customers (R-C1)', () => {
  let partner: string
  let agent: Client
  beforeAll(async () => {
    partner = await test.organisation('partner', 'North')
    agent = await test.member(partner, ['global_admin'])
  })
  const add = async (mail: string, who = agent) => {
    const body = { name: 'Typed Name', country: 'FR', administrator: { name: 'Ann', mail } }
    const answer = await who.call('POST', '/customers', { body })
    expect(answer.status, answer.text).toBe(201)
    return { id: answer.json<{ id: string }>().id, token: await mailedToken(mail) }
  }

  it('accepted as a new organisation: reach, both logs, the partner’s bell, and the devices’ job', async () => {
    const { id, token } = await add('ann@customer.test')
    expect((await test.nobody.call('GET', `/invitations/${token}`)).json<Invitation>()).toMatchObject({
      kind: 'customer',
      from: 'North',
      organisation: 'Typed Name',
    })
    const accepted = await test.nobody.call('POST', `/invitations/${token}/acceptance`, { body: { password } })
    expect(accepted.status, accepted.text).toBe(200)
    expect(accepted.json<Session>()).toMatchObject({
      memberships: [{ organisationId: id, kind: 'customer', roles: ['customer_admin'] }],
      actingFor: id,
    })
    expect(await auditKinds(id)).toEqual(['member.joined', 'relationship.accepted'])
    expect((await auditKinds(partner)).filter((kind) => kind === 'relationship.accepted')).toHaveLength(1)
    const { rows } = await test.database.owner.query('select kind, payload, link from notification where person = $1', [agent.person])
    expect(rows).toEqual([{ kind: 'customer_accepted', payload: { name: 'Typed Name' }, link: `/customers/${id}` }])
    const reached = await test.database.owner.query(
      'select r.organisation from reach r join tenant t on t.id = r.tenant where t.organisation = $1 order by r.via',
      [id],
    )
    expect(reached.rows.map((row) => row.organisation)).toEqual([partner, id])
    // Who did it is the new person, as a member of the customer.
    const events = await test.database.owner.query(
      "select distinct person, acting, capacity from audit_event where kind = 'relationship.accepted' and organisation in ($1, $2)",
      [id, partner],
    )
    expect(events.rows).toEqual([{ person: accepted.json<Session>().person.id, acting: id, capacity: 'member' }])
  })

  it('accepted as an organisation that one administers already: offered to nobody else, and once', async () => {
    const own = await test.organisation('customer', 'There Already')
    const { mail } = await someone([own], ['customer_admin'])
    const { id, token } = await add(mail)
    expect((await test.nobody.call('GET', `/invitations/${token}`)).json<Invitation>().administers).toEqual([])
    const me = as(await enter(mail, password))
    expect((await me.call('GET', `/invitations/${token}`)).json<Invitation>().administers).toEqual([
      { organisationId: own, name: 'There Already' },
    ])
    const path = `/invitations/${token}/acceptance`
    const foreign = await test.organisation('customer')
    expect((await me.call('POST', path, { body: { organisationId: foreign } })).problem().code).toBe('invitations.not_an_administrator')
    const accepted = await me.call('POST', path, { body: { organisationId: own } })
    expect(accepted.json<Session>()).toMatchObject({ memberships: [{ organisationId: own }], actingFor: own })
    expect(await auditKinds(own)).not.toContain('member.joined')
    expect(await auditKinds(own)).toContain('relationship.accepted')
    expect(await auditKinds(id)).toEqual([])
    const second = await add(mail)
    expect((await me.call('POST', `/invitations/${second.token}/acceptance`, { body: { organisationId: own } })).problem().code).toBe(
      'customers.already_managed',
    )
  })
})

describe('the built-in mailbox', () => {
  it('is absent on a real hub', async () => {
    expect((await test.nobody.call('GET', '/demonstration/mailbox')).status).toBe(404)
  })

  it('is shown on a demonstration hub', async () => {
    const show = await openTestHub({ routes: peopleRoutes, demonstration: true })
    const { items } = (await show.nobody.call('GET', '/demonstration/mailbox?to=a@demo.test')).json<ReplyOf<typeof listMailbox>>()
    expect(items).toEqual([])
    await show.close()
  })
})

/** The token of the newest mail to an address, made as the mail makes it. */
async function mailedToken(to: string): Promise<string> {
  const { rows } = await test.database.owner.query<{ id: string }>(
    "select payload->>'invitationId' as id from mail where to_address = $1 order by at desc, id desc limit 1",
    [to.toLowerCase()],
  )
  return test.hub.secrets.linkToken('invitation', rows[0]?.id ?? '')
}
