import type { RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Page } from '../../../contract/endpoint.ts'
import { sql } from '../database/query.ts'
import { ProblemError } from '../problems.ts'

export type CursorValue = string | number | boolean | null

/** A cursor is the sort key of the last row of a page: stable while rows come and go. */
export function writeCursor(values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** A column's time as a cursor needs it: to the microsecond, which a Date does not hold. */
export function timeKey(column: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}

/** Null where there is none; a made-up one is refused. */
export function readCursor(text: string | undefined, length: number): CursorValue[] | null {
  if (text === undefined) return null
  const values = parse(text)
  if (
    Array.isArray(values) &&
    values.length === length &&
    values.every((value) => value === null || ['string', 'number', 'boolean'].includes(typeof value))
  ) {
    return values
  }
  throw refused()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

function refused(): ProblemError {
  return new ProblemError('http.invalid', { fields: [{ path: 'cursor', code: 'cursor' }] })
}

/** Cuts the row that was read too many, and says where the next page begins. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => Item,
  key: (row: Row) => readonly CursorValue[],
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(present), nextCursor: rows.length > limit && last !== undefined ? writeCursor(key(last)) : null }
}

/** A cursor's values in the shape that they were made in; null = from the start. A made-up one is refused. */
export function readKeys<Values extends readonly CursorValue[]>(text: string | undefined, shape: z.ZodType<Values>): Values | null {
  if (text === undefined) return null
  const parsed = shape.safeParse(parse(text))
  if (!parsed.success) throw refused()
  return parsed.data
}
