import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Endpoint } from '../../contract/endpoint.ts'
import { workbookType } from '../../contract/endpoint.ts'
import { endpoints } from '../../contract/endpoints.ts'
import { allJobs, allRoutes } from '../features.ts'
import { sessionCookie } from '../platform/access/session.ts'
import { inArchive } from '../platform/files/archive.ts'
import { type CsvDelimiter, readCsv } from '../platform/files/csv.ts'
import { readTable } from '../platform/files/table.ts'
import { type Client, multipart, openTestHub, type TestHub } from './hub.ts'
import { worldMaker } from './world.ts'

// Texts that a spreadsheet would run as a formula, wherever people can put a text: every file that the hub gives shows them, and runs none.

const formula = '=cmd|calc!A1'
/** In a country where `;` separates, what stands behind it is a cell of its own. */
const behind = 'x;=cmd|calc!A1;"+1'
const names = {
  vendor: '=Vendor',
  customer: `@SUM(1) ${behind}`,
  partner: '+Partner',
  person: '-Person;@who',
  purpose: `=HYPERLINK("http://x.test") ${behind}\n=1+1`,
  model: `=2+5+cmd ${behind}`,
  fileName: '=move;+1.csv',
  announcement: `=1+1 ${behind}`,
}
const files = endpoints.filter(({ produces }) => produces === 'text/csv' || produces === workbookType)

let hub: TestHub
let readers: Client[]
let transfer: string
let customerId: string

beforeAll(async () => {
  hub = await openTestHub({ routes: allRoutes, jobs: allJobs })
  const world = worldMaker(hub)
  const vendor = await hub.organisation('vendor', names.vendor)
  const partner = await hub.organisation('partner', names.partner)
  await world.accredit(partner, vendor, 'resell_monitor')
  const customer = await world.customer(names.customer, [{ partner }])
  ;({ customerId } = customer)
  const pia = await hub.member(partner, ['global_admin', 'feed_manager'], { name: names.person })
  const admin = await hub.member(customer.organisation, ['customer_admin'], { name: names.person })
  const operator = await hub.operator()
  readers = [pia, admin, await hub.member(vendor, ['vendor_admin'], { name: names.person }), operator]

  const rows = ['-1', '+2', '=1+3', '@4'].map(
    (serial) => `"${names.vendor}","+8${serial}","${serial}","${names.model.replaceAll('"', '""')}"\n`,
  )
  const registered = await pia.call(
    'POST',
    '/device-registrations',
    multipart({ name: names.fileName, content: `vendor,productNumber,serialNumber,model\n${rows.join('')}` }, { tenant: customerId }),
  )
  expect(registered.json<{ outcomes: object }>().outcomes).toEqual({ registered: 4 })
  const content = `serial;target;x;product number\n${formula};${customerId}\n+7;=1+1\n-1;@SUM(1)\n"1;=2";${customerId};;=3\n1.2E+10;${customerId}\n`
  const previewed = await pia.call('POST', '/transfers/preview', multipart({ name: names.fileName, content }))
  expect(previewed.status, previewed.text).toBe(200)
  transfer = previewed.json<{ id: string }>().id
  const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
  const asked = await pia.call('POST', '/requests', {
    body: { kind: 'device_move', customer: customer.organisation, purpose: names.purpose, until },
  })
  expect(asked.status, asked.text).toBe(201)
  const invited = await admin.call('POST', '/members', {
    body: { name: `=Member ${behind}`, mail: 'm@hub.test', roles: ['customer_admin'] },
  })
  expect(invited.status, invited.text).toBeLessThan(300)
})
afterAll(() => hub.close())

/** The first answer that anybody is given. */
async function fileOf(endpoint: Endpoint): Promise<{ bytes: Buffer; name: string }> {
  const query = endpoint.path.startsWith('/devices/') ? `?tenant=${customerId}` : ''
  for (const { organisation, token } of readers) {
    const answer = await hub.app.inject({
      url: `/api/v1${endpoint.path.replace('{id}', transfer)}${query}`,
      headers: organisation ? { 'x-steward-acting-for': organisation } : {},
      cookies: { [sessionCookie]: token },
    })
    if (answer.statusCode === 200) return { bytes: answer.rawPayload, name: String(answer.headers['content-disposition']) }
  }
  throw new Error(`nobody may read ${endpoint.path}`)
}

async function* once(bytes: Buffer) {
  yield bytes
}
async function cellsOf(bytes: Buffer, delimiter?: CsvDelimiter): Promise<string[]> {
  const cells: string[] = []
  for await (const record of delimiter ? readCsv(once(bytes), { delimiter }) : readTable(once(bytes))) cells.push(...(record.fields ?? []))
  return cells
}
/** What a spreadsheet runs, and what some take for it: signs of full width. */
const runs = /^["\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]/

/** What must be seen in a file, so that this looks at something. */
const shown: Record<string, readonly string[]> = {
  exportDevices: [names.model, names.customer, names.vendor, '-1', '+8-1'],
  exportDevicesWorkbook: [names.model, names.customer, names.vendor, '-1'],
  transferSummary: [formula, '+7', '=1+1', '1;=2'],
  transferSummaryWorkbook: [formula, '+7', '=1+1'],
  transferFaulty: [formula, '+7', '@SUM(1)'],
  transferFaultyWorkbook: [formula, '+7', '@SUM(1)'],
  exportConsents: [names.partner, names.customer, names.purpose, names.person],
  exportAuditTable: [names.person],
  registrationSample: [names.vendor],
  registrationSampleWorkbook: [names.vendor],
}
const bare = (text: string) => text.replaceAll("'", '')

describe.each(files.map((endpoint) => [endpoint.path, endpoint] as const))('%s', (_, endpoint) => {
  it('holds what people wrote, and nothing that a spreadsheet would run', async () => {
    const { bytes, name } = await fileOf(endpoint)
    expect(name).toMatch(/^attachment; filename="[\w-]+(\.[\w-]+)*"$/)
    const cells = await cellsOf(bytes)
    for (const text of shown[endpoint.name] ?? []) expect(cells.map(bare)).toContain(text)
    if (endpoint.produces === workbookType) {
      const xml = await sheetOf(bytes)
      expect(xml).not.toMatch(/<f[ >]/)
      expect([...xml.matchAll(/<c(?![^>]*t="inlineStr")[^>]*><v>([^<]*)/g)].filter(([, value]) => !/^-?[\d.]+$/.test(value ?? ''))).toEqual(
        [],
      )
      return
    }
    for (const delimiter of [',', ';', '\t'] as const)
      expect(
        (await cellsOf(bytes, delimiter)).filter((cell) => runs.test(cell)),
        `read with ${JSON.stringify(delimiter)}`,
      ).toEqual([])
  })
})

async function sheetOf(bytes: Buffer): Promise<string> {
  let xml = ''
  for await (const piece of inArchive(once(bytes), (archive) => archive.read('xl/worksheets/sheet1.xml', 'large'))) xml += String(piece)
  return xml
}

it('faulty rows that are sent again as they are get the same outcomes: the mark before a formula is no part of a serial', async () => {
  const [pia] = readers
  const outcomes = async (id: string) =>
    (await pia?.call('GET', `/transfers/${id}/rows`))?.json<{ items: { outcome: string }[] }>().items.map(({ outcome }) => outcome)
  const content = (await pia?.call('GET', `/transfers/${transfer}/faulty.csv`))?.text ?? ''
  expect(content).toContain(`'${formula}`)
  const again = await pia?.call('POST', '/transfers/preview', multipart({ name: 'faulty.csv', content }))
  expect(await outcomes(again?.json<{ id: string }>().id ?? '')).toEqual(await outcomes(transfer))
})
