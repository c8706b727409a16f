import { beforeAll, describe, expect, test } from 'vitest'
import { openPlace, rowWith, sees, seesNoLonger, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { heard } from './looking.ts'
import { fill, hubSays, says } from './words.ts'

// A distributor corrects what was rejected of its report and tries it again (R-B4); a vendor's desk settles what was held (R-B3).

const journey = openJourney()
const fileName = 'november.csv'
const reason = 'This serial number was sold by another distributor.'

let frida: Visitor
let hugo: Visitor
let held = { productNumber: '', serialNumber: '' }
let site = ''

/** What a list of the API holds, for the organisation of the visitor's page. */
async function listed(visitor: Visitor, path: string): Promise<Record<string, string>[]> {
  const organisationId = new URL(visitor.page.url()).pathname.split('/')[2] ?? ''
  const answer = await visitor.context.request.get(`/api/v1${path}`, { headers: { 'x-steward-acting-for': organisationId } })
  return ((await answer.json()) as { items: Record<string, string>[] }).items
}

beforeAll(async () => {
  frida = await journey.visitor('Frida')
  hugo = await journey.visitor('Hugo')
  const grace = await journey.visitor('Grace')
  const greta = await journey.visitor('Greta')
  await Promise.all([
    signIn(frida, 'frida@distrivia.example'),
    signIn(hugo, 'hugo@helion.example'),
    signIn(grace, 'grace@bridgewater.example'),
    signIn(greta, 'greta@alpenblick.example'),
  ])
  const devices = await listed(grace, '/devices?tenant=unassigned&limit=200')
  const device = devices.find(({ productNumber = '' }) => productNumber.startsWith('HX-'))
  held = { productNumber: device?.productNumber ?? '', serialNumber: device?.serialNumber ?? '' }
  site = (await listed(greta, '/locations'))[0]?.locationId ?? ''
})

const statOf = ({ page }: Visitor, count: number, outcome: string) =>
  page.getByRole('group', { name: says.transfers.byOutcome }).getByRole('button', { name: `${count} ${outcome}` })

describe('rejected and held rows of a report', () => {
  const { outcomes } = says.feeds

  test('the distributor sends a report of which one row is placed, two are rejected and one is held', async () => {
    const { page } = frida
    const lines = [
      'vendor,productNumber,serialNumber,model,soldToLocationId,saleDate,webOrderNumber,endCustomer',
      `Helion Systems,HD-34C,8NV0000001,Helion Display 34 C,${site},2026-11-02,NV-1,`,
      `Helion Systems,HD-34C,8.1E+10,Helion Display 34 C,${site},2026-11-02,NV-1,`,
      `Helion Sistems,HD-34C,8NV0000003,Helion Display 34 C,${site},2026-11-02,NV-1,`,
      `Helion Systems,${held.productNumber},${held.serialNumber},Helion,${site},2026-11-02,NV-1,`,
    ]
    await openPlace(frida, says.shell.places.feeds)
    await page.getByLabel(says.feeds.drop).setInputFiles({ name: fileName, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) })
    await page.getByRole('button', { name: says.feeds.send }).click()
    await sees(page.getByText(fill(says.feeds.ends.rejected_other, { rows: 2 }), { exact: true }))
    await sees(statOf(frida, 1, outcomes.placed))
    await sees(statOf(frida, 1, outcomes.held))
    await sees(page.getByText(fill(says.feeds.rejected_other, { rows: 2 })))
  })

  test('it corrects both in a dialog; what is wrong again says so at its input', async () => {
    const { page } = frida
    await page.getByRole('button', { name: fill(says.feeds.correctRow, { line: 3 }) }).click()
    await page.getByLabel(says.feeds.columns.serialNumber).fill('')
    await page.getByRole('button', { name: says.kit.save }).click()
    await sees(page.getByText(fill(hubSays.feeds.faults.value_missing, { field: 'serialNumber' })))
    await page.getByLabel(says.feeds.columns.serialNumber).fill('8NV0000002')
    await page.getByRole('button', { name: says.kit.save }).click()
    await sees(rowWith(page, '8NV0000002').filter({ hasText: hubSays.feeds.waiting }))
    await page.getByRole('button', { name: fill(says.feeds.correctRow, { line: 4 }) }).click()
    await page.getByLabel(says.feeds.columns.vendor).fill('Helion Systems')
    await page.getByRole('button', { name: says.kit.save }).click()
    await sees(rowWith(page, '8NV0000003').filter({ hasText: hubSays.feeds.waiting }))
  })

  test('it tries them again: both are placed, which is heard too, and each row tells what it was', async () => {
    const { page } = frida
    await sees(statOf(frida, 2, says.feeds.corrected))
    const progress = await heard(page.locator('main [role=status]').filter({ hasText: says.feeds.states.done }).first())
    const result = fill(says.feeds.retryResult, { placed: 2, rows: 2 })
    await page.getByRole('button', { name: fill(says.feeds.retryCorrected_other, { rows: 2 }) }).click()
    await sees(page.getByText(result, { exact: true }))
    await expect.poll(async () => (await progress()).at(-1)).toBe(`${says.feeds.states.done} · ${result}`)
    await sees(statOf(frida, 3, outcomes.placed))
    const row = rowWith(page, '8NV0000002').filter({ hasText: outcomes.placed })
    await sees(row.getByText('Alpenblick IT'))
    await row.getByText(says.feeds.history).click()
    await sees(row.getByText('8.1E+10'))
    await sees(row.getByText(fill(says.feeds.acts.corrected, { who: 'Frida Kranz' }).split(',')[0] ?? ''))
  })

  test('the vendor’s desk may not take the device from whoever holds it, and refuses the row with a reason', async () => {
    const { page } = hugo
    await openPlace(hugo, says.shell.places.held)
    const row = rowWith(page, held.serialNumber).filter({ hasText: 'Distrivia' })
    await row.getByRole('button', { name: says.feeds.held.place }).click()
    const place = page.getByRole('dialog', { name: fill(says.feeds.held.placeTitle, { serial: held.serialNumber }) })
    await place.getByRole('button', { name: says.feeds.held.place }).click()
    await sees(place.getByText(hubSays.problems['feeds.held_elsewhere'].detail))
    await sees(place.getByRole('button', { name: says.feeds.held.placeInstead }))
    await place.getByRole('button', { name: says.kit.cancel }).click()
    await row.getByRole('button', { name: says.feeds.held.refuse }).click()
    const refuse = page.getByRole('dialog', { name: fill(says.feeds.held.refuseTitle, { serial: held.serialNumber }) })
    await refuse.getByLabel(says.feeds.held.reason).fill(reason)
    await refuse.getByRole('button', { name: says.feeds.held.refuse }).click()
    await seesNoLonger(row)
  })

  test('the distributor reads the reason, hears of it by the bell, and sees in the feed health that its partner has recent data', async () => {
    const { page } = frida
    await sees(rowWith(page, held.serialNumber).filter({ hasText: reason }))
    await page.getByRole('button', { name: /^Notifications/ }).click()
    await sees(
      page.getByText(fill(hubSays.notifications.feed_held_settled, { vendor: 'Helion Systems', fileName, serial: held.serialNumber })),
    )
    await page.keyboard.press('Escape')
    await openPlace(frida, says.shell.places.feeds)
    await page.getByRole('link', { name: says.feeds.health.title }).click()
    await sees(rowWith(page, 'Alpenblick IT').filter({ hasText: says.feeds.health.recent }).filter({ hasText: outcomes.placed }))
  })
})
