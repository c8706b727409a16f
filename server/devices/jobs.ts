import { limits } from '../../contract/limits.ts'
import { sql } from '../platform/database/query.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { bindJob, type Job, type JobBinding } from '../platform/jobs.ts'

/** Whoever changes a tenant's managing partner enqueues this: lists over all customers are driven by it (data-model.md). */
export const copyManagingPartner: Job<{ tenantId: string }> = { name: 'devices.copy-managing-partner' }

export const devicesJobs: readonly Job[] = [copyManagingPartner]

export function devicesJobBindings(hub: Hub): readonly JobBinding[] {
  return [
    bindJob(copyManagingPartner, async ({ tenantId }) => {
      let after: string | null = null
      do {
        const from: string | null = after
        const step: { last: string | null } = await hub.database.inSystem(newId(), (scope) =>
          scope.one<{ last: string | null }>(sql`select door.copy_managing_partner(${tenantId}, ${from}, ${limits.chunkRows}) as last`),
        )
        after = step.last
      } while (after !== null)
    }),
  ]
}
