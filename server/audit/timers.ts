import type { Hub } from '../platform/hub.ts'
import type { Timer } from '../platform/jobs.ts'
import { sealAudit } from './seal.ts'
import { auditWatch } from './watch.ts'

export function auditTimers(hub: Hub): readonly Timer[] {
  return [
    {
      name: 'audit.seal',
      everySeconds: 1,
      run: async () => {
        await sealAudit(hub)
      },
    },
    // Everywhere: where no worker is left, nothing is sealed, and somebody has to say so.
    { name: 'audit.watch', everySeconds: 2, run: auditWatch(hub), everywhere: true },
  ]
}
