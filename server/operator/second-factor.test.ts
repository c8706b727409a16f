import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hubLog } from '../audit/index.ts'
import { mailJobs } from '../mail/index.ts'
import { peopleRoutes } from '../people/routes.ts'
import { newId } from '../platform/id.ts'
import { type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { operatorRoutes } from './routes.ts'

// Whoever has lost phone and recovery codes asks the operator; what the operator does is told to the person and in the logs (R-A6).

let test: TestHub
let operator: Client
beforeAll(async () => {
  test = await openTestHub({ routes: (hub) => [...peopleRoutes(hub), ...operatorRoutes(hub)], jobs: mailJobs })
  operator = await test.operator()
})
afterAll(() => test.close())

async function withFactor(): Promise<{ me: Client; organisation: string; mail: string }> {
  const organisation = await test.organisation('partner')
  const me = await test.member(organisation, ['viewer'], { name: 'Lena Lost' })
  const { rows } = await test.database.owner.query<{ mail: string }>('select mail from person where id = $1', [me.person])
  await force(me.person)
  return { me, organisation, mail: rows[0]?.mail ?? '' }
}
const force = async (person: string) => {
  await test.database.owner.query("insert into second_factor (person, secret, in_force_since) values ($1, 'sealed', now())", [person])
  await test.database.owner.query("insert into recovery_code (person, hash) values ($1, 'hash')", [person])
}
const take = (mail: string, who = operator, reason = 'Phone stolen; called back.') =>
  who.call('POST', '/operator/second-factor-removals', { body: { mail, reason } })
const events = async () =>
  (
    await test.database.owner.query<{ organisation: string; person: string; detail: object }>(
      "select organisation, person, detail from audit_event where kind = 'second_factor.taken_away' order by at, id",
    )
  ).rows

describe('a lost second factor is taken away by the operator', () => {
  it('sessions and recovery codes end with it; the person hears by mail, their organisation and the hub by the log (R-A6)', async () => {
    const { me, organisation, mail } = await withFactor()
    const taken = await take(mail.toUpperCase())
    expect(taken.json(), taken.text).toEqual({ name: 'Lena Lost', mail })
    const { rows } = await test.database.owner.query('select from second_factor union all select from recovery_code')
    expect(rows).toEqual([])
    expect((await me.call('GET', '/session')).status).toBe(401)
    const mails = await test.database.owner.query("select to_address, payload from mail where kind = 'second_factor_taken'")
    expect(mails.rows).toMatchObject([{ to_address: mail, payload: { name: 'Lena Lost', reason: 'Phone stolen; called back.' } }])
    const detail = { name: 'Lena Lost', reason: 'Phone stolen; called back.' }
    expect(await events()).toEqual([hubLog, organisation].map((log) => ({ organisation: log, person: operator.person, detail })))
    expect((await take(mail)).problem().code).toBe('second_factor.not_in_force')
  })

  it('is done to somebody, with a reason, never to oneself, and leaves others as they are', async () => {
    const { me, mail } = await withFactor()
    const { rows } = await test.database.owner.query<{ mail: string }>('select mail from person where id = $1', [operator.person])
    await force(operator.person)
    expect((await take(rows[0]?.mail ?? '')).problem().code).toBe('second_factor.own')
    expect((await take(`${newId()}@nobody.test`)).status).toBe(404)
    expect((await take(mail, operator, '  ')).problem()).toMatchObject({ status: 422, fields: [{ path: 'reason' }] })
    expect((await take(mail, me)).status).toBe(403)
    expect((await me.call('GET', '/session')).status).toBe(200)
  })
})
