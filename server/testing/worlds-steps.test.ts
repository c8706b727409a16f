import { afterAll, beforeAll, expect, it } from 'vitest'
import { allJobBindings, allJobs, allRoutes } from '../features.ts'
import { systemClock } from '../platform/clock.ts'
import { openTestHub, type TestHub } from './hub.ts'
import { besideEachOther, worlds } from './worlds.ts'
import { openSessions } from './worlds-api.ts'
import { compareWorld, type Difference } from './worlds-compare.ts'
import { insertWorlds } from './worlds-insert.ts'
import { compareRandomWorlds, keptWorlds } from './worlds-run.ts'
import { carryOut, type Life, lives } from './worlds-steps.ts'
import { sets, type Walls, wallsOf } from './worlds-walls.ts'

// R-A4, R-T8: in random worlds things happen, through the API; after each every viewer gets from every table exactly what the rules give them now: what an
// act takes away is gone with it, what it gives is there.

/** Of what the model has no lists for: sums (that are folded, and of transfers), and visits (support.test.ts). */
const beside = ['counters', 'counterDeltas', 'transferEnds', 'visits']

let test: TestHub
let walls: Walls
const today = systemClock.now().toISOString().slice(0, 10)
const happened = new Map<string, number>()

beforeAll(async () => {
  test = await openTestHub({ routes: allRoutes, jobs: allJobs, jobBindings: allJobBindings })
  const all = await wallsOf(test.database, test.hub.database)
  walls = { ...all, looks: ['see'], sets: sets.filter((set) => !beside.includes(set)) }
})
afterAll(() => test.close())

async function compareLives(some: readonly Life[]): Promise<Difference[]> {
  // What happens is written into the world: one that is made small begins as it was.
  for (const [n, life] of structuredClone(some).entries()) {
    await test.database.owner.query('delete from session')
    await insertWorlds(test.database.owner, [life])
    const tokens = await openSessions(test, life)
    const did: string[] = []
    for (const step of [null, ...life.steps]) {
      const done = step === null ? 'begins' : await carryOut({ test, world: life, tokens, today }, step)
      if (done === null) continue
      did.push(done)
      if (step) happened.set(step.act, (happened.get(step.act) ?? 0) + 1)
      const found = await compareWorld(walls, { ...life }, n)
      if (found.length > 0) return found.map((one) => ({ ...one, what: `${one.what}, after: ${did.join('; ')}` }))
    }
  }
  return []
}

it('who reaches a row is the same by the policies and by the rules after every act, in random worlds', { timeout: 7_200_000 }, async () => {
  await compareRandomWorlds('steps', lives(worlds(today, 'byDoors')), { short: 2, together: 1 }, compareLives)
  expect([...happened.values()].reduce((one, other) => one + other, 0)).toBeGreaterThan(2)
})

it('is so in every life that was once found to differ', async () => {
  expect(await compareLives(besideEachOther(keptWorlds<Life>('steps', today)))).toEqual([])
})
