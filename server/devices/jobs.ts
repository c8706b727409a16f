import { limits } from '../../contract/limits.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { bindJob, type Job, type JobBinding } from '../platform/jobs.ts'
import { copyManagingPartnerFrom } from './tenant-queries.ts'

/** Whoever changes a tenant's managing partner enqueues this: lists over all customers are driven by it (docs/isolation.md). */
export const copyManagingPartner: Job<{ tenantId: string }> = { name: 'devices.copy-managing-partner' }

export const devicesJobs: readonly Job[] = [copyManagingPartner]

export function devicesJobBindings(hub: Hub): readonly JobBinding[] {
  return [
    bindJob(copyManagingPartner, async ({ tenantId }) => {
      let after: string | null = null
      do {
        const from: string | null = after
        after = await hub.database.inSystem(newId(), (scope) => copyManagingPartnerFrom(scope, tenantId, from, limits.chunkRows))
      } while (after !== null)
    }),
  ]
}
