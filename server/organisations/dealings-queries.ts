import type { accreditationKinds, relationshipKinds } from '../../contract/dealings.ts'
import type { OrganisationKind } from '../../contract/permissions.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { CursorValue } from '../platform/http/cursor.ts'
import type { RelationshipState, Wanted } from './dealings-rules.ts'

type Page = { after: CursorValue[] | null; limit: number }
type Card = { id: string; name: string; kind: OrganisationKind; country: string | null }

const cardOf = (alias: 'f' | 't' | 'o' | 'v') => {
  const o = sql.ref(alias)
  return sql`jsonb_build_object('id', ${o}.id, 'name', ${o}.name, 'kind', ${o}.kind, 'country', ${o}.country)`
}

export type LocationRow = {
  id: string
  location_id: string
  name: string
  city: string | null
  country: string | null
  takes_cases: boolean
}
const locationColumns = sql`l.id, l.location_id, l.name, l.city, l.country, l.takes_cases`

/** A partner's own locations; for a vendor those of its accredited partners (R-A7), by name. */
export function listLocationRows(scope: Scope, { after, limit }: Page): Promise<LocationRow[]> {
  const from = after ? sql`and (l.name, l.id) > (${after[0]}::text, ${after[1]}::uuid)` : sql``
  const own = scope.actor.acting?.kind === 'vendor' ? sql`true` : sql`l.partner = hub.acting()`
  return scope.all(sql`select ${locationColumns} from location l where ${own} ${from} order by l.name, l.id limit ${limit + 1}`)
}

export type NewLocation = { id: string; locationId: string; name: string; city: string | null; country: string | null; takesCases: boolean }

export function insertLocation(scope: Scope, made: NewLocation): Promise<LocationRow> {
  return scope.one(sql`insert into location as l (id, partner, location_id, name, city, country, takes_cases)
    values (${made.id}, hub.acting(), ${made.locationId}, ${made.name}, ${made.city}, ${made.country}, ${made.takesCases}) returning ${locationColumns}`)
}

export type AccreditationRow = {
  id: string
  organisation: Card
  vendor: Card
  kind: (typeof accreditationKinds)[number]
  valid_from: string
  valid_until: string | null
  valid: boolean
}

const accreditations = sql`select a.id, ${cardOf('o')} as organisation, ${cardOf('v')} as vendor, a.kind, a.valid_from, a.valid_until,
    hub.now()::date >= a.valid_from and hub.now()::date <= coalesce(a.valid_until, 'infinity') as valid
  from accreditation a join organisation o on o.id = a.organisation join organisation v on v.id = a.vendor`

/** Held by or given by the organisation acted for, for the operator all; the newest first (ids sort by time). */
export function listAccreditationRows(scope: Scope, { after, limit }: Page): Promise<AccreditationRow[]> {
  const from = after ? sql`and a.id < ${after[0]}::uuid` : sql``
  const mine = scope.actor.acting ? sql`(a.organisation = hub.acting() or a.vendor = hub.acting())` : sql`true`
  return scope.all(sql`${accreditations} where ${mine} ${from} order by a.id desc limit ${limit + 1}`)
}

export function getAccreditation(scope: Scope, id: string): Promise<AccreditationRow> {
  return scope.one(sql`${accreditations} where a.id = ${id}`)
}

export type Given = {
  id: string
  vendor: string
  locationId: string | null
  organisation: string | null
  kind: string
  validFrom: string
  validUntil: string | null
}

export function insertAccreditation(scope: Scope, given: Given): Promise<{ outcome: string; organisation: string | null }> {
  return scope.one(sql`select * from door.give_accreditation(${given.id}, ${given.vendor}, ${given.locationId}, ${given.organisation}, ${given.kind},
    ${given.validFrom}::date, ${given.validUntil}::date)`)
}

export function changeLastDay(scope: Scope, id: string, validUntil: string | null): Promise<{ outcome: string }> {
  return scope.one(sql`select outcome from door.change_accreditation(${id}, ${validUntil}::date)`)
}

/** R-B1: partners that are due a holding tenant; a member hears only of those that its organisation accredited. */
export async function listPartnersWithoutHolding(scope: Scope): Promise<string[]> {
  const rows = await scope.all<{ partner: string }>(sql`select partner from door.partners_without_holding() as partner`)
  return rows.map(({ partner }) => partner)
}

export type Holding = { partner: string; tenant: string; customerId: string }

/** Answers the tenants that it opened: none that is there already, or not due. */
export async function openHoldingTenants(scope: Scope, wanted: readonly Holding[]): Promise<Set<string>> {
  const opened = await scope.all<{ tenant: string }>(sql`
    select w.tenant from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) w (partner uuid, tenant uuid, "customerId" text)
    where door.open_holding(w.partner, w.tenant, w."customerId")`)
  return new Set(opened.map(({ tenant }) => tenant))
}

export type RelationshipRow = {
  id: string
  kind: (typeof relationshipKinds)[number]
  from: Card
  to: Card
  state: RelationshipState
  disabled_by: string | null
  requested_at: Date
  accepted_at: Date | null
  /** As exact as the column, for the cursor. */
  requested_key: string
}

const relationshipColumns = sql`r.id, r.kind, ${cardOf('f')} as "from", ${cardOf('t')} as "to", r.state, r.disabled_by, r.requested_at, r.accepted_at,
  r.requested_at::text as requested_key`
const withCards = sql`join organisation f on f.id = r.from_organisation join organisation t on t.id = r.to_organisation`

/** Both directions, each along its index; the newest first. */
export function listRelationshipRows(
  scope: Scope,
  { after, limit, kind }: Page & { kind: 'manages' | 'supplies' | null },
): Promise<RelationshipRow[]> {
  const from = after ? sql`and (r.requested_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``
  const part = (end: 'from_organisation' | 'to_organisation', of: 'manages' | 'supplies') =>
    sql`(select r.* from relationship r where ${sql.ref(`r.${end}`)} = hub.acting() and r.kind = ${of} ${from} order by r.requested_at desc, r.id desc limit ${limit + 1})`
  const kinds = kind === null ? (['manages', 'supplies'] as const) : [kind]
  const parts = kinds.flatMap((of) => [part('from_organisation', of), part('to_organisation', of)])
  return scope.all(sql`with r as (${sql.join(parts, sql` union all `)})
    select ${relationshipColumns} from r ${withCards} order by r.requested_at desc, r.id desc limit ${limit + 1}`)
}

export function getRelationship(scope: Scope, id: string): Promise<RelationshipRow> {
  return scope.one(sql`select ${relationshipColumns} from relationship r ${withCards} where r.id = ${id}`)
}

export function insertSupplyRequest(scope: Scope, id: string, locationId: string): Promise<{ outcome: string; partner: string | null }> {
  return scope.one(sql`select * from door.request_supply(${id}, ${locationId})`)
}

export type Changed = { outcome: string; other: string | null; tenants: string[] | null }

export function writeRelationship(scope: Scope, id: string, wanted: Wanted): Promise<Changed> {
  return scope.one(sql`select * from door.change_relationship(${id}, ${wanted})`)
}

/** The name on a card that one may read. */
export async function getName(scope: Scope, organisation: string): Promise<string> {
  const { name } = await scope.one<{ name: string }>(sql`select name from organisation where id = ${organisation}`)
  return name
}
