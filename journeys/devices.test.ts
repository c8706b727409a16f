import { beforeAll, describe, expect, test } from 'vitest'
import { openPlace, rowWith, sees, seesNoLonger, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, hubSays, says } from './words.ts'

// A customer registers devices by hand and by file (R-D11), its vendor's desk gives proof, and what is given up is archived, removed and brought back.

const journey = openJourney()
const serial = 'HJ-REG-0001'
const fileSerial = 'HJ-REG-0002'
const customer = 'Bergmann Maschinenbau'
const evidence = 'Invoice 4711 of 3 November'

let clara: Visitor
let vera: Visitor
let anton: Visitor

beforeAll(async () => {
  clara = await journey.visitor('Clara')
  vera = await journey.visitor('Vera')
  anton = await journey.visitor('Anton')
  await Promise.all([
    signIn(clara, 'clara@bergmann.example'),
    signIn(vera, 'vera@helion.example'),
    signIn(anton, 'anton@alpenblick.example'),
  ])
})

/** The list of choices has the same name as its box. */
const vendorOf = (page: Visitor['page']) => page.getByLabel(says.devices.vendor).and(page.locator('input'))

async function openDevice(visitor: Visitor, name: string, of: string): Promise<void> {
  await openPlace(visitor, name)
  await visitor.page.getByLabel(says.devices.search).fill(of)
  await visitor.page.getByRole('link', { name: of, exact: true }).click()
}

describe('devices that people register', () => {
  test('a customer types one in; the same again is there already', async () => {
    const { page } = clara
    await openPlace(clara, says.shell.places.myDevices)
    await page.getByRole('link', { name: says.registrations.register }).click()
    await vendorOf(page).fill('Helion Systems')
    await page.getByLabel(says.devices.productNumber).fill('HX-900')
    await page.getByLabel(says.devices.serialNumber).fill(serial)
    await page.getByLabel(says.registrations.proof).fill(evidence)
    await page.getByRole('button', { name: says.registrations.add }).click()
    await sees(page.getByText(fill(says.registrations.done, { serial })))
    await page.getByLabel(says.devices.serialNumber).fill(serial.toLowerCase())
    await page.getByRole('button', { name: says.registrations.add }).click()
    await sees(page.getByText(hubSays.registrations.outcomes.already_there.explanation))
  })

  test('and sends a file, of which each row says what became of it', async () => {
    const { page } = clara
    const content = `vendor;productNumber;serialNumber\nHelion Systems;HX-900;${fileSerial}\nHelion Sistems;HX-900;HJ-REG-0003\n`
    await page.getByLabel(says.registrations.drop).setInputFiles({ name: 'kit.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
    await page.getByRole('button', { name: says.registrations.send }).click()
    await sees(rowWith(page, fileSerial).filter({ hasText: says.registrations.outcomes.registered }))
    await sees(rowWith(page, 'HJ-REG-0003').filter({ hasText: says.registrations.outcomes.unknown_vendor }))
  })

  test('the vendor’s desk reads what was said in proof, and confirms; the customer hears it', async () => {
    const { page } = vera
    await openPlace(vera, says.shell.places.held)
    const row = rowWith(page, serial).filter({ hasText: evidence })
    await row.getByRole('button', { name: says.proofs.desk.confirm }).click()
    const dialog = page.getByRole('dialog', { name: fill(says.proofs.desk.confirmTitle, { serial }) })
    await dialog.getByRole('button', { name: says.proofs.desk.confirm }).click()
    await seesNoLonger(row)
    await openDevice(clara, says.shell.places.myDevices, serial)
    await sees(clara.page.getByText(says.devices.proofs.vendor, { exact: true }))
  })

  test('without proof the customer asks for it on the device’s page', async () => {
    const { page } = clara
    await openDevice(clara, says.shell.places.myDevices, fileSerial)
    await page.getByLabel(says.proofs.evidence).fill(evidence)
    await page.getByRole('button', { name: says.proofs.ask }).click()
    await sees(page.getByText(fill(says.proofs.given, { evidence })))
  })

  test('archived by hand, it is in the archive alone; taken out, it is back', async () => {
    const { page } = clara
    await page.getByRole('button', { name: says.archive.more, exact: true }).click()
    await page.getByRole('menuitem', { name: says.archive.archive, exact: true }).click()
    await sees(page.getByText(says.archive.archived, { exact: true }))
    await openPlace(clara, says.shell.places.myDevices)
    await page.getByLabel(says.devices.search).fill(fileSerial)
    await sees(page.getByText(fill(says.devices.noHit.title, { q: fileSerial })))
    await page.getByRole('button', { name: says.archive.show, exact: true }).click()
    await page.getByRole('link', { name: fileSerial, exact: true }).click()
    await page.getByRole('button', { name: says.archive.more, exact: true }).click()
    await page.getByRole('menuitem', { name: says.archive.take, exact: true }).click()
    await seesNoLonger(page.getByText(says.archive.archived, { exact: true }))
  })

  test('taking back what was done says where it fails, also once one has left the page', async () => {
    const { page } = clara
    await page.getByRole('button', { name: says.archive.more, exact: true }).click()
    await page.getByRole('menuitem', { name: says.archive.archive, exact: true }).click()
    const undo = page.getByRole('button', { name: new RegExp(`^${says.kit.undo}: `) })
    await sees(undo)
    await openPlace(clara, says.shell.places.settings)
    await page.route('**/devices/archive', (route) => route.abort())
    await undo.last().click()
    await sees(page.getByRole('alert').filter({ hasText: says.kit.failed.network.text }))
    await page.unroute('**/devices/archive')
    await page.goBack()
    await page.getByRole('button', { name: says.archive.more, exact: true }).click()
    await page.getByRole('menuitem', { name: says.archive.take, exact: true }).click()
    await seesNoLonger(page.getByText(says.archive.archived, { exact: true }))
  })

  test('the crumbs above a device lead back to the list as one left it; by its address, to where it is', async () => {
    const { page } = anton
    const crumbs = page.getByRole('navigation', { name: says.kit.breadcrumb })
    await openPlace(anton, says.shell.places.customers)
    await page.getByRole('link', { name: customer, exact: true }).click()
    await page.getByLabel(says.devices.search).fill(serial)
    await page.getByRole('link', { name: serial, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: serial }).waitFor()
    expect(await crumbs.getByRole('listitem').allInnerTexts()).toEqual([says.shell.places.customers, customer, serial])
    await crumbs.getByRole('link', { name: customer }).click()
    await sees(page.getByRole('link', { name: serial, exact: true }))
    expect(await page.getByLabel(says.devices.search).inputValue()).toBe(serial)
    await page.getByRole('link', { name: serial, exact: true }).click()
    await page.getByRole('heading', { level: 1, name: serial }).waitFor()
    await page.reload()
    await sees(crumbs.getByRole('link', { name: customer }))
    await page.setViewportSize({ width: 360, height: 780 })
    await seesNoLonger(crumbs.getByRole('link', { name: says.shell.places.customers }))
    await crumbs.getByRole('link', { name: customer }).click()
    await sees(page.getByRole('heading', { level: 1, name: customer }))
    expect(await page.getByLabel(says.devices.search).inputValue()).toBe('')
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  test('removed only when the Customer ID was typed, and brought back by one click', async () => {
    const { page } = clara
    await page.getByRole('button', { name: says.archive.more, exact: true }).click()
    await page.getByRole('menuitem', { name: `${says.removals.remove}…`, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: fill(says.removals.title_one, { formatted: 1 }) })
    const field = dialog.getByRole('textbox')
    const customerId = ((await dialog.getByText(/^C-/).textContent()) ?? '').trim()
    await field.fill('yes')
    await sees(dialog.getByRole('button', { name: says.removals.remove, exact: true, disabled: true }))
    await field.fill(customerId)
    await dialog.getByRole('button', { name: says.removals.remove, exact: true }).click()
    await page.getByRole('button', { name: says.removals.undo, exact: true }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: says.removals.undo, exact: true }).click()
    await sees(page.getByRole('cell', { name: fill(says.removals.restored_one, { formatted: 1 }) }).first())
    await openDevice(clara, says.shell.places.myDevices, fileSerial)
    await sees(page.getByRole('heading', { name: fileSerial }))
  })
})

test('a partner’s devices of one customer have a model to seek by, and no view keeps the customer', async () => {
  const { page } = anton
  await openPlace(anton, says.shell.places.devices)
  const of = page.getByRole('combobox', { name: says.devices.ofCustomer })
  const model = page.getByRole('searchbox', { name: says.devices.searchModel })
  await seesNoLonger(model)
  await of.fill('Berg')
  await page.getByRole('option', { name: customer }).click()
  await sees(model)
  await sees(page.getByRole('table').getByRole('cell', { name: customer }).first())
  await page.reload()
  await model.fill('Helion')
  await expect.poll(() => new URL(page.url()).searchParams.get('model')).toBe('Helion')
  await page.getByRole('button', { name: says.views.views }).click()
  await sees(page.getByRole('menuitemcheckbox', { name: says.views.whole }))
  await page.getByRole('menuitemcheckbox', { name: says.views.whole }).click()
  await expect.poll(() => new URL(page.url()).searchParams.get('model')).toBeNull()
  expect(new URL(page.url()).searchParams.get('customer')).toMatch(/^C-/)
  await page.goBack()
  await expect.poll(() => new URL(page.url()).searchParams.get('model')).toBe('Helion')
})

describe('a partner’s own IT environment', () => {
  test('is empty at first, and takes what the partner registers for itself (R-D13)', async () => {
    const { page } = anton
    await openPlace(anton, says.shell.places.own)
    await sees(page.getByText(says.registrations.ownEmpty.title))
    await page.getByRole('link', { name: says.registrations.register }).click()
    await vendorOf(page).fill('Helion Systems')
    await page.getByLabel(says.devices.productNumber).fill('HX-900')
    await page.getByLabel(says.devices.serialNumber).fill('HJ-OWN-0001')
    await page.getByRole('button', { name: says.registrations.add }).click()
    await sees(page.getByText(fill(says.registrations.done, { serial: 'HJ-OWN-0001' })))
    await openPlace(anton, says.shell.places.own)
    await sees(page.getByRole('link', { name: 'HJ-OWN-0001', exact: true }))
  })

  test('a customer’s tenant waits so many days before it archives what is silent', async () => {
    const { page } = clara
    await openPlace(clara, says.shell.places.settings)
    await page.getByLabel(says.archive.setting).selectOption({ label: fill(says.archive.days, { days: 60 }) })
    await sees(page.getByText(says.kit.saved))
  })
})
