import { randomBytes } from 'node:crypto'
import { makeCustomerId } from '../../contract/customer-id.ts'
import { makeLocationId } from '../../contract/location-id.ts'
import { newId } from '../platform/id.ts'
import type { TestHub } from './hub.ts'

export type Place = { id: string; customerId: string; organisation: string }

/** Makes things by the owner's hand, for tests that need them to be there; what a test is about goes through the API. */
export function worldMaker(test: TestHub) {
  const { owner } = test.database
  const tenant = async (kind: 'customer' | 'holding' | 'own', organisation: string): Promise<Place> => {
    const place = { id: newId(), customerId: makeCustomerId(randomBytes(16)), organisation }
    await owner.query('insert into tenant (id, kind, organisation, customer_id) values ($1, $2, $3, $4)', [
      place.id,
      kind,
      organisation,
      place.customerId,
    ])
    await owner.query("insert into reach (organisation, tenant, whose, via) values ($1, $2, $1, 'own')", [organisation, place.id])
    return place
  }
  const acquaint = (one: string, other: string) =>
    owner.query('insert into acquaintance (viewer, organisation) values ($1, $2), ($2, $1) on conflict do nothing', [one, other])
  return {
    acquaint,
    holding: (partner: string) => tenant('holding', partner),
    /** The tenant for a partner's own equipment (R-D13). */
    own: (partner: string) => tenant('own', partner),
    /** An active customer with its tenant, managed by the partners in this state. */
    async customer(
      name: string,
      managedBy: { partner: string; state?: 'requested' | 'accepted' | 'disabled' | 'ended' }[],
    ): Promise<Place> {
      const organisation = await test.organisation('customer', name)
      const place = await tenant('customer', organisation)
      for (const { partner, state = 'accepted' } of managedBy) {
        await acquaint(partner, organisation)
        const relationship = newId()
        await owner.query(
          `insert into relationship (id, kind, from_organisation, to_organisation, state, accepted_at, disabled_by) values ($1, 'manages', $2::uuid, $3, $4::text, now(), case when $4::text = 'disabled' then $2::uuid end)`,
          [relationship, partner, organisation, state],
        )
        await owner.query(
          `insert into customer_card (relationship, partner, organisation, name, name_key, admin_name, admin_mail, state, accepted_at)
           values ($1, $2, $3, $4::text, lower($4::text), 'A', 'a@b.test', $5, now())`,
          [relationship, partner, organisation, name, state === 'requested' ? 'pending' : state],
        )
        await owner.query('select door.follow_relationship($1)', [relationship])
      }
      return place
    },
    async location(partner: string, name = 'Main'): Promise<{ id: string; locationId: string }> {
      const made = { id: newId(), locationId: makeLocationId(randomBytes(16)) }
      await owner.query('insert into location (id, partner, location_id, name) values ($1, $2, $3, $4)', [
        made.id,
        partner,
        made.locationId,
        name,
      ])
      return made
    },
    async accredit(organisation: string, vendor: string, kind: string, from = '2020-01-01', until: string | null = null): Promise<void> {
      await owner.query(
        'insert into accreditation (id, organisation, vendor, kind, valid_from, valid_until) values ($1, $2, $3, $4, $5, $6)',
        [newId(), organisation, vendor, kind, from, until],
      )
      await acquaint(organisation, vendor)
    },
    /** Devices in a tenant, each with its open possession; answers their ids in the order of the serials. */
    async devices(
      vendor: string,
      place: Place,
      serials: readonly string[],
      more: { proof?: string; origin?: string | null; lastHolding?: string | null; product?: string } = {},
    ): Promise<string[]> {
      const ids = serials.map(() => newId())
      const possessions = serials.map(() => newId())
      const client = await owner.connect()
      await client.query('begin')
      await client.query(
        `insert into device (id, vendor, product_number, product_key, serial, serial_key, model, proof, tenant, possession, managing_partner, arrived_at, first_seen_at)
         select x.id, $1::uuid, $6::text, hub.fold($6::text), x.serial, hub.fold(x.serial), 'Model', $7::text, $2::uuid, x.possession, (select managing_partner from tenant where id = $2::uuid), now(), now()
         from unnest($3::uuid[], $4::uuid[], $5::text[]) x (id, possession, serial)`,
        [vendor, place.id, ids, possessions, serials, more.product ?? 'P1', more.proof ?? 'feed'],
      )
      await client.query(
        `insert into possession (id, device, tenant, began_at, began_by, origin_partner, last_holding, vendor, product_number, serial, model)
         select x.possession, x.id, $2::uuid, now(), 'feed', $6::uuid, $7::uuid, $1::uuid, $8::text, x.serial, 'Model' from unnest($3::uuid[], $4::uuid[], $5::text[]) x (id, possession, serial)`,
        [vendor, place.id, ids, possessions, serials, more.origin ?? null, more.lastHolding ?? null, more.product ?? 'P1'],
      )
      await client.query('commit')
      client.release()
      return ids
    },
    /** Where a device is now, in truth. */
    async whereIs(serial: string): Promise<string[]> {
      const rows = await owner.query<{ tenant: string }>(
        'select tenant from device where serial_key = hub.fold($1) and retired_at is null',
        [serial],
      )
      return rows.rows.map((row) => row.tenant)
    },
  }
}

export type World = ReturnType<typeof worldMaker>
