import { type OrganisationKind, organisationKinds } from '../../contract/permissions.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { CursorValue } from '../platform/http/cursor.ts'

export type CardRow = { id: string; name: string; name_key: string; kind: OrganisationKind; country: string | null }
export type CardPage = { after: CursorValue[] | null; limit: number; q: string | null; kind: OrganisationKind | null; only: string | null }

/**
 * Cards in reach by name: whoever one has dealings with, for the operator all, kind after kind along its own index. `q` is the start of the name
 * or of a word in it.
 */
export function listCards(scope: Scope, { after, limit, q, kind, only }: CardPage): Promise<CardRow[]> {
  const from = after ? sql`and (c.name_key, c.id) > (${after[0]}::text collate "C", ${after[1]}::uuid)` : sql``
  const found = q === null ? sql`` : sql`and (c.name_key ^@ hub.name_key(${q}) or strpos(c.name_key, ' ' || hub.name_key(${q})) > 0)`
  const own = only === null ? sql`` : sql`and c.id = ${only}`
  // What a partner typed of a customer who has not accepted is the partner's (R-A7): no card for the operator.
  const shown = scope.actor.capacity === 'operator' ? sql`o.state = 'active'` : sql`o.state <> 'closed'`
  const known = sql`(select a.kind, a.name_key, a.organisation as id from acquaintance a)`
  const cards = only !== null || scope.actor.capacity === 'operator' ? sql`organisation` : known
  return scope.all(sql`select o.id, o.name, o.name_key, o.kind, o.country from unnest(${kind === null ? organisationKinds : [kind]}::text[]) k
    cross join lateral (select o.id, o.name, o.name_key, o.kind, o.country from ${cards} c join organisation o on o.id = c.id
      where c.kind = k and ${shown} ${own} ${found} ${from} order by c.name_key, c.id limit ${limit + 1}) o
    order by o.name_key, o.id limit ${limit + 1}`)
}

export function findCard(scope: Scope, id: string): Promise<CardRow | undefined> {
  return scope.maybe(sql`select o.id, o.name, o.name_key, o.kind, o.country from organisation o where o.id = ${id}`)
}

export type DetailRow = CardRow & {
  address: string | null
  city: string | null
  postcode: string | null
  phone: string | null
  web: string | null
  time_zone: string
  second_factor_required: boolean
  session_hours: number | null
  created_at: Date
  revision: number
}

/** The organisation acted for, whole. */
export function findOwnDetail(scope: Scope): Promise<DetailRow | undefined> {
  return scope.maybe(sql`select o.id, o.name, o.name_key, o.kind, o.country, o.created_at, o.revision, d.address, d.city, d.postcode, d.phone, d.web, d.time_zone, d.second_factor_required, d.session_hours
    from organisation o join organisation_detail d on d.organisation = o.id where o.id = hub.acting()`)
}

/** What is to change of the card of the organisation acted for; false where the revision is another by now. */
export async function changeOwnCard(
  scope: Scope,
  change: { name: string | null; country: string | null; revision: number | null },
): Promise<boolean> {
  const { name, country, revision } = change
  const changed =
    await scope.run(sql`update organisation set name = coalesce(${name}, name), name_key = coalesce(hub.name_key(${name}), name_key),
    country = coalesce(${country}, country), revision = revision + 1
    where id = hub.acting() and revision = coalesce(${revision}::integer, revision)`)
  return changed > 0
}

export type Details = Pick<DetailRow, 'address' | 'city' | 'postcode' | 'phone' | 'web' | 'time_zone'>

export async function changeOwnDetails(scope: Scope, details: Details): Promise<void> {
  const { address, city, postcode, phone, web, time_zone: timeZone } = details
  await scope.run(sql`update organisation_detail set address = ${address}, city = ${city}, postcode = ${postcode}, phone = ${phone}, web = ${web},
    time_zone = ${timeZone} where organisation = hub.acting()`)
}

export async function changeOwnPolicy(scope: Scope, policy: { secondFactorRequired: boolean; sessionHours: number | null }): Promise<void> {
  await scope.run(sql`update organisation_detail set second_factor_required = ${policy.secondFactorRequired}, session_hours = ${policy.sessionHours}
    where organisation = hub.acting()`)
}

export async function insertOrganisation(
  scope: Scope,
  made: { id: string; kind: OrganisationKind; name: string; country: string },
): Promise<void> {
  await scope.run(sql`select door.create_organisation(${made.id}, ${made.kind}, ${made.name}, ${made.country})`)
}
