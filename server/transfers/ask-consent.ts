import type { BodyOf, ReplyOf } from '../../contract/endpoint.ts'
import type { askTransferConsent } from '../../contract/transfers.ts'
import { askFor } from '../consent/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { findTransfer } from './queries.ts'
import { listWanting } from './row-queries.ts'

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
    items.push(await askFor(hub, scope, { ...terms, kind: 'device_move', customer, devices }))
  }
  return { items }
}
