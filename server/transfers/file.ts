// The transfer file (R-T1): column A serial number, column B target Customer ID. From bytes to rows and faults, pure of the database.
import { parseCustomerId } from '../../contract/customer-id.ts'
import { findSerialFault, type SerialFault } from '../../contract/serial.ts'
import { type CsvFault, trimCell } from '../platform/files/csv.ts'
import { readTable, type TableRecord } from '../platform/files/table.ts'
import { FileRefused } from '../platform/files/text.ts'

/**
 * `target` is what stands in column B, trimmed: whether it is a Customer ID and whose is decided later (`target_not_found`). It is null only
 * where the caller gave a target of their own. `productNumber` is null where the file has no such column or an empty cell.
 */
export type TransferFileRow = { line: number; serial: string; target: string | null; productNumber: string | null; fault?: undefined }

export type TransferFaultCode =
  | CsvFault
  | `serial_${SerialFault}`
  | 'target_missing'
  | 'target_too_long'
  | 'product_number_too_long'
  | 'product_number_characters'
  | 'product_number_mangled'
  | 'product_number_date'

/** Only the target is at fault: given another, the row can be read. */
export function isTargetFault(fault: TransferFaultCode): boolean {
  return fault === 'target_missing' || fault === 'target_too_long'
}

/** A row that becomes `bad_row`; `serial` and `target` as they stand (cut at 200 characters), for the Summary. */
export type TransferFileFault = { line: number; fault: TransferFaultCode; serial: string; target: string; productNumber: string | null }

export type TransferFileOptions = {
  /** The caller has a target; column B may be empty or absent. */
  targetGiven?: boolean
}

/** Longer is no Customer ID in any spelling. */
const targetCharacters = 64
const shownCharacters = 200

/**
 * Rows and faults in the order of the file, with true line numbers; a bad row never stops the others (R-T9). A header line is recognised
 * and skipped; blank lines are skipped; further columns are ignored, but for one headed `productNumber`. After a quotation mark that is
 * never closed the last fault is `unreadable_from_line`. Throws FileRefused `files.unreadable` for files that are neither text nor a workbook,
 * `files.unpacks_too_large`, and `files.columns_swapped` for Customer IDs in column A. A file without rows gives none: the caller refuses it.
 */
export function readTransferFile(
  chunks: AsyncIterable<Uint8Array>,
  options: TransferFileOptions = {},
): AsyncGenerator<TransferFileRow | TransferFileFault> {
  return readTransferRecords(readTable(chunks), options)
}

/** The same for records that come from elsewhere. */
export async function* readTransferRecords(
  records: AsyncIterable<TableRecord>,
  options: TransferFileOptions = {},
): AsyncGenerator<TransferFileRow | TransferFileFault> {
  let productPlace = -1
  let isFirst = true
  const order = orderJudge()
  for await (const record of records) {
    const mayBeHeader = isFirst
    isFirst = false
    if (record.fault) {
      yield { line: record.line, fault: record.fault, serial: '', target: '', productNumber: null }
      continue
    }
    if (mayBeHeader && isHeader(record.fields, options)) {
      productPlace = record.fields.findIndex((field, place) => place > 0 && productWords.has(foldWord(field)))
      order.readHeader(record.fields)
      continue
    }
    const cell = (place: number) => trimCell(record.fields[place] ?? '')
    const read = { serial: cell(0), target: productPlace === 1 ? '' : cell(1), productNumber: cell(productPlace) }
    order.readRow(read)
    yield checkRow(record.line, read, options)
  }
  order.finish()
}

/** So many rows are enough to see that the columns are swapped. */
const judgedRows = 20

/**
 * Sees swapped columns: no Customer ID in column B, and Customer IDs in column A or a header that says so. They are refused, never read the
 * other way round: what the file says is what moves. Customer IDs carry a check symbol: serials are not by chance one row after row.
 */
function orderJudge() {
  let [judged, ids, saidSo, settled] = [0, 0, false, false]
  const finish = () => {
    if (!settled && judged > 0 && (saidSo || ids === judged)) throw new FileRefused('files.columns_swapped')
    settled = true
  }
  return {
    finish,
    readHeader([a = '', b = '']: string[]): void {
      saidSo = saysSwapped(a, b)
    },
    readRow({ serial, target }: Read): void {
      if (settled || serial === '' || target === '') return
      judged += 1
      if (parseCustomerId(serial) !== null) ids += 1
      if (parseCustomerId(target) !== null) settled = true
      else if (judged === judgedRows) finish()
    },
  }
}

function saysSwapped(a: string, b: string): boolean {
  return targetWords.has(foldWord(a)) && serialWords.has(foldWord(b))
}

/**
 * Serials that were pasted beside a picked target: one a line, or separated by commas, semicolons or tabs (spaces may be part of a serial).
 * An array holds one serial each. `line` is the place of the serial, from 1; one a line it is the line. A first entry that is a heading and
 * empty entries are skipped and counted.
 */
export function* readPastedSerials(pasted: string | readonly string[]): Generator<TransferFileRow | TransferFileFault> {
  const entries = typeof pasted === 'string' ? pasted.split(/\r\n?|[\n,;\t]/) : pasted
  let isFirst = true
  for (const [index, entry] of entries.entries()) {
    const serial = trimCell(trimCell(entry).replace(/^"(.*)"$/, '$1'))
    if (serial === '') continue
    const isHeading = isFirst && isHeader([serial], { targetGiven: true })
    isFirst = false
    if (!isHeading) yield checkRow(index + 1, { serial, target: '', productNumber: '' }, { targetGiven: true })
  }
}

type Read = { serial: string; target: string; productNumber: string }

/** A row as somebody mended it by hand, under the same rules as a row of a file. */
export function readMendedRow(line: number, written: Read, options: TransferFileOptions): TransferFileRow | TransferFileFault {
  const read = { serial: trimCell(written.serial), target: trimCell(written.target), productNumber: trimCell(written.productNumber) }
  return checkRow(line, read, options)
}

function checkRow(line: number, read: Read, options: TransferFileOptions): TransferFileRow | TransferFileFault {
  const fault = findFault(read, options)
  const productNumber = read.productNumber.slice(0, shownCharacters) || null
  if (fault)
    return { line, fault, serial: read.serial.slice(0, shownCharacters), target: read.target.slice(0, shownCharacters), productNumber }
  return { line, serial: read.serial, target: read.target || null, productNumber }
}

function findFault(read: Read, options: TransferFileOptions): TransferFaultCode | null {
  const serialFault = findSerialFault(read.serial)
  if (serialFault) return `serial_${serialFault}`
  const productFault = findSerialFault(read.productNumber)
  if (productFault && productFault !== 'missing') return `product_number_${productFault}`
  // Last: where only the target is at fault, the rest of the row is kept for the one that it is given (mend.ts).
  if (read.target === '' && !options.targetGiven) return 'target_missing'
  return read.target.length > targetCharacters ? 'target_too_long' : null
}

// Folded: lower case, letters only, without accents.
const serialWords = words(`serial, serial number, serial no, serial numbers, serials, serial nr, device serial number, sn,
  numéro de série, numéros de série, n° de série, no de série, n série, no série, numéro série, série,
  Seriennummer, Seriennummern, Serien-Nr, Serialnummer, Geräteseriennummer, Gerätenummer, snr`)
const targetWords = words(`customer ID, target customer ID, target, target ID, customer, new customer ID,
  ID client, identifiant client, identifiant du client, ID du client, ID client cible, identifiant client cible, client, cible, client cible,
  Kunden-ID, Kundennummer, Kundenkennung, Ziel, Ziel-Kunden-ID, Zielkunden-ID, Zielkunde, Kunden-ID des Ziels, Kunde`)
const productWords = words(`product number, product no, product, product ID, product nr, part number, part no, PN, SKU,
  numéro de produit, numéro du produit, n° de produit, no de produit, référence produit, référence du produit, produit, référence,
  Produktnummer, Produkt-Nr, Produkt, Artikelnummer, Artikel-Nr, Teilenummer`)

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(',').map(foldWord))
}

/** `Numéro de série :` as `numerodeserie`. */
function foldWord(text: string): string {
  return text
    .slice(0, shownCharacters)
    .normalize('NFKD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()
}

/**
 * A heading has a known word in A or B, or text without any digit in both. Where column B says nothing (no target expected, or empty), A
 * must be text that no serial would be. In doubt it is a row: a heading taken for a row is seen as `bad_row` or `not_found`, a device
 * taken for a heading would be lost without a word.
 */
function isHeader(fields: string[], options: TransferFileOptions): boolean {
  const [a = '', b = ''] = fields.map(trimCell)
  if (a === '' || /\d/.test(a) || parseCustomerId(b) !== null) return false
  if (serialWords.has(foldWord(a)) || targetWords.has(foldWord(b)) || saysSwapped(a, b)) return true
  return b === '' || options.targetGiven ? /[^0-9A-Za-z._-]/.test(a) : !/\d/.test(b)
}
