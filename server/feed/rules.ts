import { type FeedOutcome, type feedStates, rejectedOutcomes } from '../../contract/feeds.ts'
import { limits } from '../../contract/limits.ts'
import { parseLocationId } from '../../contract/location-id.ts'
import { foldProductNumber, foldSerial } from '../../contract/serial.ts'
import type { FeedFileFault, FeedFileRow } from './file.ts'

/** A feed that is received sends a batch at least so often; one that does not has lost its server, and a timer takes it back. */
export const lostAfterHours = 1

/** Nobody works on it: its rejected rows may be corrected and tried again (R-B4). */
export function isAtRest(state: (typeof feedStates)[number]): boolean {
  return state === 'done' || state === 'failed'
}

export function isRejected(outcome: FeedOutcome | null): boolean {
  return rejectedOutcomes.some((rejected) => rejected === outcome)
}

const dayMilliseconds = 86_400_000

/** Recent data (R-B4), at this time. */
export function recentSince(now: Date): Date {
  return new Date(now.getTime() - limits.feedRecentDays * dayMilliseconds)
}

/** A row as the database keeps it: as it stands in the file, beside the keys that it is found by. */
export type KeptRow = {
  line: number
  vendorName: string
  productNumber: string
  productKey: string
  serial: string
  serialKey: string
  model: string
  locationId: string
  saleDate: string | null
  /** Only where it is no day. */
  saleDateText: string
  webOrder: string
  endCustomer: string
  /** `code` or `code:field`. */
  fault: string | null
}

/** Kept of a value that no column takes as it is. */
const keptCharacters = 300

/** What is kept of a row of the file; location IDs in their one way of writing, so that other ways find the same site. */
export function keepRow(row: FeedFileRow | FeedFileFault): KeptRow {
  if (row.fault) return keepFault(row)
  return {
    line: row.line,
    vendorName: row.vendor,
    productNumber: row.productNumber,
    productKey: foldProductNumber(row.productNumber),
    serial: row.serialNumber,
    serialKey: foldSerial(row.serialNumber),
    model: row.model,
    locationId: parseLocationId(row.soldToLocationId) ?? row.soldToLocationId,
    saleDate: row.saleDate,
    saleDateText: '',
    webOrder: row.webOrderNumber ?? '',
    endCustomer: row.endCustomer ?? '',
    fault: null,
  }
}

function keepFault({ line, fault, raw }: FeedFileFault): KeptRow {
  const kept = (text: string) => text.replaceAll('\0', '').slice(0, keptCharacters)
  return {
    line,
    vendorName: kept(raw.vendor),
    productNumber: kept(raw.productNumber),
    productKey: '',
    serial: kept(raw.serialNumber),
    serialKey: '',
    model: kept(raw.model),
    locationId: kept(raw.soldToLocationId),
    saleDate: null,
    saleDateText: kept(raw.saleDate),
    webOrder: kept(raw.webOrderNumber),
    endCustomer: kept(raw.endCustomer),
    fault: fault.field === null ? fault.code : `${fault.code}:${fault.field}`,
  }
}
