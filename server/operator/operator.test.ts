import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../platform/id.ts'
import { bindJob, type Job } from '../platform/jobs.ts'
import { type Client, openTestHub, type TestHub, until } from '../testing/hub.ts'
import { operatorRoutes } from './routes.ts'

type Shown = { id: string; name: string; state: string; tries: number; subject: string | null; fault: string | null }
const stubborn: Job<{ thing: string }> = { name: 'test.stubborn' }
const idle: Job = { name: 'test.idle' }

let test: TestHub
let operator: Client
let succeeds = false
let done = 0

beforeAll(async () => {
  test = await openTestHub({
    routes: operatorRoutes,
    jobs: [stubborn, idle],
    jobBindings: () => [
      bindJob(stubborn, async () => {
        if (!succeeds) throw new Error('the other side does not answer')
        done += 1
      }),
    ],
  })
  operator = await test.operator()
  await test.hub.database.inSystem(newId(), async (scope) => {
    await test.hub.queue.enqueue(scope, stubborn, { thing: 'the-thing' })
    for (let n = 0; n < 3; n += 1) await test.hub.queue.enqueue(scope, idle, { n })
  })
})
afterAll(() => test.close())

const jobs = async (query = '') =>
  (await operator.call('GET', `/operator/jobs${query}`)).json<{ items: Shown[]; nextCursor: string | null }>()

describe('the operator’s view of background work (R-E7)', () => {
  it('shows what fails with what it failed with, and what it is about', async () => {
    const failing = await until('a job that failed', async () => (await jobs('?state=repeating')).items.find(({ fault }) => fault !== null))
    expect(failing).toMatchObject({ name: 'test.stubborn', subject: 'the-thing', fault: 'the other side does not answer' })
    expect(failing.tries).toBeGreaterThan(0)
  })

  it('is read page by page, newest first', async () => {
    const first = await jobs('?limit=2&state=waiting')
    expect(first.items.map(({ name }) => name)).toEqual(['test.idle', 'test.idle'])
    const second = await jobs(`?limit=2&state=waiting&cursor=${first.nextCursor}`)
    expect(second).toMatchObject({ items: [{ name: 'test.idle' }], nextCursor: null })
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(3)
  })

  it('tries again at once what waits for another try, and writes down who asked (R-A6)', async () => {
    await test.database.owner.query("update jobs.job set start_after = now() + interval '1 hour' where name = 'test.stubborn'")
    const failing = await until('a job that waits', async () => (await jobs('?state=repeating')).items[0])
    succeeds = true
    const retried = await operator.call('POST', `/operator/jobs/${failing.id}/retry`)
    expect(retried.status).toBe(200)
    await until('the job', async () => done === 1)
    await until('an empty list', async () => (await jobs('?state=repeating')).items.length === 0)
    const { rows } = await test.database.owner.query("select person, detail from audit_event where kind = 'job.retried'")
    expect(rows).toEqual([{ person: operator.person, detail: { job: 'test.stubborn' } }])
    expect((await operator.call('POST', `/operator/jobs/${failing.id}/retry`)).status).toBe(404)
  })

  it('does not hurry what waits for its first try, and knows no other', async () => {
    const [waiting] = (await jobs('?state=waiting')).items
    expect((await operator.call('POST', `/operator/jobs/${waiting?.id}/retry`)).problem().code).toBe('jobs.not_waiting')
    expect((await operator.call('POST', `/operator/jobs/${newId()}/retry`)).status).toBe(404)
  })

  it('is nobody else’s: not even an administrator’s', async () => {
    const vendor = await test.member(await test.organisation('vendor'), ['vendor_admin'])
    for (const client of [vendor, test.nobody]) {
      const answers = [await client.call('GET', '/operator/jobs'), await client.call('GET', '/operator/health')]
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([client === vendor ? 403 : 401]))
    }
  })
})

describe('the health of the hub', () => {
  it('counts what waits, how far the audit log is sealed, and how large the hub is', async () => {
    const health = (await operator.call('GET', '/operator/health')).json<Record<string, unknown>>()
    expect(health).toMatchObject({
      database: { version: expect.stringMatching(/^1[5-9]/) },
      audit: { sealedAt: null, unsealedSeconds: expect.any(Number) },
      jobs: [{ name: 'test.idle', waiting: 3, running: 0, repeating: 0, failed: 0, oldestSeconds: expect.any(Number) }],
      mail: { waiting: 0, failing: 0 },
      organisations: { vendor: 1, provider: 0, partner: 0, customer: 0 },
      devices: 0,
    })
  })
})
