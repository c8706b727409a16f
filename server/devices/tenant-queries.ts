import type { OrganisationKind } from '../../contract/permissions.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'

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
