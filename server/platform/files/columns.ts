// Rows of a table file with a header of documented columns: from bytes to named values and what is wrong with them. Of no feature.
import { lineText } from '../../../contract/endpoint.ts'
import { findSerialFault, type SerialFault, serialCharacters } from '../../../contract/serial.ts'
import { type CsvFault, trimCell } from './csv.ts'
import { readTable } from './table.ts'
import { FileRefused } from './text.ts'

/**
 * What a column holds: `serial` a serial or product number (R-D1), `identifier` what a program compares, `prose` what people write as they like
 * (invisible joiners belong to some scripts). `optional`: may be empty or absent.
 */
export type Column = { most: number; is: 'serial' | 'identifier' | 'prose'; optional?: true }
export type Columns<Name extends string> = Readonly<Record<Name, Column>>

/** A serial or product number as a column. */
export const serialColumn = { most: serialCharacters, is: 'serial' } as const satisfies Column

/**
 * - `value_missing`, `value_too_long`: as they say
 * - `characters`: control, bidirectional or undecodable characters; in identifiers anything that cannot be seen, too
 * - `mangled`: a spreadsheet made a number of a serial or product number
 * - `became_date`: a spreadsheet made a date of one of them
 */
export type ValueFault = 'value_missing' | 'value_too_long' | 'characters' | 'mangled' | 'became_date'
/** `too_many_values`: more values than the header has columns, so nobody knows which is which. */
export type ColumnsFault = CsvFault | 'too_many_values'

/** A row by its columns, trimmed; what is absent or could not be read is empty. `fault` where the whole row is bad. */
export type ColumnsRow<Name extends string> = { line: number; text: Record<Name, string>; fault: ColumnsFault | null }

/**
 * Rows in the order of the file, columns in any order, their names in any case; further columns are ignored. After a quotation mark that is
 * never closed the last one is `unreadable_from_line`. Throws FileRefused: `files.empty` (not even a header); `files.unreadable` (neither text
 * nor a workbook, or no header that can be read); `files.unpacks_too_large`; `files.column_missing`, `files.column_twice` with `{ column }`.
 */
export async function* readColumns<Name extends string>(
  chunks: AsyncIterable<Uint8Array>,
  columns: Columns<Name>,
): AsyncGenerator<ColumnsRow<Name>> {
  let header: Header<Name> | null = null
  for await (const record of readTable(chunks)) {
    if (!header) {
      if (record.fault) throw new FileRefused('files.unreadable', { line: String(record.line), fault: record.fault })
      header = readHeader(record.fields, columns)
    } else if (record.fault) {
      yield { line: record.line, text: textOf([], header), fault: record.fault }
    } else {
      const hasMore = record.fields.slice(header.columns).some((field) => field.trim() !== '')
      yield { line: record.line, text: textOf(record.fields, header), fault: hasMore ? 'too_many_values' : null }
    }
  }
  if (!header) throw new FileRefused('files.empty')
}

type Header<Name extends string> = { places: readonly (readonly [Name, number])[]; columns: number }

/** The names of the columns, in the order in which they are documented. */
export function namesOf<Name extends string>(columns: Columns<Name>): Name[] {
  return Object.keys(columns) as Name[]
}

function readHeader<Name extends string>(fields: string[], columns: Columns<Name>): Header<Name> {
  const names = new Map(namesOf(columns).map((name) => [name.toLowerCase(), name]))
  const places = new Map<Name, number>()
  for (const [place, field] of fields.entries()) {
    const name = names.get(trimCell(field).toLowerCase())
    if (!name) continue
    if (places.has(name)) throw new FileRefused('files.column_twice', { column: name })
    places.set(name, place)
  }
  const missing = namesOf(columns).find((name) => !columns[name].optional && !places.has(name))
  if (missing) throw new FileRefused('files.column_missing', { column: missing })
  return { places: namesOf(columns).map((name) => [name, places.get(name) ?? -1] as const), columns: fields.length }
}

function textOf<Name extends string>(fields: string[], { places }: Header<Name>): Record<Name, string> {
  const text: Partial<Record<Name, string>> = {}
  for (const [name, place] of places) text[name] = trimCell(fields[place] ?? '')
  return text as Record<Name, string>
}

const badInIdentifiers = /[\p{C}\u2028\u2029\ufffd]/u
const serialFaults: Record<SerialFault, ValueFault> = {
  missing: 'value_missing',
  too_long: 'value_too_long',
  characters: 'characters',
  mangled: 'mangled',
  date: 'became_date',
}

/** What is wrong with a value of this column (trimmed by the caller); null = nothing. The same for files and for what is typed. */
export function findValueFault({ most, is, optional }: Column, value: string): ValueFault | null {
  if (value === '') return optional ? null : 'value_missing'
  if (value.length > most) return 'value_too_long'
  if (is === 'prose' ? !lineText.test(value) : badInIdentifiers.test(value)) return 'characters'
  const fault = is === 'serial' ? findSerialFault(value) : null
  return fault && serialFaults[fault]
}
