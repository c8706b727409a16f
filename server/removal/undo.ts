import { z } from 'zod'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { listRemovals, undoRemoval } from '../../contract/removals.ts'
import { inLogsOf, record } from '../audit/index.ts'
import { findPlace } from '../devices/index.ts'
import { notifyMembers, notifyOrganisations } from '../notifications/index.ts'
import { isMember } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readKeys } from '../platform/http/cursor.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { presentRemoval } from './present.ts'
import { type Beside, findRemoval, listRemovalsOf, restoreDevices } from './queries.ts'

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
 * Takes a removal back: each record comes back where it was unless another one has come into its place since; one with proof takes the place of one
 * without, and what has proof elsewhere by now comes back without, which its tenant
 * hears, and whoever has that proof (R-D11). Refuses: 404 out of reach, `removals.not_undoable`
 * (undone before, too late, or somebody else's to undo), `removals.places_taken` where nothing can come back.
 */
export async function undo(hub: Hub, scope: Scope, { params }: Call<typeof undoRemoval>): Promise<ReplyOf<typeof undoRemoval>> {
  const { actor } = scope
  if (!isMember(actor) || actor.capacity !== 'member') throw notFound()
  scope.see('managed')
  if (!(await findRemoval(scope, params.id))) throw notFound()
  const restored = await restoreDevices(scope, params.id, actor.person.name)
  const now = await findRemoval(scope, params.id)
  if (!restored || !now) throw new ProblemError('removals.not_undoable')
  if (restored.restored === 0) throw new ProblemError('removals.places_taken')
  const unproven = restored.unproven.length
  const logs = [restored.organisation, actor.acting.id]
  const detail = { count: restored.restored, tenant: now.tenant_name }
  const lost = { kind: 'device.restored_unproven', subject: params.id, detail: { ...detail, count: unproven } } as const
  await record(
    scope,
    ...inLogsOf(logs, { kind: 'device.restored', subject: params.id, detail }),
    ...(unproven > 0 ? inLogsOf(logs, lost) : []),
  )
  if (unproven > 0)
    await notifyMembers(scope, hub, {
      organisation: restored.organisation,
      kind: 'restored_unproven',
      payload: { count: unproven },
      link: '/activity?kind=device',
    })
  await notifyOrganisations(scope, hub, 'another_record_back', (restored.beside ?? []).map(aboutBeside))
  return presentRemoval(scope, now)
}

/** Whoever has the record with proof hears that another one exists, never whose: so nothing in its log, which would name who did it (R-A6, R-D11). */
function aboutBeside({ organisation, holding, count, serials, device }: Beside) {
  const list = holding ? '/unassigned' : '/devices'
  return {
    organisation,
    payload: { count, serials: `${serials.join(', ')}${count > serials.length ? ', …' : ''}` },
    link: count === 1 ? `/devices/${device}` : list,
  }
}
