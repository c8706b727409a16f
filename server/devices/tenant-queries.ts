import type { RawBuilder } from 'kysely'
import type { OrganisationKind } from '../../contract/permissions.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { Waiting } from './rules.ts'

export type ActingRow = { id: string; name: string; kind: OrganisationKind; country: string | null }

/** Whoever is acted for, whose tenant it is. */
export function getActing(scope: Scope): Promise<ActingRow> {
  return scope.one(sql`select id, name, kind, country from organisation where id = hub.acting()`)
}

export type SilentRow = { organisation: string; tenant: string; days: number; n: number }

/** Archives so many devices at most that were silent for longer than their tenant waits. Scope: `system`, like the next. */
export function archiveSilent(scope: Scope, atMost: number): Promise<SilentRow[]> {
  return scope.all(sql`select organisation, tenant, days, n from door.archive_inactive(${atMost})`)
}

/** A chunk of a tenant's devices gets its managing partner; answers the last of them, null at the end. */
export async function copyManagingPartnerFrom(scope: Scope, tenant: string, from: string | null, atMost: number): Promise<string | null> {
  return (await scope.one<{ last: string | null }>(sql`select door.copy_managing_partner(${tenant}, ${from}, ${atMost}) as last`)).last
}

export type AgeRow = { n: number; at_least: number; less_than: number | null }

/** How many devices wait in a tenant, for each age; each counted so far at most, along the index of arrival. */
export function countWaiting(scope: Scope, tenant: string, ages: readonly Waiting[], atMost: number): Promise<AgeRow[]> {
  const from = ages.map(({ atLeastDays }) => atLeastDays)
  const to = ages.map(({ lessThanDays }) => lessThanDays)
  return scope.all(sql`select a.at_least, a.less_than, counted.n from unnest(${from}::int[], ${to}::int[]) with ordinality a(at_least, less_than, nth)
    cross join lateral (select count(*)::int as n from (
      select from device d where d.tenant = ${tenant} and d.retired_at is null and d.archived_at is null
        and d.arrived_at <= hub.now() - make_interval(days => a.at_least)
        and d.arrived_at > coalesce(hub.now() - make_interval(days => a.less_than), '-infinity') limit ${atMost}) x) counted
    order by a.nth`)
}

export type WeekRow = { begins: string; arrived: number; left: number }

/** How many stays in a tenant began and ended in each of the last weeks. */
export function countWeeks(scope: Scope, tenant: string, weeks: number): Promise<WeekRow[]> {
  const first = sql`date_trunc('week', hub.now()) - make_interval(weeks => ${weeks - 1})`
  const perWeek = (at: RawBuilder<unknown>) =>
    sql`select date_trunc('week', ${at}) as begins, count(*)::int as n from possession p where p.tenant = ${tenant} and ${at} >= ${first} group by 1`
  return scope.all(sql`with arrived as (${perWeek(sql`p.began_at`)}), gone as (${perWeek(sql`p.ended_at`)})
    select w.begins::date as begins, coalesce(a.n, 0) as arrived, coalesce(g.n, 0) as left
    from generate_series(${first}, hub.now(), interval '1 week') w(begins) left join arrived a using (begins) left join gone g using (begins) order by w.begins`)
}
