// The hash chain over the audit log (R-A6): what the sealer writes and `steward check` makes again. Pure, so that anybody can make it again.
import { createHash } from 'node:crypto'

export type Seal = {
  number: number
  era: number
  /** Covers all rows of the era with `from <= xid < to`; 64-bit numbers as text. */
  from: string
  to: string
  rows: number
  root: Buffer
  previous: Buffer
}

/** What the first seal follows. */
export const beginning: Buffer = Buffer.alloc(32)

const leafPrefix = Buffer.from([0])
const nodePrefix = Buffer.from([1])

export function leafHash(leaf: string): Buffer {
  return createHash('sha256').update(leafPrefix).update(leaf, 'utf8').digest()
}

/** The Merkle root of RFC 6962, section 2.1, over hashes of leaves in their order. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest()
  let level = leaves
  // Joining neighbours and carrying a last odd one up gives the RFC's tree: its left part is the largest power of two.
  while (level.length > 1) {
    const above: Buffer[] = []
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = level.slice(at, at + 2)
      if (left) above.push(right ? createHash('sha256').update(nodePrefix).update(left).update(right).digest() : left)
    }
    level = above
  }
  return level[0] ?? beginning
}

/** `sha256(number|era|from|to|rows|root|previous)`, hashes in lower-case hexadecimal. */
export function sealHash({ number, era, from, to, rows, root, previous }: Seal): Buffer {
  const text = [number, era, from, to, rows, root.toString('hex'), previous.toString('hex')].join('|')
  return createHash('sha256').update(text, 'utf8').digest()
}
