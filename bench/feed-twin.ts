import type pg from 'pg'
import { chunkRows, nobody, onBareTables } from './bare-tables.ts'

export type Sold = { serials: readonly string[]; locations: readonly string[]; vendor: string; reporter: string }

/**
 * The same durable changes as a feed's, as bare statements by the owner: rows in, devices and their possessions made in the holding tenants of those they
 * were sold to, outcomes; a chunk of 10,000 is one transaction. No policies, no triggers of ours, no audit, no question asked. Answers the seconds.
 */
export function placeBarely(ownerUrl: string, sold: Sold): Promise<number> {
  return onBareTables(ownerUrl, ['device', 'possession', 'feed_row'], {
    work: async (client) => {
      await takeRows(client, sold)
      for (let line = 2; line <= sold.serials.length + 1; line += chunkRows) await placeChunk(client, line, sold)
    },
  })
}

async function takeRows(client: pg.Client, { serials, locations, reporter }: Sold): Promise<void> {
  for (let from = 0; from < serials.length; from += chunkRows) {
    await client.query(
      `insert into feed_row (feed, line, reporter, vendor_name, product_number, product_key, serial, serial_key, model, location_id, sale_date, web_order)
       select '${nobody}'::uuid, $3::int + x.n, $4::uuid, 'Bench Vendor', 'P-1', 'P1', x.serial, x.serial, 'Model', x.location, date '2026-03-04', 'WO-1'
       from unnest($1::text[], $2::text[]) with ordinality x (serial, location, n)`,
      [serials.slice(from, from + chunkRows), locations.slice(from, from + chunkRows), from + 1, reporter],
    )
  }
}

async function placeChunk(client: pg.Client, line: number, { vendor }: Sold): Promise<void> {
  await client.query('begin')
  const found = await client.query<{ line: number; location: string; partner: string; tenant: string; device: string; possession: string }>(
    `select r.line, l.id as location, l.partner, t.id as tenant, hub.new_id() as device, hub.new_id() as possession from feed_row r
     join hub.location l on l.location_id = r.location_id join hub.tenant t on t.organisation = l.partner and t.kind = 'holding'
     where r.feed = $1 and r.line >= $2 and r.line < $3`,
    [nobody, line, line + chunkRows],
  )
  const column = (key: keyof (typeof found.rows)[number]) => found.rows.map((row) => row[key])
  const rows = [column('line'), column('location'), column('partner'), column('tenant'), column('device'), column('possession')]
  const from = `from unnest($1::int[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[]) x (line, location, partner, tenant, device, possession)
    join feed_row r on r.feed = $7 and r.line = x.line`
  await client.query(
    `insert into device (id, vendor, product_number, product_key, serial, serial_key, model, proof, tenant, managing_partner, possession, reseller, service, arrived_at, first_seen_at)
     select x.device, $8::uuid, r.product_number, r.product_key, r.serial, r.serial_key, r.model, 'feed', x.tenant, x.partner, x.possession, x.location, x.location, now(), now() ${from}`,
    [...rows, nobody, vendor],
  )
  await client.query(
    `insert into possession (id, device, tenant, began_at, began_by, origin_partner, last_holding, vendor, product_number, serial, model)
     select x.possession, x.device, x.tenant, now(), 'feed', x.partner, x.tenant, $8::uuid, r.product_number, r.serial, r.model ${from}`,
    [...rows, nobody, vendor],
  )
  await client.query(
    `update feed_row r set outcome = 'placed', vendor = $6::uuid, location = x.location, placed_for = x.partner, device = x.device
     from unnest($1::int[], $2::uuid[], $3::uuid[], $4::uuid[]) x (line, location, partner, device) where r.feed = $5 and r.line = x.line`,
    [column('line'), column('location'), column('partner'), column('device'), nobody, vendor],
  )
  await client.query('commit')
}
