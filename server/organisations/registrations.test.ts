import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import { makeLocationId } from '../../contract/location-id.ts'
import type { getRegistration, listRegistrations } from '../../contract/registrations.ts'
import type { signIn } from '../../contract/session.ts'
import { mailJobs } from '../mail/index.ts'
import { peopleJobs } from '../people/jobs.ts'
import { announceOneRegistration } from '../people/register.ts'
import { peopleRoutes } from '../people/routes.ts'
import { sessionCookie } from '../platform/access/session.ts'
import { newId } from '../platform/id.ts'
import { type Answer, type Client, client, openTestHub, type TestHub } from '../testing/hub.ts'
import { organisationsRoutes } from './routes.ts'

// People of a partner register themselves with mail and a location ID; a global administrator admits them (R-A8). Nothing on the way tells
// whether a location ID exists (R-A2).

type Session = ReplyOf<typeof signIn>
const password = 'correct horse battery staple'
let test: TestHub
let partner: string
let admin: Client
let locationId: string
beforeAll(async () => {
  test = await openTestHub({
    routes: (hub) => [...peopleRoutes(hub), ...organisationsRoutes(hub)],
    jobs: [...mailJobs, ...peopleJobs],
    trustProxy: ['loopback'],
  })
  ;({ partner, admin, locationId } = await aPartner('North'))
})
afterAll(() => test.close())

async function aPartner(name: string) {
  const id = await test.organisation('partner', name)
  const made = makeLocationId(randomBytes(8))
  await test.database.owner.query("insert into location (id, partner, location_id, name) values ($1, $2, $3, 'Site')", [newId(), id, made])
  return { partner: id, admin: await test.member(id, ['global_admin'], { name: 'Gina Admin' }), locationId: made }
}

let n = 0
function anywhere() {
  n += 1
  return { 'x-forwarded-for': `203.0.${Math.floor(n / 250)}.${n % 250}` }
}
const register = (mail: string, location = locationId, more: object = {}, headers: Record<string, string> = anywhere()) =>
  test.nobody.call('POST', '/registrations', { body: { name: 'Nora New', mail, locationId: location, ...more }, headers })
/** The token of the newest link mailed to an address. */
async function mailed(mail: string): Promise<{ id: string; token: string }> {
  const { rows } = await test.database.owner.query<{ id: string }>(
    "select payload->>'registrationId' as id from mail where to_address = $1 and kind = 'registration' order by at desc, id desc limit 1",
    [mail.toLowerCase()],
  )
  const id = rows[0]?.id ?? ''
  return { id, token: test.hub.secrets.linkToken('registration', id) }
}
const confirm = (token: string, who: Client = test.nobody, body: object = { password }) =>
  who.call('POST', `/registrations/${token}/confirmation`, { body })
/** Registers, confirms by the mailed link, and has the job done. */
async function waiting(mail: string, location = locationId): Promise<{ id: string; me: Client; answer: Answer }> {
  expect((await register(mail, location)).status).toBe(204)
  const { id, token } = await mailed(mail)
  const answer = await confirm(token)
  expect(answer.status, answer.text).toBe(200)
  await announceOneRegistration(test.hub, id)
  const cookie = new RegExp(`${sessionCookie}=([^;]+)`).exec(String(answer.headers['set-cookie']))?.[1] ?? ''
  return { id, answer, me: client(test.app, answer.json<Session>().person.id, null, cookie) }
}
const list = async (who = admin) => (await who.call('GET', '/registrations')).json<ReplyOf<typeof listRegistrations>>().items
const admit = (id: string, who = admin, roles = ['sales_agent']) => who.call('POST', `/registrations/${id}/admission`, { body: { roles } })
const refuse = (id: string, who = admin) => who.call('POST', `/registrations/${id}/refusal`)
const told = async (who: Client) =>
  (await test.database.owner.query<{ kind: string }>('select kind from notification where person = $1', [who.person])).rows.map(
    ({ kind }) => kind,
  )
const auditKinds = async () =>
  (
    await test.database.owner.query<{ kind: string }>('select kind from audit_event where organisation = $1 order by at, id', [partner])
  ).rows.map(({ kind }) => kind)

describe('registering by location ID', () => {
  it('leads by the mailed link to an account that waits; an administrator admits, and the person is a member', async () => {
    expect((await register('Nora@North.test', locationId.toLowerCase().replaceAll('-', ' '), { language: 'de' })).status).toBe(204)
    const { id, token } = await mailed('nora@north.test')
    expect((await test.nobody.call('GET', `/registrations/${token}`)).json<ReplyOf<typeof getRegistration>>()).toMatchObject({
      mail: 'nora@north.test',
      name: 'Nora New',
      locationId,
      accountExists: false,
    })
    // Nobody hears of a mail that is not confirmed.
    await announceOneRegistration(test.hub, id)
    expect([await list(), await told(admin)]).toEqual([[], []])
    expect((await confirm(token, test.nobody, {})).problem().code).toBe('invitations.password_needed')
    expect((await confirm(token, test.nobody, { password: 'short' })).problem().fields?.[0]?.code).toBe('password_too_short')
    const confirmed = await confirm(token, test.nobody, { password, language: 'de' })
    expect(confirmed.json<Session>()).toMatchObject({ person: { name: 'Nora New', language: 'de' }, memberships: [], actingFor: null })
    await announceOneRegistration(test.hub, id)
    await announceOneRegistration(test.hub, id)
    expect(await told(admin)).toEqual(['registration_waiting'])
    expect(await list()).toMatchObject([{ id, name: 'Nora New', mail: 'nora@north.test', locationId }])

    const admitted = await admit(id)
    expect(admitted.json(), admitted.text).toMatchObject({ mail: 'nora@north.test', roles: ['sales_agent'], status: 'active' })
    const session = await test.nobody.call('POST', '/session', { body: { mail: 'nora@north.test', password } })
    expect(session.json<Session>()).toMatchObject({
      memberships: [{ organisationId: partner, roles: ['sales_agent'] }],
      actingFor: partner,
    })
    const { rows } = await test.database.owner.query("select language, payload from mail where kind = 'admission'")
    expect(rows).toEqual([{ language: 'de', payload: { name: 'Nora New', organisation: 'North' } }])
    expect(await auditKinds()).toEqual(['registration.asked', 'registration.admitted', 'session.signed_in'])
    expect([await list(), (await admit(id)).problem().code, (await refuse(id)).problem().code]).toEqual([
      [],
      'registrations.decided',
      'registrations.decided',
    ])
  })

  it('tells nobody whether a location ID exists: asked, confirmed, refused and unanswered are all alike (R-A2)', async () => {
    const unknown = makeLocationId(randomBytes(8))
    const answers = [await register('known@north.test'), await register('unknown@north.test', unknown)]
    expect(answers[1]?.text).toBe(answers[0]?.text)
    expect(answers.map(({ status }) => status)).toEqual([204, 204])
    const shown = []
    const jobs = async () =>
      (
        await test.database.owner.query<{ n: number }>(
          "select count(*)::int as n from jobs.job where name = 'people.announce_registration'",
        )
      ).rows[0]?.n ?? 0
    const before = await jobs()
    for (const mail of ['known@north.test', 'unknown@north.test']) {
      const { id, token } = await mailed(mail)
      const answer = await confirm(token)
      await announceOneRegistration(test.hub, id)
      const { person, ...session } = answer.json<Session>()
      shown.push({ status: answer.status, session, name: person.name })
    }
    expect(shown[1]).toEqual(shown[0])
    expect((await jobs()) - before).toBe(2)
    const [one] = await list()
    expect([await list(), one?.mail]).toEqual([[one], 'known@north.test'])
    expect((await refuse(one?.id ?? '')).status).toBe(204)
    expect(await list()).toEqual([])
    const mails = await test.database.owner.query("select kind from mail where to_address = 'known@north.test'")
    expect(mails.rows).toEqual([{ kind: 'registration' }])
  })

  it('does not tell whether a mail has an account either; whoever has one signs in first, and nobody else confirms', async () => {
    const { me, id } = await waiting('old@north.test')
    await refuse(id)
    const elsewhere = await aPartner('Elsewhere')
    expect((await register('old@north.test', elsewhere.locationId)).status).toBe(204)
    const { id: second, token } = await mailed('old@north.test')
    expect((await test.nobody.call('GET', `/registrations/${token}`)).json()).toMatchObject({ accountExists: true })
    expect((await confirm(token)).problem().code).toBe('invitations.sign_in_first')
    const stranger = (await waiting('stranger@north.test')).me
    expect((await confirm(token, stranger, {})).problem().code).toBe('registrations.other_person')
    const confirmed = await confirm(token, me, {})
    expect([confirmed.status, confirmed.headers['set-cookie']]).toEqual([200, undefined])
    await announceOneRegistration(test.hub, second)
    expect(await list(elsewhere.admin)).toMatchObject([{ mail: 'old@north.test' }])
  })

  it('is confirmed once, by four at once too, and makes one account', async () => {
    await register('once@north.test')
    const { token } = await mailed('once@north.test')
    const answers = await Promise.all(Array.from({ length: 4 }, () => confirm(token)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    for (const refused of answers.filter(({ status }) => status !== 200)) expect([404, 409]).toContain(refused.status)
    expect((await confirm(token)).problem().code).toBe('registrations.not_valid')
    await test.database.owner.query("update registration set expires_at = now() where mail = 'once@north.test'")
    expect((await confirm('x'.repeat(43))).problem()).toMatchObject({ status: 404, rule: 'R-A2' })
  })

  it('lapses, and leaves no account behind', async () => {
    await register('late@north.test')
    const { token } = await mailed('late@north.test')
    await test.database.owner.query("update registration set expires_at = now() - interval '1 second' where mail = 'late@north.test'")
    expect((await confirm(token)).problem().code).toBe('registrations.not_valid')
    expect((await test.database.owner.query("select from person where mail = 'late@north.test'")).rowCount).toBe(0)
  })

  it('asked again by the same person waits once; of a member nobody is asked', async () => {
    const { me } = await waiting('again@north.test')
    const again = async () => {
      await register('again@north.test')
      const { id, token } = await mailed('again@north.test')
      await confirm(token, me, {})
      await announceOneRegistration(test.hub, id)
    }
    await again()
    const mine = (await list()).filter(({ mail }) => mail === 'again@north.test')
    expect(mine).toHaveLength(1)
    await admit(mine[0]?.id ?? '')
    await again()
    expect((await list()).filter(({ mail }) => mail === 'again@north.test')).toEqual([])
  })

  it('cannot be used to fill a mailbox, nor to try location IDs from one place', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => register('fill@north.test')))
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(limits.mailedLinkAttempts.perMail)
    const from = { 'x-forwarded-for': '198.51.100.1' }
    const many = await Promise.all(Array.from({ length: 25 }, (_, of) => register(`t${of}@north.test`, locationId, {}, from)))
    expect(many.filter(({ status }) => status === 204)).toHaveLength(limits.mailedLinkAttempts.perAddress)
  })

  it.each([
    ['mail', { mail: 'no mail' }],
    ['mail', { mail: 'a@b.test\r\nBcc: c@d.test' }],
    ['name', { name: '   ' }],
    ['name', { name: 'x'.repeat(201) }],
    ['locationId', { locationId: 'L-40917-36253' }],
    ['locationId', { locationId: "L-1' or 1=1" }],
    ['locationId', { locationId: '' }],
    ['language', { language: 'it' }],
  ])('refuses what no %s can be: %j', async (path, more) => {
    expect((await register('fault@north.test', locationId, more)).problem()).toMatchObject({ status: 422, fields: [{ path }] })
  })
})

describe('admission', () => {
  it('is by the partner’s global administrators alone; for all others there is nothing (R-A2)', async () => {
    const { id } = await waiting('reach@north.test')
    const foreign = (await aPartner('Foreign')).admin
    expect(await list(foreign)).toEqual([])
    for (const act of [admit, refuse]) {
      const [real, madeUp] = [await act(id, foreign), await act(newId(), foreign)]
      expect([real.status, { ...real.problem(), correlationId: '' }]).toEqual([404, { ...madeUp.problem(), correlationId: '' }])
      const agent = await test.member(partner, ['admin_agent'])
      expect((await act(id, agent)).problem()).toMatchObject({ status: 403, permission: 'member.manage' })
    }
    expect((await admit(id, admin, ['customer_admin'])).problem().code).toBe('members.role_not_of_kind')
    expect((await admit(id)).status).toBe(200)
  })

  it('by two at once makes one member', async () => {
    const { id, me } = await waiting('race@north.test')
    const answers = await Promise.all([admit(id), admit(id), refuse(id)])
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1)
    const { rows } = await test.database.owner.query('select status from membership where person = $1', [me.person])
    expect(rows.length).toBeLessThan(2)
  })

  it('of somebody who was invited meanwhile says so', async () => {
    const { id } = await waiting('invited@north.test')
    await admin.call('POST', '/members', { body: { name: 'In', mail: 'invited@north.test', roles: ['viewer'] } })
    expect((await admit(id)).problem().code).toBe('members.already_a_member')
  })
})
