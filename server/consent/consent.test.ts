import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { type Place, worldMaker } from '../testing/world.ts'
import { consentRoutes } from './routes.ts'

let test: TestHub
let customer: Place
let agent: Client
let seller: Client
let admin: Client
let rival: Client
let helper: Client

const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
type Shown = { id: string; state: string; answeredBy: string | null; can: { answer: boolean; withdraw: boolean } }

beforeAll(async () => {
  test = await openTestHub({ routes: consentRoutes })
  const world = worldMaker(test)
  const partner = await test.organisation('partner', 'North')
  const other = await test.organisation('partner', 'South')
  customer = await world.customer('Mill', [{ partner }, { partner: other }])
  agent = await test.member(partner, ['admin_agent'], { name: 'Ann' })
  seller = await test.member(partner, ['sales_agent'], { name: 'Sue' })
  helper = await test.member(partner, ['helpdesk_agent'])
  rival = await test.member(other, ['global_admin'])
  admin = await test.member(customer.organisation, ['customer_admin'], { name: 'Cleo' })
})
afterAll(() => test.close())

const ask = async (purpose: string) => {
  const body = { kind: 'device_move', customer: customer.organisation, purpose, until }
  return (await agent.call('POST', '/requests', { body })).json<Shown>()
}
const withdraw = (who: Client, id: string) => who.call('POST', `/requests/${id}/withdrawal`)

describe('a request that is taken back (R-D10)', () => {
  it('is no longer open: told to the customer, in both logs, and it can be asked anew', async () => {
    const made = await ask('First')
    expect(made.can).toEqual({ answer: false, withdraw: true })
    expect((await withdraw(seller, made.id)).json<Shown>()).toMatchObject({
      state: 'withdrawn',
      answeredBy: 'Sue',
      can: { answer: false, withdraw: false },
    })
    const { rows } = await test.database.owner.query("select organisation, person from audit_event where kind = 'request.withdrawn'")
    expect(rows).toEqual(
      expect.arrayContaining([agent.organisation, customer.organisation].map((organisation) => ({ organisation, person: seller.person }))),
    )
    const told = await test.database.owner.query("select person, payload from notification where kind = 'request_withdrawn'")
    expect(told.rows).toEqual([{ person: admin.person, payload: { partner: 'North' } }])
    expect((await ask('Second')).state).toBe('open')
  })

  it('is answered no more; an answered one is not taken back', async () => {
    const [open, gone] = (await admin.call('GET', '/requests')).json<{ items: Shown[] }>().items
    const answer = (id: string | undefined) => admin.call('POST', `/requests/${id}/answer`, { body: { answer: 'accepted' } })
    expect((await answer(gone?.id)).problem().code).toBe('requests.not_open')
    expect(open?.can).toEqual({ answer: true, withdraw: false })
    expect((await answer(open?.id)).status).toBe(200)
    expect((await withdraw(agent, open?.id ?? '')).problem().code).toBe('requests.not_open')
  })

  it('is taken back or answered, never both, also at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      await test.database.owner.query("update request set state = 'refused' where state = 'open'")
      const { id } = await ask(`Round ${round}`)
      const replies = await Promise.all([
        withdraw(agent, id),
        admin.call('POST', `/requests/${id}/answer`, { body: { answer: 'refused' } }),
      ])
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    }
  })

  it('is its asker’s alone: another partner finds nothing, the customer answers instead (R-A2)', async () => {
    const { id } = await ask('Third')
    expect((await withdraw(rival, id)).status).toBe(404)
    expect((await withdraw(admin, id)).status).toBe(403)
    expect((await withdraw(helper, id)).status).toBe(403)
  })
})

describe('the ledger as a file (R-D10)', () => {
  it('has every request with its answer for both sides, and runs no formula', async () => {
    await test.database.owner.query("update request set state = 'refused' where state = 'open'")
    await ask('=HYPERLINK("http://x")')
    const files = await Promise.all([agent, admin].map((who) => who.call('GET', '/consents/export.csv')))
    const [mine, theirs] = files.map(({ text }) => text)
    expect(mine).toBe(theirs)
    expect(files[0]?.headers['content-disposition']).toContain('consents.csv')
    const lines = (mine ?? '').trim().split('\r\n')
    const { items } = (await agent.call('GET', '/requests?limit=200')).json<{ items: unknown[] }>()
    expect(lines).toHaveLength(items.length + 1)
    expect(lines[0]).toContain('kind,partner,customer,scope,devices,purpose,until,state')
    expect(lines[1]).toContain(`"'=HYPERLINK(""http://x"")",${until},open,Ann,`)
    expect(lines.find((line) => line.includes('Second'))).toMatch(/accepted,Ann,[^,]+,Cleo,[^,]+,yes,$/)
    expect(lines.find((line) => line.includes('First'))).toMatch(/withdrawn,Ann,[^,]+,Sue,[^,]+,,$/)
  })

  it('is nobody else’s: another partner’s is empty, who reads no consents finds nothing', async () => {
    expect((await rival.call('GET', '/consents/export.csv')).text.trim().split('\r\n')).toHaveLength(1)
    expect((await helper.call('GET', '/consents/export.csv')).status).toBe(404)
  })
})
