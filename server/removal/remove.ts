import { parseCustomerId } from '../../contract/customer-id.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import type { removeDevices } from '../../contract/removals.ts'
import { foldSerial } from '../../contract/serial.ts'
import { inLogsOf, record } from '../audit/index.ts'
import { findPlace, type Place } from '../devices/index.ts'
import { notifyMembers } from '../notifications/index.ts'
import { isMember, type Member } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { presentRemoval } from './present.ts'
import { chooseDevices, type Fate, findAllowed, findHosts, findRemoval, lockDevices, retireDevices } from './queries.ts'

type Body = Call<typeof removeDevices>['body']
type Outcomes = Partial<Record<Fate, number>>

/**
 * Removes devices from one tenant in reach, as a set, in one transaction: what may be removed goes, the rest stays and is counted. The records are
 * retired, their stays end and remain the tenant's history; a feed may place the devices anew. Refuses: 404 out of reach, `removals.not_confirmed`,
 * `removals.too_many`.
 */
export async function removeChosen(hub: Hub, scope: Scope, { body }: Call<typeof removeDevices>): Promise<ReplyOf<typeof removeDevices>> {
  scope.forMany()
  const { actor } = scope
  if (!isMember(actor) || actor.capacity !== 'member') throw notFound()
  scope.see('managed')
  const place = await findPlace(scope, body.tenant)
  if (!place) throw notFound()
  if (parseCustomerId(body.confirmation) !== place.customer_id) throw new ProblemError('removals.not_confirmed')
  const asked = await devicesOf(scope, place, body)
  const { removed, outcomes } = await decide(scope, place, asked)
  if (removed.length === 0) {
    scope.see('any')
    return { outcomes, removal: null }
  }
  const id = newId()
  await retireDevices(scope, { id, tenant: place.id, removedBy: actor.person.name, undoDays: limits.removalUndoDays }, removed)
  await tell(hub, scope, actor, place, { id, count: removed.length })
  const made = await findRemoval(scope, id)
  if (!made) throw new Error('a removal that was just made is not there')
  scope.see('any')
  return { outcomes, removal: presentRemoval(scope, made) }
}

async function devicesOf(scope: Scope, place: Place, body: Body): Promise<string[]> {
  if ('devices' in body) return [...new Set(body.devices)]
  const serialStart = body.filter.q ? foldSerial(body.filter.q) : null
  if (serialStart === '') return []
  const filter = { serialStart, model: body.filter.model || null, archived: body.filter.archived === 'only', except: body.except ?? [] }
  const chosen = await chooseDevices(scope, place.id, filter, limits.chunkRows)
  if (chosen.length > limits.chunkRows) throw new ProblemError('removals.too_many', { values: { devices: limits.chunkRows } })
  return chosen
}

/** A host goes with all that stands behind it or not at all (R-D2). */
async function decide(scope: Scope, place: Place, asked: readonly string[]): Promise<{ removed: string[]; outcomes: Outcomes }> {
  const there = await lockDevices(scope, place.id, asked)
  const allowed = await findAllowed(scope, there)
  let removed = allowed
  for (let hosts = await findHosts(scope, place.id, removed); hosts.length > 0; hosts = await findHosts(scope, place.id, removed)) {
    const stays = new Set(hosts)
    removed = removed.filter((device) => !stays.has(device))
  }
  const counts: [Fate, number][] = [
    ['removed', removed.length],
    ['not_found', asked.length - there.length],
    ['not_allowed', there.length - allowed.length],
    ['hosts_others', allowed.length - removed.length],
  ]
  return { removed, outcomes: Object.fromEntries(counts.filter(([, n]) => n > 0)) }
}

/** In the log of the tenant's organisation and of the partner that did it, and the organisation hears of a partner's act (R-A6). */
async function tell(hub: Hub, scope: Scope, { acting }: Member, place: Place, { id, count }: { id: string; count: number }): Promise<void> {
  const removed = { kind: 'device.removed', subject: id, detail: { count, tenant: place.name } } as const
  await record(scope, ...inLogsOf([place.organisation, acting.id], removed))
  if (place.organisation === acting.id) return
  await notifyMembers(scope, hub, {
    organisation: place.organisation,
    kind: 'devices_removed',
    payload: { count, organisation: acting.name },
    link: '/removed',
  })
}
