import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Phase } from './phases.ts'
import type { Work } from './work.ts'
import { type CrashWorld, type Lane, laterLocation, shortRows } from './world.ts'

/** Work that is begun to be hit, and goes on beside the next until it has ended. */
export type Bench = {
  /** Begins what leads to the first of these that it can; answers whether it did. What nothing leads to is done again and again anyway. */
  begin(phases: readonly Phase[]): boolean
  /** Throws the first failure. */
  check(): void
  ended(): Promise<void>
}

/** So much work at a time: what was hit waits up to half a minute for its next try. */
const atOnce = 6

/** `rows`: of what is to have more than one chunk. A transfer is undone when it has ended, so that its devices can move again. */
export function startBench({ work, truth, world, rows }: { work: Work; truth: pg.Pool; world: CrashWorld; rows: number }): Bench {
  const short = world.lanes.filter(({ serials }) => serials.length === shortRows)
  const long = world.lanes.filter(({ serials }) => serials.length === rows)
  const underWay = new Set<Promise<unknown>>()
  const failures: unknown[] = []
  let begun = 0
  const pursue = (act: Promise<unknown>) => {
    const one = act.catch((error: unknown) => failures.push(error)).finally(() => underWay.delete(one))
    underWay.add(one)
  }
  const feed = (size: number, slow: boolean) => () => work.feed(String(begun), size, { slow })
  const move = (lanes: Lane[], slow: boolean) => async () => {
    const lane = lanes.shift()
    if (!lane) throw new Error('no lane was left')
    await work.undo(await work.transfer(lane, { slow }))
    lanes.push(lane)
  }
  const retry = async () => {
    const { locationId, open } = laterLocation(truth, world)
    const rejected = await work.rejectedFeed(`R${begun}`, shortRows, locationId)
    await patiently(open)
    await work.retry(rejected)
  }
  const acts: Partial<Record<Phase, { lanes?: Lane[]; act: () => Promise<unknown> }>> = {
    'feed receiving': { act: feed(shortRows, true) },
    'feed queued': { act: feed(shortRows, false) },
    'feed placing': { act: feed(rows, false) },
    'feed counting': { act: feed(shortRows, false) },
    'feed retrying': { act: retry },
    'transfer receiving': { lanes: short, act: move(short, true) },
    'transfer previewing': { lanes: long, act: move(long, false) },
    'transfer queued': { lanes: short, act: move(short, false) },
    'transfer moving': { lanes: long, act: move(long, false) },
    'transfer finishing': { lanes: short, act: move(short, false) },
    'transfer undoing': { lanes: short, act: move(short, false) },
    'asking for an undo': { lanes: short, act: move(short, false) },
  }
  return {
    begin(phases) {
      const phase = phases.find((one) => acts[one] !== undefined && acts[one].lanes?.length !== 0)
      const act = phase && acts[phase]?.act
      if (!act || underWay.size >= atOnce) return false
      begun += 1
      pursue(act())
      return true
    },
    check() {
      if (failures.length > 0) throw failures[0]
    },
    async ended() {
      await Promise.all(underWay)
    },
  }
}

async function patiently<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await act()
    } catch (error) {
      if (tries === 600) throw error
      await pause(50)
    }
  }
}
