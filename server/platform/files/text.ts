// From bytes to text, in blocks, whatever program wrote the file.
//
// A byte order mark decides; without one, zero bytes at every other place in the first KB mean UTF-16. Else the text is ASCII until the
// first byte that is not, wherever that comes; the bytes from there on (64 KB at least, if the file has them) are UTF-8 or, if they are
// not valid, Windows-1252. Once UTF-8 is settled, a byte that is no UTF-8 becomes U+FFFD: readers report it in the fields they need and
// never guess at it. U+0000 is passed on; readers report it too.

/** The whole file is refused; rows that came before are void. `code` is a problem code, `details` fill its words. */
export class FileRefused extends Error {
  readonly code: FileRefusal
  readonly details: Readonly<Record<string, string>>

  constructor(code: FileRefusal, details: Readonly<Record<string, string>> = {}) {
    super(`${code} ${JSON.stringify(details)}`)
    this.name = 'FileRefused'
    this.code = code
    this.details = details
  }
}

export type FileRefusal =
  | 'files.empty'
  | 'files.unreadable'
  | 'files.unpacks_too_large'
  | 'files.column_missing'
  | 'files.column_twice'
  | 'files.too_many_rows'
  | 'files.columns_swapped'

const blockBytes = 65_536
const headBytes = 1_024

/** Text in pieces of at most 128 K characters. Throws `files.unreadable` for files that are no text (workbooks, archives, PDF). */
export async function* decodeText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null
  let evidence: Buffer | null = null
  let isFirst = true
  for await (const block of blocks(chunks)) {
    if (isFirst) {
      refuseOtherKinds(block)
      decoder = markedDecoder(block)
      isFirst = false
    }
    if (decoder) {
      yield decoder.decode(block, { stream: true })
      continue
    }
    if (evidence) {
      evidence = Buffer.concat([evidence, block])
      decoder = guessDecoder(evidence, false)
      yield decoder.decode(evidence, { stream: true })
      continue
    }
    const ascii = asciiLength(block)
    if (ascii > 0) yield block.toString('latin1', 0, ascii)
    // A copy: `block` may be a view of a chunk that its owner uses again.
    if (ascii < block.length) evidence = Buffer.from(block.subarray(ascii))
  }
  if (!decoder && evidence) {
    decoder = guessDecoder(evidence, true)
    yield decoder.decode(evidence, { stream: true })
  }
  const rest = decoder?.decode()
  if (rest) yield rest
}

/** Chunks of any size as blocks of 64 KB; the last one may be shorter. */
async function* blocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    held.push(chunk)
    size += chunk.length
    if (size < blockBytes) continue
    const all = Buffer.concat(held, size)
    const whole = size - (size % blockBytes)
    for (let at = 0; at < whole; at += blockBytes) yield all.subarray(at, at + blockBytes)
    held = [Buffer.from(all.subarray(whole))]
    size -= whole
  }
  if (size > 0) yield Buffer.concat(held, size)
}

const otherKinds = [
  { kind: 'zip', signature: '504b0304' },
  { kind: 'workbook', signature: 'd0cf11e0' },
  { kind: 'gzip', signature: '1f8b08' },
  { kind: 'pdf', signature: '25504446' },
]

function refuseOtherKinds(head: Buffer): void {
  const start = head.toString('hex', 0, 4)
  const found = otherKinds.find(({ signature }) => start.startsWith(signature))
  if (found) throw new FileRefused('files.unreadable', { kind: found.kind })
}

/** The decoder that the first bytes prove, or null. */
function markedDecoder(head: Buffer): TextDecoder | null {
  const start = head.toString('hex', 0, 3)
  if (start === 'efbbbf') return new TextDecoder('utf-8')
  if (start.startsWith('fffe')) return new TextDecoder('utf-16le')
  if (start.startsWith('feff')) return new TextDecoder('utf-16be')
  let even = 0
  let odd = 0
  const looked = Math.min(head.length, headBytes)
  for (let at = 0; at < looked; at++) {
    if (head[at] !== 0) continue
    if (at % 2 === 0) even++
    else odd++
  }
  // Serials, numbers and Latin names: most characters have one zero byte, and hardly any the other.
  const many = looked / 2 / 3
  if (odd > many && even * 8 < odd) return new TextDecoder('utf-16le')
  if (even > many && odd * 8 < even) return new TextDecoder('utf-16be')
  return null
}

/** Bytes before the first that is not ASCII. A loop: every block of every file passes here. */
function asciiLength(block: Buffer): number {
  let at = 0
  while (at < block.length && (block[at] ?? 0) < 0x80) at++
  return at
}

/** UTF-8 if the evidence is valid (a character cut off by its end is), else Windows-1252. At the file's end the cut one must not be the only one. */
function guessDecoder(evidence: Buffer, isEnd: boolean): TextDecoder {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(evidence, { stream: true })
    const isProven = !isEnd || asciiLength(Buffer.from(text)) < Buffer.byteLength(text)
    return new TextDecoder(isProven ? 'utf-8' : 'windows-1252')
  } catch {
    return new TextDecoder('windows-1252')
  }
}
