import { randomInt } from 'node:crypto'
import type { Actor } from '../platform/database/actor.ts'
import { type TableForm, type TableWriter, tableWriter } from '../platform/files/write-table.ts'
import type { Hub } from '../platform/hub.ts'
import { feedColumns } from './file.ts'
import { listSamplePlaces, type SamplePlace } from './queries.ts'

/** Without a letter that is taken for a digit, and without E: spreadsheets make numbers of 5E10. */
const serialSymbols = '0123456789ABCDFGHJKLMNPRSTUVWXYZ'
const serialLength = 7
const samplePlaces = 3

/** Where there is nothing of one's own to name: what becomes of such a row says what is missing. */
const nobody: SamplePlace = { vendor: 'Example Vendor', location_id: null }
const nowhere = 'L-00000-00000'

/**
 * A file to begin with, in either form: the documented columns, made-up devices of vendors that the reporter may report for sites that it
 * knows (R-A7), each row full, the last one with what may stay empty. Sent as it is, it is placed. New serials every time.
 */
export async function showSample(
  { database, clock }: Pick<Hub, 'database' | 'clock'>,
  { actor, setHeader }: { actor: Actor; setHeader(name: string, value: string): void },
  form: TableForm,
): Promise<TableWriter['stream']> {
  const found = await database.inReadOnlyScope(actor, (scope) => listSamplePlaces(scope, samplePlaces))
  const places = found.length > 0 ? found : [nobody]
  const today = clock.now().toISOString().slice(0, 10)
  setHeader('content-disposition', `attachment; filename="feed-sample.${form}"`)
  const writer = tableWriter(form, feedColumns)
  for (const place of places) await writer.write([...deviceFor(place), today, 'SAMPLE-1001', 'Sample Customer'])
  for (const place of places.slice(0, 1)) await writer.write([...deviceFor(place), '', '', ''])
  writer.end()
  return writer.stream
}

/** Vendor, product number, serial number, model and location; named so that nobody takes it for a real device once it is placed. */
function deviceFor({ vendor, location_id: locationId }: SamplePlace): string[] {
  const serial = Array.from({ length: serialLength }, () => serialSymbols[randomInt(serialSymbols.length)]).join('')
  return [vendor, '6Z7W8EA', `5CG${serial}`, 'Sample Workstation', locationId ?? nowhere]
}
