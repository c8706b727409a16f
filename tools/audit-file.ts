// What can be said of an exported audit log with nothing but the file (R-A6): no database, no network, one line in memory at a time.
import { z } from 'zod'
import { type ExportHead, type ExportRow, type ExportSeal, exportEnd, exportHead, exportRow, exportSeal } from '../contract/audit.ts'
import { leafHash, personHash, rootByPath, type Seal, sealHash } from '../database/seal.ts'

export type Fault = { line: number; what: string }
export type Verdict = {
  organisation: string | null
  rows: number
  /** Rows of which the file has a hash only: acts of others' people from before their names were covered. */
  hidden: number
  /** Newer rows that were in no seal yet. */
  unsealed: number
  seals: { first: number; last: number; lastHash: string } | null
  faults: Fault[]
  /** Of which `faults` has the first ones. */
  faultCount: number
}
/** Hashes of seals that somebody kept elsewhere, by number. */
export type KnownSeals = ReadonlyMap<number, string>

const faultsKept = 20
const longestLine = 8_000_000

type Reading = {
  line: number
  head: ExportHead | null
  seal: ExportSeal | null
  /** Place of the last row under the seal. */
  index: number
  first: ExportSeal | null
  sealCount: number
  rows: number
  hidden: number
  end: { rows: number; seals: number; unsealed: number } | null
  compared: Set<number>
  blame(what: string): void
}

/** Reads the file once and says what is wrong with it, and where. */
export async function checkAuditFile(pieces: AsyncIterable<string>, known: KnownSeals = new Map()): Promise<Verdict> {
  const faults: Fault[] = []
  let faultCount = 0
  const reading: Reading = {
    ...{ line: 0, head: null, seal: null, index: -1, first: null, sealCount: 0, rows: 0, hidden: 0, end: null, compared: new Set() },
    blame(what) {
      faultCount += 1
      if (faults.length < faultsKept) faults.push({ line: reading.line, what })
    },
  }
  for await (const text of linesOf(pieces)) {
    reading.line += 1
    if (text === null) reading.blame('this line is longer than any that the hub writes')
    else if (text.trim() !== '') readLine(reading, text, known)
  }
  conclude(reading, known)
  const { head, seal, first, rows, hidden, end } = reading
  return {
    ...{ organisation: head?.organisation.name ?? null, rows, hidden, unsealed: end?.unsealed ?? 0 },
    seals: first && seal ? { first: first.number, last: seal.number, lastHash: seal.hash } : null,
    ...{ faults, faultCount },
  }
}

const anyLine = z.union([exportHead, exportSeal, exportRow, exportEnd])

function readLine(reading: Reading, text: string, known: KnownSeals): void {
  const parsed = anyLine.safeParse(parseJson(text))
  if (!parsed.success) return reading.blame('this is no line of an exported audit log')
  const line = parsed.data
  if (reading.end) return reading.blame('something stands behind the end')
  if ('steward' in line) {
    if (reading.line > 1) reading.blame('a second beginning: two files were joined')
    else reading.head = line
  } else if (!reading.head) reading.blame('the beginning of the file is missing')
  else if ('end' in line) reading.end = line.end
  else if ('leaf' in line) readRow(reading, line)
  else readSeal(reading, line.seal, known)
}

function readSeal(reading: Reading, seal: ExportSeal, known: KnownSeals): void {
  const { number } = seal
  if (sealHash(sealOf(seal)).toString('hex') !== seal.hash) reading.blame(`seal ${number} is not as it was written: its hash is another`)
  if (BigInt(seal.from) >= BigInt(seal.to)) reading.blame(`seal ${number} ends before it begins`)
  const before = reading.seal
  if (before) {
    if (number !== before.number + 1)
      reading.blame(`seal ${number} stands behind seal ${before.number}: seals are missing or in another order`)
    else if (seal.previous !== before.hash)
      reading.blame(`seal ${number} does not follow the seal before it: one of the two was put in later`)
    const from = seal.era === before.era ? before.to : '0'
    if (seal.era < before.era || seal.from !== from) reading.blame(`seal ${number} does not begin where seal ${before.number} ended`)
  }
  const kept = known.get(number)
  if (kept !== undefined) {
    reading.compared.add(number)
    if (kept !== seal.hash)
      reading.blame(`seal ${number} has the hash ${seal.hash}, and the known one is ${kept}: this is not the log that was sealed`)
  }
  reading.first ??= seal
  reading.seal = seal
  reading.sealCount += 1
  reading.index = -1
}

function sealOf({ root, previous, ...rest }: ExportSeal): Seal {
  return { ...rest, root: Buffer.from(root, 'hex'), previous: Buffer.from(previous, 'hex') }
}

function readRow(reading: Reading, row: ExportRow): void {
  reading.rows += 1
  const { seal, head } = reading
  if (!seal || row.seal !== seal.number)
    return reading.blame(`this row belongs under seal ${row.seal}, and stands ${seal ? `under seal ${seal.number}` : 'before any seal'}`)
  if (row.index <= reading.index) reading.blame(`the rows of seal ${seal.number} are not in their order, or one of them is here twice`)
  reading.index = row.index
  if (row.index >= seal.rows)
    return reading.blame(`seal ${seal.number} has ${seal.rows} rows, and this claims to be number ${row.index + 1}`)
  const hash = row.leaf === null ? Buffer.from(row.hash ?? '', 'hex') : leafHash(row.leaf)
  const path = row.path.map((each) => Buffer.from(each, 'hex'))
  const root = rootByPath(hash, path, row.index, seal.rows)
  if (root === null) return reading.blame(`this row has not the path that number ${row.index + 1} of ${seal.rows} needs`)
  if (root.toString('hex') !== seal.root) return reading.blame(`this row or its path is not as it was sealed under seal ${seal.number}`)
  if (row.leaf === null) reading.hidden += 1
  else faultsOfLeaf(row, row.leaf, seal, head).forEach(reading.blame)
}

const place = { organisation: z.string(), era: z.number(), xid: z.string() }
const covered = z.object({ ...place, person: z.string().nullable() })
/** Rows from before people were covered: values without names, of which these are the third to the fifth. */
const uncovered = z.tuple([z.string(), z.string(), place.organisation, place.era, place.xid], z.unknown())

/** The row is as it was sealed: whether it says what the file says beside it. */
function faultsOfLeaf(row: ExportRow, text: string, seal: ExportSeal, head: ExportHead | null): string[] {
  const parsed = parseJson(text)
  const old = uncovered.safeParse(parsed)
  const leaf = old.success
    ? { organisation: old.data[2], era: old.data[3], xid: old.data[4], person: undefined }
    : covered.safeParse(parsed).data
  if (!leaf) return ['what was sealed here is no event']
  const faults: string[] = []
  if (leaf.organisation !== head?.organisation.id) faults.push('this row is of the log of another organisation')
  if (leaf.era !== seal.era || BigInt(leaf.xid) < BigInt(seal.from) || BigInt(leaf.xid) >= BigInt(seal.to))
    faults.push(`this row is not of the transactions that seal ${seal.number} covers`)
  if (row.person && leaf.person !== undefined && personHash(row.person) !== leaf.person)
    faults.push(`who acted is told as ${row.person.name}, and somebody else was sealed`)
  return faults
}

function conclude(reading: Reading, known: KnownSeals): void {
  const { head, end, rows, sealCount, compared } = reading
  if (!head && reading.line === 0) return reading.blame('the file is empty')
  if (!end) reading.blame('the file was cut off: its end is missing')
  else {
    if (end.rows !== rows) reading.blame(`the file says that it has ${end.rows} rows, and ${rows} are there`)
    if (end.seals !== sealCount) reading.blame(`the file says that it has ${end.seals} seals, and ${sealCount} are there`)
  }
  for (const number of known.keys())
    if (!compared.has(number)) reading.blame(`the known seal ${number} is not in this file: nothing ties the file to what you know`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Lines without their ends; null for one that is too long to be held. */
async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string | null> {
  let waiting = ''
  let isTooLong = false
  for await (const piece of pieces) {
    const lines = (waiting + piece).split('\n')
    waiting = lines.pop() ?? ''
    for (const text of lines) {
      yield isTooLong ? null : text
      isTooLong = false
    }
    if (waiting.length <= longestLine) continue
    isTooLong = true
    waiting = ''
  }
  if (isTooLong) yield null
  else if (waiting !== '') yield waiting
}
