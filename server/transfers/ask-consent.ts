import type { BodyOf, ReplyOf } from '../../contract/endpoint.ts'
import type { askTransferConsent } from '../../contract/transfers.ts'
import { askedSince, askFor } from '../consent/index.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { findTransfer, listWanting, wantingOf } from './queries.ts'

/**
 * Asks each customer that has to consent (R-T2) for the devices of this transfer that stayed for want of it. Refuses
 * `requests.nothing_named` where there are none, and what asking refuses.
 */
export async function askConsent(
  hub: Hub,
  scope: Scope,
  id: string,
  terms: BodyOf<typeof askTransferConsent>,
): Promise<ReplyOf<typeof askTransferConsent>> {
  if (!(await findTransfer(scope, id))) throw notFound()
  const wanting = await listWanting(scope, id)
  if (wanting.length === 0) throw new ProblemError('requests.nothing_named')
  const items = []
  for (const { customer, devices } of wanting) {
    items.push(await askFor(hub, scope, { ...terms, kind: 'device_move', customer, devices: sql`select unnest(${devices}::uuid[])` }))
  }
  return { items }
}

/** Since when the customers were asked for all devices that stay for want of their consent; null where one may still ask. */
export function findAskedSince(scope: Scope, id: string): Promise<Date | null> {
  return askedSince(scope, 'device_move', sql`select w.device, w.tenant from (${wantingOf(id)}) w`)
}
