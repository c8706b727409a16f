import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { operatorMail } from '../server/demonstration/world.ts'
import { choose, copied, download, linkInMail, openPlace, rowWith, sees, seesNoLonger, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, hubSays, says } from './words.ts'

// The holding tenant, as the seeds describe it: it comes by itself with the accreditation, and devices that a distributor reports arrive in it.

const journey = openJourney()
const partner = 'Neuland Endpoint'
const nelesMail = 'nele@neuland.example'
const vendor = 'Helion Systems'
const provider = 'Distrivia'
const columns = 'vendor,productNumber,serialNumber,model,soldToLocationId,saleDate,webOrderNumber,endCustomer'

let operator: Visitor
let nele: Visitor
let vera: Visitor
let petra: Visitor
let grace: Visitor

beforeAll(async () => {
  operator = await journey.visitor('operator')
  nele = await journey.visitor('Nele')
  vera = await journey.visitor('Vera')
  petra = await journey.visitor('Petra')
  grace = await journey.visitor('Grace')
  await Promise.all([
    signIn(operator, operatorMail),
    signIn(vera, 'vera@helion.example'),
    signIn(petra, 'petra@distrivia.example'),
    signIn(grace, 'grace@bridgewater.example'),
  ])
})

function menuOf({ page }: Visitor) {
  return page.getByRole('navigation', { name: says.shell.main })
}

async function sendFeed({ page }: Visitor, name: string, text: string, ended: string): Promise<void> {
  await page.getByLabel(says.feeds.drop).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: says.feeds.send }).click()
  await sees(page.getByRole('heading', { level: 1, name }))
  await sees(page.getByText(ended, { exact: true }))
}

describe('the holding tenant of a new partner', () => {
  let locationId = ''
  let customerId = ''

  test('a new partner comes onto the hub by invitation', async () => {
    const { page } = operator
    await openPlace(operator, says.shell.operatorPlaces.organisations)
    await page.getByRole('button', { name: says.organisations.create }).click()
    const dialog = page.getByRole('dialog', { name: says.organisations.create })
    await dialog.getByLabel(says.organisations.name, { exact: false }).first().fill(partner)
    await choose(dialog.getByRole('combobox', { name: says.customers.country }), 'Germany')
    await dialog.getByLabel(says.organisations.adminName).fill('Nele Neuland')
    await dialog.getByLabel(says.organisations.adminMail).fill(nelesMail)
    await dialog.getByRole('button', { name: says.organisations.create }).click()
    await seesNoLonger(dialog)
    await nele.page.goto(await linkInMail(nele, nelesMail, partner))
    await nele.page.getByRole('textbox', { name: says.session.newPassword }).fill('a long and quiet word')
    await nele.page.getByRole('button', { name: says.session.invitation.accept }).click()
    await sees(nele.page.getByRole('heading', { level: 1, name: says.shell.places.home }))
    await sees(menuOf(nele).getByRole('link', { name: says.shell.places.devices }))
    expect(await menuOf(nele).getByRole('link', { name: says.devices.unassigned }).count()).toBe(0)
  })

  test('the partner gives its location ID to vendor and distributor', async () => {
    const { page } = nele
    await openPlace(nele, says.shell.places.accreditations)
    await page.getByRole('button', { name: says.locations.add }).first().click()
    const dialog = page.getByRole('dialog', { name: says.locations.add })
    await dialog.getByLabel(says.locations.name).fill('Berlin')
    await dialog.getByRole('button', { name: says.locations.add }).click()
    locationId = await copied(nele, page.getByRole('button', { name: fill(says.locations.copy, { name: 'Berlin' }) }))
    expect(locationId).toMatch(/^L-/)
  })

  test('with the vendor’s accreditation it opens by itself, but is not in the menu before a device is there', async () => {
    const { page } = vera
    await openPlace(vera, says.shell.places.accreditations)
    await page.getByRole('button', { name: says.accreditations.give }).click()
    const dialog = page.getByRole('dialog', { name: says.accreditations.give })
    await dialog.getByLabel(says.accreditations.locationId).fill(locationId)
    await dialog.getByRole('button', { name: says.accreditations.give }).click()
    await seesNoLonger(dialog)
    await sees(rowWith(page, partner).filter({ hasText: says.accreditations.valid }))
    await openPlace(nele, says.shell.places.activity)
    const [before = ''] = hubSays.audit['holding.opened'].split('{{customerId}}')
    await sees(nele.page.getByText(before))
    expect(await nele.page.getByText(before).count()).toBe(1)
    expect(await menuOf(nele).getByRole('link', { name: says.devices.unassigned }).count()).toBe(0)
  })

  test('the distributor asks to supply the partner, and the partner accepts', async () => {
    const { page } = petra
    await openPlace(petra, says.shell.places.partners)
    await page.getByRole('button', { name: says.relationships.request }).first().click()
    const dialog = page.getByRole('dialog', { name: says.relationships.request })
    await dialog.getByLabel(says.accreditations.locationId).fill(locationId)
    await dialog.getByRole('button', { name: says.relationships.send }).click()
    await seesNoLonger(dialog)
    await openPlace(nele, says.shell.places.providers)
    await rowWith(nele.page, provider).getByRole('button', { name: says.relationships.accept }).click()
    await sees(rowWith(nele.page, provider).filter({ hasText: says.relationships.states.accepted }))
  })

  const feedOf = () =>
    [
      columns,
      `${vendor},HX-840G9,7NL0000001,Helion Book 840 G9,${locationId},2026-09-01,NL-1,Kontor am Hafen`,
      `${vendor},HX-840G9,7NL0000002,Helion Book 840 G9,${locationId},2026-09-01,NL-1,`,
      `${vendor},HD-34C,7NL0000003,Helion Display 34 C,${locationId},2026-09-02,NL-2,`,
      `${vendor},HD-34C,7NL0000004,Helion Display 34 C,${locationId},03/04/2026,NL-2,`,
      `${vendor},HD-34C,1.23E+10,Helion Display 34 C,${locationId},2026-09-02,NL-2,`,
      `${vendor},HX-840G9,7NL0000001,Helion Book 840 G9,${locationId},2026-09-01,NL-1,`,
      `Unheard Of,U-1,7NL0000005,Something,${locationId},2026-09-02,NL-2,`,
    ].join('\r\n')

  test('the distributor uploads its report; bad rows say line and reason and stop nothing', async () => {
    const { page } = petra
    await openPlace(petra, says.shell.places.feeds)
    const sample = await download(petra, page.getByRole('link', { name: says.feeds.sample }))
    const [header = []] = parse(sample.text, { bom: true }) as string[][]
    expect(header.join(',')).toBe(columns)
    await sendFeed(petra, 'neuland.csv', feedOf(), fill(says.feeds.ends.rejected_other, { rows: 4 }))
    const outcomes = says.feeds.outcomes
    const counts = page.getByRole('group', { name: says.transfers.byOutcome })
    await sees(counts.getByRole('button', { name: `3 ${outcomes.placed}` }))
    await sees(counts.getByRole('button', { name: `2 ${outcomes.bad_row}` }))
    const { faults, outcomes: explained } = hubSays.feeds
    const expected = [
      [5, '7NL0000004', outcomes.bad_row, fill(faults.sale_date, { field: 'saleDate' })],
      [6, '1.23E+10', outcomes.bad_row, fill(faults.mangled, { field: 'serialNumber' })],
      [7, '7NL0000001', outcomes.duplicate_row, explained.duplicate_row.explanation],
      [8, '7NL0000005', outcomes.unknown_vendor, explained.unknown_vendor.explanation],
    ] as const
    for (const [line, serial, outcome, reason] of expected) {
      const row = rowWith(page, serial).filter({ hasText: outcome }).filter({ hasText: reason })
      await sees(row)
      expect(await row.locator(`[data-name="${says.transfers.line}"]`).textContent()).toBe(String(line))
    }
  })

  test('“Unassigned devices” comes into the partner’s menu by itself, with its Customer ID to copy', async () => {
    const { page } = nele
    // The page has been open since before the report.
    await menuOf(nele).getByRole('link', { name: says.devices.unassigned }).click()
    await sees(page.getByText('3 devices wait for a customer'))
    for (const serial of ['7NL0000001', '7NL0000002', '7NL0000003']) await sees(page.getByRole('link', { name: serial }))
    customerId = await copied(nele, page.getByRole('button', { name: says.devices.copyCustomerId }))
    expect(customerId).toMatch(/^C(-[0-9A-Z]+)+$/)
    await sees(page.getByRole('button', { name: /^Notifications, \d+ unread/ }))
    await page.getByRole('link', { name: '7NL0000001' }).click()
    await sees(page.getByText('NL-1'))
    await sees(page.getByText(provider))
  })

  test('another partner sees nothing of it', async () => {
    const { page } = grace
    const path = new URL(nele.page.url()).pathname.split('/')
    for (const place of [says.shell.places.unassigned, says.shell.places.devices]) {
      await openPlace(grace, place)
      await page.getByLabel(says.devices.search).fill('7NL')
      await sees(page.getByText(fill(says.devices.noHit.title, { q: '7NL' })))
    }
    const own = new URL(page.url()).pathname.split('/')[2] ?? ''
    await page.goto(path.with(2, own).join('/'))
    await sees(page.getByRole('heading', { name: says.kit.failed.absent.title }))
  })

  test('the same report again changes nothing', async () => {
    const { page } = petra
    await openPlace(petra, says.shell.places.feeds)
    await sendFeed(petra, 'neuland.csv', feedOf(), says.feeds.ends.nothingPlaced)
    const counts = page.getByRole('group', { name: says.transfers.byOutcome })
    await sees(counts.getByRole('button', { name: `0 ${says.feeds.outcomes.placed}` }))
    await sees(counts.getByRole('button', { name: `3 ${says.feeds.outcomes.already_there}` }))
    await openPlace(nele, says.shell.places.unassigned)
    await sees(nele.page.getByText('3 devices wait for a customer'))
    expect(await nele.page.getByRole('link', { name: /^7NL/ }).count()).toBe(3)
  })
})
