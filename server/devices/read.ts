import type { getDevice, getHoldingHistory, getHoldingTenant, getOwnTenant, listPossessions } from '../../contract/devices.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import { hasPermission } from '../platform/access/session.ts'
import { seesAsAdministrator } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import { pageOf, readCursor } from '../platform/http/cursor.ts'
import { notFound } from '../platform/problems.ts'
import { presentDevice, presentProofRequest, presentTenant } from './present.ts'
import {
  countDevices,
  findBareDevice,
  findHolding,
  findManagedDevice,
  findPlace,
  findProofRequest,
  findProofWords,
  findSale,
  listPossessionRows,
} from './queries.ts'
import type { Waiting } from './rules.ts'
import { countWaiting, countWeeks, getActing } from './tenant-queries.ts'

/** One device, as much of it as the way of seeing allows; 404 where there is none (R-A2). */
export async function readDevice(scope: Scope, id: string): Promise<ReplyOf<typeof getDevice>> {
  const { capacity, acting } = scope.actor
  if (capacity === 'end_user') return bare(await findBareDevice(scope, id))
  if (acting?.kind === 'provider') throw notFound()
  if (acting?.kind === 'vendor') {
    scope.see('vendor')
    return bare(await findBareDevice(scope, id))
  }
  scope.see('managed')
  const managed = findManagedDevice(scope, id)
  const proofRequest = findProofRequest(scope, id)
  scope.see('any')
  const sale = findSale(scope, id)
  const proofWords = findProofWords(scope, id)
  scope.see('linked')
  const linked = acting?.kind === 'partner' ? findBareDevice(scope, id) : Promise.resolve(undefined)
  const [reached, asked, sold, words, seen] = [await managed, await proofRequest, await sale, await proofWords, await linked]
  if (!reached) return bare(seen)
  return {
    ...presentDevice(reached),
    firstSeenAt: reached.first_seen_at.toISOString(),
    soldBy: sold ? { reporter: sold.reporter ?? '', saleDate: sold.sale_date, webOrderNumber: sold.web_order || null } : null,
    proofRequest: asked ? presentProofRequest(asked, words) : null,
    archivedAt: reached.archived_at?.toISOString() ?? null,
    can: {
      transfer: hasPermission(scope.actor, 'device.transfer'),
      askProof: hasPermission(scope.actor, 'device.update') && reached.proof === 'none' && asked?.state !== 'open',
      archive: hasPermission(scope.actor, 'device.update'),
      remove: hasPermission(scope.actor, 'device.remove'),
    },
  }
}

function bare(row: Awaited<ReturnType<typeof findBareDevice>>): ReplyOf<typeof getDevice> {
  if (!row) throw notFound()
  const can = { transfer: false, askProof: false, archive: false, remove: false }
  return { ...presentDevice(row), firstSeenAt: row.first_seen_at.toISOString(), soldBy: null, proofRequest: null, archivedAt: null, can }
}

/** Stays of a device that the reader may see: theirs, also after it has gone (docs/isolation.md, "Time"); 404 where there is none. */
export async function readPossessions(
  scope: Scope,
  id: string,
  query: { limit: number; cursor?: string | undefined },
): Promise<ReplyOf<typeof listPossessions>> {
  if (!seesAsAdministrator(scope.actor)) throw notFound()
  scope.see('managed')
  const rows = await listPossessionRows(scope, id, readCursor(query.cursor, 2), query.limit)
  if (rows.length === 0 && query.cursor === undefined) throw notFound()
  return pageOf(
    rows,
    query.limit,
    (row) => ({
      id: row.id,
      tenant: presentTenant(row),
      beganAt: row.began_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      began: row.began_by,
    }),
    (row) => [row.began_key, row.id],
  )
}

/** The acting partner's holding tenant (R-B2); 404 for whoever has none. */
export async function readHoldingTenant(scope: Scope): Promise<ReplyOf<typeof getHoldingTenant>> {
  if (!seesAsAdministrator(scope.actor)) throw notFound()
  scope.see('managed')
  const holding = await findHolding(scope)
  if (!holding) throw notFound()
  const devices = countDevices(scope, holding.id)
  const organisation = getActing(scope)
  return { customerId: holding.customer_id, devices: await devices, everUsed: holding.ever_used, organisation: await organisation }
}

/** Days that somebody who clears a holding tenant tells apart. */
const ages: readonly Waiting[] = [
  { atLeastDays: 0, lessThanDays: 7 },
  { atLeastDays: 7, lessThanDays: 30 },
  { atLeastDays: 30, lessThanDays: 90 },
  { atLeastDays: 90, lessThanDays: null },
]

/** How long devices wait in the acting partner's holding tenant, and what came and went; 404 for whoever has none (R-B2). */
export async function readHoldingHistory(scope: Scope): Promise<ReplyOf<typeof getHoldingHistory>> {
  if (!seesAsAdministrator(scope.actor)) throw notFound()
  scope.see('managed')
  const holding = await findHolding(scope)
  if (!holding) throw notFound()
  const waiting = countWaiting(scope, holding.id, ages, limits.waitingCounted + 1)
  const weeks = countWeeks(scope, holding.id, limits.historyWeeks)
  return {
    ages: (await waiting).map(({ n, at_least, less_than }) => ({
      atLeastDays: at_least,
      lessThanDays: less_than,
      devices: Math.min(n, limits.waitingCounted),
      more: n > limits.waitingCounted,
    })),
    weeks: await weeks,
  }
}

/** The tenant for the own equipment of whoever is acted for (R-D13); null while nothing was ever registered in it. */
export async function readOwnTenant(scope: Scope): Promise<ReplyOf<typeof getOwnTenant>> {
  if (!seesAsAdministrator(scope.actor)) throw notFound()
  scope.see('managed')
  const own = await findPlace(scope, 'own')
  return own ? { customerId: own.customer_id, devices: await countDevices(scope, own.id) } : null
}
