import type { changeAccreditation, giveAccreditation, listAccreditations } from '../../contract/dealings.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { parseLocationId } from '../../contract/location-id.ts'
import { record } from '../audit/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readCursor } from '../platform/http/cursor.ts'
import { newId } from '../platform/id.ts'
import { isProblemCode, notFound, ProblemError } from '../platform/problems.ts'
import { type AccreditationRow, changeLastDay, getAccreditation, insertAccreditation, listAccreditationRows } from './dealings-queries.ts'
import { datesAreInOrder } from './dealings-rules.ts'
import { openHoldings } from './open-holdings.ts'

/** What the own organisation holds, or as a vendor has given; for the operator all. The newest first. */
export async function listAccreditationPage(
  scope: Scope,
  call: Call<typeof listAccreditations>,
): Promise<ReplyOf<typeof listAccreditations>> {
  const { limit, cursor } = call.query
  const rows = await listAccreditationRows(scope, { after: readCursor(cursor, 1), limit })
  return pageOf(rows, limit, presentAccreditation, (row) => [row.id])
}

/**
 * A vendor's word, or the operator's for any vendor; what is valid now makes the holding tenant in the same transaction (R-B1).
 * Refuses `accreditations.dates`, `accreditations.kind_of_organisation`; 404 for whom the vendor does not know (R-A2).
 */
export async function giveOneAccreditation(scope: Scope, call: Call<typeof giveAccreditation>): Promise<ReplyOf<typeof giveAccreditation>> {
  const { locationId, organisationId, vendorId, kind, validFrom, validUntil } = call.body
  const vendor = vendorId ?? scope.actor.acting?.id
  if (vendor === undefined) throw missing('vendorId')
  if (locationId === undefined && organisationId === undefined) throw missing('locationId')
  if (!datesAreInOrder(validFrom, validUntil)) throw new ProblemError('accreditations.dates')
  const location = locationId === undefined ? null : parseLocationId(locationId)
  if (locationId !== undefined && location === null) throw notFound()
  const organisation = location === null ? (organisationId ?? null) : null
  const given = { id: newId(), vendor, locationId: location, organisation, kind, validFrom, validUntil }
  const { outcome } = await insertAccreditation(scope, given)
  if (isProblemCode(outcome)) throw new ProblemError(outcome)
  return tellOfAccreditation(scope, given.id, 'accreditation.given')
}

/** Changes the last day. Refuses `accreditations.dates`; 404 for what another vendor gave (R-A2). What becomes valid by it counts at once (R-B1). */
export async function changeOneAccreditation(
  scope: Scope,
  call: Call<typeof changeAccreditation>,
): Promise<ReplyOf<typeof changeAccreditation>> {
  const { outcome } = await changeLastDay(scope, call.params.id, call.body.validUntil)
  if (isProblemCode(outcome)) throw new ProblemError(outcome)
  return tellOfAccreditation(scope, call.params.id, 'accreditation.changed')
}

/** Both logs hear of an accreditation, and the holding tenant opens where it is due by it (R-B1). */
export async function tellOfAccreditation(
  scope: Scope,
  id: string,
  did: 'accreditation.given' | 'accreditation.changed',
): Promise<ReplyOf<typeof giveAccreditation>> {
  const row = await getAccreditation(scope, id)
  const { organisation, vendor, kind } = row
  const detail = { kind, from: row.valid_from, until: row.valid_until, vendor: vendor.name, organisation: organisation.name }
  await record(scope, ...[vendor, organisation].map(({ id: log }) => ({ organisation: log, kind: did, subject: id, detail })))
  await openHoldings(scope, organisation.id)
  return presentAccreditation(row)
}

function missing(path: string): ProblemError {
  return new ProblemError('http.invalid', { fields: [{ path, code: 'required' }] })
}

function presentAccreditation(row: AccreditationRow): ReplyOf<typeof giveAccreditation> {
  const { id, organisation, vendor, kind, valid } = row
  return { id, organisation, vendor, kind, validFrom: row.valid_from, validUntil: row.valid_until, valid }
}
