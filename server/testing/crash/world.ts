import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { makeCustomerId } from '../../../contract/customer-id.ts'
import { makeLocationId } from '../../../contract/location-id.ts'
import { hashPassword } from '../../people/index.ts'
import { newSessionToken } from '../../platform/access/session.ts'
import { newId } from '../../platform/id.ts'

/** Devices that are always moved together: in the holding tenant, or in the customer's. */
export type Lane = { customerId: string; serials: readonly string[] }
/** Of what is no longer than it must be. */
export const shortRows = 600
export type CrashWorld = {
  vendor: Somebody
  partner: Somebody & { mail: string }
  locationId: string
  holding: { id: string; customerId: string }
  lanes: readonly Lane[]
}
/** Everybody's. */
export const password = 'correct horse battery staple'
export type Somebody = { organisation: string; token: string }

/** A vendor that reports, a partner with a holding tenant, and customers; by hand, for what is tested is what happens after. */
export async function makeCrashWorld(truth: pg.Pool, size: { lanes: number; rows: number; shortLanes?: number }): Promise<CrashWorld> {
  const vendor = await organisation(truth, 'vendor', 'Acme', 'vendor_admin')
  const partner = await organisation(truth, 'partner', 'North', 'global_admin')
  await acquaint(truth, vendor.organisation, partner.organisation)
  await truth.query(
    "insert into accreditation (id, organisation, vendor, kind, valid_from) values ($1, $2, $3, 'resell_monitor', '2020-01-01')",
    [newId(), partner.organisation, vendor.organisation],
  )
  const locationId = makeLocationId(randomBytes(16))
  await truth.query("insert into location (id, partner, location_id, name) values ($1, $2, $3, 'Main')", [
    newId(),
    partner.organisation,
    locationId,
  ])
  const holding = await tenant(truth, 'holding', partner.organisation)
  const lanes: Lane[] = []
  const sizes = [...Array<number>(size.lanes).fill(size.rows), ...Array<number>(size.shortLanes ?? 0).fill(shortRows)]
  for (const [n, rows] of sizes.entries()) {
    const customerId = await customer(truth, partner.organisation, `Customer ${n}`)
    const serials = Array.from({ length: rows }, (_, row) => `L${n}N${String(row).padStart(6, '0')}`)
    await devices(truth, { vendor: vendor.organisation, partner: partner.organisation, tenant: holding.id, serials })
    lanes.push({ customerId, serials })
  }
  return { vendor, partner, locationId, holding, lanes }
}

/** A location ID that no partner has, and the act that gives it to this world's partner. */
export function laterLocation(truth: pg.Pool, { partner }: CrashWorld): { locationId: string; open(): Promise<unknown> } {
  const locationId = makeLocationId(randomBytes(16))
  const values = [newId(), partner.organisation, locationId]
  const text = "insert into location (id, partner, location_id, name) values ($1, $2, $3, 'Later') on conflict do nothing"
  return { locationId, open: () => truth.query(text, values) }
}

async function organisation(truth: pg.Pool, kind: string, name: string, role: string): Promise<Somebody & { mail: string }> {
  const id = await bareOrganisation(truth, kind, name)
  const person = newId()
  const mail = `${name.toLowerCase()}@hub.test`
  const { token, hash } = newSessionToken()
  await truth.query('insert into person (id, mail, name) values ($1, $2, $3)', [person, mail, name])
  await truth.query('insert into person_secret (person, password_hash) values ($1, $2)', [
    person,
    await hashPassword({ testing: true }, password),
  ])
  await truth.query('insert into session (id, person, token_hash) values ($1, $2, $3)', [newId(), person, hash])
  await truth.query(
    "insert into membership (id, person, organisation, roles, name, mail, status, joined_at) values ($1, $2, $3, $4, $5, $6, 'active', now())",
    [newId(), person, id, [role], name, mail],
  )
  return { organisation: id, token, mail }
}

async function bareOrganisation(truth: pg.Pool, kind: string, name: string): Promise<string> {
  const id = newId()
  await truth.query('insert into organisation (id, kind, name, name_key) values ($1, $2, $3, hub.name_key($3))', [id, kind, name])
  await truth.query('insert into organisation_detail (organisation) values ($1)', [id])
  await truth.query('insert into acquaintance (viewer, organisation) values ($1, $1)', [id])
  return id
}

async function acquaint(truth: pg.Pool, one: string, other: string): Promise<void> {
  await truth.query('insert into acquaintance (viewer, organisation) values ($1, $2), ($2, $1) on conflict do nothing', [one, other])
}

async function tenant(truth: pg.Pool, kind: string, of: string): Promise<{ id: string; customerId: string }> {
  const made = { id: newId(), customerId: makeCustomerId(randomBytes(16)) }
  await truth.query('insert into tenant (id, kind, organisation, customer_id) values ($1, $2, $3, $4)', [
    made.id,
    kind,
    of,
    made.customerId,
  ])
  await truth.query("insert into reach (organisation, tenant, whose, via) values ($1, $2, $1, 'own')", [of, made.id])
  return made
}

async function customer(truth: pg.Pool, partner: string, name: string): Promise<string> {
  const id = await bareOrganisation(truth, 'customer', name)
  const { customerId } = await tenant(truth, 'customer', id)
  await acquaint(truth, partner, id)
  const relationship = newId()
  await truth.query(
    "insert into relationship (id, kind, from_organisation, to_organisation, state, accepted_at) values ($1, 'manages', $2, $3, 'accepted', now())",
    [relationship, partner, id],
  )
  await truth.query(
    `insert into customer_card (relationship, partner, organisation, name, name_key, admin_name, admin_mail, state, accepted_at)
     values ($1, $2, $3, $4, lower($4), 'A', 'a@hub.test', 'accepted', now())`,
    [relationship, partner, id, name],
  )
  await truth.query('select door.follow_relationship($1)', [relationship])
  return customerId
}

type Batch = { vendor: string; partner: string; tenant: string; serials: readonly string[] }

async function devices(truth: pg.Pool, { vendor, partner, tenant: place, serials }: Batch): Promise<void> {
  await truth.query(
    `with made as (select hub.new_id() as id, hub.new_id() as possession, s.serial from unnest($4::text[]) s (serial)),
     device as (insert into device (id, vendor, product_number, product_key, serial, serial_key, model, proof, tenant, possession, arrived_at, first_seen_at)
       select id, $1, 'P-1', 'P1', serial, serial, 'Model', 'feed', $3, possession, now(), now() from made)
     insert into possession (id, device, tenant, began_at, began_by, origin_partner, last_holding, vendor, product_number, serial, model)
     select possession, id, $3, now(), 'feed', $2, $3, $1, 'P-1', serial, 'Model' from made`,
    [vendor, partner, place, serials],
  )
}
