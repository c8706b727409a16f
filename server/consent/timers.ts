import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import type { Timer } from '../platform/jobs.ts'
import { lapseRequests } from './queries.ts'

/** Requests that nobody answered in time lapse. */
export function consentTimers(hub: Hub): readonly Timer[] {
  return [
    {
      name: 'consent.lapse',
      everySeconds: 300,
      run: () => hub.database.inSystem(newId(), lapseRequests),
    },
  ]
}
