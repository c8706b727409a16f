import { limits } from '../../contract/limits.ts'
import { sql } from '../platform/database/query.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import type { Timer } from '../platform/jobs.ts'

/** What keeps the house tidy: counters folded, partitions made ahead, old keys forgotten. Each decides under its own lock, so any server may. */
export function upkeepTimers(hub: Hub): readonly Timer[] {
  const system = (statement: ReturnType<typeof sql>) => async () => {
    await hub.database.inSystem(newId(), (scope) => scope.run(statement))
  }
  return [
    { name: 'upkeep.fold-counters', everySeconds: 1, run: system(sql`select door.fold_counters()`) },
    { name: 'upkeep.open-months', everySeconds: 3600, run: system(sql`select door.open_months()`) },
    { name: 'upkeep.forget-old-keys', everySeconds: 3600, run: system(sql`select door.forget_old_keys(${limits.idempotencyKeyHours})`) },
  ]
}
