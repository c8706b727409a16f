import type { Hub } from '../platform/hub.ts'
import type { Timer } from '../platform/jobs.ts'
import { lapse } from './lapse.ts'

export function supportTimers(hub: Hub): readonly Timer[] {
  return [{ name: 'support.lapse', everySeconds: 60, run: () => lapse(hub) }]
}
