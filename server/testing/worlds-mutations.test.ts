import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { mutationsOf, mutationTable, seeMutations } from './worlds-mutations.ts'
import { closeWalls, openWalls, type Walls } from './worlds-walls.ts'

// R-A1: that the comparison of random worlds would see a broken policy. MUTATIONS=on tries all of them and writes the table; else a few, others each day.

describe('the comparison of worlds is awake', () => {
  let walls: Walls
  const today = systemClock.now().toISOString().slice(0, 10)
  beforeAll(async () => {
    walls = await openWalls()
  })
  afterAll(() => closeWalls(walls))

  const all = process.env.MUTATIONS === 'on'

  it(`sees ${all ? 'every mutation' : 'some mutations'} of policies, or it is said what else does`, { timeout: 7_200_000 }, async () => {
    const mutations = await mutationsOf(walls)
    const how = { today, seed: Number(process.env.SEED ?? 1), together: 8, most: Number(process.env.RUNS ?? 40) }
    const possible = mutations.filter(({ unseen }) => unseen === null)
    const day = Math.floor(Date.parse(today) / 86_400_000)
    const chosen = all ? possible : possible.filter((_, n) => n % 60 === day % 60)
    expect(chosen.length).toBeGreaterThan(2)
    const began = systemClock.now().getTime()
    const tell = (seen: readonly unknown[], left: number) =>
      process.stderr.write(`${seen.length} seen, ${left} not yet, ${Math.round((systemClock.now().getTime() - began) / 1000)} s\n`)
    const seen = await seeMutations(walls, chosen, { ...how, ...(all ? { tell } : {}) })
    if (all) writeFileSync('docs/benchmarks/policy-mutations.md', mutationTable(mutations, seen, how))
    const missed = chosen.filter((mutation) => !seen.some((one) => one.mutation === mutation))
    expect(missed.map(({ table, policy, what }) => `${table}: ${policy} ${what}`)).toEqual([])
  })
})
