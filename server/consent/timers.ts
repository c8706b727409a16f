import { sql } from '../platform/database/query.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import type { Timer } from '../platform/jobs.ts'

/** Requests that nobody answered in time lapse. */
export function consentTimers(hub: Hub): readonly Timer[] {
  return [
    {
      name: 'consent.lapse',
      everySeconds: 300,
      run: async () => {
        await hub.database.inSystem(newId(), (scope) => scope.one(sql`select door.lapse_requests()`))
      },
    },
  ]
}
