import type { Hub } from '../platform/hub.ts'
import type { Timer } from '../platform/jobs.ts'
import { sealAudit } from './seal.ts'

export function auditTimers(hub: Hub): readonly Timer[] {
  return [
    {
      name: 'audit.seal',
      everySeconds: 1,
      run: async () => {
        await sealAudit(hub)
      },
    },
  ]
}
