import type { z } from 'zod'
import type { device, getDevice, whereabouts } from '../../contract/devices.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { DeviceRow, ProofRequestRow, ProofWords } from './queries.ts'

export function presentDevice(row: DeviceRow): z.output<typeof device> {
  return {
    id: row.id,
    vendor: row.vendor,
    productNumber: row.product_number,
    serialNumber: row.serial,
    model: row.model === '' ? null : row.model,
    connection: row.connection,
    proof: row.proof,
    arrivedAt: row.arrived_at.toISOString(),
    tenant: presentTenant(row),
  }
}

type Place = Pick<DeviceRow, 'tenant_kind' | 'tenant_customer_id' | 'tenant_organisation' | 'tenant_name'>

/** Null where the reader may not know the tenant. */
export function presentTenant(row: Place): z.output<typeof whereabouts> | null {
  const { tenant_kind: kind, tenant_customer_id: customerId, tenant_organisation: organisationId } = row
  return kind && customerId && organisationId ? { kind, customerId, organisationId, name: row.tenant_name ?? '' } : null
}

export function presentProofRequest(row: ProofRequestRow, words: ProofWords | undefined): ReplyOf<typeof getDevice>['proofRequest'] {
  const said = words?.id === row.id ? words : null
  return { state: row.state, evidence: said?.evidence ?? '', reason: said?.reason ?? null, askedAt: row.asked_at.toISOString() }
}
