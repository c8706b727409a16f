import type { RawBuilder } from 'kysely'
import type { consentScopes, RequestKind, requestStates } from '../../contract/consents.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { type CursorValue, timeKey } from '../platform/http/cursor.ts'

type Between = { partner: string; partner_name: string | null; customer: string; customer_name: string | null }
export type RequestRow = Between & {
  id: string
  kind: RequestKind
  state: (typeof requestStates)[number]
  tenant: string
  scope: (typeof consentScopes)[number]
  devices: number
  serials: string[]
  purpose: string
  until: string
  asked_by: string
  asked_by_name: string
  created_at: Date
  lapses_at: Date
  answered_by_name: string | null
  answered_at: Date | null
  created_key: string
}

const serialsShown = 5
const between = sql`r.partner, p.name as partner_name, r.customer, c.name as customer_name`
const names = sql`left join organisation p on p.id = r.partner left join organisation c on c.id = r.customer`
/** A request whose time is over has lapsed, also before the timer says so. */
const state = sql`case when r.state = 'open' and r.lapses_at <= hub.now() then 'lapsed' else r.state end`
/** How many devices are named, one by one. */
const named = sql`(select count(*)::int from request_device n where n.request = r.id)`
const requestColumns = sql`r.id, r.kind, ${state} as state, r.tenant, r.scope, ${named} as devices, r.purpose, r.until, r.asked_by, r.asked_by_name, r.created_at, r.lapses_at,
  r.answered_by_name, r.answered_at, ${between}, ${timeKey(sql`r.created_at`)} as created_key,
  array(select d.serial from request_device n join device d on d.id = n.device where n.request = r.id order by d.serial_key limit ${serialsShown}) as serials`

export function findRequest(scope: Scope, id: string): Promise<RequestRow | undefined> {
  return scope.maybe(sql`select ${requestColumns} from request r ${names} where r.id = ${id}`)
}

/** Nobody else answers it until the transaction ends. */
export async function lockRequest(scope: Scope, id: string): Promise<void> {
  await scope.run(sql`select from request where id = ${id} for update`)
}

export function listRequestRows(
  scope: Scope,
  page: { after: CursorValue[] | null; limit: number; state?: string | undefined },
): Promise<RequestRow[]> {
  const from = page.after ? sql`and (r.created_at, r.id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)` : sql``
  const only = page.state ? sql`and ${state} = ${page.state}` : sql``
  return scope.all(sql`select ${requestColumns} from request r ${names}
    where (r.partner = hub.acting() or r.customer = hub.acting()) ${from} ${only} order by r.created_at desc, r.id desc limit ${page.limit + 1}`)
}

/** The tenant of a customer in reach. */
export function findCustomerTenant(scope: Scope, customer: string): Promise<{ id: string; organisation: string } | undefined> {
  return scope.maybe(sql`select id, organisation from tenant where kind = 'customer' and organisation = ${customer}`)
}

export type NewRequest = {
  id: string
  kind: RequestKind
  tenant: { id: string; organisation: string }
  purpose: string
  until: string
  lifetimeDays: number
}

export function insertRequest(scope: Scope, asked: NewRequest, of: 'tenant' | 'devices'): Promise<number> {
  return scope.run(sql`insert into request (id, kind, partner, customer, tenant, scope, purpose, until, asked_by, asked_by_name, lapses_at)
    values (${asked.id}, ${asked.kind}, hub.acting(), ${asked.tenant.organisation}, ${asked.tenant.id}, ${of}, ${asked.purpose}, ${asked.until}, hub.person(),
      ${scope.actor.person?.name ?? ''}, hub.now() + make_interval(days => ${asked.lifetimeDays}))`)
}

/** Those of the devices that this customer has now: another's, or one that is not seen, is not among them. */
export async function listDevicesOf(scope: Scope, customer: string, devices: readonly string[]): Promise<string[]> {
  const rows = await scope.all<{ device: string }>(sql`
    select p.device from possession p join tenant t on t.id = p.tenant and t.kind = 'customer' and t.organisation = ${customer}
    where p.device = any (${devices}::uuid[]) and p.ended_at is null`)
  return rows.map(({ device }) => device)
}

/** Names devices in a request, but for those that an open request of the same kind names already; answers how many. */
export function nameDevices(scope: Scope, request: { id: string; kind: RequestKind }, devices: readonly string[]): Promise<number> {
  return scope.run(sql`insert into request_device (request, device)
    select distinct ${request.id}::uuid, x.id from unnest(${devices}::uuid[]) x (id)
    where not exists (select from request_device n join request r on r.id = n.request
      where n.device = x.id and r.partner = hub.acting() and r.kind = ${request.kind} and r.state = 'open' and r.lapses_at > hub.now())`)
}

/** Whether the whole tenant is asked for already. */
export async function isAskedFor(scope: Scope, tenant: string, kind: RequestKind): Promise<boolean> {
  const { open } = await scope.one<{
    open: boolean
  }>(sql`select exists (select from request r where r.tenant = ${tenant} and r.partner = hub.acting()
    and r.kind = ${kind} and r.scope = 'tenant' and r.state = 'open' and r.lapses_at > hub.now()) as open`)
  return open
}

/**
 * Since when open requests of the acting organisation name all of these devices, one by one or with their tenant: the newest of them that names
 * any; null where one is not named. Ends at the first such device, which is most often the first. `devices`: a query of device and tenant.
 */
export async function askedSince(scope: Scope, kind: RequestKind, devices: RawBuilder<unknown>): Promise<Date | null> {
  const found = await scope.maybe<{ since: Date }>(sql`
    with asked as materialized (
      select r.id, r.created_at, r.tenant, r.scope = 'tenant' as whole from request r
      where r.partner = hub.acting() and r.kind = ${kind} and r.state = 'open' and r.lapses_at > hub.now() order by r.created_at desc)
    select r.created_at as since from asked r
    where not exists (select from (${devices}) x (id, tenant)
        where not exists (select from asked a join request_device n on n.request = a.id where n.device = x.id)
          and not exists (select from asked a where a.whole and a.tenant = x.tenant))
      and exists (select from (${devices}) x (id, tenant)
        where x.tenant = r.tenant and (r.whole or exists (select from request_device n where n.request = r.id and n.device = x.id)))
    limit 1`)
  return found?.since ?? null
}

export function settleRequest(scope: Scope, id: string, answer: 'accepted' | 'refused' | 'withdrawn'): Promise<number> {
  return scope.run(sql`update request set state = ${answer}, answered_by = hub.person(), answered_by_name = ${scope.actor.person?.name ?? ''}, answered_at = hub.now()
    where id = ${id}`)
}

export function insertConsent(scope: Scope, id: string, request: string): Promise<number> {
  return scope.run(sql`insert into consent (id, kind, request, grantee, customer, tenant, scope, until, given_by, given_by_name)
    select ${id}, r.kind, r.id, r.partner, r.customer, r.tenant, r.scope, r.until, hub.person(), ${scope.actor.person?.name ?? ''} from request r where r.id = ${request}`)
}

export type ConsentRow = Between & {
  id: string
  kind: RequestKind
  scope: (typeof consentScopes)[number]
  devices: number
  purpose: string
  until: string
  given_by_name: string
  given_at: Date
  withdrawn_at: Date | null
  holds: boolean
  given_key: string
}

const stands = sql`g.withdrawn_at is null and g.until >= hub.now()::date`
const consentColumns = sql`g.id, g.kind, g.scope, ${named} as devices, r.purpose, g.until, g.given_by_name, g.given_at, g.withdrawn_at, ${stands} as holds, ${between},
  ${timeKey(sql`g.given_at`)} as given_key`

export function findConsent(scope: Scope, id: string): Promise<ConsentRow | undefined> {
  return scope.maybe(sql`select ${consentColumns} from consent g join request r on r.id = g.request ${names} where g.id = ${id}`)
}

export function listConsentRows(scope: Scope, page: { after: CursorValue[] | null; limit: number }): Promise<ConsentRow[]> {
  const from = page.after ? sql`and (g.given_at, g.id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)` : sql``
  return scope.all(sql`select ${consentColumns} from consent g join request r on r.id = g.request ${names}
    where (g.grantee = hub.acting() or g.customer = hub.acting()) ${from} order by g.given_at desc, g.id desc limit ${page.limit + 1}`)
}

export type LedgerRow = RequestRow & { withdrawn_at: Date | null; holds: boolean | null }

/** Every request, with the consent that came of it. */
export function listLedgerRows(scope: Scope, page: { after: CursorValue[] | null; limit: number }): Promise<LedgerRow[]> {
  const from = page.after ? sql`and (r.created_at, r.id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)` : sql``
  return scope.all(sql`select ${requestColumns}, g.withdrawn_at, ${stands} as holds from request r ${names}
    left join lateral (select x.id, x.withdrawn_at, x.until from consent x where x.request = r.id) g on true
    where (r.partner = hub.acting() or r.customer = hub.acting()) ${from} order by r.created_at desc, r.id desc limit ${page.limit + 1}`)
}

export function endConsent(scope: Scope, id: string): Promise<number> {
  return scope.run(sql`update consent g set withdrawn_at = hub.now(), withdrawn_by = hub.person() where g.id = ${id} and ${stands}`)
}

/** As a condition on a device of a tenant: whether the acting organisation has this consent for it now. */
export function consentedTo(kind: RequestKind, tenant: RawBuilder<unknown>, device: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select from consent g where g.tenant = ${tenant} and g.grantee = hub.acting() and g.kind = ${kind} and ${stands}
    and (g.scope = 'tenant' or exists (select from request_device n where n.request = g.request and n.device = ${device})))`
}

/** Requests that nobody answered in time. Scope: `system`. */
export async function lapseRequests(scope: Scope): Promise<void> {
  await scope.one(sql`select door.lapse_requests()`)
}
