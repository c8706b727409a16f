import type { z } from 'zod'
import { parseCustomerId } from '../../contract/customer-id.ts'
import type { archiveAfterDays } from '../../contract/customers.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { CursorValue } from '../platform/http/cursor.ts'
import type { Access, CustomerOrder } from './rules.ts'

export type CustomerRow = {
  relationship: string
  organisation: string
  name: string
  access: Access
  customer_id: string | null
  city: string | null
  country: string | null
  devices: number | null
  invited_at: Date
  accepted_at: Date | null
  /** The sort key of this row, as text that compares as the column does. */
  sort_key: string
}
export type CustomerPage = { q: string | null; access: Access | null; order: CustomerOrder; after: CursorValue[] | null; limit: number }

/** My customers, a page along the index of its order: cards of the partner acted for, whatever their access. */
export function listCustomerRows(scope: Scope, page: CustomerPage): Promise<CustomerRow[]> {
  const { q, access, order, after, limit } = page
  const byName = order.by === 'name'
  const key = byName ? sql`c.name_key` : sql`c.invited_at`
  const [compare, way] = order.descending ? [sql`<`, sql`desc`] : [sql`>`, sql`asc`]
  const from = after
    ? sql`and (${key}, c.relationship) ${compare} (${after[0]}::${byName ? sql`text` : sql`timestamptz`}, ${after[1]}::uuid)`
    : sql``
  const customerId = q === null ? null : parseCustomerId(q)
  const named = sql`and (c.name_key ^@ hub.name_key(${q}) or strpos(c.name_key, ' ' || hub.name_key(${q})) > 0)`
  // By the name or, whole, by the Customer ID, where its tenant is in reach (R-A2).
  const whose = sql`and c.organisation = (select t.organisation from tenant t where t.kind = 'customer' and t.customer_id = ${customerId})`
  const found = q === null ? sql`` : customerId === null ? named : whose
  const only = access === null ? sql`` : sql`and c.state = ${access}`
  return scope.all(sql`with p as materialized (
      select c.relationship, c.organisation, c.name, c.state, c.city, c.country, c.invited_at, c.accepted_at, ${key} as key
      from customer_card c where c.partner = hub.acting() and c.state <> 'ended' ${only} ${found} ${from}
      order by ${key} ${way}, c.relationship ${way} limit ${limit + 1})
    select p.relationship, p.organisation, p.name, p.state as access, p.city, p.country, p.invited_at, p.accepted_at, p.key::text as sort_key,
      b.customer_id, b.devices
    from p left join door.describe_cards(array(select relationship from p)) b on b.relationship = p.relationship
    order by p.key ${way}, p.relationship ${way}`)
}

export type CustomerDetailRow = CustomerRow & {
  address: string | null
  postcode: string | null
  admin_name: string
  admin_mail: string
  admin_phone: string | null
  revision: number
  disabled_by: string | null
  sent_at: Date | null
  expires_at: Date | null
}

/** One customer of the partner acted for; undefined for everybody else's (R-A2). */
export function findCustomer(scope: Scope, organisation: string): Promise<CustomerDetailRow | undefined> {
  return scope.maybe(sql`select p.relationship, p.organisation, p.name, p.state as access, p.city, p.country, p.invited_at, p.accepted_at, p.address, p.postcode,
      p.admin_name, p.admin_mail, p.admin_phone, p.revision, r.disabled_by, i.sent_at, i.expires_at, p.name_key as sort_key,
      b.customer_id, b.devices
    from customer_card p join relationship r on r.id = p.relationship
    left join lateral door.describe_cards(array[p.relationship]) b on true
    left join lateral (select i.sent_at, i.expires_at from invitation i where i.relationship = p.relationship and p.state = 'pending'
      and i.accepted_at is null and i.revoked_at is null order by i.sent_at desc limit 1) i on true
    where p.partner = hub.acting() and p.organisation = ${organisation} and p.state <> 'ended'`)
}

export type NewCustomer = {
  ids: { organisation: string; tenant: string; relationship: string; invitation: string; customerId: string }
  typed: Record<string, string | null>
  hash: Buffer
  expires: Date
}

export async function insertCustomer(scope: Scope, { ids, typed, hash, expires }: NewCustomer): Promise<void> {
  await scope.run(sql`select door.add_customer(${JSON.stringify(ids)}::jsonb, ${JSON.stringify(typed)}::jsonb, ${hash}, ${expires})`)
}

/** `typed` holds only what changes. */
export function correctCard(
  scope: Scope,
  relationship: string,
  change: { typed: Record<string, string | null>; revision: number | null },
): Promise<{ outcome: string; mail_changed: boolean }> {
  return scope.one(
    sql`select * from door.correct_customer(${relationship}, ${JSON.stringify(change.typed)}::jsonb, ${change.revision}::integer)`,
  )
}

/** False where the customer is not pending any more. */
export async function renewInvitation(
  scope: Scope,
  relationship: string,
  made: { id: string; hash: Buffer; expires: Date },
): Promise<boolean> {
  const { renewed } = await scope.one<{ renewed: boolean }>(
    sql`select door.renew_invitation(${relationship}, ${made.id}, ${made.hash}, ${made.expires}) as renewed`,
  )
  return renewed
}

type ArchiveAfterDays = z.output<typeof archiveAfterDays>

export type SettingsRow = {
  tenant: string
  organisation: string
  name: string
  customer_id: string
  collection: boolean
  archive_after_days: ArchiveAfterDays | null
  revision: number
}

const settings = sql`select t.id as tenant, t.organisation, o.name, t.customer_id, t.collection, t.archive_after_days, t.revision
  from tenant t join organisation o on o.id = t.organisation where t.kind = 'customer'`

/** A customer's tenant, for itself and for a partner that reaches it; undefined out of reach (R-A2). */
export function findSettings(scope: Scope, organisation: string): Promise<SettingsRow | undefined> {
  return scope.maybe(sql`${settings} and t.organisation = ${organisation}`)
}

/** The same, and nobody else changes it until the end of the transaction. */
export function lockSettings(scope: Scope, organisation: string): Promise<SettingsRow | undefined> {
  return scope.maybe(sql`${settings} and t.organisation = ${organisation} for update of t`)
}

export async function changeSettings(
  scope: Scope,
  tenant: string,
  { collection, archiveAfterDays }: { collection: boolean; archiveAfterDays: ArchiveAfterDays | null },
): Promise<void> {
  await scope.run(
    sql`update tenant set collection = ${collection}, archive_after_days = ${archiveAfterDays}, revision = revision + 1 where id = ${tenant}`,
  )
}

export type Sealed = { cipher: Buffer; lookup: Buffer }

/** The tenant's cPIN: the one that is there, else this one. */
export async function keepOrFindCpin(
  scope: Scope,
  tenant: string,
  { cipher, lookup }: Sealed,
): Promise<{ cpin_cipher: Buffer; rotated_at: Date }> {
  await scope.run(sql`insert into tenant_secret (tenant, cpin_cipher, cpin_lookup, rotated_at) values (${tenant}, ${cipher}, ${lookup}, hub.now())
    on conflict (tenant) do nothing`)
  return scope.one(sql`select cpin_cipher, rotated_at from tenant_secret where tenant = ${tenant}`)
}

export function findCpin(scope: Scope, tenant: string): Promise<{ cpin_cipher: Buffer; rotated_at: Date } | undefined> {
  return scope.maybe(sql`select cpin_cipher, rotated_at from tenant_secret where tenant = ${tenant}`)
}

/** R-C4: the old one ends at once, or is good for the grace time; one older than that ends in any case. */
export function replaceCpin(
  scope: Scope,
  tenant: string,
  { cipher, lookup, graceHours }: Sealed & { graceHours: number },
): Promise<{ rotated_at: Date }> {
  const grace = graceHours > 0
  return scope.one(sql`insert into tenant_secret as s (tenant, cpin_cipher, cpin_lookup, rotated_at) values (${tenant}, ${cipher}, ${lookup}, hub.now())
    on conflict (tenant) do update set cpin_cipher = excluded.cpin_cipher, cpin_lookup = excluded.cpin_lookup, rotated_at = excluded.rotated_at,
      previous_lookup = ${grace ? sql`s.cpin_lookup` : sql`null`},
      previous_until = ${grace ? sql`hub.now() + make_interval(hours => ${graceHours})` : sql`null`}
    returning rotated_at`)
}
