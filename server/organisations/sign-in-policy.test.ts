import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import type { getSession } from '../../contract/session.ts'
import { mailJobs } from '../mail/index.ts'
import { peopleRoutes } from '../people/routes.ts'
import { newId } from '../platform/id.ts'
import { type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { organisationsRoutes } from './routes.ts'

// What an organisation asks of everybody who acts for it (R-A4: in force at the next request; R-A5: an administrator who may act is kept).

let test: TestHub
let organisation: string
let admin: Client
let member: Client
beforeAll(async () => {
  test = await openTestHub({ routes: (hub) => [...peopleRoutes(hub), ...organisationsRoutes(hub)], jobs: mailJobs })
})
afterAll(() => test.close())
beforeEach(async () => {
  organisation = await test.organisation('partner')
  admin = await test.member(organisation, ['global_admin'])
  member = await test.member(organisation, ['viewer'])
})

const turnOn = (who: Client) =>
  test.database.owner.query("insert into second_factor (person, secret, in_force_since) values ($1, 'sealed', now())", [who.person])
const turnOff = (who: Client) => test.database.owner.query('delete from second_factor where person = $1', [who.person])
const ask = (signInPolicy: object, who = admin) => who.call('PATCH', `/organisations/${organisation}`, { body: { signInPolicy } })
const acts = async (who: Client, actingFor?: string) => {
  const answer = await who.call('GET', '/members', actingFor ? { actingFor } : {})
  return answer.status === 200 ? 'acts' : answer.problem().code
}
const barriers = async (who: Client) =>
  (await who.call('GET', '/session'))
    .json<ReplyOf<typeof getSession>>()
    .memberships.map(({ organisationId, barrier }) => [organisationId, barrier])

describe('an organisation that requires a second factor', () => {
  it('lets act at the next request who has one, and tells the others what is missing', async () => {
    await turnOn(admin)
    expect(await acts(member)).toBe('acts')
    const answer = await ask({ secondFactorRequired: true })
    expect(answer.json()).toMatchObject({ signInPolicy: { secondFactorRequired: true, sessionHours: null } })
    expect([await acts(admin), await acts(member)]).toEqual(['acts', 'session.second_factor_needed'])
    // The session stands, and says what is missing; what is the person's own goes on.
    expect(await barriers(member)).toEqual([[organisation, 'session.second_factor_needed']])
    expect((await member.call('GET', '/session/totp')).status).toBe(200)
    await turnOn(member)
    expect([await acts(member), await barriers(member)]).toEqual(['acts', [[organisation, null]]])
    await turnOff(member)
    expect(await acts(member)).toBe('session.second_factor_needed')
    expect((await ask({ secondFactorRequired: false })).status).toBe(200)
    expect(await acts(member)).toBe('acts')
  })

  it('refuses every kind of act, also of one who does not name it, and nobody is told more than that', async () => {
    await turnOn(admin)
    await ask({ secondFactorRequired: true })
    const answers = [
      await member.call('GET', '/members', { actingFor: null }),
      await member.call('GET', `/organisations/${organisation}`),
      await member.call('PATCH', `/organisations/${organisation}`, { body: { city: 'Lyon' } }),
      await member.call('POST', '/members', { body: { name: 'N', mail: 'n@hub.test', roles: ['viewer'] } }),
      await member.call('GET', `/members?actingFor=${organisation}`, { actingFor: null }),
    ]
    for (const answer of answers) {
      expect(answer.problem()).toMatchObject({ status: 403, code: 'session.second_factor_needed' })
    }
    const stranger = await test.member(await test.organisation('partner'), ['global_admin'])
    expect((await stranger.call('GET', '/members', { actingFor: organisation })).problem().code).toBe('http.not_found')
  })

  it('asks it for itself alone: who works for another too acts there as before', async () => {
    const second = await test.organisation('customer')
    await test.database.owner.query(
      "insert into membership (id, person, organisation, roles, name, mail, status, joined_at) values ($1, $2, $3, '{customer_admin}', 'P', 'p@hub.test', 'active', now())",
      [newId(), member.person, second],
    )
    await turnOn(admin)
    await ask({ secondFactorRequired: true })
    expect([await acts(member), await acts(member, second)]).toEqual(['session.second_factor_needed', 'acts'])
    expect(Object.fromEntries(await barriers(member))).toEqual({ [organisation]: 'session.second_factor_needed', [second]: null })
  })

  it('keeps an administrator who may act: whoever begins to require it has it (R-A5)', async () => {
    const refused = await ask({ secondFactorRequired: true })
    expect(refused.problem()).toMatchObject({ status: 409, code: 'organisations.own_second_factor_first', rule: 'R-A5' })
    expect([await acts(admin), await acts(member)]).toEqual(['acts', 'acts'])
  })

  it('is one by whoever may change the organisation, and by nobody else; the log tells each change', async () => {
    await turnOn(admin)
    await turnOn(member)
    expect((await ask({ secondFactorRequired: true }, member)).problem()).toMatchObject({ status: 403, permission: 'organisation.update' })
    await ask({ secondFactorRequired: true })
    await ask({ secondFactorRequired: true, sessionHours: 8 })
    await ask({ secondFactorRequired: false, sessionHours: null })
    const { rows } = await test.database.owner.query<{ kind: string }>(
      'select kind from audit_event where organisation = $1 order by at, id',
      [organisation],
    )
    expect(rows.map(({ kind }) => kind)).toEqual([
      'policy.second_factor_required',
      'policy.session_limited',
      'policy.second_factor_optional',
      'policy.session_unlimited',
    ])
  })
})

describe('an organisation that limits how long sessions last', () => {
  it('lets nobody act in an older one, until they have signed in again', async () => {
    const age = (hours: number) =>
      test.database.owner.query('update session set created_at = now() - make_interval(hours => $2) where person = $1', [
        member.person,
        hours,
      ])
    await age(7)
    await ask({ sessionHours: 8 })
    expect(await acts(member)).toBe('acts')
    await age(9)
    expect([await acts(member), await acts(admin)]).toEqual(['session.too_old', 'acts'])
    expect(await barriers(member)).toEqual([[organisation, 'session.too_old']])
    await ask({ sessionHours: null })
    expect(await acts(member)).toBe('acts')
  })

  it.each([0, -1, 1.5, limits.policySessionHours.most + 1, '8', true, 1e9])('takes no length that is none: %j', async (sessionHours) => {
    expect((await ask({ sessionHours })).problem()).toMatchObject({ status: 422, fields: [{ path: 'signInPolicy.sessionHours' }] })
  })
})
