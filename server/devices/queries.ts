import type { RawBuilder } from 'kysely'
import { parseCustomerId } from '../../contract/customer-id.ts'
import type { connections, proofs } from '../../contract/devices.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { type CursorValue, timeKey } from '../platform/http/cursor.ts'
import type { DeviceOrder, Waiting } from './rules.ts'

export type DeviceRow = {
  id: string
  vendor: string
  product_number: string
  serial: string
  serial_key: string
  model: string
  connection: (typeof connections)[number]
  proof: (typeof proofs)[number]
  arrived_at: Date
  /** Absent for whoever sees the device by a slot or as its vendor. */
  tenant_kind: 'customer' | 'holding' | 'own' | null
  tenant_customer_id: string | null
  tenant_organisation: string | null
  tenant_name: string | null
  /** The sort key of this row, as text that compares as the column does. */
  sort_key: string
}

export type DevicePage = {
  order: DeviceOrder
  after: CursorValue[] | null
  limit: number
  serialStart: string | null
  model: string | null
  /** `any` for vendors: what a tenant archives is not theirs to know. */
  archived: 'without' | 'only' | 'any'
  waiting: Waiting | null
}

const identity = sql`d.id, d.product_number, d.serial, d.serial_key, d.model, d.connection, d.proof`

/** The tenant that holds the equipment of the organisation acted for (R-D13). */
const ownTenant = sql`t.kind in ('customer', 'own') and t.organisation = hub.acting()`

/** A tenant in reach, by what people call it. */
export type Place = { id: string; kind: 'customer' | 'holding' | 'own'; organisation: string; customer_id: string; name: string }

/** The tenant that is asked for: `unassigned`, `own` or a Customer ID. Undefined where there is none, or out of reach (R-A2). */
export async function findPlace(scope: Scope, asked: string): Promise<Place | undefined> {
  const customerId = parseCustomerId(asked)
  const which =
    asked === 'unassigned'
      ? sql`t.kind = 'holding' and t.organisation = hub.acting()`
      : asked === 'own'
        ? ownTenant
        : customerId && sql`t.customer_id = ${customerId}`
  if (!which) return undefined
  return scope.maybe(sql`select t.id, t.kind, t.organisation, t.customer_id, o.name
    from tenant t join organisation o on o.id = t.organisation where ${which}`)
}

/** Devices of one tenant in reach, along the index of the order; what is said of the tenant is its finder's. */
export async function listTenantDevices(scope: Scope, place: Place, page: DevicePage): Promise<DeviceRow[]> {
  const rows = await scope.all(
    withoutTenant(
      sql`select ${identity}, d.vendor, d.arrived_at, ${keyOf(page.order)} as sort_key from device d where d.tenant = ${place.id} and ${matches(page)} ${ordered(page)}`,
      page,
    ),
  )
  const { kind, customer_id, organisation, name } = place
  const whereabouts = { tenant_kind: kind, tenant_customer_id: customer_id, tenant_organisation: organisation, tenant_name: name }
  return rows.map((row) => ({ ...row, ...whereabouts }))
}

/**
 * Devices of all tenants in reach. Driven by `managing_partner` where lists may rely on it; the tenants that this does not cover
 * (holding, own, second partner, just changed) are few, and each is read along its own index (docs/isolation.md).
 */
export function listReachedDevices(scope: Scope, page: DevicePage): Promise<DeviceRow[]> {
  const columns = sql`${identity}, d.vendor, d.arrived_at, d.tenant`
  return scope.all(
    withTenant(
      sql`select distinct on (sort_key, id) * from (
        (select ${columns}, ${keyOf(page.order)} as sort_key from device d where d.managing_partner = hub.acting() and ${matches(page)} ${ordered(page)})
        union all
        (select own.* from reach x
          cross join lateral (select ${columns}, ${keyOf(page.order)} as sort_key from device d where d.tenant = x.tenant and ${matches(page)} ${ordered(page)}) own where not x.listed)
      ) d ${page.order.descending ? sql`order by sort_key desc, id desc` : sql`order by sort_key, id`} limit ${page.limit + 1}`,
      page,
    ),
  )
}

/**
 * Devices through partner slots (R-D4): each slot along its own index, which is by serial number. In another order all that the slot holds is read
 * by it and sorted (`offset 0`): any other way goes through everybody's devices.
 */
export async function listLinkedDevices(scope: Scope, page: DevicePage): Promise<DeviceRow[]> {
  const held = (slot: RawBuilder<unknown>) =>
    page.order.by === 'serialNumber'
      ? sql`device d where ${slot} = l.id and`
      : sql`(select ${identity}, d.vendor, d.arrived_at, d.retired_at, d.archived_at from device d where ${slot} = l.id and ${stands(page)} offset 0) d where`
  const one = (slot: RawBuilder<unknown>) => sql`(select own.* from location l
    cross join lateral (select ${identity}, d.vendor, d.arrived_at, ${keyOf(page.order)} as sort_key from ${held(slot)} ${matches(page)} ${ordered(page)}) own)`
  return scope.all(
    sql`${withoutTenant(
      sql`select distinct on (sort_key, id) * from (${one(sql`d.reseller`)} union all ${one(sql`d.service`)}) d
    ${page.order.descending ? sql`order by sort_key desc, id desc` : sql`order by sort_key, id`} limit ${page.limit + 1}`,
      page,
    )}`,
  )
}

/** In the words of its index (device_vendor_model), which is no other statement's. */
const byModel = ({ order, model }: DevicePage) => (order.by === 'model' || model !== null ? sql`and d.model >= ''` : sql``)

/** A vendor's own devices, wherever they are: identity, never the tenant (R-A7). */
export function listVendorDevices(scope: Scope, page: DevicePage): Promise<DeviceRow[]> {
  return scope.all(
    withoutTenant(
      sql`select ${identity}, d.vendor, d.first_seen_at as arrived_at, ${keyOf(page.order)} as sort_key from device d where d.vendor = hub.acting() ${byModel(page)} and ${matches(page)} ${ordered(page)}`,
      page,
    ),
  )
}

/** Devices that the person is the recorded user of. */
export function listUsedDevices(scope: Scope, page: DevicePage): Promise<DeviceRow[]> {
  return scope.all(
    withoutTenant(
      sql`select ${identity}, d.vendor, d.arrived_at, ${keyOf(page.order)} as sort_key from device d where ${matches(page)} ${ordered(page)}`,
      page,
    ),
  )
}

export function findManagedDevice(
  scope: Scope,
  id: string,
): Promise<(DeviceRow & { first_seen_at: Date; archived_at: Date | null }) | undefined> {
  return scope.maybe(sql`select ${identity}, v.name as vendor, d.arrived_at, d.first_seen_at, d.archived_at, ${whereabouts}, '' as sort_key
    from device d join vendor v on v.organisation = d.vendor join tenant t on t.id = d.tenant left join organisation o on o.id = t.organisation
    where d.id = ${id} and d.retired_at is null`)
}

/** The same device as it is seen by slot, as its vendor, or as its user; the way is the scope's. */
export function findBareDevice(scope: Scope, id: string): Promise<(DeviceRow & { first_seen_at: Date }) | undefined> {
  return scope.maybe(sql`select ${identity}, v.name as vendor, d.first_seen_at as arrived_at, d.first_seen_at, null as tenant_kind, '' as sort_key
    from device d join vendor v on v.organisation = d.vendor where d.id = ${id} and d.retired_at is null`)
}

/** The sale that placed a device, for its reporter and for the partner that it was placed for. */
export function findSale(
  scope: Scope,
  device: string,
): Promise<{ reporter: string | null; sale_date: string | null; web_order: string } | undefined> {
  return scope.maybe(sql`select o.name as reporter, r.sale_date, r.web_order from feed_row r left join organisation o on o.id = r.reporter
    where r.device = ${device} order by r.feed desc limit 1`)
}

export type PossessionRow = {
  id: string
  began_at: Date
  ended_at: Date | null
  began_by: string
  began_key: string
} & Pick<DeviceRow, 'tenant_kind' | 'tenant_customer_id' | 'tenant_organisation' | 'tenant_name'>

/** Stays of a device in tenants in reach, newest first. */
export function listPossessionRows(scope: Scope, device: string, after: CursorValue[] | null, limit: number): Promise<PossessionRow[]> {
  const from = after ? sql`and (p.began_at, p.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``
  return scope.all(sql`select p.id, p.began_at, p.ended_at, p.began_by, ${timeKey(sql`p.began_at`)} as began_key, ${whereabouts}
    from possession p left join tenant t on t.id = p.tenant left join organisation o on o.id = t.organisation
    where p.device = ${device} ${from} order by p.began_at desc, p.id desc limit ${limit + 1}`)
}

/**
 * Into the archive or out of it, as far as the actor reaches; answers how many changed, by tenant. In id order, as every chunk of devices is locked.
 */
export function setArchived(
  scope: Scope,
  devices: readonly string[],
  archived: boolean,
): Promise<{ organisation: string; name: string; n: number }[]> {
  const change = archived ? sql`archived_at = hub.now()` : sql`archived_at = null, active_at = hub.now()`
  return scope.all(sql`with held as (
      select d.id from device d where d.id = any (${devices}::uuid[]) and d.retired_at is null and (d.archived_at is not null) <> ${archived} order by d.id for update),
    changed as (update device d set ${change} from held h where d.id = h.id returning d.tenant)
    select t.organisation, o.name, count(*)::int as n from changed c join tenant t on t.id = c.tenant join organisation o on o.id = t.organisation group by 1, 2`)
}

/** Devices in a tenant: the counter and what has not been folded into it yet, in one statement. */
export async function countDevices(scope: Scope, tenant: string): Promise<number> {
  const { n } = await scope.one<{
    n: number
  }>(sql`select (coalesce((select sum(c.n) from counter c where c.tenant = ${tenant} and c.kind = 'devices'), 0)
    + coalesce((select sum(c.n) from counter_delta c where c.tenant = ${tenant} and c.kind = 'devices'), 0))::bigint as n`)
  return n
}

export function findHolding(scope: Scope): Promise<{ id: string; customer_id: string; ever_used: boolean } | undefined> {
  return scope.maybe(sql`select t.id, t.customer_id, t.ever_used from tenant t where t.kind = 'holding' and t.organisation = hub.acting()`)
}

export type ProofRequestRow = { id: string; state: 'open' | 'confirmed' | 'refused'; asked_at: Date }

/** The last one of the present stay. */
export function findProofRequest(scope: Scope, device: string): Promise<ProofRequestRow | undefined> {
  return scope.maybe(sql`select q.id, q.state, q.asked_at from proof_request q join device d on d.possession = q.possession
    where d.id = ${device} and q.state <> 'lapsed' order by q.asked_at desc limit 1`)
}

export type ProofWords = { id: string; evidence: string; reason: string | null }

/** What was said, for whoever asked and for the tenant's own organisation (R-A7), as `any` sees it. */
export function findProofWords(scope: Scope, device: string): Promise<ProofWords | undefined> {
  return scope.maybe(sql`select q.id, q.evidence, q.reason from proof_request q
    where q.device = ${device} and q.state <> 'lapsed' order by q.asked_at desc limit 1`)
}

const whereabouts = sql`t.kind as tenant_kind, t.customer_id as tenant_customer_id, t.organisation as tenant_organisation, o.name as tenant_name`

function column(order: DeviceOrder): RawBuilder<unknown> {
  return { serialNumber: sql`d.serial_key`, model: sql`d.model`, arrivedAt: sql`d.arrived_at` }[order.by]
}

/** Microseconds matter: two devices of one chunk arrive at the same time, two chunks never at the same text. */
function keyOf(order: DeviceOrder): RawBuilder<unknown> {
  return order.by === 'arrivedAt' ? timeKey(sql`d.arrived_at`) : column(order)
}

function matches(page: DevicePage): RawBuilder<unknown> {
  const { order, after, serialStart, model } = page
  const key = order.by === 'arrivedAt' ? sql`${after?.[0] ?? null}::timestamptz` : sql`${after?.[0] ?? null}::text`
  const from = after
    ? order.descending
      ? sql`and (${column(order)}, d.id) < (${key}, ${after[1]}::uuid)`
      : sql`and (${column(order)}, d.id) > (${key}, ${after[1]}::uuid)`
    : sql``
  const start = serialStart ? sql`and d.serial_key ^@ ${serialStart}` : sql``
  const like = model ? sql`and d.model ^@ ${model}` : sql``
  return sql`${stands(page)} ${from} ${start} ${like} ${page.waiting ? waits(page.waiting) : sql``}`
}

function waits({ atLeastDays, lessThanDays }: Waiting): RawBuilder<unknown> {
  const since = (days: number) => sql`hub.now() - make_interval(days => ${days})`
  return sql`and d.arrived_at <= ${since(atLeastDays)} ${lessThanDays === null ? sql`` : sql`and d.arrived_at > ${since(lessThanDays)}`}`
}

/** In use or archived, as asked; retired records are in no list. */
function stands({ archived }: DevicePage): RawBuilder<unknown> {
  const archive = { without: sql`and d.archived_at is null`, only: sql`and d.archived_at is not null`, any: sql`` }[archived]
  return sql`d.retired_at is null ${archive}`
}

function ordered(page: DevicePage): RawBuilder<unknown> {
  const by = column(page.order)
  return page.order.descending
    ? sql`order by ${by} desc, d.id desc limit ${page.limit + 1}`
    : sql`order by ${by}, d.id limit ${page.limit + 1}`
}

/** First the page along its index, then the names of its 50 rows. */
function withTenant(rows: RawBuilder<unknown>, page: DevicePage): RawBuilder<DeviceRow> {
  return sql<DeviceRow>`with d as materialized (${rows})
    select ${identity}, v.name as vendor, d.arrived_at, ${whereabouts}, ${keyOf(page.order)} as sort_key
    from d join vendor v on v.organisation = d.vendor join tenant t on t.id = d.tenant left join organisation o on o.id = t.organisation
    ${page.order.descending ? sql`order by ${column(page.order)} desc, d.id desc` : sql`order by ${column(page.order)}, d.id`}`
}

function withoutTenant(rows: RawBuilder<unknown>, page: DevicePage): RawBuilder<DeviceRow> {
  return sql<DeviceRow>`with d as materialized (${rows})
    select ${identity}, v.name as vendor, d.arrived_at, null as tenant_kind, null as tenant_customer_id, null as tenant_organisation, null as tenant_name, d.sort_key
    from d join vendor v on v.organisation = d.vendor ${page.order.descending ? sql`order by d.sort_key desc, d.id desc` : sql`order by d.sort_key, d.id`}`
}
