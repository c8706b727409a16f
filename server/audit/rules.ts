import { createHash } from 'node:crypto'

/** SHA-256 over a leaf's text, apart from inner nodes by its first byte (the shape of RFC 6962). */
export function leafHash(text: string): Buffer {
  return createHash('sha256').update(Buffer.from([0])).update(text, 'utf8').digest()
}

/** The Merkle root over leaves in their order. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest()
  let level = [...leaves]
  while (level.length > 1) {
    const next: Buffer[] = []
    for (let at = 0; at < level.length; at += 2) {
      const [left, right] = [level[at], level[at + 1]]
      if (left && right) next.push(createHash('sha256').update(Buffer.from([1])).update(left).update(right).digest())
      else if (left) next.push(left)
    }
    level = next
  }
  return level[0] ?? createHash('sha256').digest()
}

export type SealContent = { number: number; era: number; from: string; to: string; rows: number; root: Buffer; previous: Buffer }

/** What chains a seal to the one before it. */
export function sealHash(seal: SealContent): Buffer {
  return createHash('sha256')
    .update(`${seal.number}|${seal.era}|${seal.from}|${seal.to}|${seal.rows}|`)
    .update(seal.root)
    .update(seal.previous)
    .digest()
}
