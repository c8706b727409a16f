import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints } from '../../contract/endpoints.ts'
import { allJobs, allRoutes } from '../features.ts'
import { systemClock } from '../platform/clock.ts'
import { openTestHub, type TestHub } from './hub.ts'
import { besideEachOther, worlds } from './worlds.ts'
import { compareApi, compareLists, namesOfQuestions } from './worlds-api.ts'
import { compareRandomWorlds, keptWorlds } from './worlds-run.ts'
import { worldOfShares } from './worlds-shares.ts'

// R-A1, R-A2, R-A7 over HTTP: in random worlds every list to its last page, every page, search, count and file answers every viewer exactly what
// the naive model gives them, and names nothing else.

/** What is read elsewhere, or is nobody's row. */
const beside: Record<string, string> = {
  getSecondFactor: 'the person’s own (people)',
  getNotificationChoices: 'the person’s own (notifications)',
  listViews: 'the person’s own (views)',
  events: 'a stream (worlds-live.test.ts)',
  listVendors: 'names of vendors (R-D1)',
  registrationSample: 'made up',
  registrationSampleWorkbook: 'made up',
  feedSample: 'made up',
  feedSampleWorkbook: 'made up',
  transferSample: 'made up',
  transferSampleWorkbook: 'made up',
}

describe('what the API answers', () => {
  let test: TestHub
  const today = systemClock.now().toISOString().slice(0, 10)
  beforeAll(async () => {
    test = await openTestHub({ routes: allRoutes, jobs: allJobs })
  })
  afterAll(() => test.close())

  it('is what the rules give, to every viewer of random worlds', { timeout: 7_200_000 }, async () => {
    await compareRandomWorlds('api', worlds(today, 'byDoors'), { short: 1, together: 2 }, (some) => compareApi(test, some))
  })

  it('is so for partners of 50 %, 5 %, 0.5 % and 0.05 % of a hub', async () => {
    const [world] = besideEachOther([worldOfShares(today)])
    const paths = ['/devices', '/devices?sort=-serialNumber', '/devices/export.csv', '/customers', '/customers?sort=-invitedAt']
    expect(world && (await compareLists(test, world, paths))).toEqual([])
  })

  it('is compared by something awake: it sees a policy that shows everybody all tenants', async () => {
    const [world] = besideEachOther(fc.sample(worlds(today, 'byDoors'), { numRuns: 1, seed: 3 }))
    const { owner } = test.database
    const before = await owner.query<{ qual: string }>(
      "select qual from pg_policies where tablename = 'reach' and policyname = 'see_as_managed'",
    )
    const lists = async () => (world ? await compareLists(test, world, ['/devices']) : [])
    expect(await lists()).toEqual([])
    await owner.query('alter policy see_as_managed on hub.reach using (true)')
    const found = await lists()
    await owner.query(`alter policy see_as_managed on hub.reach using (${before.rows[0]?.qual})`)
    expect(new Set(found.map(({ what }) => what))).toEqual(new Set(['names', 'rows']))
  })

  it('is asked of everything that can be read, or it is said why not', () => {
    const asked = new Set(fc.sample(worlds(today, 'byDoors'), { numRuns: 15, seed: 1 }).flatMap((world) => [...namesOfQuestions(world)]))
    const there = endpoints.filter(({ method, access }) => method === 'GET' && access !== 'public').map(({ name }) => name)
    expect([...asked, ...Object.keys(beside)].sort()).toEqual(there.sort())
  })

  it('is so in every world that was once found to differ', async () => {
    const kept = besideEachOther(keptWorlds('api', today))
    expect(kept.length === 0 ? [] : await compareApi(test, kept)).toEqual([])
  })
})
