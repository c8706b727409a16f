import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeLocationId } from '../../contract/location-id.ts'
import { devicesJobs } from '../devices/jobs.ts'
import { mailJobs } from '../mail/index.ts'
import { dealingsRoutes } from '../organisations/dealings-routes.ts'
import { peopleRoutes } from '../people/routes.ts'
import { sessionCookie } from '../platform/access/session.ts'
import { newId } from '../platform/id.ts'
import { type Answer, type Client, client, openTestHub, type TestHub } from '../testing/hub.ts'
import { customersRoutes } from './routes.ts'

// What two people do at once to the same customer: each waits for the other, or is refused in words; never a fault, never neither nor both.

let test: TestHub
let partner: string
let agent: Client
let n = 0

beforeAll(async () => {
  test = await openTestHub({
    routes: (hub) => [...customersRoutes(hub), ...peopleRoutes(hub), ...dealingsRoutes(hub)],
    jobs: [...mailJobs, ...devicesJobs],
  })
  partner = await test.organisation('partner', 'North')
  agent = await test.member(partner, ['global_admin'])
})
afterAll(() => test.close())

type Pending = { id: string; relationship: string; revision: string; token: string }

const relationshipOf = async (organisation: string) => {
  const { rows } = await test.database.owner.query<{ id: string }>(
    "select id from relationship where to_organisation = $1 and state <> 'ended'",
    [organisation],
  )
  return rows[0]?.id ?? ''
}
/** The link of the customer's open invitation, made as the mail makes it. */
const openLink = async (relationship: string) => {
  const { rows } = await test.database.owner.query<{ id: string }>(
    'select id from invitation where relationship = $1 and accepted_at is null and revoked_at is null',
    [relationship],
  )
  expect(rows.length).toBeLessThanOrEqual(1)
  return test.hub.secrets.linkToken('invitation', rows[0]?.id ?? '')
}
const addPending = async (mail = `boss${++n}@at-once.test`): Promise<Pending> => {
  const administrator = { name: 'Ann Boss', mail }
  const answer = await agent.call('POST', '/customers', { body: { name: `Customer ${n}`, country: 'fr', administrator } })
  expect(answer.status, answer.text).toBe(201)
  const { id, revision } = answer.json<{ id: string; revision: number }>()
  const relationship = await relationshipOf(id)
  return { id, relationship, revision: `"${revision}"`, token: await openLink(relationship) }
}

const accept = (of: Pending) =>
  test.nobody.call('POST', `/invitations/${of.token}/acceptance`, { body: { password: 'a long enough password', name: 'Ann Boss' } })
const renew = (of: Pending) => agent.call('POST', `/customers/${of.id}/invitation`)
const correct = (of: Pending) =>
  agent.call('PATCH', `/customers/${of.id}`, {
    body: { city: 'Lyon', administrator: { name: 'Bob Boss', mail: `other${++n}@at-once.test` } },
    ifMatch: of.revision,
  })
const remove = (of: Pending) => agent.call('DELETE', `/customers/${of.id}`)
const end = (of: Pending) => agent.call('POST', `/relationships/${of.relationship}/end`)

const isProper = ({ status, text }: Answer) => status < 300 || (status < 500 && JSON.parse(text).code !== 'http.fault')
const bad = (answers: readonly Answer[]) => answers.filter((answer) => !isProper(answer)).map(({ status, text }) => `${status} ${text}`)

const rounds = 12
const acts = { accept, renew, correct, remove, end }
type Act = keyof typeof acts
const pairs: [Act, Act][] = [
  ['accept', 'renew'],
  ['accept', 'correct'],
  ['accept', 'remove'],
  ['renew', 'remove'],
  ['renew', 'correct'],
  ['correct', 'end'],
]

describe('two at once about one customer (R-C1, R-C2)', () => {
  it.each(pairs)('%s and %s: each is done or refused in words, and what stands afterwards fits together', async (one, other) => {
    for (let round = 0; round < rounds; round += 1) {
      const of = await addPending()
      const both = round % 2 === 0 ? [acts[one](of), acts[other](of)] : [acts[other](of), acts[one](of)]
      expect(bad(await Promise.all(both))).toEqual([])
    }
    // Card, relationship and invitations say the same: no card lags behind, no link outlives its customer.
    const { rows } =
      await test.database.owner.query(`select r.state, c.state as card from relationship r join customer_card c on c.relationship = r.id
      where c.state <> case r.state when 'requested' then 'pending' else r.state end
        or (r.state <> 'requested' and exists (select from invitation i where i.relationship = r.id and i.accepted_at is null and i.revoked_at is null))
        or (select count(*) from invitation i where i.relationship = r.id and i.accepted_at is null and i.revoked_at is null) > 1`)
    expect(rows).toEqual([])
    // No link was mailed to an address that had just been corrected.
    const strayed =
      await test.database.owner.query(`select m.to_address, i.mail from mail m join invitation i on i.id = (m.payload->>'invitationId')::uuid
      where m.to_address <> i.mail`)
    expect(strayed.rows).toEqual([])
  })

  it('all of it at once, many times', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const of = await addPending()
      expect(bad(await Promise.all([renew(of), accept(of), end(of), correct(of), renew(of), remove(of)]))).toEqual([])
    }
  })

  it('both ends of an accepted relationship switch and end it', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const of = await addPending()
      const joined = await accept(of)
      expect(joined.status, joined.text).toBe(200)
      const token = new RegExp(`${sessionCookie}=([^;]+)`).exec(String(joined.headers['set-cookie']))?.[1] ?? ''
      const boss = client(test.app, '', of.id, token)
      const access = (by: Client, enabled: boolean) => by.call('PUT', `/relationships/${of.relationship}/access`, { body: { enabled } })
      const switched = [access(agent, false), access(boss, false), access(agent, true), access(boss, true)]
      const renamed = boss.call('PATCH', `/organisations/${of.id}`, { body: { name: `Renamed ${round}` } })
      const ended = boss.call('POST', `/relationships/${of.relationship}/end`)
      expect(bad(await Promise.all([...switched, renamed, ended, remove(of)]))).toEqual([])
    }
  })

  it('two invitations of one partner, accepted as the same organisation: one is accepted, the other refused', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const customer = await test.organisation('customer')
      const mail = `both${++n}@at-once.test`
      const boss = await test.member(customer, ['customer_admin'], { mail })
      const invited = [await addPending(mail), await addPending(mail)]
      const answers = await Promise.all(
        invited.map(({ token }) => boss.call('POST', `/invitations/${token}/acceptance`, { body: { organisationId: customer } })),
      )
      expect(bad(answers)).toEqual([])
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
      expect(answers.find((answer) => answer.status === 409)?.problem().code).toBe('customers.already_managed')
    }
  })

  it('two requests of one provider to the same partner: one relationship, and the other hears that it exists', async () => {
    const provider = await test.member(await test.organisation('provider'), ['provider_admin'])
    for (let round = 0; round < rounds; round += 1) {
      const other = await test.organisation('partner')
      const locationId = makeLocationId(randomBytes(16))
      await test.database.owner.query("insert into location (id, partner, location_id, name) values ($1, $2, $3, 'Main')", [
        newId(),
        other,
        locationId,
      ])
      const ask = () => provider.call('POST', '/relationships', { body: { kind: 'supplies', locationId } })
      const answers = await Promise.all([ask(), ask(), ask()])
      expect(bad(answers)).toEqual([])
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409])
    }
  })
})
