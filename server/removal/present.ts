import type { z } from 'zod'
import type { removal } from '../../contract/removals.ts'
import type { Scope } from '../platform/database/database.ts'
import type { RemovalRecord } from './queries.ts'
import { mayBeUndone } from './rules.ts'

export function presentRemoval(scope: Scope, record: RemovalRecord): z.output<typeof removal> {
  const acting = scope.actor.acting?.id ?? null
  return {
    id: record.id,
    devices: record.devices,
    serialNumbers: record.serials,
    // Another organisation's people are that organisation (R-A6).
    removedBy: record.organisation === acting ? record.removed_by : (record.remover_name ?? ''),
    removedAt: record.at.toISOString(),
    undoUntil: record.undo_until.toISOString(),
    restored: record.restored,
    can: {
      undo: mayBeUndone({
        acting,
        removedFor: record.organisation,
        tenantOf: record.tenant_organisation,
        inTime: record.in_time,
        isUndone: record.undone_at !== null,
      }),
    },
  }
}
