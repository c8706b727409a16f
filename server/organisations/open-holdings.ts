import { randomBytes } from 'node:crypto'
import { makeCustomerId } from '../../contract/customer-id.ts'
import { record } from '../audit/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { listPartnersWithoutHolding, openHolding } from './dealings-queries.ts'

const customerIdBytes = 8

/**
 * Makes the holding tenants that are due by now (R-B1), each once however many do this at the same time, and writes it in the partner's
 * log. Answers whose were made. `only` = nobody else's.
 */
export async function openHoldings(scope: Scope, only?: string): Promise<string[]> {
  const due = await listPartnersWithoutHolding(scope)
  const opened: string[] = []
  for (const partner of due) {
    if (only !== undefined && partner !== only) continue
    const tenant = newId()
    const customerId = makeCustomerId(randomBytes(customerIdBytes))
    if (!(await openHolding(scope, { partner, tenant, customerId }))) continue
    await record(scope, { organisation: partner, kind: 'holding.opened', subject: tenant, detail: { customerId } })
    opened.push(partner)
  }
  return opened
}

/** An accreditation of a future date counts on its day: the timer's turn, or the first feed's if that is earlier. */
export async function openDueHoldings(hub: Hub): Promise<string[]> {
  return hub.database.inSystem(newId(), (scope) => openHoldings(scope))
}
