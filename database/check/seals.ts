import type pg from 'pg'
import { beginning, leafHash, merkleRoot, type Seal, sealHash } from '../seal.ts'
import { type Check, examplesShown, type Finding } from './finding.ts'

type Client = pg.Client | pg.PoolClient
type KeptSeal = Seal & { hash: Buffer }
type Row = { id: string; era: number; xid: string; leaf: string }

/**
 * Makes every seal of the audit log again from the rows that are there (R-A6): the chain from the first seal to the last, and that each
 * row up to the last seal is covered by exactly one, unchanged. Reads the log once, in its order.
 */
export const checkSeals: Check = async (client) => {
  const faults: string[] = []
  const rows = readRows(client)
  let row = await next(rows)
  let last: KeptSeal | undefined
  for await (const seal of readSeals(client)) {
    faults.push(...faultsOfChain(seal, last))
    const leaves: Buffer[] = []
    for (; row && isBefore(row, seal.era, seal.to); row = await next(rows)) {
      if (isBefore(row, seal.era, seal.from)) faults.push(`row ${row.id} (era ${row.era}, transaction ${row.xid}) is covered by no seal`)
      else leaves.push(leafHash(row.leaf))
    }
    if (leaves.length !== seal.rows) faults.push(`seal ${seal.number} covers ${seal.rows} rows, and ${leaves.length} are there`)
    else if (!merkleRoot(leaves).equals(seal.root))
      faults.push(`seal ${seal.number}: its ${seal.rows} rows are not as they were when they were sealed`)
    last = seal
  }
  return faults.length === 0 ? [] : [finding(faults)]
}

function finding(faults: string[]): Finding {
  const what = 'The audit log or its seals were changed after the sealing.'
  return { check: 'seals', rule: 'R-A6', what, count: faults.length, examples: faults.slice(0, examplesShown) }
}

/** Each seal follows the one before: in number, in its hash, and where it begins. */
function faultsOfChain(seal: KeptSeal, last: KeptSeal | undefined): string[] {
  const faults: string[] = []
  const { number } = seal
  if (number !== (last?.number ?? 0) + 1) faults.push(`seal ${number} follows seal ${last?.number ?? 0}: one is missing`)
  if (!seal.previous.equals(last?.hash ?? beginning)) faults.push(`seal ${number} does not follow the one before it`)
  if (!sealHash(seal).equals(seal.hash)) faults.push(`seal ${number} is not as it was written`)
  const from = last?.era === seal.era ? last.to : '0'
  if (seal.era < (last?.era ?? 0) || seal.from !== from || BigInt(seal.from) >= BigInt(seal.to)) {
    faults.push(`seal ${number} covers other transactions than those that come after the seal before it`)
  }
  return faults
}

function isBefore(row: Row, era: number, xid: string): boolean {
  return row.era < era || (row.era === era && BigInt(row.xid) < BigInt(xid))
}

const atOnce = 5_000

async function* readSeals(client: Client): AsyncGenerator<KeptSeal> {
  for (let after = '-1'; ; ) {
    const found = await client.query<Omit<KeptSeal, 'number'> & { number: string }>(
      `select s.number::text, s.era, s.from_xid::text as "from", s.to_xid::text as "to", s.rows, s.root, s.previous, s.hash
       from hub.audit_seal s where s.number > $1 order by s.number limit ${atOnce}`,
      [after],
    )
    for (const { number, ...seal } of found.rows) yield { ...seal, number: Number(number) }
    const last = found.rows.at(-1)
    if (!last || found.rows.length < atOnce) return
    after = last.number
  }
}

async function* readRows(client: Client): AsyncGenerator<Row, undefined> {
  // In the order of the index, whatever the planner believes of how many come after.
  await client.query('set enable_sort = off')
  let after: Pick<Row, 'era' | 'xid' | 'id'> | undefined
  for (;;) {
    const found: pg.QueryResult<Row> = await client.query<Row>(
      `select e.id, e.era, e.xid::text as xid, hub.audit_leaf(e.event) as leaf from (
         select e.id, e.era, e.xid, e as event from hub.audit_event e
         ${after ? 'where (e.era, e.xid, e.id) > ($1, $2::text::xid8, $3)' : ''} order by e.era, e.xid, e.id limit ${atOnce}) e`,
      after ? [after.era, after.xid, after.id] : [],
    )
    yield* found.rows
    after = found.rows.at(-1)
    if (after && found.rows.length === atOnce) continue
    await client.query('reset enable_sort')
    return undefined
  }
}

async function next(rows: AsyncGenerator<Row, undefined>): Promise<Row | undefined> {
  const step = await rows.next()
  return step.done ? undefined : step.value
}
