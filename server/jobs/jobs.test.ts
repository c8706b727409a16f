import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../platform/id.ts'
import { type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { jobsRoutes } from './routes.ts'

let test: TestHub
let ada: Client
let partner: string
const [feed, transfer] = [newId(), newId()]

beforeAll(async () => {
  test = await openTestHub({ routes: jobsRoutes })
  partner = await test.organisation('partner')
  ada = await test.member(partner, ['global_admin'])
  const { owner } = test.database
  await owner.query(
    "insert into feed (id, reporter, person, reported_by, file_name, state, rows, decided) values ($1, $2, $3, 'A', 'f.csv', 'running', 10, 4)",
    [feed, partner, ada.person],
  )
  await owner.query(
    "insert into transfer (id, asked_by, asked_by_name, home, acting, state, rows, progress, finished_at) values ($1, $2, 'A', $3, $3, 'done', 7, 7, now())",
    [transfer, ada.person, partner],
  )
})
afterAll(() => test.close())

describe('long work', () => {
  it('says how far it is, by the id of what is worked on', async () => {
    expect((await ada.call('GET', `/jobs/${feed}`)).json()).toMatchObject({
      kind: 'feed',
      state: 'running',
      rows: 10,
      progress: 4,
      finishedAt: null,
      link: `/feeds/${feed}`,
    })
    const done = (await ada.call('GET', `/jobs/${transfer}`)).json<{ finishedAt: string | null }>()
    expect(done).toMatchObject({ kind: 'transfer', state: 'done', rows: 7, progress: 7, link: `/transfers/${transfer}` })
    expect(done.finishedAt).not.toBeNull()
  })

  it('says of a feed that is tried again how far the retry is (R-B4)', async () => {
    const again = newId()
    const { owner } = test.database
    await owner.query(
      "insert into feed (id, reporter, person, reported_by, file_name, state, rows, decided, run) values ($1, $2, $3, 'A', 'f.csv', 'running', 10, 10, 2)",
      [again, partner, ada.person],
    )
    await owner.query(
      "insert into feed_retry (feed, run, reporter, person, asked_by, rows, decided, asked_at) values ($1, 1, $2, $3, 'A', 6, 6, '2026-03-01Z'), ($1, 2, $2, $3, 'A', 4, 1, '2026-03-02Z')",
      [again, partner, ada.person],
    )
    expect((await ada.call('GET', `/jobs/${again}`)).json()).toMatchObject({
      rows: 4,
      progress: 1,
      createdAt: '2026-03-02T00:00:00.000Z',
      finishedAt: null,
    })
  })

  it('does not exist for another organisation, nor for whoever may not read that kind (R-A2)', async () => {
    const stranger = await test.member(await test.organisation('partner'), ['global_admin'])
    const seller = await test.member(ada.organisation ?? '', ['sales_agent'])
    const answers = [
      await stranger.call('GET', `/jobs/${feed}`),
      await stranger.call('GET', `/jobs/${transfer}`),
      await seller.call('GET', `/jobs/${transfer}`),
      await ada.call('GET', `/jobs/${newId()}`),
    ]
    expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404, 404])
    expect(new Set(answers.map((answer) => JSON.stringify({ ...answer.problem(), correlationId: '' }))).size).toBe(1)
    expect((await test.nobody.call('GET', `/jobs/${feed}`)).status).toBe(401)
  })
})
