import type { ViewState } from '../../contract/views.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'

export type ViewRow = { id: string; list: string; name: string; state: unknown; is_default: boolean; revision: number }

const columns = sql`v.id, v.list, v.name, v.state, v.is_default, v.revision`
/** In the organisation acted for; of whoever runs the hub, in none. Whose they are is the wall's. */
const within = (organisation: string | null) => sql`v.organisation is not distinct from ${organisation}::uuid`

/** By name; of one list or of all. */
export function listOwnViews(scope: Scope, organisation: string | null, list: string | null): Promise<ViewRow[]> {
  return scope.all(sql`select ${columns} from saved_view v where ${within(organisation)} and (${list}::text is null or v.list = ${list})
    order by v.list, v.name, v.id`)
}

/** Whoever keeps or changes a view of this list at the same time waits: how many there are, and which one is the default, holds until the end. */
export async function holdViews(scope: Scope, list: string): Promise<void> {
  await scope.run(sql`select pg_advisory_xact_lock(7310005, hashtext(hub.person()::text || ${list}))`)
}

export async function countViews(scope: Scope, organisation: string | null, list: string): Promise<number> {
  const { count } = await scope.one<{ count: number }>(
    sql`select count(*)::int as count from saved_view v where ${within(organisation)} and v.list = ${list}`,
  )
  return count
}

/** No view of the list is the one with which it opens. */
export async function clearDefault(scope: Scope, organisation: string | null, list: string): Promise<void> {
  await scope.run(sql`update saved_view v set is_default = false where ${within(organisation)} and v.list = ${list} and v.is_default`)
}

type Kept = { id: string; organisation: string | null; list: string; name: string; state: ViewState; isDefault: boolean }

export function insertView(scope: Scope, { id, organisation, list, name, state, isDefault }: Kept): Promise<ViewRow> {
  return scope.one(sql`insert into saved_view as v (id, person, organisation, list, name, state, is_default)
    values (${id}, hub.person(), ${organisation}, ${list}, ${name}, ${JSON.stringify(state)}::jsonb, ${isDefault}) returning ${columns}`)
}

/** Locked: what is written next is of this revision. */
export function findView(scope: Scope, organisation: string | null, id: string): Promise<ViewRow | undefined> {
  return scope.maybe(sql`select ${columns} from saved_view v where ${within(organisation)} and v.id = ${id} for update`)
}

export function putView(scope: Scope, { id, name, state, is_default }: ViewRow): Promise<ViewRow> {
  return scope.one(sql`update saved_view v set name = ${name}, state = ${JSON.stringify(state)}::jsonb, is_default = ${is_default}, revision = v.revision + 1
    where v.id = ${id} returning ${columns}`)
}

/** Answers whether it was there. */
export async function removeView(scope: Scope, organisation: string | null, id: string): Promise<boolean> {
  return (await scope.run(sql`delete from saved_view v where ${within(organisation)} and v.id = ${id}`)) > 0
}
