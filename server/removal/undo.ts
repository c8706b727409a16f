import { z } from 'zod'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { listRemovals, undoRemoval } from '../../contract/removals.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { findPlace } from '../devices/index.ts'
import { isMember } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readKeys } from '../platform/http/cursor.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { presentRemoval } from './present.ts'
import { findRemoval, listRemovalsOf, restoreDevices } from './queries.ts'

/** Removals from a tenant in reach, newest first; 404 out of reach. */
export async function showRemovals(scope: Scope, { query }: Call<typeof listRemovals>): Promise<ReplyOf<typeof listRemovals>> {
  if (scope.actor.capacity !== 'member') throw notFound()
  scope.see('managed')
  const after = readKeys(query.cursor, z.tuple([z.iso.datetime(), z.uuid()]))
  const place = await findPlace(scope, query.tenant)
  if (!place) throw notFound()
  const rows = await listRemovalsOf(scope, place.id, after && { at: after[0], id: after[1] }, query.limit + 1)
  return pageOf(
    rows,
    query.limit,
    (row) => presentRemoval(scope, row),
    (row) => [row.at_key, row.id],
  )
}

/**
 * Takes a removal back: each record comes back where it was unless another one has come into its place since; what has proof elsewhere by now comes
 * back without (R-D11). Refuses: 404 out of reach, `removals.not_undoable` (undone before, too late, or somebody else's to undo).
 */
export async function undo(scope: Scope, { params }: Call<typeof undoRemoval>): Promise<ReplyOf<typeof undoRemoval>> {
  const { actor } = scope
  if (!isMember(actor) || actor.capacity !== 'member') throw notFound()
  scope.see('managed')
  if (!(await findRemoval(scope, params.id))) throw notFound()
  const restored = await restoreDevices(scope, params.id, actor.person.name)
  const now = await findRemoval(scope, params.id)
  if (!restored || !now) throw new ProblemError('removals.not_undoable')
  if (restored.restored > 0) {
    const detail = { count: restored.restored, tenant: now.tenant_name }
    const entries = [...new Set([restored.organisation, actor.acting.id])].map(
      (organisation): AuditEntry => ({ organisation, kind: 'device.restored', subject: params.id, detail }),
    )
    await record(scope, ...entries)
  }
  return presentRemoval(scope, now)
}
