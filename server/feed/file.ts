// The feed CSV (R-B3): from bytes to rows and faults, pure of the database.
import { findSerialFault, type SerialFault, serialCharacters } from '../../contract/serial.ts'
import { type CsvFault, trimCell } from '../platform/files/csv.ts'
import { readTable } from '../platform/files/table.ts'
import { FileRefused } from '../platform/files/text.ts'

/** The documented columns. The last three may be empty or absent. */
export const feedColumns = [
  'vendor',
  'productNumber',
  'serialNumber',
  'model',
  'soldToLocationId',
  'saleDate',
  'webOrderNumber',
  'endCustomer',
] as const
export type FeedColumn = (typeof feedColumns)[number]

/** A row as it stands in the file, trimmed; a column that is absent or could not be read is empty. */
export type FeedFileText = Record<FeedColumn, string>

/** Trimmed and within the limits. `saleDate` is `YYYY-MM-DD` and exists in the calendar. Whether vendor and location exist is not asked here. */
export type FeedFileRow = {
  line: number
  vendor: string
  productNumber: string
  serialNumber: string
  model: string
  soldToLocationId: string
  saleDate: string | null
  webOrderNumber: string | null
  endCustomer: string | null
  fault?: undefined
}

/**
 * - `value_missing`, `value_too_long`: as they say
 * - `characters`: control, bidirectional or undecodable characters; in identifiers anything that cannot be seen, too
 * - `mangled`: a spreadsheet made a number of a serial or product number
 * - `became_date`: a spreadsheet made a date of one of them
 * - `sale_date`: not a day of the calendar, or written so that day and month may be taken for each other
 * - `too_many_values`: more values than the header has columns, so nobody knows which is which
 */
export type FeedFaultCode =
  | CsvFault
  | 'value_missing'
  | 'value_too_long'
  | 'characters'
  | 'mangled'
  | 'became_date'
  | 'sale_date'
  | 'too_many_values'

/** A row that becomes `bad_row`. `field` is null where the whole row is bad. */
export type FeedFileFault = { line: number; fault: { code: FeedFaultCode; field: FeedColumn | null }; raw: FeedFileText }

const optional: ReadonlySet<FeedColumn> = new Set(['saleDate', 'webOrderNumber', 'endCustomer'])

const lengths: Record<FeedColumn, number> = {
  vendor: 200,
  productNumber: serialCharacters,
  serialNumber: serialCharacters,
  model: 200,
  soldToLocationId: 32,
  saleDate: 32,
  webOrderNumber: 64,
  endCustomer: 200,
}

/** Values that people write as they like: invisible joiners belong to some scripts. Everything else is an identifier. */
const prose: ReadonlySet<FeedColumn> = new Set(['model', 'endCustomer'])
const badInProse = /[\p{Cc}\u202a-\u202e\u2066-\u2069\ufffd]/u
const badInIdentifiers = /[\p{C}\u2028\u2029\ufffd]/u

type Header = { places: Map<FeedColumn, number>; columns: number }

/**
 * Rows and faults in the order of the file. A bad row never stops the others; after a quotation mark that is never closed the last one is
 * `unreadable_from_line`. Throws FileRefused: `files.empty`; `files.unreadable` (neither text nor a workbook,
 * or no header that can be read); `files.unpacks_too_large`;
 * `files.column_missing`, `files.column_twice` with `{ column }`.
 */
export async function* readFeedFile(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FeedFileRow | FeedFileFault> {
  let header: Header | null = null
  for await (const record of readTable(chunks)) {
    if (!header) {
      if (record.fault) throw new FileRefused('files.unreadable', { line: String(record.line), fault: record.fault })
      header = readHeader(record.fields)
    } else if (record.fault) {
      yield { line: record.line, fault: { code: record.fault, field: null }, raw: textOf([], header) }
    } else {
      yield readRow(record.line, record.fields, header)
    }
  }
  if (!header) throw new FileRefused('files.empty')
}

function readHeader(fields: string[]): Header {
  const names = new Map(feedColumns.map((column) => [column.toLowerCase(), column]))
  const places = new Map<FeedColumn, number>()
  for (const [place, field] of fields.entries()) {
    const column = names.get(trimCell(field).toLowerCase())
    if (!column) continue
    if (places.has(column)) throw new FileRefused('files.column_twice', { column })
    places.set(column, place)
  }
  const missing = feedColumns.find((column) => !optional.has(column) && !places.has(column))
  if (missing) throw new FileRefused('files.column_missing', { column: missing })
  return { places, columns: fields.length }
}

function textOf(fields: string[], header: Header): FeedFileText {
  const value = (column: FeedColumn) => trimCell(fields[header.places.get(column) ?? -1] ?? '')
  return {
    vendor: value('vendor'),
    productNumber: value('productNumber'),
    serialNumber: value('serialNumber'),
    model: value('model'),
    soldToLocationId: value('soldToLocationId'),
    saleDate: value('saleDate'),
    webOrderNumber: value('webOrderNumber'),
    endCustomer: value('endCustomer'),
  }
}

function readRow(line: number, fields: string[], header: Header): FeedFileRow | FeedFileFault {
  const raw = textOf(fields, header)
  const hasMore = fields.slice(header.columns).some((field) => field.trim() !== '')
  if (hasMore) return { line, fault: { code: 'too_many_values', field: null }, raw }
  return checkFeedRow(line, raw)
}

/** The same checks for a row that a person corrected (R-B4). */
export function checkFeedRow(line: number, raw: FeedFileText): FeedFileRow | FeedFileFault {
  for (const field of feedColumns) {
    const code = findFault(field, raw[field])
    if (code) return { line, fault: { code, field }, raw }
  }
  const { saleDate, webOrderNumber, endCustomer, ...required } = raw
  return { line, ...required, saleDate: readDay(saleDate), webOrderNumber: webOrderNumber || null, endCustomer: endCustomer || null }
}

const serialFaults: Record<SerialFault, FeedFaultCode> = {
  missing: 'value_missing',
  too_long: 'value_too_long',
  characters: 'characters',
  mangled: 'mangled',
  date: 'became_date',
}

function findFault(field: FeedColumn, value: string): FeedFaultCode | null {
  if (value === '') return optional.has(field) ? null : 'value_missing'
  if (value.length > lengths[field]) return 'value_too_long'
  if ((prose.has(field) ? badInProse : badInIdentifiers).test(value)) return 'characters'
  if (field === 'saleDate') return readDay(value) === null ? 'sale_date' : null
  if (field !== 'serialNumber' && field !== 'productNumber') return null
  const fault = findSerialFault(value)
  return fault && serialFaults[fault]
}

/** `2026-03-04`, `20260304`, `4.3.2026` and a workbook's `2026-03-04 10:30:00` as `2026-03-04`; null for anything else. With slashes nobody knows which is the month. */
function readDay(text: string): string | null {
  const [, isoYear, , isoMonth, isoDay] = /^(\d{4})(-?)(\d\d)\2(\d\d)(?: \d\d:\d\d:\d\d)?$/.exec(text) ?? []
  const [, day = isoDay, month = isoMonth, year = isoYear] = /^(\d\d?)\.(\d\d?)\.(\d{4})$/.exec(text) ?? []
  // A year such as 0026 is a slip.
  if (!year || !month || !day || Number(year) < 1900 || Number(month) < 1 || Number(month) > 12) return null
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  if (Number(day) < 1 || Number(day) > lastDay) return null
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
