import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { systemClock } from '../platform/clock.ts'
import type { World } from './model/world.ts'
import { besideEachOther } from './worlds.ts'

// Runs a comparison over random worlds, several in one database at a time. Environment: RUNS how many, SEED which. A world that differs is
// made small; `npm run test:worlds` (KEEP) keeps it in worlds-kept.json, and every run of the tests looks at it again.

const keptFile = new URL('./worlds-kept.json', import.meta.url)
type Level = 'sql' | 'api' | 'steps'
type Kept<W> = { level: Level; found: string; world: W }

const dayOf = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

/** Worlds that once differed, with their dates as far from today as they were then. */
export function keptWorlds<W extends World = World>(level: Level, today: string): W[] {
  const kept = JSON.parse(readFileSync(keptFile, 'utf8')) as Kept<W>[]
  return kept
    .filter((one) => one.level === level)
    .map(({ world }) => {
      const days = Math.round((Date.parse(today) - Date.parse(world.today)) / 86_400_000)
      const accreditations = world.accreditations.map((one) => ({
        ...one,
        validFrom: dayOf(one.validFrom, days),
        validUntil: one.validUntil === null ? null : dayOf(one.validUntil, days),
      }))
      return { ...world, today, accreditations }
    })
}

/** The same for everybody: a change is refused for what it does, never for what chance had brought. New worlds are `npm run test:worlds`'s. */
const seedOfShortRuns = 7

/** Which worlds: as SEED says, in a long run (RUNS) ones that nobody chose. */
export function chosenSeed(): number {
  const unchosen = process.env.RUNS === undefined ? seedOfShortRuns : systemClock.now().getTime() % 2_147_483_647
  return Number(process.env.SEED ?? unchosen)
}

/** Compares `short` worlds, or RUNS; fails with the first that differs, made small, and with the seed. */
export async function compareRandomWorlds<W extends World>(
  level: Level,
  worlds: fc.Arbitrary<W>,
  { short, together }: { short: number; together: number },
  compare: (worlds: readonly W[]) => Promise<readonly { world: number }[]>,
): Promise<void> {
  const runs = Number(process.env.RUNS ?? short)
  const seed = chosenSeed()
  const all = fc.sample(worlds, { numRuns: runs, seed })
  const began = systemClock.now().getTime()
  for (let from = 0; from < all.length; from += together) {
    const found = await compare(besideEachOther(all.slice(from, from + together)))
    const first = found[0]
    if (first) throw await asFailure(level, worlds, { seed, at: from + Math.max(first.world, 0), first, compare })
    tellProgress(level, { seed, runs, done: Math.min(from + together, runs), seconds: (systemClock.now().getTime() - began) / 1000 })
  }
}

function tellProgress(level: Level, { seed, runs, done, seconds }: { seed: number; runs: number; done: number; seconds: number }): void {
  if (process.env.RUNS === undefined) return
  process.stderr.write(
    `${level}: ${done} of ${runs} worlds, seed ${seed}, ${Math.round(seconds)} s, ${(seconds / done).toFixed(2)} s a world\n`,
  )
}

async function asFailure<W extends World>(
  level: Level,
  worlds: fc.Arbitrary<W>,
  {
    seed,
    at,
    first,
    compare,
  }: { seed: number; at: number; first: unknown; compare: (worlds: readonly W[]) => Promise<readonly unknown[]> },
): Promise<Error> {
  process.stderr.write(`${level}: seed ${seed}, world ${at} differs, and is made small: ${JSON.stringify(first)}\n`)
  const property = fc.asyncProperty(worlds, async (world) => (await compare(besideEachOther([world]))).length === 0)
  // The run's world by its number, and smaller ones from there.
  const small = await fc.check(property, {
    seed,
    path: String(at),
    numRuns: 1,
    interruptAfterTimeLimit: process.env.KEEP === 'on' ? 300_000 : 60_000,
  })
  const [world] = small.counterexample ?? []
  const where = `seed ${seed}, world ${at}`
  if (!world) return new Error(`${level}: differs beside other worlds only (${where}): ${JSON.stringify(first)}`)
  const differences = await compare(besideEachOther([world]))
  if (process.env.KEEP === 'on') {
    const kept = JSON.parse(readFileSync(keptFile, 'utf8')) as Kept<World>[]
    writeFileSync(keptFile, `${JSON.stringify([...kept, { level, found: where, world }], null, 2)}\n`)
  }
  return new Error(
    `${level}: ${where} differs: ${JSON.stringify(differences.slice(0, 5), null, 1)}\nthe world, made small: ${JSON.stringify(world)}`,
  )
}
