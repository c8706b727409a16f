import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import type { Timer } from '../platform/jobs.ts'
import { addMonths, dropOldKeys, foldDeltas } from './queries.ts'

type House = Pick<Hub, 'database'>

/** Adds what changed to the counts; one server at a time, the others do nothing (docs/isolation.md, "Counts"). Answers how many changes. */
export function foldCounters({ database }: House): Promise<number> {
  return database.inSystem(newId(), foldDeltas)
}

/** Makes the partitions of this month and the next three; answers how many were missing. */
export function openMonths({ database }: House): Promise<number> {
  return database.inSystem(newId(), addMonths)
}

/** Forgets idempotency keys that are past their time, and old counts of tries; answers how many keys. */
export function forgetOldKeys({ database }: House): Promise<number> {
  return database.inSystem(newId(), dropOldKeys)
}

const hour = 3600

/** What the house does for itself, whoever is in it. */
export function upkeepTimers(hub: Hub): readonly Timer[] {
  const every = (name: string, everySeconds: number, work: (hub: Hub) => Promise<number>): Timer => ({
    name: `upkeep.${name}`,
    everySeconds,
    run: async () => {
      await work(hub)
    },
  })
  return [every('fold-counters', 1, foldCounters), every('open-months', hour, openMonths), every('forget-old-keys', hour, forgetOldKeys)]
}
