import { randomBytes } from 'node:crypto'
import type { createLocation, listLocations } from '../../contract/dealings.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { makeLocationId } from '../../contract/location-id.ts'
import { record } from '../audit/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readCursor } from '../platform/http/cursor.ts'
import { newId } from '../platform/id.ts'
import { ProblemError } from '../platform/problems.ts'
import { insertLocation, type LocationRow, listLocationRows } from './dealings-queries.ts'
import { actingFor } from './members.ts'

const locationIdBytes = 8

/** The own organisation's locations; for a vendor those of its accredited partners (R-A7). */
export async function listLocationPage(scope: Scope, call: Call<typeof listLocations>): Promise<ReplyOf<typeof listLocations>> {
  const { limit, cursor } = call.query
  const rows = await listLocationRows(scope, { after: readCursor(cursor, 2), limit })
  return pageOf(rows, limit, presentLocation, (row) => [row.name, row.id])
}

/** Adds a site with a location ID of its own. Only partners have locations: else `accreditations.kind_of_organisation`. */
export async function addLocation(scope: Scope, call: Call<typeof createLocation>): Promise<ReplyOf<typeof createLocation>> {
  const acting = actingFor(scope)
  if (acting.kind !== 'partner') throw new ProblemError('accreditations.kind_of_organisation')
  const { name, city, country, takesCases } = call.body
  const location = await insertLocation(scope, {
    id: newId(),
    locationId: makeLocationId(randomBytes(locationIdBytes)),
    name,
    city: city || null,
    country: country ?? null,
    takesCases,
  })
  const detail = { name: location.name, locationId: location.location_id }
  await record(scope, { organisation: acting.id, kind: 'location.created', subject: location.id, detail })
  return presentLocation(location)
}

function presentLocation(row: LocationRow): ReplyOf<typeof createLocation> {
  const { id, name, city, country } = row
  return { id, locationId: row.location_id, name, city, country, takesCases: row.takes_cases }
}
