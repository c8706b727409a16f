import { beforeAll, describe, expect, test } from 'vitest'
import { choose, linkInMail, openPlace, rowWith, sees, seesNoLonger, serialsOf, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, hubSays, says } from './words.ts'

// A customer from its invitation on: pending, accepted, disabled and enabled again (R-C1, R-C2), each seen from both sides.

const journey = openJourney()
const partner = 'Bridgewater Systems House'
const customer = 'Quayside Dental'
const yarasMail = 'yara@quayside.example'

let alan: Visitor
let yara: Visitor

beforeAll(async () => {
  alan = await journey.visitor('Alan')
  yara = await journey.visitor('Yara')
  await signIn(alan, 'alan@bridgewater.example')
})

async function addCustomer(): Promise<void> {
  const { page } = alan
  await openPlace(alan, says.shell.places.customers)
  await page.getByRole('button', { name: says.customers.add }).click()
  const dialog = page.getByRole('dialog', { name: says.customers.add })
  const company = dialog.getByRole('group', { name: says.customers.company })
  await company.getByLabel(says.customers.name).fill(customer)
  await company.getByLabel(says.customers.address).fill('12 Quay Street')
  await company.getByLabel(says.customers.postcode).fill('BS1 5QA')
  await company.getByLabel(says.customers.city).fill('Bristol')
  await choose(company.getByRole('combobox', { name: says.customers.country }), 'United Kingdom')
  const administrator = dialog.getByRole('group', { name: says.customers.administrator })
  await administrator.getByLabel(says.session.name).fill('Yara Quay')
  await administrator.getByLabel(says.session.mail).fill(yarasMail)
  await administrator.getByLabel(says.customers.phone).fill('+44 117 496 0000')
  await dialog.getByRole('button', { name: says.customers.addAndInvite }).click()
  await seesNoLonger(dialog)
}

describe('a customer and its partner', () => {
  let serial = ''
  let devicePath = ''

  test('the partner adds a customer: its card says that the invitation is pending, and no more than was typed', async () => {
    const { page } = alan
    await addCustomer()
    await sees(page.getByText(fill(says.customers.added, { mail: yarasMail })))
    await sees(page.getByRole('heading', { level: 1, name: customer }))
    await sees(page.getByText(says.customers.access.pending, { exact: true }))
    await sees(page.getByText(says.customers.pending.title))
    await sees(page.getByText('12 Quay Street, BS1 5QA Bristol, United Kingdom'))
    for (const typed of ['Yara Quay', yarasMail, '+44 117 496 0000']) await sees(page.locator('dd').filter({ hasText: typed }))
    expect(await page.getByRole('button', { name: says.devices.copyCustomerId }).count()).toBe(0)
    expect(await page.getByRole('table').count()).toBe(0)
    await openPlace(alan, says.shell.places.customers)
    await sees(rowWith(page, customer).filter({ hasText: says.customers.access.pending }))
  })

  test('its administrator finds who asks and what it means behind the link of the mail, and accepts', async () => {
    const { page } = yara
    await page.goto(await linkInMail(yara, yarasMail, customer))
    await sees(page.getByText(fill(says.session.invitation.customer, { from: partner, organisation: customer })))
    await page.getByRole('textbox', { name: says.session.newPassword }).fill('teeth need patience')
    await page.getByRole('button', { name: says.session.invitation.accept }).click()
    await sees(page.getByRole('heading', { level: 1, name: says.shell.places.home }))
    await openPlace(yara, says.shell.places.myDevices)
    await sees(page.getByText(says.devices.empty.customer))
  })

  test('the partner sees it accepted without a reload', async () => {
    const { page } = alan
    await sees(rowWith(page, customer).filter({ hasText: says.customers.access.accepted }))
    await page.getByRole('button', { name: /^Notifications, \d+ unread/ }).click()
    await page.getByRole('link', { name: fill(hubSays.notifications.customer_accepted, { name: customer }) }).click()
    await sees(page.getByRole('heading', { level: 1, name: customer }))
    await sees(page.getByRole('button', { name: says.devices.copyCustomerId }))
  })

  test('a device can be transferred to it now, by its serial number', async () => {
    const { page } = alan
    await openPlace(alan, says.shell.places.unassigned)
    ;[serial = ''] = await serialsOf(alan, 1)
    await openPlace(alan, says.shell.places.transfers)
    await page.getByRole('link', { name: says.transfers.new }).first().click()
    await page.getByRole('radiogroup', { name: says.transfers.way.label }).getByText(says.transfers.way.pasted).click()
    await page.getByRole('textbox', { name: says.transfers.pasted.label }).fill(serial)
    await choose(page.getByRole('combobox', { name: says.transfers.target }), customer)
    await page.getByRole('button', { name: says.transfers.preview, exact: true }).click()
    await page.getByRole('checkbox', { name: fill(says.transfers.confirm.customer, { target: customer }) }).check()
    await page.getByRole('button', { name: fill(says.transfers.confirm.move_one, { formatted: 1 }) }).click()
    await sees(page.getByText(says.transfers.states.done, { exact: true }))
    await sees(yara.page.getByRole('link', { name: serial }))
    await page.getByRole('link', { name: serial }).click()
    await sees(page.getByRole('heading', { level: 1, name: serial }))
    devicePath = new URL(page.url()).pathname
  })

  test('the customer disables the access, and the partner has lost it at its next request', async () => {
    await openPlace(yara, says.shell.places.partners)
    await rowWith(yara.page, partner).getByRole('button', { name: says.relationships.disable }).click()
    const dialog = yara.page.getByRole('dialog', { name: fill(says.relationships.disableTitle, { name: partner }) })
    await dialog.getByRole('button', { name: says.relationships.disable }).click()
    await sees(rowWith(yara.page, partner).filter({ hasText: says.relationships.states.disabled }))
    const { page } = alan
    await page.goto(devicePath)
    await sees(page.getByRole('heading', { name: says.kit.failed.absent.title }))
    await openPlace(alan, says.shell.places.customers)
    await sees(rowWith(page, customer).filter({ hasText: says.customers.access.disabled }))
    await page.getByRole('link', { name: customer }).click()
    await sees(page.getByText(says.customers.disabled.title))
    // Whoever switched it off switches it on again.
    expect(await page.getByRole('button', { name: says.customers.enable }).count()).toBe(0)
  })

  test('the customer enables it again, and the partner sees the device again without a new invitation', async () => {
    await rowWith(yara.page, partner).getByRole('button', { name: says.relationships.enable }).click()
    await sees(rowWith(yara.page, partner).filter({ hasText: says.relationships.states.accepted }))
    await alan.page.goto(devicePath)
    await sees(alan.page.getByRole('heading', { level: 1, name: serial }))
  })
})
