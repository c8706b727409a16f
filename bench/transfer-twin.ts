import type pg from 'pg'
import { chunkRows, nobody, onBareTables } from './bare-tables.ts'

/**
 * The same durable changes as a transfer's, as bare statements by the owner on fresh tables with the same columns, indexes and foreign
 * keys, without policies, triggers of ours, audit, or any question asked: rows in, lock, close, open, point, outcomes; a chunk of 10,000
 * is one transaction. Answers the seconds.
 */
export async function moveBarely(
  ownerUrl: string,
  move: { serials: readonly string[]; source: string; target: string; partner: string },
): Promise<number> {
  return onBareTables(ownerUrl, ['device', 'possession', 'transfer_row'], {
    fill: (client) => fill(client, move.source),
    work: async (client) => {
      await takeRows(client, move.serials)
      for (let line = 1; line <= move.serials.length; line += chunkRows) await moveChunk(client, line, move)
    },
  })
}

/** Devices of one tenant with their open possessions, in tables of their own. */
async function fill(client: pg.Client, source: string): Promise<void> {
  const columns = await client.query<{ names: string }>(
    "select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns where table_schema = 'hub' and table_name = 'device' and is_generated = 'NEVER'",
  )
  const names = columns.rows[0]?.names ?? ''
  await client.query(`insert into device (${names}) select ${names} from hub.device where tenant = $1`, [source])
  await client.query('insert into possession select p.* from hub.possession p join device d on d.possession = p.id')
}

async function takeRows(client: pg.Client, serials: readonly string[]): Promise<void> {
  for (let from = 0; from < serials.length; from += chunkRows) {
    await client.query(
      `insert into transfer_row (transfer, line, serial, serial_key, product_key, target_text, target_key)
       select '${nobody}', $2 + row_number() over (), s, s, '', 'C-0000-0000-0', 'C-0000-0000-0' from unnest($1::text[]) s`,
      [serials.slice(from, from + chunkRows), from],
    )
  }
}

type Target = { target: string; partner: string }

async function moveChunk(client: pg.Client, line: number, { target, partner }: Target): Promise<void> {
  await client.query('begin')
  const found = await client.query<{ line: number; id: string; possession: string; next: string }>(
    `select r.line, d.id, d.possession, hub.new_id() as next from transfer_row r
     cross join lateral (select d.id, d.possession from device d where d.serial_key = r.serial_key and d.retired_at is null limit 1) d
     where r.transfer = $1 and r.line >= $2 and r.line < $3`,
    [nobody, line, line + chunkRows],
  )
  const lines = found.rows.map((row) => row.line)
  const devices = found.rows.map((row) => row.id)
  const closing = found.rows.map((row) => row.possession)
  const opening = found.rows.map((row) => row.next)
  await client.query('select id from device where id = any ($1::uuid[]) order by id for update', [devices])
  await client.query('update possession set ended_at = now() where id = any ($1::uuid[])', [closing])
  await client.query(
    `insert into possession (id, device, tenant, began_at, began_by, origin_partner, last_holding, vendor, product_number, serial, model)
     select x.opening, p.device, $3, now(), 'transfer', p.origin_partner, p.last_holding, p.vendor, p.product_number, p.serial, p.model
     from unnest($1::uuid[], $2::uuid[]) x (closing, opening) cross join lateral (select * from possession p where p.id = x.closing limit 1) p`,
    [closing, opening, target],
  )
  await client.query(
    `update device d set tenant = $3, possession = x.opening, arrived_at = now(), managing_partner = $4
     from unnest($1::uuid[], $2::uuid[]) x (device, opening) where d.id = x.device`,
    [devices, opening, target, partner],
  )
  await client.query(
    `update transfer_row r set outcome = 'moved', foreseen = 'moved', device = x.device, from_possession = x.closing, to_possession = x.opening, to_tenant = $5
     from unnest($1::int[], $2::uuid[], $3::uuid[], $4::uuid[]) x (line, device, closing, opening) where r.transfer = $6 and r.line = x.line`,
    [lines, devices, closing, opening, target, nobody],
  )
  await client.query('commit')
}
