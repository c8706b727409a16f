import type { Hub } from '../platform/hub.ts'
import type { Timer } from '../platform/jobs.ts'
import { watchQuotas } from './watch.ts'

export function quotaTimers(hub: Hub): readonly Timer[] {
  return [{ name: 'quota.watch', everySeconds: 60, run: () => watchQuotas(hub) }]
}
