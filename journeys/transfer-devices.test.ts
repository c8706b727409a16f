import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { customerIdOf, download, openPlace, rowWith, sees, seesNoLonger, serialsOf, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, hubSays, says } from './words.ts'

// Transferring devices, as the seeds describe it: copy the Customer ID, fill in the file, upload, confirm, read the Summary, undo.

const journey = openJourney()
const customer = 'Bergmann Maschinenbau'
const otherCustomer = 'Stadtwerke Isental'
const partner = 'Alpenblick IT'

let anton: Visitor
let clara: Visitor
let grace: Visitor

beforeAll(async () => {
  anton = await journey.visitor('Anton')
  clara = await journey.visitor('Clara')
  grace = await journey.visitor('Grace')
  await Promise.all([
    signIn(anton, 'anton@alpenblick.example'),
    signIn(clara, 'clara@bergmann.example'),
    signIn(grace, 'grace@bridgewater.example'),
  ])
})

function lastPart(url: string): string {
  return new URL(url).pathname.split('/').at(-1) ?? ''
}

const count = (sentence: string, n: number) => fill(sentence, { count: n, formatted: n })

describe('transferring devices from Unassigned devices by a file', () => {
  let target = ''
  let otherTarget = ''
  let there = ''
  let serials: string[] = []
  let graces = ''
  let transferId = ''

  test('the Customer ID is copied from the customer’s Settings > Overview', async () => {
    target = await customerIdOf(anton, customer)
    otherTarget = await customerIdOf(anton, otherCustomer)
    expect(target).toMatch(/^C(-[0-9A-Z]+)+$/)
    expect(otherTarget).not.toBe(target)
  })

  test('Transfer stands above the list of Unassigned devices, and has a sample file', async () => {
    await openPlace(clara, says.shell.places.myDevices)
    ;[there = ''] = await serialsOf(clara, 1)
    await openPlace(grace, says.shell.places.unassigned)
    ;[graces = ''] = await serialsOf(grace, 1)
    await openPlace(anton, says.shell.places.unassigned)
    serials = await serialsOf(anton, 4)
    expect(new Set([there, graces, ...serials]).size).toBe(6)
    const { page } = anton
    await page.getByRole('button', { name: says.transfers.transfer, exact: true }).click()
    await sees(page.getByRole('heading', { level: 1, name: says.transfers.title }))
    await sees(page.getByText(says.transfers.beSure.title))
    const sample = await download(anton, page.getByRole('link', { name: says.transfers.file.sample }))
    expect(sample.name).toMatch(/\.csv$/)
    const [header = []] = parse(sample.text, { bom: true }) as string[][]
    expect(header.slice(0, 2)).toEqual(['serialNumber', 'targetCustomerId'])
  })

  test('the preview tells every row’s fate before anything moves', async () => {
    const { page } = anton
    const [first = '', second = '', third = '', fourth = ''] = serials
    const rows = [first, second, third, first, 'NOSUCHDEVICE1', graces, there, '1.23E+10'].map((serial) => `${serial};${target}`)
    const text = ['Serial number;Target Customer ID', ...rows, `${fourth};${otherTarget}`].join('\r\n')
    await page.getByLabel(says.transfers.file.drop).setInputFiles({ name: 'bergmann.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await sees(page.getByRole('heading', { level: 1, name: fill(says.transfers.to, { target: customer }) }))
    transferId = lastPart(page.url())
    const outcomes = says.transfers.outcomes
    const expected = [
      [first, says.transfers.willMove],
      ['NOSUCHDEVICE1', outcomes.not_found],
      [graces, outcomes.not_found],
      [there, outcomes.already_there],
      ['1.23E+10', outcomes.bad_row],
      [fourth, outcomes.wrong_target],
    ] as const
    for (const [serial, outcome] of expected) await sees(rowWith(page, serial).filter({ hasText: outcome }))
    await sees(rowWith(page, first).filter({ hasText: outcomes.duplicate_row }))
    // What may not be seen and what does not exist: the same words (R-A2).
    const explanations = await rowWith(page, outcomes.not_found).locator(`[data-name="${says.transfers.explanation}"]`).allInnerTexts()
    expect(explanations).toHaveLength(2)
    expect(new Set(explanations).size).toBe(1)
    await sees(page.getByText(fill(says.transfers.see.title, { target: customer })))
    await openPlace(clara, says.shell.places.myDevices)
    await clara.page.getByLabel(says.devices.search).fill(first)
    await sees(clara.page.getByText(fill(says.devices.noHit.title, { q: first })))
  })

  test('it starts only once possession is confirmed, and one may leave the page', async () => {
    const { page } = anton
    const bell = page.getByRole('button', { name: /^Notifications/ })
    await bell.click()
    const readAll = page.getByRole('button', { name: says.notifications.readAll })
    if (await readAll.isEnabled()) await readAll.click()
    await page.keyboard.press('Escape')
    await sees(page.getByRole('button', { name: says.notifications.bell, exact: true }))
    const start = page.getByRole('button', { name: count(says.transfers.confirm.move_other, 3) })
    expect(await start.isDisabled()).toBe(true)
    await page.getByRole('checkbox', { name: fill(says.transfers.confirm.customer, { target: customer }) }).check()
    await start.click()
    await seesNoLonger(start)
    await openPlace(anton, says.shell.places.customers)
  })

  test('the bell gets a red mark without a reload, and its entry leads to the result', async () => {
    const { page } = anton
    const marked = page.getByRole('button', { name: count(says.notifications.bellUnread_one, 1) })
    await sees(marked)
    const mark = await marked.locator('[data-unread=true]').evaluate((bell) => getComputedStyle(bell, '::after').backgroundColor)
    const [red = 0, green = 255, blue = 255] = (mark.match(/\d+/g) ?? []).map(Number)
    expect(red > 150 && green < 120 && blue < 120).toBe(true)
    await marked.click()
    await page
      .getByRole('link', {
        name: fill(hubSays.notifications.transfer_done_of_file_other, { fileName: 'bergmann.csv', target: customer, moved: 3, rows: 9 }),
      })
      .click()
    await page.waitForURL(`**/transfers/${transferId}`)
    await sees(page.getByText(says.transfers.states.done, { exact: true }))
    await sees(page.getByRole('button', { name: says.notifications.bell, exact: true }))
  })

  test('the Summary has every row with its outcome and an explanation', async () => {
    const { page } = anton
    const summary = await download(anton, page.getByRole('link', { name: says.transfers.download }))
    type Row = { line: string; serialNumber: string; outcome: string; explanation: string; fromTenant: string; toTenant: string }
    const rows = parse(summary.text, { bom: true, columns: true }) as Row[]
    const [first, second, third, fourth] = serials
    expect(rows.map(({ serialNumber, outcome }) => [serialNumber, outcome])).toEqual([
      [first, 'moved'],
      [second, 'moved'],
      [third, 'moved'],
      [first, 'duplicate_row'],
      ['NOSUCHDEVICE1', 'not_found'],
      [graces, 'not_found'],
      [there, 'already_there'],
      ['1.23E+10', 'bad_row'],
      [fourth, 'wrong_target'],
    ])
    expect(rows.every(({ explanation }) => explanation.length > 20)).toBe(true)
    expect(rows[0]?.toTenant).toBe(target)
    expect(rows.map(({ line }) => line)).toEqual(['2', '3', '4', '5', '6', '7', '8', '9', '10'])
  })

  test('the customer saw the device arrive, and finds who moved how many', async () => {
    const { page } = clara
    const [first = ''] = serials
    // Since the preview this page has been open: the device came into it by itself.
    await page.getByRole('link', { name: first }).click()
    const history = page.getByRole('region', { name: says.devices.history })
    await sees(history.getByRole('row').filter({ hasText: customer }).filter({ hasText: says.devices.beginnings.transfer }))
    expect(await history.getByRole('row').count()).toBe(2)
    await openPlace(clara, says.shell.places.activity)
    await sees(page.getByText(fill(hubSays.audit['transfer.moved_in_other'], { who: partner, count: 3 })))
  })

  test('the partner sees both possessions on the device’s page', async () => {
    const { page } = anton
    const [first = ''] = serials
    await page.getByRole('link', { name: first }).first().click()
    const history = page.getByRole('region', { name: says.devices.history })
    await sees(history.getByRole('row').filter({ hasText: customer }).filter({ hasText: says.devices.now }))
    await sees(history.getByRole('row').filter({ hasText: says.devices.unassigned }).filter({ hasText: says.devices.beginnings.feed }))
  })

  test('another partner finds nothing at these addresses', async () => {
    const own = new URL(grace.page.url()).pathname.split('/')[2]
    const deviceId = lastPart(anton.page.url())
    for (const path of [`transfers/${transferId}`, `devices/${deviceId}`]) {
      await grace.page.goto(`/o/${own}/${path}`)
      await sees(grace.page.getByRole('heading', { name: says.kit.failed.absent.title }))
    }
    await grace.page.goto(new URL(anton.page.url()).pathname)
    await grace.page.waitForURL(`**/o/${own}/**`)
    expect(await grace.page.getByText(serials[0] ?? '').count()).toBe(0)
  })

  test('a mistake is put right by Undo, and the customer sees it leave', async () => {
    const { page } = anton
    const [first = ''] = serials
    await openPlace(clara, says.shell.places.myDevices)
    await clara.page.getByLabel(says.devices.search).fill(first)
    await sees(clara.page.getByRole('link', { name: first }))
    await openPlace(anton, says.shell.places.transfers)
    await page.getByRole('link', { name: 'bergmann.csv' }).click()
    await page.getByRole('button', { name: says.transfers.undo, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: says.transfers.undoTitle })
    await sees(dialog.getByRole('listitem').filter({ hasText: count(says.transfers.undoForeseen.moved_back_other, 3) }))
    await dialog.getByRole('button', { name: count(says.transfers.undoAction_other, 3) }).click()
    await sees(page.getByText(says.transfers.states.undone, { exact: true }))
    await sees(rowWith(page, first).filter({ hasText: says.transfers.undoOutcomes.moved_back }))
    await sees(clara.page.getByText(fill(says.devices.noHit.title, { q: first })))
    await openPlace(clara, says.shell.places.activity)
    await sees(clara.page.getByText(fill(hubSays.audit['transfer.moved_back_out_other'], { who: partner, count: 3 })))
  })
})

describe('transferring devices out of a customer’s list', () => {
  let serials: string[] = []

  test('the customer is chosen at the upper left, and devices are picked in its list', async () => {
    const { page } = anton
    await page.getByRole('button', { name: fill(says.customers.selector, { current: partner }) }).click()
    await page.getByRole('option', { name: otherCustomer }).click()
    await sees(page.getByRole('heading', { level: 1, name: otherCustomer }))
    serials = await serialsOf(anton, 2)
    for (const serial of serials) await page.getByRole('checkbox', { name: fill(says.kit.select, { name: serial }) }).check()
    await page.getByRole('button', { name: says.transfers.transfer, exact: true }).last().click()
    await sees(page.getByText(count(says.transfers.way.picked, 2)))
  })

  test('they go back to Unassigned devices', async () => {
    const { page } = anton
    await page.getByRole('combobox', { name: says.transfers.target }).click()
    await page.getByRole('option', { name: new RegExp(`^${says.devices.unassigned}`) }).click()
    await page.getByRole('button', { name: says.transfers.preview, exact: true }).click()
    await page.getByRole('checkbox', { name: says.transfers.confirm.back }).check()
    await page.getByRole('button', { name: count(says.transfers.confirm.move_other, 2) }).click()
    await sees(page.getByText(says.transfers.states.done, { exact: true }))
    await openPlace(anton, says.shell.places.unassigned)
    await page.getByLabel(says.devices.search).fill(serials[1] ?? '')
    await sees(page.getByRole('link', { name: serials[1] ?? '' }))
  })
})

describe('mending a preview where it stands', () => {
  let serials: string[] = []
  let target = ''

  test('cells from a spreadsheet are pasted with their targets; what is twice in them is said at once', async () => {
    const { page } = anton
    target = await customerIdOf(anton, customer)
    await openPlace(anton, says.shell.places.unassigned)
    serials = await serialsOf(anton, 3)
    const [first = '', second = ''] = serials
    const mistyped = `${target.slice(0, -1)}${target.endsWith('0') ? '1' : '0'}`
    await openPlace(anton, says.shell.places.transfers)
    await page.getByRole('link', { name: says.transfers.new }).first().click()
    await page.getByText(says.transfers.way.pasted, { exact: true }).click()
    const rows = [`${first}\t${target}`, `${second}\t${mistyped}`, `NOSUCHDEVICE2\t${target}`, `${first}\t${target}`]
    await page.getByRole('textbox', { name: says.transfers.pasted.label }).fill(rows.join('\n'))
    await sees(page.getByText(count(says.transfers.pasted.rows_other, 4)))
    await sees(page.getByText(fill(says.transfers.pasted.twice_one, { formatted: 1, serials: first })))
    await page.getByRole('button', { name: says.transfers.preview, exact: true }).click()
    await sees(fateOf(says.transfers.willMove, 1))
    await sees(fateOf(says.transfers.outcomes.duplicate_row, 1))
  })

  test('a serial number is corrected in the preview, and a target replaced', async () => {
    const { page } = anton
    const { mend, outcomes } = says.transfers
    await page.getByRole('button', { name: fill(mend.rowsOf, { name: outcomes.not_found }) }).click()
    await page.getByLabel(fill(mend.inLine, { label: says.devices.serialNumber, line: 3 })).fill(serials[2] ?? '')
    await page.getByRole('button', { name: mend.save }).click()
    await sees(fateOf(says.transfers.willMove, 2))
    await seesNoLonger(fateOf(outcomes.not_found, 1))
    await page.getByRole('button', { name: fill(mend.rowsOf, { name: outcomes.target_not_found }) }).click()
    await page.getByRole('combobox', { name: /^Instead of/ }).click()
    await page.getByRole('option', { name: new RegExp(`^${customer}`) }).click()
    await page.getByRole('button', { name: mend.replace }).click()
    await sees(fateOf(says.transfers.willMove, 3))
    await seesNoLonger(fateOf(outcomes.target_not_found, 1))
  })

  test('what was mended is what moves, and goes back by Undo', async () => {
    const { page } = anton
    await page.getByRole('checkbox', { name: fill(says.transfers.confirm.customer, { target: customer }) }).check()
    await page.getByRole('button', { name: count(says.transfers.confirm.move_other, 3) }).click()
    await sees(page.getByText(says.transfers.states.done, { exact: true }))
    await page.getByRole('button', { name: says.transfers.undo, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: says.transfers.undoTitle })
    await dialog.getByRole('button', { name: count(says.transfers.undoAction_other, 3) }).click()
    await sees(page.getByText(says.transfers.states.undone, { exact: true }))
  })
})

/** Rows that share a fate, in the preview. */
function fateOf(name: string, n: number) {
  const fates = anton.page.getByRole('list', { name: says.transfers.byOutcome })
  return fates.getByRole('listitem').filter({ hasText: new RegExp(`${name}\\s*${n}(?!\\d)`) })
}
