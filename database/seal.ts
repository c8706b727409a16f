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

function nodeHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(nodePrefix).update(left).update(right).digest()
}

/** The Merkle tree of RFC 6962, section 2.1, over hashes of leaves in their order: each level over the one before, the root alone in the last. */
export function merkleLevels(leaves: readonly Buffer[]): readonly (readonly Buffer[])[] {
  const levels = [leaves]
  // Joining neighbours and carrying a last odd one up gives the RFC's tree: its left part is the largest power of two.
  for (let level = leaves; level.length > 1; ) {
    const above: Buffer[] = []
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = level.slice(at, at + 2)
      if (left) above.push(right ? nodeHash(left, right) : left)
    }
    levels.push(above)
    level = above
  }
  return levels
}

export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest()
  return merkleLevels(leaves).at(-1)?.[0] ?? beginning
}

/** The hashes that lead a leaf to the root, from the bottom: on each level its neighbour, where it has one. */
export function merklePath(levels: readonly (readonly Buffer[])[], index: number): Buffer[] {
  return levels.flatMap((level, height) => level[(index >> height) ^ 1] ?? [])
}

/** The root to which a path leads the leaf at `index` of `leaves`; null where the path is too short or too long for that place. */
export function rootByPath(leaf: Buffer, path: readonly Buffer[], index: number, leaves: number): Buffer | null {
  let hash = leaf
  let used = 0
  for (let at = index, width = leaves; width > 1; at >>= 1, width = Math.ceil(width / 2)) {
    if ((at ^ 1) >= width) continue
    const neighbour = path[used]
    if (!neighbour) return null
    hash = at % 2 === 0 ? nodeHash(hash, neighbour) : nodeHash(neighbour, hash)
    used += 1
  }
  return used === path.length ? hash : null
}

/** Who acted, as it stands in a leaf: covered by chance, so that it says nothing to whoever is not told. */
export function personHash({ salt, id, name }: { salt: string; id: string; name: string }): string {
  return createHash('sha256').update(`${salt}|${id}|${name}`, 'utf8').digest('hex')
}

/** `sha256(number|era|from|to|rows|root|previous)`, hashes in lower-case hexadecimal. */
export function sealHash({ number, era, from, to, rows, root, previous }: Seal): Buffer {
  const text = [number, era, from, to, rows, root.toString('hex'), previous.toString('hex')].join('|')
  return createHash('sha256').update(text, 'utf8').digest()
}
