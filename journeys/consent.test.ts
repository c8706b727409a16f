import { beforeAll, test } from 'vitest'
import { choose, openPlace, rowWith, sees, seesNoLonger, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, says } from './words.ts'

// What a customer registered itself moves only with its consent: the partner asks by a request, the customer answers, and takes it back (R-T2, R-D10).

const journey = openJourney()
const serial = 'HJ-CONSENT-0001'
const customer = 'Bergmann Maschinenbau'
const otherCustomer = 'Stadtwerke Isental'
const partner = 'Alpenblick IT'
const purpose = 'Merging the two branches in Bad Tölz'

let anton: Visitor
let clara: Visitor

beforeAll(async () => {
  anton = await journey.visitor('Anton')
  clara = await journey.visitor('Clara')
  await Promise.all([signIn(anton, 'anton@alpenblick.example'), signIn(clara, 'clara@bergmann.example')])
})

async function preview(): Promise<void> {
  const { page } = anton
  await openPlace(anton, says.shell.places.transfers)
  await page.getByRole('link', { name: says.transfers.new }).first().click()
  await page.getByText(says.transfers.way.pasted, { exact: true }).click()
  await page.getByRole('textbox', { name: says.transfers.pasted.label }).fill(serial)
  await choose(page.getByRole('combobox', { name: says.transfers.target }), otherCustomer)
  await page.getByRole('button', { name: says.transfers.preview, exact: true }).click()
  await sees(page.getByRole('heading', { level: 1, name: fill(says.transfers.to, { target: otherCustomer }) }))
}

async function openRequests({ page }: Visitor): Promise<void> {
  await page.getByRole('navigation', { name: says.shell.main }).getByRole('link', { name: says.shell.places.requests, exact: true }).click()
  await sees(page.getByRole('heading', { level: 1, name: says.requests.title }))
}

test('the customer registers a device itself', async () => {
  const { page } = clara
  await openPlace(clara, says.shell.places.myDevices)
  await page.getByRole('link', { name: says.registrations.register }).click()
  await page.getByLabel(says.devices.vendor).and(page.locator('input')).fill('Helion Systems')
  await page.getByLabel(says.devices.productNumber).fill('HX-900')
  await page.getByLabel(says.devices.serialNumber).fill(serial)
  await page.getByRole('button', { name: says.registrations.add }).click()
  await sees(page.getByText(fill(says.registrations.done, { serial })))
})

test('the partner’s preview says that it stays without consent, and offers to ask', async () => {
  const { page } = anton
  await preview()
  await sees(rowWith(page, serial).filter({ hasText: says.transfers.outcomes.not_allowed }))
  await page.getByRole('button', { name: says.transfers.consent.ask }).click()
  await page.getByRole('textbox', { name: says.transfers.consent.purpose }).fill(purpose)
  await page.getByLabel(says.transfers.consent.until).fill(new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10))
  await page.getByRole('button', { name: says.transfers.consent.send }).click()
  await sees(page.getByText(says.transfers.consent.sent))
  await page.reload()
  await sees(page.getByText(says.transfers.consent.asked.split('{{when}}')[1] ?? ''))
  await seesNoLonger(page.getByRole('button', { name: says.transfers.consent.ask }))
})

test('the customer reads what for and until when, and consents', async () => {
  const { page } = clara
  await openRequests(clara)
  const row = rowWith(page, purpose)
  await sees(row.filter({ hasText: partner }).filter({ hasText: serial }))
  await row.getByRole('button', { name: says.requests.accept, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: says.requests.accept, exact: true }).click()
  await sees(rowWith(page, purpose).filter({ hasText: says.requests.holds }))
})

test('now it moves, and the customer no longer has it', async () => {
  const { page } = anton
  await preview()
  await sees(rowWith(page, serial).filter({ hasText: says.transfers.willMove }))
  await page.getByRole('checkbox', { name: fill(says.transfers.confirm.customer, { target: otherCustomer }) }).check()
  await page.getByRole('button', { name: fill(says.transfers.confirm.move_one, { formatted: 1 }) }).click()
  await sees(page.getByText(says.transfers.states.done, { exact: true }))
  await openPlace(clara, says.shell.places.myDevices)
  await clara.page.getByLabel(says.devices.search).fill(serial)
  await sees(clara.page.getByText(fill(says.devices.noHit.title, { q: serial })))
})

test('the customer withdraws: the consent has ended', async () => {
  const { page } = clara
  await openRequests(clara)
  await rowWith(page, purpose).getByRole('button', { name: says.requests.withdraw, exact: true }).click()
  await page
    .getByRole('dialog', { name: fill(says.requests.withdrawTitle, { partner }) })
    .getByRole('button', { name: says.requests.withdraw, exact: true })
    .click()
  await sees(rowWith(page, purpose).filter({ hasText: says.requests.ended }))
  await openRequests(anton)
  await sees(rowWith(anton.page, purpose).filter({ hasText: customer }).filter({ hasText: says.requests.ended }))
})
