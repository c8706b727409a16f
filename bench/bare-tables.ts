import pg from 'pg'

export const chunkRows = 10_000
export const nobody = '00000000-0000-0000-0000-000000000000'

type Bare = { fill?: (client: pg.Client) => Promise<void>; work: (client: pg.Client) => Promise<void> }

/**
 * Does `work` on fresh tables like the hub's, as their owner: the same columns, indexes and foreign keys, no policies, no triggers of ours. `fill` comes
 * before the keys, and outside the time. Answers the seconds of `work`.
 */
export async function onBareTables(ownerUrl: string, tables: readonly string[], { fill, work }: Bare): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=bare' })
  await client.connect()
  try {
    await client.query('create schema bare')
    for (const table of tables) await client.query(`create table bare.${table} (like hub.${table} including all)`)
    await fill?.(client)
    await addForeignKeys(client, tables)
    // The best that bare statements can be: their plans are never misled.
    await client.query('analyze')
    const began = performance.now()
    await work(client)
    const seconds = (performance.now() - began) / 1000
    await client.query('drop schema bare cascade')
    return seconds
  } finally {
    await client.end()
  }
}

/** But to the transfer or the feed itself: rows stand alone here. */
async function addForeignKeys(client: pg.Client, tables: readonly string[]): Promise<void> {
  const keys = await client.query<{ child: string; definition: string }>(
    `select c.conrelid::regclass::text as child, pg_get_constraintdef(c.oid) as definition from pg_constraint c
     where c.contype = 'f' and c.confrelid not in ('hub.transfer'::regclass, 'hub.feed'::regclass) and c.conrelid = any (array(select ('hub.' || x)::regclass from unnest($1::text[]) x))`,
    [tables],
  )
  const own = new RegExp(`REFERENCES hub\\.(${tables.join('|')})\\b`)
  for (const { child, definition } of keys.rows)
    await client.query(`alter table ${child.replace('hub.', 'bare.')} add ${definition.replace(own, 'REFERENCES bare.$1')}`)
}
