import pg from 'pg'

const chunkRows = 10_000
const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * The same durable changes as a transfer's, as bare statements by the owner on fresh tables with the same columns, indexes and foreign
 * keys, without policies, triggers of ours, audit, or any question asked: rows in, lock, close, open, point, outcomes; a chunk of 10,000
 * is one transaction. Answers the seconds.
 */
export async function moveBarely(
  ownerUrl: string,
  move: { serials: readonly string[]; source: string; target: string; partner: string; round: number },
): Promise<number> {
  const schema = `bare_${move.round}`
  const client = new pg.Client({ connectionString: ownerUrl, options: `-c search_path=${schema}` })
  await client.connect()
  try {
    await makeTables(client, schema, move.source)
    const began = performance.now()
    await takeRows(client, move.serials)
    for (let line = 1; line <= move.serials.length; line += chunkRows) await moveChunk(client, line, move)
    const seconds = (performance.now() - began) / 1000
    await client.query(`drop schema ${schema} cascade`)
    return seconds
  } finally {
    await client.end()
  }
}

/** Devices of one tenant with their open possessions, in tables of their own. */
async function makeTables(client: pg.Client, schema: string, source: string): Promise<void> {
  await client.query(`create schema ${schema}`)
  for (const table of ['device', 'possession', 'transfer_row'])
    await client.query(`create table ${schema}.${table} (like hub.${table} including all)`)
  const columns = await client.query<{ names: string }>(
    "select string_agg(quote_ident(column_name), ', ') as names from information_schema.columns where table_schema = 'hub' and table_name = 'device' and is_generated = 'NEVER'",
  )
  const names = columns.rows[0]?.names ?? ''
  await client.query(`insert into device (${names}) select ${names} from hub.device where tenant = $1`, [source])
  await client.query('insert into possession select p.* from hub.possession p join device d on d.possession = p.id')
  const keys = await client.query<{ child: string; definition: string }>(
    "select c.conrelid::regclass::text as child, pg_get_constraintdef(c.oid) as definition from pg_constraint c where c.contype = 'f' and c.conrelid in ('hub.device'::regclass, 'hub.possession'::regclass)",
  )
  for (const { child, definition } of keys.rows) {
    const own = definition.replace(/REFERENCES hub\.(device|possession)\b/, `REFERENCES ${schema}.$1`)
    await client.query(`alter table ${schema}.${child.replace('hub.', '')} add ${own}`)
  }
  // The best that bare statements can be: their plans are never misled.
  await client.query('analyze device, possession')
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
