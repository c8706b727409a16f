import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, openTestHub, type TestHub } from '../testing/hub.ts'
import { type Place, worldMaker } from '../testing/world.ts'
import { devicesRoutes } from './routes.ts'

let test: TestHub
let partner: Client
let seller: Client
let stranger: Client
let here: Place
let elsewhere: Place
const many = 4_500

beforeAll(async () => {
  test = await openTestHub({ routes: devicesRoutes })
  const world = worldMaker(test)
  const [vendor, north, south] = [
    await test.organisation('vendor', 'Helion'),
    await test.organisation('partner'),
    await test.organisation('partner'),
  ]
  partner = await test.member(north, ['global_admin'])
  seller = await test.member(north, ['feed_manager'])
  stranger = await test.member(south, ['global_admin'])
  here = await world.customer('=Bäcker, "Söhne"', [{ partner: north }])
  elsewhere = await world.customer('Elsewhere', [{ partner: south }])
  await world.devices(
    vendor,
    here,
    Array.from({ length: many }, (_, n) => `S${String(n).padStart(6, '0')}`),
  )
  await world.devices(vendor, elsewhere, ['T1'])
})
afterAll(() => test.close())

const linesOf = (text: string) => text.replace('\uFEFF', '').trimEnd().split('\r\n')

describe('a list of devices as a file', () => {
  it('has every row of the list, in its order, over as many pages as it takes', async () => {
    const { status, headers, text } = await partner.call('GET', '/devices/export.csv?sort=-serialNumber')
    expect(status).toBe(200)
    expect(headers['content-type']).toContain('text/csv')
    expect(headers['content-disposition']).toContain('devices.csv')
    const [header, ...rows] = linesOf(text)
    expect(header).toBe('vendor,productNumber,serialNumber,model,customerId,tenant,arrivedAt,proof')
    expect(rows).toHaveLength(many)
    expect(rows.map((row) => row.split(',')[2])).toEqual(
      Array.from({ length: many }, (_, n) => `S${String(many - 1 - n).padStart(6, '0')}`),
    )
    // Nobody's spreadsheet runs a customer's name.
    expect(rows[0]).toContain(`"'=Bäcker, ""Söhne"""`)
  })

  it('keeps the list’s filter, and is a workbook too', async () => {
    expect(linesOf((await partner.call('GET', `/devices/export.csv?tenant=${here.customerId}&q=S00000`)).text)).toHaveLength(11)
    const workbook = await partner.call('GET', `/devices/export.xlsx?tenant=${here.customerId}&q=S00000`)
    expect(workbook.headers['content-type']).toContain('spreadsheetml')
    expect(workbook.text.startsWith('PK')).toBe(true)
  })

  it('answers before its first byte for what is out of reach (R-A2), and whoever may not read devices', async () => {
    const outOfReach = await partner.call('GET', `/devices/export.csv?tenant=${elsewhere.customerId}`)
    expect(outOfReach.status).toBe(404)
    expect(outOfReach.headers['content-disposition']).toBeUndefined()
    expect((await partner.call('GET', '/devices/export.csv?tenant=C-0000-0000-0')).status).toBe(404)
    expect((await seller.call('GET', '/devices/export.csv')).status).toBe(404)
    expect(linesOf((await stranger.call('GET', '/devices/export.csv')).text).slice(1)).toHaveLength(1)
  })
})
