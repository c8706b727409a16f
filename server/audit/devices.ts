import type { listEventDevices } from '../../contract/audit.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readCursor } from '../platform/http/cursor.ts'
import { notFound } from '../platform/problems.ts'
import { findEvent, listMovedDevices } from './queries.ts'
import { factsOf, moveOf, nameActor, tell } from './rules.ts'

/**
 * Which devices came into the own tenant, or left it, by a transfer that the log tells of: by their stays in that tenant, which stay the
 * reader's own (R-A6, R-A7). 404 for an event of another log, and for one that tells of no devices (R-A2).
 */
export async function showEventDevices(
  scope: Scope,
  { params, query, language }: Call<typeof listEventDevices>,
): Promise<ReplyOf<typeof listEventDevices>> {
  const event = await findEvent(scope, params.id)
  const detail = factsOf(event?.detail)
  const move = event ? moveOf(event.kind, detail) : null
  if (!event || !move) throw notFound()
  scope.see('managed')
  const rows = await listMovedDevices(scope, { ...move, after: readCursor(query.cursor, 2), atMost: query.limit + 1 })
  const page = pageOf(
    rows,
    query.limit,
    (row) => ({
      id: row.id,
      vendor: row.vendor ?? '',
      productNumber: row.product_number,
      serialNumber: row.serial,
      model: row.model,
      deviceId: row.device,
    }),
    (row) => [row.serial, row.id],
  )
  return { ...page, at: event.at.toISOString(), sentence: tell(language, { kind: event.kind, who: nameActor(event), detail }) }
}
