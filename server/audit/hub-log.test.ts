import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { listHubAudit } from '../../contract/operator.ts'
import { newId } from '../platform/id.ts'
import { type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { record } from './record.ts'
import { auditRoutes } from './routes.ts'
import { hubLog } from './rules.ts'

// What whoever runs the hub did is in the hub's own log, which operators read, and nobody else (R-A6, R-A7).

let test: TestHub
let operator: Client
let partner: string
beforeAll(async () => {
  test = await openTestHub({ routes: auditRoutes })
  operator = await test.operator()
  partner = await test.organisation('partner')
  await test.hub.database.inSystem(newId(), async (scope) => {
    await record(scope, { organisation: hubLog, kind: 'job.retried', subject: newId(), detail: { job: 'mail.send' } })
    await record(scope, { organisation: hubLog, kind: 'second_factor.taken_away', detail: { name: 'Lena', reason: 'Lost' } })
    await record(scope, { organisation: partner, kind: 'session.signed_in' })
  })
})
afterAll(() => test.close())

const read = async (query = '') => (await operator.call('GET', `/operator/audit${query}`)).json<ReplyOf<typeof listHubAudit>>()

describe('the hub’s own log', () => {
  it('is read by operators, newest first, page by page, and holds no organisation’s events', async () => {
    const first = await read('?limit=1')
    expect(first.items).toMatchObject([{ kind: 'second_factor.taken_away', who: 'Steward', sentence: expect.stringContaining('Lena') }])
    const second = await read(`?cursor=${first.nextCursor}`)
    expect(second.items.map(({ kind }) => kind)).toEqual(['job.retried'])
    expect(second.nextCursor).toBeNull()
  })

  it('names the operator who acted, and takes the filters that other logs take', async () => {
    await test.database.owner.query("update audit_event set person = $1, person_name = 'Olga' where kind = 'job.retried'", [
      operator.person,
    ])
    expect((await read('?kind=job')).items).toMatchObject([{ who: 'Olga', personId: operator.person }])
    expect((await read(`?person=${operator.person}`)).items).toHaveLength(1)
    expect((await read(`?person=${newId()}`)).items).toHaveLength(0)
    expect((await read('?to=2020-01-01')).items).toHaveLength(0)
  })

  it('is nobody else’s, and the operator reads no organisation’s by it', async () => {
    const admin = await test.member(partner, ['global_admin'])
    expect((await admin.call('GET', '/operator/audit')).status).toBe(403)
    expect((await test.nobody.call('GET', '/operator/audit')).status).toBe(401)
    expect((await admin.call('GET', '/audit')).text).not.toContain('job.retried')
    expect((await operator.call('GET', '/audit')).problem().code).toBe('http.no_organisation')
  })
})
