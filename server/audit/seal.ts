import { leafHash, merkleRoot, sealHash } from '../../database/seal.ts'
import type { Database } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { nextSeal, raiseEraHere, writeSeal } from './queries.ts'

/** Rows that one seal covers at most, but for a single transaction that has more: its rows are never parted. */
const rowsPerSeal = 10_000

/**
 * Puts every row of the log that is ready into the hash chain (R-A6), oldest first, one seal per transaction; answers how many rows.
 * One server at a time: where another one seals just now, this does nothing.
 */
export async function sealAudit(hub: Pick<Hub, 'database'>, atMost = rowsPerSeal): Promise<number> {
  let sealed = 0
  for (;;) {
    const rows = await sealNext(hub.database, atMost)
    if (rows === 0) return sealed
    sealed += rows
  }
}

/** One seal over what is ready, if anything is; answers how many rows. */
export async function sealNext(database: Database, atMost = rowsPerSeal): Promise<number> {
  return database.inSystem(newId(), async (scope) => {
    const next = await nextSeal(scope, atMost)
    if (!next) return 0
    const { leaves, ...place } = next
    const seal = { ...place, rows: leaves.length, root: merkleRoot(leaves.map(leafHash)) }
    await writeSeal(scope, { ...seal, hash: sealHash(seal) })
    return leaves.length
  })
}

/** Begins a new era where the database was restored into another cluster, whose transaction numbers begin anew; answers the era. */
export async function raiseEra(hub: Pick<Hub, 'database'>): Promise<number> {
  return hub.database.inSystem(newId(), raiseEraHere)
}
