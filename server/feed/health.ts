import { z } from 'zod'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { feedHealth, listHeldRows } from '../../contract/feeds.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readKeys } from '../platform/http/cursor.ts'
import type { Hub } from '../platform/hub.ts'
import { findOwnLast, type HealthRecord, type HeldRecord, listHealth, listHeld } from './desk-queries.ts'
import { recentSince } from './rules.ts'

type Health = ReplyOf<typeof feedHealth>
const healthCursor = z.tuple([z.string().max(1000), z.uuid()])
const heldCursor = z.tuple([z.uuid(), z.number().int().min(0).max(2_147_483_647)])
const firstFeed = '00000000-0000-0000-0000-000000000000'

/**
 * Feed health (R-B4): one's own last report, and by name the last one of each organisation that one reports for or hears from, with what
 * became of its rows and whether it is recent. What each side may know is R-A7: a vendor of its own products, never for whom; a partner
 * of what arrived.
 */
export async function showHealth({ clock }: Pick<Hub, 'clock'>, scope: Scope, { query }: Call<typeof feedHealth>): Promise<Health> {
  const after = readKeys(query.cursor, healthCursor)
  const since = recentSince(clock.now())
  const recent = query.recent === undefined ? undefined : query.recent === 'yes'
  const page = { after: after && { nameKey: after[0], id: after[1] }, since, recent, atMost: query.limit + 1 }
  const [rows, own] = await Promise.all([listHealth(scope, page), findOwnLast(scope)])
  return {
    own: own ? { feedId: own.id, reportedAt: own.reported_at.toISOString(), rows: own.rows, outcomes: own.outcomes } : null,
    ...pageOf(
      rows,
      query.limit,
      (row) => presentHealth(row, since),
      (row) => [row.name_key, row.id],
    ),
  }
}

function presentHealth({ id, name, ...last }: HealthRecord, since: Date): Health['items'][number] {
  if (last.reported_at === null) return { organisationId: id, name, last: null, recent: false }
  const { reported_at: at, rows, outcomes } = last
  return { organisationId: id, name, last: { feedId: null, reportedAt: at.toISOString(), rows, outcomes }, recent: at >= since }
}

/** What waits for the desk of the vendor acted for (R-B3); never where the devices are (R-A7). */
export async function showHeld(scope: Scope, { query }: Call<typeof listHeldRows>): Promise<ReplyOf<typeof listHeldRows>> {
  const [feed, line] = readKeys(query.cursor, heldCursor) ?? [firstFeed, 0]
  const rows = await listHeld(scope, { feed, line }, query.limit + 1)
  return pageOf(rows, query.limit, presentHeld, (row) => [row.feed, row.line])
}

function presentHeld(row: HeldRecord): ReplyOf<typeof listHeldRows>['items'][number] {
  return {
    feedId: row.feed,
    line: row.line,
    reporter: row.reporter ?? '',
    reportedAt: row.reported_at.toISOString(),
    productNumber: row.product_number,
    serialNumber: row.serial,
    model: row.model,
    soldToLocationId: row.location_id,
    soldTo: row.sold_to,
    saleDate: row.sale_date ?? '',
    webOrderNumber: row.web_order,
  }
}
