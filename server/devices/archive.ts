import type { archiveDevices } from '../../contract/devices.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import { type AuditEntry, inLogsOf, record } from '../audit/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { notFound } from '../platform/problems.ts'
import { setArchived } from './queries.ts'
import { archiveSilent } from './tenant-queries.ts'

/** Puts devices in reach into the archive, or takes them out of it; each tenant's log has its own, and the log of the partner that did it (R-A6). */
export async function archive(scope: Scope, { body }: Call<typeof archiveDevices>): Promise<ReplyOf<typeof archiveDevices>> {
  const { acting, capacity } = scope.actor
  if (!acting || capacity !== 'member') throw notFound()
  scope.see('managed')
  const changed = await setArchived(scope, body.devices, body.archived)
  const kind = body.archived ? 'device.archived' : 'device.unarchived'
  const entries = changed.flatMap(({ organisation, name, n }) =>
    inLogsOf([organisation, acting.id], { kind, detail: { count: n, tenant: name } }),
  )
  if (entries.length > 0) await record(scope, ...entries)
  return { changed: changed.reduce((sum, { n }) => sum + n, 0) }
}

/** Archives what has been silent for longer than its tenant waits, a chunk a transaction, until nothing is due. */
export async function archiveInactive({ database }: Pick<Hub, 'database'>): Promise<void> {
  for (let found: number = limits.chunkRows; found > 0; ) {
    found = await database.inSystem(newId(), async (scope) => {
      const done = await archiveSilent(scope, limits.chunkRows)
      const entries = done.map(
        ({ organisation, tenant, days, n }): AuditEntry => ({
          organisation,
          kind: 'device.archived_inactive',
          subject: tenant,
          detail: { count: n, days },
        }),
      )
      if (entries.length > 0) await record(scope, ...entries)
      return done.reduce((sum, { n }) => sum + n, 0)
    })
  }
}
