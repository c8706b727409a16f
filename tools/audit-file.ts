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
}

/** Reads the file once and says what is wrong with it, and where. */
export async function checkAuditFile(pieces: AsyncIterable<string>, known: KnownSeals = new Map()): Promise<Verdict> {
  const started = { line: 0, head: null, seal: null, index: -1, first: null, sealCount: 0, rows: 0, hidden: 0, end: null }
  const reading: Reading = { ...started, compared: new Set() }
  const faults: Fault[] = []
  let faultCount = 0
  const blame = (found: string[]) => {
    faultCount += found.length
    for (const what of found) if (faults.length < faultsKept) faults.push({ line: reading.line, what })
  }
  for await (const text of linesOf(pieces)) {
    reading.line += 1
    if (text?.trim() !== '') blame(text === null ? ['this line is longer than any that the hub writes'] : readLine(reading, text, known))
  }
  blame(conclude(reading, known))
  const { head, seal, first, rows, hidden, end } = reading
  const seals = first && seal ? { first: first.number, last: seal.number, lastHash: seal.hash } : null
  return { organisation: head?.organisation.name ?? null, rows, hidden, unsealed: end?.unsealed ?? 0, seals, faults, faultCount }
}

const anyLine = z.union([exportHead, exportSeal, exportRow, exportEnd])

function readLine(reading: Reading, text: string, known: KnownSeals): string[] {
  const parsed = anyLine.safeParse(parseJson(text))
  if (!parsed.success) return ['this is no line of an exported audit log']
  const line = parsed.data
  if (reading.end) return ['something stands behind the end']
  if ('steward' in line) {
    if (reading.head) return ['a second beginning: two files were joined']
    reading.head = line
    return []
  }
  if (!reading.head) return ['the beginning of the file is missing']
  if ('leaf' in line) return readRow(reading, line)
  if ('seal' in line) return readSeal(reading, line.seal, known)
  reading.end = line.end
  return []
}

function readSeal(reading: Reading, seal: ExportSeal, known: KnownSeals): string[] {
  const { number } = seal
  const faults = reading.seal ? faultsOfOrder(seal, reading.seal) : []
  if (sealHash(sealOf(seal)).toString('hex') !== seal.hash) faults.push(`seal ${number} is not as it was written: its hash is another`)
  if (BigInt(seal.from) >= BigInt(seal.to)) faults.push(`seal ${number} ends before it begins`)
  const kept = known.get(number)
  if (kept !== undefined) {
    reading.compared.add(number)
    if (kept !== seal.hash)
      faults.push(`seal ${number} has the hash ${seal.hash}, and the known one is ${kept}: this is not the log that was sealed`)
  }
  reading.first ??= seal
  reading.seal = seal
  reading.sealCount += 1
  reading.index = -1
  return faults
}

function faultsOfOrder(seal: ExportSeal, before: ExportSeal): string[] {
  const { number, previous, era, from } = seal
  if (number !== before.number + 1) return [`seal ${number} stands behind seal ${before.number}: seals are missing or in another order`]
  const faults: string[] = []
  if (previous !== before.hash) faults.push(`seal ${number} does not follow the seal before it: one of the two is forged`)
  if (era < before.era || from !== (era === before.era ? before.to : '0'))
    faults.push(`seal ${number} does not begin where seal ${before.number} ended`)
  return faults
}

function sealOf({ root, previous, ...rest }: ExportSeal): Seal {
  return { ...rest, root: Buffer.from(root, 'hex'), previous: Buffer.from(previous, 'hex') }
}

function readRow(reading: Reading, row: ExportRow): string[] {
  reading.rows += 1
  const { seal, head, index } = reading
  if (row.seal !== seal?.number)
    return [`this row belongs under seal ${row.seal}, and stands ${seal ? `under seal ${seal.number}` : 'before any seal'}`]
  reading.index = Math.max(index, row.index)
  const faults = row.index > index ? [] : [`the rows of seal ${seal.number} are not in their order, or one of them is here twice`]
  if (row.index >= seal.rows) return [...faults, `seal ${seal.number} has ${seal.rows} rows, and this claims to be number ${row.index + 1}`]
  const hash = row.leaf === null ? Buffer.from(row.hash ?? '', 'hex') : leafHash(row.leaf)
  const path = row.path.map((each) => Buffer.from(each, 'hex'))
  const root = rootByPath(hash, path, row.index, seal.rows)
  if (root === null) return [...faults, `this row has not the path that number ${row.index + 1} of ${seal.rows} needs`]
  if (root.toString('hex') !== seal.root) return [...faults, `this row or its path is not as it was sealed under seal ${seal.number}`]
  if (row.leaf === null) reading.hidden += 1
  else faults.push(...faultsOfLeaf(row, row.leaf, seal, head))
  return faults
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
  if (row.person && personHash(row.person) !== leaf.person)
    faults.push(`who acted is told as ${row.person.name}, and somebody else was sealed`)
  return faults
}

function conclude({ line, head, end, rows, sealCount, compared }: Reading, known: KnownSeals): string[] {
  if (!head && line === 0) return ['the file is empty']
  const faults: string[] = []
  if (!end) faults.push('the file was cut off: its end is missing')
  if (end && end.rows !== rows) faults.push(`the file says that it has ${end.rows} rows, and ${rows} are there`)
  if (end && end.seals !== sealCount) faults.push(`the file says that it has ${end.seals} seals, and ${sealCount} are there`)
  for (const number of known.keys())
    if (!compared.has(number)) faults.push(`the known seal ${number} is not in this file: nothing ties the file to what you know`)
  return faults
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
