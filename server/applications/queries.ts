import type { accreditationKinds } from '../../contract/dealings.ts'
import type { Language } from '../../contract/endpoint.ts'
import type { OrganisationKind } from '../../contract/permissions.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { CursorValue } from '../platform/http/cursor.ts'

type Page = { after: CursorValue[] | null; limit: number }
type Kind = (typeof accreditationKinds)[number]

export type OpenVendorRow = { id: string; name: string; name_key: string; criteria: string }

export function listOpenVendorRows(scope: Scope, { after, limit }: Page): Promise<OpenVendorRow[]> {
  return scope.all(sql`select * from door.open_vendors(${after?.[0] ?? null}, ${after?.[1] ?? null}::uuid, ${limit + 1})`)
}

export type NewApplicant = {
  id: string
  card: { company: string; country: string; city: string | null; name: string; mail: string; language: Language; statement: string }
  vendors: readonly string[]
  kinds: readonly Kind[]
  hash: Buffer
  expiresAt: Date
}

export async function insertApplicant(scope: Scope, { id, card, vendors, kinds, hash, expiresAt }: NewApplicant): Promise<void> {
  await scope.run(sql`select door.ask_application(${id}, ${JSON.stringify(card)}::jsonb, ${[...vendors]}::uuid[], ${[...kinds]}::text[], ${hash},
    ${expiresAt.toISOString()}::timestamptz)`)
}

export type ApplicantRow = {
  id: string
  company: string
  mail: string
  name: string
  expires_at: Date
  /** The person with this mail, where there is one. */
  account: string | null
}

/** An open one, by its token's hash. */
export function findApplicant(scope: Scope, hash: Buffer): Promise<ApplicantRow | undefined> {
  return scope.maybe(sql`select * from door.find_applicant(${hash})`)
}

/** Answers its id; null where it was used or has lapsed meanwhile. */
export async function confirmApplicant(scope: Scope, hash: Buffer, person: string): Promise<string | null> {
  return (await scope.one<{ id: string | null }>(sql`select door.confirm_applicant(${hash}, ${person}) as id`)).id
}

export type FiledRow = { application: string; vendor: string; company: string; name: string; mail: string; kinds: Kind[] }

/** What now lies on the vendors' desks. */
export function fileApplications(scope: Scope, applicant: string): Promise<FiledRow[]> {
  return scope.all(sql`select * from door.file_applications(${applicant})`)
}

export type ApplicationRow = {
  id: string
  vendor: { id: string; name: string; kind: OrganisationKind; country: string | null }
  organisation: string | null
  company: string
  country: string | null
  city: string | null
  name: string
  mail: string
  kinds: Kind[]
  statement: string
  filed_at: Date
  decided_at: Date | null
  approved: boolean | null
  reason: string | null
}

const applications = sql`select a.id, jsonb_build_object('id', v.id, 'name', v.name, 'kind', v.kind, 'country', v.country) as vendor, a.organisation,
    a.company, a.country, a.city, a.name, a.mail, a.kinds, a.statement, a.filed_at, a.decided_at, a.approved, a.reason
  from application a join organisation v on v.id = a.vendor`

/** Sent to or by the organisation acted for, for the operator all; the newest first (ids sort by time). */
export function listApplicationRows(scope: Scope, { after, limit, open }: Page & { open: boolean | null }): Promise<ApplicationRow[]> {
  const from = after ? sql`and a.id < ${after[0]}::uuid` : sql``
  const mine = scope.actor.acting ? sql`(a.vendor = hub.acting() or a.organisation = hub.acting())` : sql`true`
  const state = open === null ? sql`` : open ? sql`and a.decided_at is null` : sql`and a.decided_at is not null`
  return scope.all(sql`${applications} where ${mine} ${state} ${from} order by a.id desc limit ${limit + 1}`)
}

export function findApplicationRow(scope: Scope, id: string): Promise<ApplicationRow | undefined> {
  return scope.maybe(sql`${applications} where a.id = ${id}`)
}

export type NewApplication = { id: string; vendor: string; kinds: readonly Kind[]; statement: string }

export async function insertApplication(scope: Scope, { id, vendor, kinds, statement }: NewApplication): Promise<string> {
  const { outcome } = await scope.one<{ outcome: string }>(
    sql`select door.apply(${id}, ${vendor}, ${[...kinds]}::text[], ${statement}) as outcome`,
  )
  return outcome
}

export type Approval = {
  /** Ids for what a company that is no organisation yet becomes. */
  made: { organisation: string; location: string; locationId: string; membership: string }
  accreditations: readonly string[]
  kinds: readonly Kind[]
  validFrom: string
  validUntil: string | null
}
export type ApprovedRow = {
  outcome: string
  organisation: string
  founded: boolean
  vendor: string
  /** Who applied as a company; null where an organisation did. */
  person: string | null
  language: Language | null
  /** Those of the accreditations that it did not have already. */
  given: string[]
}

export function writeApproval(scope: Scope, id: string, approval: Approval): Promise<ApprovedRow> {
  const { made, accreditations, kinds, validFrom, validUntil } = approval
  return scope.one(sql`select * from door.approve_application(${id}, ${JSON.stringify(made)}::jsonb, ${[...accreditations]}::uuid[],
    ${[...kinds]}::text[], ${validFrom}::date, ${validUntil}::date)`)
}

export type RefusedRow = { outcome: string; organisation: string | null; vendor: string; language: Language | null }

export function writeRefusal(scope: Scope, id: string, reason: string): Promise<RefusedRow> {
  return scope.one(sql`select * from door.refuse_application(${id}, ${reason})`)
}

export type CriteriaRow = { is_open: boolean; criteria: string; revision: number }

/** The vendor's that is acted for. */
export function findCriteria(scope: Scope): Promise<CriteriaRow | undefined> {
  return scope.maybe(sql`select is_open, criteria, revision from vendor_criteria where vendor = hub.acting()`)
}

/** Answers whether they were at that revision still; 0 = nothing was ever said. */
export async function writeCriteria(scope: Scope, { is_open, criteria, revision }: CriteriaRow): Promise<boolean> {
  const written = await scope.run(sql`insert into vendor_criteria as c (vendor, is_open, criteria)
    select hub.acting(), ${is_open}, ${criteria} where ${revision} = 0 or exists (select from vendor_criteria x where x.vendor = hub.acting())
    on conflict (vendor) do update set is_open = excluded.is_open, criteria = excluded.criteria, revision = c.revision + 1 where c.revision = ${revision}`)
  return written > 0
}

/** What was never confirmed, and what was refused so many days ago to companies that are none here. Scope: `system`. */
export async function forgetApplications(scope: Scope, refusedDays: number): Promise<void> {
  await scope.one(sql`select door.forget_applications(${refusedDays})`)
}
