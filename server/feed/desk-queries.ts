// What a vendor's desk settles (R-B3), and who reported when (R-B4).
import type { FeedOutcome } from '../../contract/feeds.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'

export type Settled = {
  outcome: 'placed' | 'already_there' | 'refused' | 'held' | 'no_accreditation'
  reporter: string
  partner: string | null
  tenant: string | null
  serial: string
  file_name: string
  vendor_name: string
  /** The record that lost its proof, and whose it is. */
  other_device: string | null
  other_organisation: string | null
}

/** Settles a held row; undefined where none is held for the vendor acted for, and nothing is changed where it stays `held` or has no place. */
export function settleRow(
  scope: Scope,
  row: { feed: string; line: number; refusal: string | null; instead: boolean },
): Promise<Settled | undefined> {
  return scope.maybe(sql`select outcome, reporter, partner, tenant, serial, file_name, vendor_name, other_device, other_organisation
    from door.settle_held(${row.feed}, ${row.line}, ${row.refusal}, ${row.instead})`)
}

export type HeldRecord = {
  feed: string
  line: number
  reporter: string | null
  reported_at: Date
  product_number: string
  serial: string
  model: string
  location_id: string
  sold_to: string | null
  sale_date: string | null
  web_order: string
}

/** What waits for the vendor acted for; names as far as the vendor sees their cards and locations. */
export function listHeld(scope: Scope, after: { feed: string; line: number }, atMost: number): Promise<HeldRecord[]> {
  return scope.all(sql`select h.feed, h.line, o.name as reporter, h.reported_at, h.product_number, h.serial, h.model, h.location_id, p.name as sold_to,
      h.sale_date, h.web_order
    from door.held_rows(${after.feed}, ${after.line}, ${atMost}) h
    left join organisation o on o.id = h.reporter left join location l on l.id = h.location left join organisation p on p.id = l.partner
    order by h.feed, h.line`)
}

export type ReportRecord = { reported_at: Date; rows: number; outcomes: Partial<Record<FeedOutcome, number>> }
export type HealthRecord = { id: string; name: string; name_key: string } & (ReportRecord | { [Column in keyof ReportRecord]: null })
export type HealthPage = { after: { nameKey: string; id: string } | null; since: Date; recent: boolean | undefined; atMost: number }

/**
 * By name: for a provider its partners, for a vendor whoever may report its products today, for a partner its suppliers and the vendors that
 * reported to it themselves; each with its last report, as far as the organisation acted for may know of it.
 */
export function listHealth(scope: Scope, { after, since, recent, atMost }: HealthPage): Promise<HealthRecord[]> {
  const from = after ? sql`where (o.name_key, o.id) > (${after.nameKey}::text collate "C", ${after.id}::uuid)` : sql``
  // Asked of all of them only where it chooses who is shown, and then no further than the page goes.
  const asked = recent === undefined ? sql`` : sql`where (coalesce(l.reported_at, '-infinity') >= ${since}) = ${recent}`
  return scope.all(sql`with known as materialized (
      select case when s.from_organisation = hub.acting() then s.to_organisation else s.from_organisation end as id
      from relationship s where s.kind = 'supplies' and s.state = 'accepted' and hub.acting() in (s.from_organisation, s.to_organisation)
      union select a.organisation from accreditation a
      where a.vendor = hub.acting() and a.kind = 'report_sales' and hub.now()::date between a.valid_from and coalesce(a.valid_until, 'infinity')
      -- A vendor need not report: one that never did is not missed.
      union select v.vendor from (
        select distinct a.vendor from accreditation a where a.organisation = hub.acting() and a.kind in ('resell_monitor', 'service_delivery')) v
      where exists (select from door.last_report(v.vendor)))
    select o.id, o.name, o.name_key, l.reported_at, l.rows, l.outcomes
    from (select o.id, o.name, o.name_key from known k join organisation o on o.id = k.id ${from}
      order by o.name_key, o.id ${recent === undefined ? sql`limit ${atMost}` : sql``}) o
    left join lateral door.last_report(o.id) l on true ${asked} order by o.name_key, o.id limit ${atMost}`)
}

/** One's own last feed. */
export function findOwnLast(scope: Scope): Promise<(ReportRecord & { id: string }) | undefined> {
  return scope.maybe(sql`select f.id, f.created_at as reported_at, f.rows, f.outcomes from feed f
    where f.reporter = hub.acting() and f.state <> 'receiving' and f.rows > 0 order by f.created_at desc, f.id desc limit 1`)
}
