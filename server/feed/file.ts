// The feed CSV (R-B3): from bytes to rows and faults, pure of the database.
import {
  type Columns,
  type ColumnsFault,
  type ColumnsRow,
  findValueFault,
  namesOf,
  readColumns,
  serialColumn,
  type ValueFault,
} from '../platform/files/columns.ts'

/** The documented columns. The last three may be empty or absent. */
const columns = {
  vendor: { most: 200, is: 'identifier' },
  productNumber: serialColumn,
  serialNumber: serialColumn,
  model: { most: 200, is: 'prose' },
  soldToLocationId: { most: 32, is: 'identifier' },
  saleDate: { most: 32, is: 'identifier', optional: true },
  webOrderNumber: { most: 64, is: 'identifier', optional: true },
  endCustomer: { most: 200, is: 'prose', optional: true },
} as const satisfies Columns<string>
export type FeedColumn = keyof typeof columns
export const feedColumns = namesOf<FeedColumn>(columns)

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

/** `sale_date`: not a day of the calendar, or written so that day and month may be taken for each other. */
export type FeedFaultCode = ColumnsFault | ValueFault | 'sale_date'

/** A row that becomes `bad_row`. `field` is null where the whole row is bad. */
export type FeedFileFault = { line: number; fault: { code: FeedFaultCode; field: FeedColumn | null }; raw: FeedFileText }

/** Rows and faults in the order of the file. A bad row never stops the others. Throws what `readColumns` throws. */
export async function* readFeedFile(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FeedFileRow | FeedFileFault> {
  for await (const row of readColumns<FeedColumn>(chunks, columns)) yield readRow(row)
}

function readRow({ line, text: raw, fault }: ColumnsRow<FeedColumn>): FeedFileRow | FeedFileFault {
  return fault ? { line, fault: { code: fault, field: null }, raw } : checkFeedRow(line, raw)
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

function findFault(field: FeedColumn, value: string): FeedFaultCode | null {
  const fault = findValueFault(columns[field], value)
  return fault ?? (field === 'saleDate' && value !== '' && readDay(value) === null ? 'sale_date' : null)
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
