import { limits } from '../../contract/limits.ts'
import { sql } from '../platform/database/query.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import type { Timer } from '../platform/jobs.ts'

type House = Pick<Hub, 'database'>

/** Adds what changed to the counts; one server at a time, the others do nothing (data-model.md, "Counts"). Answers how many changes. */
export async function foldCounters({ database }: House): Promise<number> {
  const { n } = await database.inSystem(newId(), (scope) => scope.one<{ n: number }>(sql`select door.fold_counters() as n`))
  return n
}

/** Makes the partitions of this month and the next three; answers how many were missing. */
export async function openMonths({ database }: House): Promise<number> {
  const { n } = await database.inSystem(newId(), (scope) => scope.one<{ n: number }>(sql`select door.open_months() as n`))
  return n
}

/** Forgets idempotency keys that are past their time, and old counts of tries; answers how many keys. */
export async function forgetOldKeys({ database }: House): Promise<number> {
  const { n } = await database.inSystem(newId(), (scope) =>
    scope.one<{ n: number }>(sql`select door.forget_old_keys(${limits.idempotencyKeyHours}) as n`),
  )
  return n
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
