import type { z } from 'zod'
import type { deviceRegistration, proofRequest, registrationRow } from '../../contract/device-registrations.ts'
import type { Language } from '../../contract/endpoint.ts'
import { say, sayIfKnown } from '../platform/words.ts'
import type { RegistrationRecord, RowRecord, WaitingRecord } from './queries.ts'

export type Registration = z.output<typeof deviceRegistration>

export function presentRegistration(record: RegistrationRecord): Registration {
  return {
    id: record.id,
    tenant: record.customer_id === null ? null : { customerId: record.customer_id, name: record.tenant_name ?? '' },
    fileName: record.file_name,
    rows: record.rows,
    outcomes: record.outcomes ?? {},
    registeredBy: record.registered_by,
    createdAt: record.at.toISOString(),
  }
}

export function presentRow(record: RowRecord, language: Language): z.output<typeof registrationRow> {
  return {
    line: record.line,
    vendor: record.vendor_name,
    productNumber: record.product_number,
    serialNumber: record.serial,
    model: record.model,
    proof: record.evidence,
    outcome: record.outcome,
    explanation: explain(record, language),
    deviceId: record.device,
  }
}

/** What became of a row and what to do about it. A value that cannot be used is told in the words of feeds: they are one reader. */
function explain({ outcome, fault, vendor_name: vendor }: RowRecord, language: Language): string {
  const [code, field = ''] = outcome === 'bad_row' ? (fault ?? '').split(':') : []
  return (
    (code ? sayIfKnown(language, `feeds/faults/${code}`, { field }) : null) ??
    say(language, `registrations/outcomes/${outcome}/explanation`, { vendor })
  )
}

export function presentWaiting(record: WaitingRecord): z.output<typeof proofRequest> {
  return {
    id: record.id,
    askedAt: record.asked_at.toISOString(),
    productNumber: record.product_number,
    serialNumber: record.serial,
    model: record.model,
    evidence: record.evidence,
    contested: record.contested,
  }
}
