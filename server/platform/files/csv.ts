// Delimited text as records, streaming, on csv-parse. A bad record is a fault with its line and the next record goes on; only a quotation
// mark that is never closed ends the file, since nobody can say where its record stops: a fault for its row, then `unreadable_from_line`.
import { pipeline, Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { decodeText } from './text.ts'

export const csvLimits = { fieldCharacters: 10_000, fields: 1_000, recordCharacters: 1_000_000 } as const

export const csvFaults = [
  'quote_not_closed',
  'field_too_long',
  'too_many_fields',
  'record_too_long',
  'nul',
  'unreadable_from_line',
] as const
export type CsvFault = (typeof csvFaults)[number]

/** `line` is the physical line, from 1, on which the record starts. No two records start on one line. */
export type CsvRow = { line: number; fields: string[]; fault?: undefined }
export type CsvFaultRow = { line: number; fault: CsvFault; fields?: undefined }
export type CsvRecord = CsvRow | CsvFaultRow

export type CsvDelimiter = ',' | ';' | '\t' | '|'
/** Without `delimiter` the first lines (or Excel's line `sep=;`) decide. */
export type CsvOptions = { delimiter?: CsvDelimiter }

const sliceCharacters = 65_536
/** Beyond this without a record, a quotation mark is open: a line is cut at 1 MB, and at most a few slices wait between source and parser. */
const runAwayCharacters = csvLimits.recordCharacters + 8 * sliceCharacters

/** What the slices and the records know of each other. */
type Progress = { sinceRecord: number; newlines: number; isStopped: boolean; isQuoteOpen: boolean }

/**
 * Records in the order of the file, fields as they stand (not trimmed at their end). CR, LF and CRLF may be mixed; they are LF inside
 * fields. Lines that are blank or hold only delimiters are skipped and counted. U+FFFD in a field is what the encoding lost: readers
 * refuse it where they need the field. Memory is flat: one record and a few slices of 64 K. Throws FileRefused for files that are no text.
 */
export async function* readCsv(chunks: AsyncIterable<Uint8Array>, options: CsvOptions = {}): AsyncGenerator<CsvRecord> {
  const text = slices(decodeText(chunks))
  const start = await startOf(text)
  const { delimiter, body, skipped } = settle(start, options)
  const progress: Progress = { sinceRecord: 0, newlines: skipped, isStopped: false, isQuoteOpen: false }
  let line = skipped + 1
  let waiting: CsvRecord | null = null
  for await (const [endLine, ...fields] of parsed(watched(body, text, progress), delimiter, progress)) {
    if (waiting) yield waiting
    waiting = judge(line, fields)
    line = skipped + Number(endLine) + 1
  }
  if (progress.isStopped && !progress.isQuoteOpen && waiting) {
    // The quote was closed after the reading had stopped: the last record is cut.
    waiting = { line: waiting.line, fault: 'record_too_long' }
  }
  if (waiting) yield waiting
  if (progress.isQuoteOpen) yield { line, fault: 'quote_not_closed' }
  if (progress.isQuoteOpen ? progress.newlines >= line : progress.isStopped) yield { line: line + 1, fault: 'unreadable_from_line' }
}

/** Records with the line on which they end before their fields. */
async function* parsed(source: AsyncIterable<string>, delimiter: CsvDelimiter, progress: Progress): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    relax_quotes: true,
    relax_column_count: true,
    // White space before a quoted field. With `rtrim`, text after a closing quote would be an error that ends the file.
    ltrim: true,
    // The only error left is a quote that is open at the end. As a stream error it would throw away the records that still wait.
    skip_records_with_error: true,
    on_skip: () => {
      progress.isQuoteOpen = true
      return undefined
    },
    // While it parses: the loop below may wait until 16 records are there. A record of a million commas is cut to what `judge` must see.
    on_record: (fields, { lines }) => {
      progress.sinceRecord = 0
      return [String(lines), ...fields.slice(0, csvLimits.fields + 1)]
    },
  })
  // A failure of the source ends the parser and is thrown by the loop; leaving the loop ends the source.
  pipeline(Readable.from(source, { highWaterMark: 1 }), parser, () => {})
  yield* parser
}

/** Counts what passes, and stops reading when no record comes out any more: 1 GB behind an open quote costs 1.5 MB. */
async function* watched(body: string, rest: AsyncIterable<string>, progress: Progress): AsyncGenerator<string> {
  for await (const slice of joined(body, rest)) {
    progress.sinceRecord += slice.length
    progress.newlines += slice.split('\n').length - 1
    yield slice
    if (progress.sinceRecord > runAwayCharacters) {
      progress.isStopped = true
      return
    }
  }
}

async function* joined(body: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  if (body !== '') yield body
  yield* rest
}

/**
 * Text with LF as its only line end, in slices of at most 64 K characters. A line beyond 1 MB loses its rest and gets a NUL in its place,
 * so that it can never pass as a whole one: csv-parse would hold a line of delimiters of any length.
 */
async function* slices(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let carried = ''
  let column = 0
  let isCut = false
  for await (const text of texts) {
    const whole = carried + text
    carried = whole.endsWith('\r') ? '\r' : ''
    const lines = whole.slice(0, whole.length - carried.length).replace(/\r\n?/g, '\n')
    for (let at = 0; at < lines.length; at += sliceCharacters) {
      const slice = lines.slice(at, at + sliceCharacters)
      isCut = column > csvLimits.recordCharacters
      const end = slice.indexOf('\n')
      const lastEnd = slice.lastIndexOf('\n')
      column = lastEnd === -1 ? column + slice.length : slice.length - lastEnd - 1
      if (!isCut) yield slice
      else if (end !== -1) yield `\0${slice.slice(end)}`
      isCut = isCut && end === -1
    }
  }
  if (isCut) yield '\0'
  if (carried) yield '\n'
}

/** The first lines: enough to see the delimiter. */
async function startOf(text: AsyncGenerator<string>): Promise<string> {
  let start = ''
  while (start.length < sliceCharacters / 8) {
    const { value, done } = await text.next()
    if (done) break
    start += value
  }
  return start
}

function settle(start: string, options: CsvOptions): { delimiter: CsvDelimiter; body: string; skipped: number } {
  const told = /^"?sep=([,;\t|])"?[ ,;\t|]*\n/i.exec(start)
  const body = told ? start.slice(told[0].length) : start
  const delimiter = options.delimiter ?? delimiters.find((candidate) => candidate === told?.[1]) ?? sniff(body)
  return { delimiter, body, skipped: told ? 1 : 0 }
}

const delimiters: readonly CsvDelimiter[] = [',', ';', '\t', '|']
const sniffedLines = 20

/** The candidate that occurs equally often, outside quotes, on the most of the first lines; the first line weighs double, more columns win a draw. */
function sniff(start: string): CsvDelimiter {
  const all = start.slice(0, sliceCharacters).split('\n')
  // The last piece may be half a line.
  const lines = (all.length > 1 ? all.slice(0, -1) : all).filter((line) => line.trim() !== '').slice(0, sniffedLines)
  const bare = lines.map((line) => line.replace(/"[^"]*"/g, ''))
  let best: { delimiter: CsvDelimiter; weight: number; count: number } = { delimiter: ',', weight: 0, count: 0 }
  for (const delimiter of delimiters) {
    const weights = new Map<number, number>()
    for (const [index, line] of bare.entries()) {
      const count = line.split(delimiter).length - 1
      if (count > 0) weights.set(count, (weights.get(count) ?? 0) + (index === 0 ? 2 : 1))
    }
    for (const [count, weight] of weights) {
      if (weight > best.weight || (weight === best.weight && count > best.count)) best = { delimiter, weight, count }
    }
  }
  return best.delimiter
}

/** A record as a row or a fault; null when it is blank. */
function judge(line: number, fields: string[]): CsvRecord | null {
  const record = asRecord(line, fields)
  if (record?.fault === 'too_many_fields' || record?.fault === 'record_too_long') return record
  // A quote that never closed well swallowed the lines after it: they must not vanish inside a field.
  if (fields.some((field) => field.startsWith('"') && field.includes('\n'))) return { line, fault: 'quote_not_closed' }
  return record?.fields ? { line, fields: record.fields.map(unquoted) } : record
}

/** Fields as a row, or the fault that they have wherever they come from; null when they are blank. */
export function asRecord(line: number, fields: string[]): CsvRecord | null {
  if (fields.length > csvLimits.fields) return { line, fault: 'too_many_fields' }
  const characters = fields.reduce((sum, field) => sum + field.length, fields.length)
  if (characters > csvLimits.recordCharacters) return { line, fault: 'record_too_long' }
  if (fields.some((field) => field.length > csvLimits.fieldCharacters)) return { line, fault: 'field_too_long' }
  if (fields.some((field) => field.includes('\0'))) return { line, fault: 'nul' }
  return fields.every((field) => field.trim() === '') ? null : { line, fields }
}

/** `"abc" ` with white space after the closing quote, which csv-parse leaves as it stands. */
function unquoted(field: string): string {
  if (!field.startsWith('"')) return field
  const trimmed = field.trimEnd()
  return trimmed !== field && trimmed.length > 1 && trimmed.endsWith('"') ? trimmed.slice(1, -1) : field
}

const invisible = /[\s\p{Cf}]/u

/** A cell's value: no white space or invisible characters at its edges, and `="00123"`, Excel's way to keep leading zeros, unwrapped. */
export function trimCell(field: string): string {
  const trimmed = trimEdges(field)
  const wrapped = /^="([^"]*)"$/.exec(trimmed)
  return wrapped?.[1] === undefined ? trimmed : trimEdges(wrapped[1])
}

/** By hand: a regular expression would try every run of inner spaces, and a field of 10,000 of them would cost a second. */
function trimEdges(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && invisible.test(text.charAt(from))) from++
  while (to > from && invisible.test(text.charAt(to - 1))) to--
  return text.slice(from, to)
}
