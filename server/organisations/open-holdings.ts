import { randomBytes } from 'node:crypto'
import { makeCustomerId } from '../../contract/customer-id.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { type Holding, listPartnersWithoutHolding, openHoldingTenants } from './dealings-queries.ts'

const customerIdBytes = 8

/**
 * Makes the holding tenants that are due by now (R-B1), each once however many do this at the same time, and writes it in the partner's
 * log. Answers whose were made. `only` = nobody else's.
 */
export async function openHoldings(scope: Scope, only?: string): Promise<string[]> {
  const due = (await listPartnersWithoutHolding(scope)).filter((partner) => only === undefined || partner === only)
  if (due.length === 0) return []
  const wanted = due.map((partner): Holding => ({ partner, tenant: newId(), customerId: makeCustomerId(randomBytes(customerIdBytes)) }))
  const there = await openHoldingTenants(scope, wanted)
  const opened = wanted.filter(({ tenant }) => there.has(tenant))
  const entries = opened.map(({ partner, tenant, customerId }): AuditEntry => {
    return { organisation: partner, kind: 'holding.opened', subject: tenant, detail: { customerId } }
  })
  if (entries.length > 0) await record(scope, ...entries)
  return opened.map(({ partner }) => partner)
}

/** An accreditation of a future date counts on its day: the timer's turn, or the first feed's if that is earlier. */
export async function openDueHoldings(hub: Hub): Promise<string[]> {
  return hub.database.inSystem(newId(), (scope) => openHoldings(scope))
}
