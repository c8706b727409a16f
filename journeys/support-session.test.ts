import { beforeAll, expect, test } from 'vitest'
import { openPlace, rowWith, sees, seesNoLonger, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, says } from './words.ts'

// The operator looks into a customer with a reason, to read; the customer sees it, reads what was viewed, and ends it (R-H7).

const journey = openJourney()
const customer = 'Bergmann Maschinenbau'
const reason = 'Ticket 4711: devices missing after the move'

let otto: Visitor
let clara: Visitor

beforeAll(async () => {
  otto = await journey.visitor('Otto')
  clara = await journey.visitor('Clara')
  await Promise.all([signIn(otto, 'operator@steward.example'), signIn(clara, 'clara@bergmann.example')])
})

test('the operator enters a customer, with a reason and for a time', async () => {
  const { page } = otto
  await openPlace(otto, says.shell.operatorPlaces.organisations)
  await page.getByRole('button', { name: fill(says.support.viewOf, { customer }) }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: says.support.reason }).fill(reason)
  await dialog.getByRole('combobox', { name: says.support.time }).selectOption('30')
  await dialog.getByRole('button', { name: says.support.view, exact: true }).click()
  await page.waitForURL(/\/s\/[^/]+\/devices/)
  await sees(page.getByText(fill(says.support.inside, { customer })))
  // What is the customer's own is not the visitor's: not “My devices”.
  await sees(page.getByRole('heading', { level: 1, name: says.shell.places.devices, exact: true }))
  await sees(page.getByText(reason))
})

test('inside, the pages are the customer’s, under the banner, with nothing that changes them', async () => {
  const { page } = otto
  await page.getByRole('table').getByRole('link').first().click()
  await page.waitForURL(/\/s\/[^/]+\/devices\/./)
  await sees(page.getByText(fill(says.support.inside, { customer })))
  await page.getByRole('link', { name: says.shell.places.settings, exact: true }).first().click()
  await page.waitForURL(/\/s\/[^/]+\/settings/)
  await sees(page.getByText(fill(says.support.inside, { customer })))
  expect(await page.getByRole('main').getByRole('button', { name: says.kit.save }).count()).toBe(0)
  await page.reload()
  await sees(page.getByText(fill(says.support.inside, { customer })))
})

test('the customer sees who is inside and what was viewed', async () => {
  await openPlace(clara, says.shell.places.access)
  const { page } = clara
  await sees(rowWith(page, reason))
  await rowWith(page, reason).getByRole('link', { name: says.support.views }).click()
  await sees(page.getByText('Inside a support session, Steward asked for a device.').first())
  await openPlace(clara, says.shell.places.access)
})

test('and ends it: the operator’s page says so by itself, and has nothing more to show', async () => {
  const { page } = clara
  await rowWith(page, reason).getByRole('button', { name: says.support.end }).click()
  await page.getByRole('dialog').getByRole('button', { name: says.support.end }).click()
  await sees(page.getByText(says.support.emptyNow))
  await sees(otto.page.getByText(says.support.overTitle))
  await seesNoLonger(otto.page.getByText(customer))
})
