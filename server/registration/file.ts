// Devices to register (R-D11): from bytes, or from what was typed, to rows and faults; pure of the database.
import { limits } from '../../contract/limits.ts'
import { foldProductNumber, foldSerial } from '../../contract/serial.ts'
import { type Columns, findValueFault, namesOf, readColumns, serialColumn } from '../platform/files/columns.ts'

/** The documented columns. The last two may be empty or absent. */
const columns = {
  vendor: { most: 200, is: 'identifier' },
  productNumber: serialColumn,
  serialNumber: serialColumn,
  model: { most: 200, is: 'prose', optional: true },
  proof: { most: limits.evidenceCharacters, is: 'prose', optional: true },
} as const satisfies Columns<string>
export type RegistrationColumn = keyof typeof columns
export const registrationColumns = namesOf<RegistrationColumn>(columns)

/** A row as it is kept: `fault` is `code` or `code:column`; a row with one has no keys. */
export type RegistrationRow = {
  line: number
  vendor: string
  productNumber: string
  productKey: string
  serial: string
  serialKey: string
  model: string
  evidence: string
  fault: string | null
}

/** Rows in the order of the file; a bad row never stops the others. Throws what `readColumns` throws. */
export async function* readRegistrationFile(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<RegistrationRow> {
  for await (const { line, text, fault } of readColumns<RegistrationColumn>(chunks, columns)) yield rowOf(line, text, fault)
}

/** The same for what is typed: each is a line, from 1. */
export function readTyped(devices: readonly Record<RegistrationColumn, string>[]): RegistrationRow[] {
  return devices.map((device, index) => {
    const text = { ...device }
    for (const name of registrationColumns) text[name] = device[name].trim()
    return rowOf(index + 1, text, null)
  })
}

function rowOf(line: number, text: Record<RegistrationColumn, string>, whole: string | null): RegistrationRow {
  const fault = whole ?? findFault(text)
  const { vendor, productNumber, serialNumber: serial, model, proof: evidence } = text
  if (fault === null)
    return {
      line,
      vendor,
      productNumber,
      productKey: foldProductNumber(productNumber),
      serial,
      serialKey: foldSerial(serial),
      model,
      evidence,
      fault,
    }
  // PostgreSQL knows no NUL in a text, and what is kept of a bad row is only to be recognised.
  const kept = (value: string) => value.replaceAll('\0', '').slice(0, 300)
  return {
    line,
    vendor: kept(vendor),
    productNumber: kept(productNumber),
    productKey: '',
    serial: kept(serial),
    serialKey: '',
    model: kept(model),
    evidence: kept(evidence),
    fault,
  }
}

function findFault(text: Record<RegistrationColumn, string>): string | null {
  for (const name of registrationColumns) {
    const code = findValueFault(columns[name], text[name])
    if (code) return `${code}:${name}`
  }
  return null
}
