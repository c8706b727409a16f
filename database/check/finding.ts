import type pg from 'pg'

/** Something that must not be: which check found it, the rule it breaks, in words, how often, and some of it. */
export type Finding = {
  check: string
  rule: string
  what: string
  count: number
  examples: string[]
}

/** Looks as the owner, whom no wall stops, and changes nothing. No finding = all is well. */
export type Check = (client: pg.Client | pg.PoolClient) => Promise<Finding[]>

export const examplesShown = 10

/** One statement whose every row is something wrong: its column `example` says what. */
export async function findRows(
  client: pg.Client | pg.PoolClient,
  about: Omit<Finding, 'count' | 'examples'>,
  statement: string,
): Promise<Finding[]> {
  const found = await client.query<{ example: string; n: number }>(
    `select x.example, count(*) over ()::int as n from (${statement}) x order by x.example limit ${examplesShown}`,
  )
  const count = found.rows[0]?.n ?? 0
  return count === 0 ? [] : [{ ...about, count, examples: found.rows.map((row) => row.example) }]
}
