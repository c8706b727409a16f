import type pg from 'pg'
import type { CursorValue } from '../server/platform/http/cursor.ts'
import { idOf } from './world.ts'

type Rows = { from: string; where: string; key: string; id?: string }

/** Where a page begins that is so many rows into a list; in a shorter list, its last full page. */
export async function deepCursor(
  database: pg.Pool,
  { from, where, key, id = 'id' }: Rows,
  { offset, pageRows }: { offset: number; pageRows: number },
): Promise<CursorValue[]> {
  const shown = key === 'arrived_at' ? `to_char(d.arrived_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')` : `d.${key}`
  const found = await database.query<{ key: string; id: string }>(
    `select ${shown} as key, d.${id} as id from ${from} where ${where} order by d.${key}, d.${id}
     offset greatest(0, least((select count(*) from ${from} where ${where}) - ${pageRows + 1}, ${offset - 1})) limit 1`,
  )
  return [found.rows[0]?.key ?? '', found.rows[0]?.id ?? idOf('nobody')]
}
