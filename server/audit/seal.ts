import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { lockLastSeal, readRowsToSeal, writeSeal } from './queries.ts'
import { leafHash, merkleRoot, sealHash } from './rules.ts'

const rowsAtMost = 10_000
const beforeTheFirst = Buffer.alloc(32)

/**
 * Seals what has been committed and can have no earlier row any more: a Merkle root over the rows, chained to the seal before
 * (data-model.md, "Audit"). One at a time over all servers. Answers how many rows; 0 = nothing was due.
 */
export async function sealAudit(hub: Hub): Promise<number> {
  return hub.database.inSystem(newId(), async (scope) => {
    const last = await lockLastSeal(scope)
    const due = await readRowsToSeal(scope, rowsAtMost)
    const era = due[0]?.era
    // A seal is of one era; the next turn takes the next.
    const rows = due.filter((row) => row.era === era)
    const [first, final] = [rows[0], rows.at(-1)]
    if (!first || !final) return 0
    const seal = {
      number: (last?.number ?? 0) + 1,
      era: first.era,
      from: last && last.era === first.era ? last.to_xid : first.xid,
      // All rows of the last transaction are in (the door gives whole transactions): the next seal begins behind it.
      to: (BigInt(final.xid) + 1n).toString(),
      rows: rows.length,
      root: merkleRoot(rows.map((row) => leafHash(row.leaf))),
      previous: last?.hash ?? beforeTheFirst,
    }
    await writeSeal(scope, { ...seal, hash: sealHash(seal) })
    return rows.length
  })
}
