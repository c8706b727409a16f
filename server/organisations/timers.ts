import type { Hub } from '../platform/hub.ts'
import type { Timer } from '../platform/jobs.ts'
import { openDueHoldings } from './open-holdings.ts'

export function organisationsTimers(hub: Hub): readonly Timer[] {
  return [
    {
      name: 'organisations.open-due-holdings',
      everySeconds: 60,
      run: async () => {
        await openDueHoldings(hub)
      },
    },
  ]
}
