import { createHash } from 'node:crypto'
import type pg from 'pg'
import { makeCustomerId } from '../contract/customer-id.ts'
import { makeLocationId } from '../contract/location-id.ts'
import { tokenHash } from '../server/platform/access/session.ts'
import type { Caller } from './server.ts'

// The world of the benchmarks, the same at every run: ids and sizes come from a seed. Made set by set, for it is large.
// Scale 1 = 1 vendor, 50 partners, 2,000 customers, 100,000 devices; four partners have 50 %, 5 %, 0.5 % and 0.05 %, the rest is
// spread as Zipf's law has it.

const seed = 'steward-bench-1'
const partners = 50
const chosenShares = [0.5, 0.05, 0.005, 0.0005]
/** Of a partner's devices, what waits in its holding tenant. */
const heldShare = 0.2

export type BenchPartner = Caller & {
  share: number
  devices: number
  holding: { id: string; customerId: string }
  customers: { id: string; customerId: string }[]
}
export type BenchWorld = { vendor: string; partners: BenchPartner[] }

/** A number of 16 bytes from the seed and a name. */
function bytesOf(name: string): Buffer {
  return createHash('sha256').update(`${seed} ${name}`).digest().subarray(0, 16)
}

export function idOf(name: string): string {
  const hex = bytesOf(name).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
}

function shares(): number[] {
  const rest = 1 - chosenShares.reduce((sum, share) => sum + share, 0)
  const weights = Array.from({ length: partners - chosenShares.length }, (_, n) => 1 / (n + 1))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  return [...chosenShares, ...weights.map((weight) => (rest * weight) / whole)]
}

/** Organisations, tenants, customers and devices of a scale, with statistics as a hub has them that has grown. */
export async function makeWorld(database: pg.Pool, scale: number): Promise<BenchWorld> {
  const vendor = await makeVendor(database)
  const made: BenchPartner[] = []
  for (const [n, share] of shares().entries()) {
    const partner = await makePartner(database, `partner ${n}`, vendor)
    const customers = await makeCustomers(database, partner, Math.max(5, Math.round(2000 * scale * share)))
    const devices = Math.max(1, Math.round(100_000 * scale * share))
    await makeDevices(database, { vendor, partner, customers, devices, prefix: `P${n}` })
    made.push({ ...partner, share, devices, customers })
  }
  await database.query('analyze')
  return { vendor, partners: made }
}

export async function makeVendor(database: pg.Pool): Promise<string> {
  const vendor = idOf('vendor')
  await makeOrganisation(database, vendor, 'vendor', 'Bench Vendor')
  return vendor
}

async function makeOrganisation(database: pg.Pool, id: string, kind: string, name: string): Promise<void> {
  await database.query("insert into organisation (id, kind, name, name_key, country) values ($1, $2, $3, hub.name_key($3), 'DE')", [
    id,
    kind,
    name,
  ])
  await database.query('insert into organisation_detail (organisation) values ($1)', [id])
  await database.query('insert into acquaintance (viewer, organisation) values ($1, $1)', [id])
}

type Site = { id: string; locationId: string }
export type Moving = Caller & { holding: { id: string; customerId: string }; site: Site }

/** A partner with a holding tenant, a location and an administrator with a session. */
export async function makePartner(database: pg.Pool, name: string, vendor: string): Promise<Moving> {
  const organisation = idOf(name)
  await makeOrganisation(database, organisation, 'partner', name)
  await database.query('insert into acquaintance (viewer, organisation) values ($1, $2), ($2, $1)', [organisation, vendor])
  const site = { id: idOf(`${name} location`), locationId: makeLocationId(bytesOf(`${name} location`)) }
  await database.query("insert into location (id, partner, location_id, name) values ($1, $2, $3, 'Main')", [
    site.id,
    organisation,
    site.locationId,
  ])
  const holding = { id: idOf(`${name} holding`), customerId: makeCustomerId(bytesOf(`${name} holding`)) }
  await database.query("insert into tenant (id, kind, organisation, customer_id, ever_used) values ($1, 'holding', $2, $3, true)", [
    holding.id,
    organisation,
    holding.customerId,
  ])
  await database.query("insert into reach (organisation, tenant, whose, via) values ($1, $2, $1, 'own')", [organisation, holding.id])
  return { organisation, token: await makeAdministrator(database, organisation, name), holding, site }
}

/** Whoever may do everything for the organisation, signed in; answers the session's token. */
async function makeAdministrator(database: pg.Pool, organisation: string, name: string): Promise<string> {
  const person = idOf(`${name} person`)
  const token = bytesOf(`${name} token`).toString('hex')
  const mail = `${name.replaceAll(' ', '.')}@bench.test`
  await database.query('insert into person (id, mail, name) values ($1, $2, $3)', [person, mail, name])
  await database.query('insert into session (id, person, token_hash) values ($1, $2, $3)', [
    idOf(`${name} session`),
    person,
    tokenHash(token),
  ])
  await database.query(
    "insert into membership (id, person, organisation, roles, name, mail, status, joined_at) values ($1, $2, $3, '{global_admin}', $4, $5, 'active', now())",
    [idOf(`${name} member`), person, organisation, name, mail],
  )
  return token
}

/** A distributor that may report the vendor's products, and place them with these partners. */
export async function makeProvider(database: pg.Pool, vendor: string, partners: readonly Moving[]): Promise<Caller> {
  const name = 'provider'
  const organisation = idOf(name)
  await makeOrganisation(database, organisation, 'provider', name)
  const ids = partners.map((one) => one.organisation)
  await database.query(
    `insert into accreditation (id, organisation, vendor, kind, valid_from)
     select hub.new_id(), $1::uuid, $2::uuid, 'report_sales', date '2020-01-01' union all select hub.new_id(), x, $2, 'resell_monitor', date '2020-01-01' from unnest($3::uuid[]) x`,
    [organisation, vendor, ids],
  )
  await database.query(
    'insert into acquaintance (viewer, organisation) select $1::uuid, x from unnest($2::uuid[]) x union all select x, $1 from unnest($2::uuid[]) x',
    [organisation, [...ids, vendor]],
  )
  await database.query(
    "insert into relationship (id, kind, from_organisation, to_organisation, state, accepted_at) select hub.new_id(), 'supplies', $1, x, 'accepted', now() from unnest($2::uuid[]) x",
    [organisation, ids],
  )
  return { organisation, token: await makeAdministrator(database, organisation, name) }
}

export async function makeCustomers(database: pg.Pool, partner: Moving, count: number): Promise<{ id: string; customerId: string }[]> {
  const all = Array.from({ length: count }, (_, n) => {
    const name = `${partner.organisation} customer ${n}`
    return {
      organisation: idOf(name),
      tenant: idOf(`${name} tenant`),
      relationship: idOf(`${name} relationship`),
      customerId: makeCustomerId(bytesOf(name)),
      name: `Customer ${String((n * 7919) % count).padStart(5, '0')}`,
    }
  })
  const column = (key: keyof (typeof all)[number]) => all.map((one) => one[key])
  const values = [
    column('organisation'),
    column('tenant'),
    column('relationship'),
    column('customerId'),
    column('name'),
    partner.organisation,
  ]
  await database.query(
    `with x as materialized (select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[]) x (organisation, tenant, relationship, customer_id, name)),
     a as (insert into organisation (id, kind, name, name_key, country) select organisation, 'customer', name, hub.name_key(name), 'DE' from x),
     b as (insert into organisation_detail (organisation) select organisation from x),
     c as (insert into acquaintance (viewer, organisation) select organisation, organisation from x union all select organisation, $6 from x union all select $6, organisation from x),
     d as (insert into tenant (id, kind, organisation, customer_id, managing_partner, listed_by) select tenant, 'customer', organisation, customer_id, $6, $6 from x),
     f as (insert into relationship (id, kind, from_organisation, to_organisation, state, accepted_at) select relationship, 'manages', $6, organisation, 'accepted', now() from x)
     insert into customer_card (relationship, partner, organisation, name, name_key, city, country, admin_name, admin_mail, state, invited_at, accepted_at)
     select relationship, $6, organisation, name, hub.name_key(name), 'Bonn', 'DE', 'A', 'a@bench.test', 'accepted', timestamptz '2026-01-01' + row_number() over () * interval '1 minute', now() from x`,
    values,
  )
  // After its tenant: which lists find it there is read from the tenant.
  await database.query(
    `insert into reach (organisation, tenant, whose, via)
     select t.organisation, t.id, t.organisation, 'own' from tenant t where t.id = any ($1) union all select $2, t.id, t.organisation, 'manages' from tenant t where t.id = any ($1)`,
    [column('tenant'), partner.organisation],
  )
  return all.map((one) => ({ id: one.tenant, customerId: one.customerId }))
}

type Devices = { vendor: string; partner: Moving; customers: { id: string }[]; devices: number; prefix: string }

/** A fifth waits in the holding tenant; the rest is with the customers, the first ones having more. */
async function makeDevices(database: pg.Pool, { vendor, partner, customers, devices, prefix }: Devices): Promise<void> {
  await insertDevices(database, { vendor, partner, from: 1, to: Math.round(devices * heldShare), prefix, tenants: [partner.holding.id] })
  await insertDevices(database, {
    vendor,
    partner,
    from: Math.round(devices * heldShare) + 1,
    to: devices,
    prefix,
    tenants: customers.map((one) => one.id),
  })
}

type Insert = { vendor: string; partner: Moving; from: number; to: number; prefix: string; tenants: string[] }

export const serialOf = (prefix: string, n: number): string => `${prefix}N${String(n).padStart(8, '0')}`

export async function insertDevices(database: pg.Pool, { vendor, partner, from, to, prefix, tenants }: Insert): Promise<void> {
  await database.query(
    `with made as materialized (select n, hub.new_id() as id, hub.new_id() as possession, $3::text || 'N' || lpad(n::text, 8, '0') as serial,
        ($6::uuid[])[1 + floor(cardinality($6::uuid[]) * power(((n::bigint * 2654435761) % 4294967296)::float8 / 4294967296, 2))::int] as tenant,
        'Model ' || lpad(((n::bigint * 40503) % 97)::text, 2, '0') as model, timestamptz '2025-01-01' + n * interval '37 seconds' as at
      from generate_series($1::int, $2::int) n),
     device as (insert into device (id, vendor, product_number, product_key, serial, serial_key, model, proof, tenant, managing_partner, possession, arrived_at, first_seen_at)
       select m.id, $4, 'P-1', 'P1', m.serial, m.serial, m.model, 'feed', m.tenant, t.managing_partner, m.possession, m.at, m.at from made m join tenant t on t.id = m.tenant)
     insert into possession (id, device, tenant, began_at, began_by, origin_partner, last_holding, vendor, product_number, serial, model)
     select possession, id, tenant, at, 'feed', $5, $7, $4, 'P-1', serial, model from made`,
    [from, to, prefix, vendor, partner.organisation, tenants, partner.holding.id],
  )
}
