import { buffer } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import { workbookType } from '../contract/endpoint.ts'
import { workbookWriter } from '../server/platform/files/write-workbook.ts'
import { customerIdOf, download, openPlace, rowWith, sees, serialsOf, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, says } from './words.ts'

// One workbook for several customers: rows that cannot move are taken along as a file, mended and sent again (R-T3, R-T5).

const journey = openJourney()
const customers = ['Harbour Logistics', 'Willow Schools Trust'] as const

let grace: Visitor
let targets: string[] = []
let serials: string[] = []

beforeAll(async () => {
  grace = await journey.visitor('Grace')
  await signIn(grace, 'grace@bridgewater.example')
})

async function workbookOf(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const workbook = workbookWriter(['Serial number', 'Target Customer ID'])
  const bytes = buffer(workbook.stream)
  for (const row of rows) await workbook.write(row)
  workbook.end()
  return bytes
}

async function preview(name: string, mimeType: string, content: Buffer): Promise<void> {
  const { page } = grace
  await openPlace(grace, says.shell.places.transfers)
  await page.getByRole('link', { name: says.transfers.new }).first().click()
  await page.getByLabel(says.transfers.file.drop).setInputFiles({ name, mimeType, buffer: content })
  await sees(page.getByRole('heading', { level: 2, name: says.transfers.fates.title }))
}

/** Of a preview: each row goes to its own target. */
async function allowSeveral(): Promise<void> {
  await grace.page.getByRole('button', { name: says.transfers.mend.several }).first().click()
}

async function confirm(count: number): Promise<void> {
  const { page } = grace
  await page.getByRole('checkbox', { name: /^I confirm that/ }).check()
  const move = count === 1 ? says.transfers.confirm.move_one : says.transfers.confirm.move_other
  await page.getByRole('button', { name: fill(move, { formatted: count }) }).click()
  await sees(page.getByText(says.transfers.states.done, { exact: true }))
}

test('the workbook names devices for two customers, and one Customer ID is mistyped', async () => {
  targets = [await customerIdOf(grace, customers[0]), await customerIdOf(grace, customers[1])]
  await openPlace(grace, says.shell.places.unassigned)
  serials = await serialsOf(grace, 3)
  const [first = '', second = '', third = ''] = serials
  const [one = '', other = ''] = targets
  const mistyped = `${other.slice(0, -1)}${other.endsWith('0') ? '1' : '0'}`
  const rows = [
    [first, one],
    [second, other],
    [third, mistyped],
  ]
  await preview('autumn.xlsx', workbookType, await workbookOf(rows))
  await allowSeveral()
  const { page } = grace
  await sees(page.getByRole('heading', { level: 1, name: says.transfers.several.title }))
  await sees(rowWith(page, first).filter({ hasText: says.transfers.willMove }))
  await sees(rowWith(page, second).filter({ hasText: says.transfers.willMove }))
  await sees(rowWith(page, third).filter({ hasText: says.transfers.outcomes.target_not_found }))
})

test('the rows that stay are taken along as a file of their own, with what is wrong', async () => {
  await confirm(2)
  const { page } = grace
  const faulty = await download(grace, page.getByRole('link', { name: says.transfers.faulty.csv, exact: true }))
  const [header = [], ...rows] = parse(faulty.text, { bom: true }) as string[][]
  expect(header.slice(0, 2)).toEqual(['serialNumber', 'targetCustomerId'])
  expect(rows.map(([serial]) => serial)).toEqual([serials[2]])
  expect(rows[0]?.at(-1)?.length).toBeGreaterThan(20)
  const [row = []] = rows
  row[1] = targets[1] ?? ''
  const mended = [header, row].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')
  await preview('mended.csv', 'text/csv', Buffer.from(mended))
  await confirm(1)
})

test('each customer has its devices', async () => {
  const { page } = grace
  for (const [serial, customer] of [
    [serials[0], customers[0]],
    [serials[1], customers[1]],
    [serials[2], customers[1]],
  ] as const) {
    await openPlace(grace, says.shell.places.customers)
    await page.getByRole('link', { name: customer, exact: true }).click()
    await page.getByRole('navigation', { name: customer }).getByRole('link', { name: says.shell.places.devices }).click()
    await page.getByLabel(says.devices.search).fill(serial ?? '')
    await sees(page.getByRole('link', { name: serial ?? '' }))
  }
})
