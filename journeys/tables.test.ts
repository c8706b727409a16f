import type { Locator } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { openPlace, sees, seesNoLonger, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, says } from './words.ts'

// A long list: scrolled, gone through by keys, picked over, kept as a view, sent as an address, and changed while one looks at it.

const journey = openJourney()
const count = 500
/** So long what was read counts as fresh (web/app/main.tsx). */
const freshMilliseconds = 10_000
const name = (n: number) => `TBL-${String(n).padStart(4, '0')}`

let alan: Visitor

/** Registers devices in the partner's own tenant. */
async function register({ page }: Visitor, serials: readonly string[]): Promise<void> {
  const organisation = /\/o\/([^/]+)/.exec(page.url())?.[1] ?? ''
  const content = ['vendor;productNumber;serialNumber', ...serials.map((serial) => `Helion Systems;HX-900;${serial}`)].join('\n')
  const answer = await page.request.post('/api/v1/device-registrations', {
    headers: { 'x-steward-request': '1', 'x-steward-acting-for': organisation },
    multipart: { tenant: 'own', file: { name: 'long.csv', mimeType: 'text/csv', buffer: Buffer.from(content) } },
  })
  expect(answer.ok()).toBe(true)
}

beforeAll(async () => {
  alan = await journey.visitor('Alan')
  await signIn(alan, 'alan@bridgewater.example')
  const all = Array.from({ length: count }, (_, n) => name(n + 1))
  await register(alan, all)
})

const table = ({ page }: Visitor) => page.getByRole('table')
const rowOf = (visitor: Visitor, n: number): Locator =>
  table(visitor)
    .getByRole('row')
    .filter({ hasText: name(n) })
/** Scrolls on until the row is there. */
async function scrollTo(visitor: Visitor, n: number): Promise<void> {
  const { page } = visitor
  for (let tries = 0; tries < 100 && !(await rowOf(visitor, n).isVisible()); tries++) {
    await page.mouse.wheel(0, 600)
    await page.waitForTimeout(50)
  }
  await rowOf(visitor, n).scrollIntoViewIfNeeded()
}
const top = (row: Locator) => row.evaluate((element) => element.getBoundingClientRect().top)
/** Where a row stands once the list has come to rest: the same in two looks, one after the other. */
async function restsAt(row: Locator): Promise<number> {
  let last: number | undefined
  await expect
    .poll(async () => {
      const before = last
      last = await top(row)
      return last === before
    })
    .toBe(true)
  return last ?? 0
}

describe('a list of 500 devices', () => {
  test('is one table, of which those in sight stand in the page', async () => {
    await openPlace(alan, says.shell.places.own)
    await alan.page.getByLabel(says.devices.search).fill('TBL')
    await sees(rowOf(alan, 1))
    await scrollTo(alan, count)
    expect(await table(alan).getByRole('row').count()).toBeLessThan(120)
    expect(await rowOf(alan, count).getAttribute('aria-rowindex')).toBe(String(count + 1))
    expect(await table(alan).getAttribute('aria-rowcount')).toBe(String(count + 1))
  })

  test('keeps the names of its columns in sight', async () => {
    const head = table(alan).getByRole('columnheader', { name: says.devices.serialNumber })
    const box = await head.boundingBox()
    expect(box?.y).toBeGreaterThanOrEqual(0)
    expect(box?.y).toBeLessThan(120)
  })

  test('stands where one left it when one comes back from a row', async () => {
    const { page } = alan
    await page.evaluate(() => window.scrollTo(0, 8000))
    const first = table(alan).locator('tr[data-index]').first()
    await expect.poll(async () => Number(await first.getAttribute('data-index'))).toBeGreaterThan(100)
    const text = await table(alan).locator('tr[data-index]').nth(12).locator('[data-lead] a').innerText()
    const row = table(alan).getByRole('row').filter({ hasText: text })
    await row.locator('[data-lead] a').focus()
    const before = await restsAt(row)
    await row.locator('[data-lead] a').click()
    await page.getByRole('heading', { level: 1, name: text }).waitFor()
    await page.goBack()
    const again = table(alan).getByRole('row').filter({ hasText: text })
    await sees(again)
    await expect.poll(async () => Math.abs((await top(again)) - before)).toBeLessThan(60)
  })

  test('is picked over far apart, with Shift, and counted', async () => {
    const { page } = alan
    await page.evaluate(() => window.scrollTo(0, 0))
    await rowOf(alan, 3).getByRole('checkbox').check()
    await scrollTo(alan, 250)
    await rowOf(alan, 250)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] })
    await sees(page.getByText(fill(says.kit.picked_other, { formatted: 248 })))
    await page.getByRole('button', { name: says.kit.clearPicked }).click()
    await seesNoLonger(page.getByText(fill(says.kit.picked_other, { formatted: 248 })))
  })
})

describe('by keys alone', () => {
  test('one goes from row to row, picks and gives back', async () => {
    const { page } = alan
    await page.evaluate(() => window.scrollTo(0, 0))
    await rowOf(alan, 1).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await rowOf(alan, 3).evaluate((row) => row === document.activeElement)).toBe(true)
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await sees(page.getByText(fill(says.kit.picked_other, { formatted: 3 })))
    await page.keyboard.press('Shift+ArrowUp')
    await sees(page.getByText(fill(says.kit.picked_other, { formatted: 2 })))
    await page.keyboard.press('Escape')
    await seesNoLonger(page.getByRole('button', { name: says.kit.clearPicked }))
  })

  test('to the end of what is there, and all of it', async () => {
    const { page } = alan
    await page.keyboard.press('End')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-index'))).not.toBe('3')
    await page.keyboard.press('Control+a')
    await sees(page.getByRole('button', { name: says.kit.clearPicked }))
    await page.keyboard.press('Escape')
    await page.keyboard.press('Home')
    await expect.poll(() => rowOf(alan, 1).evaluate((row) => row === document.activeElement)).toBe(true)
  })

  test('opens a row by Enter, and the menu says all this', async () => {
    const { page } = alan
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: name(2) }).waitFor()
    await page.goBack()
    await sees(rowOf(alan, 1))
    await page.getByRole('button', { name: says.kit.tableMenu }).click()
    await page.getByRole('menuitem', { name: `${says.kit.keys.title}…` }).click()
    await sees(page.getByRole('dialog', { name: says.kit.keys.title }).getByText(says.kit.keys.move))
    await page.keyboard.press('Escape')
  })
})

describe('views', () => {
  const named = 'Without vendor'
  test('keep columns, order and search under a name', async () => {
    const { page } = alan
    await page.getByRole('button', { name: says.kit.tableMenu }).click()
    await page.getByRole('menuitemcheckbox', { name: says.devices.vendor, exact: true }).click()
    await page.keyboard.press('Escape')
    await seesNoLonger(table(alan).getByRole('columnheader', { name: says.devices.vendor }))
    await table(alan).getByRole('button', { name: says.devices.serialNumber }).click()
    await sees(rowOf(alan, count))
    await page.getByRole('button', { name: says.views.views }).click()
    await page.getByRole('menuitem', { name: `${says.views.save}…` }).click()
    await page.getByLabel(says.views.name).fill(named)
    await page.getByLabel(says.views.asDefault).check()
    await page.getByRole('dialog').getByRole('button', { name: says.kit.save, exact: true }).click()
    await sees(page.getByRole('button', { name: named }))
  })

  test('an address says the same to whoever opens it', async () => {
    const { page } = alan
    await page.reload()
    await sees(rowOf(alan, count))
    await seesNoLonger(table(alan).getByRole('columnheader', { name: says.devices.vendor }))
    expect(new URL(page.url()).searchParams.get('sort')).toBe('-serialNumber')
  })

  test('the list opens with the one that was chosen for that, and whole when one asks', async () => {
    const { page } = alan
    await openPlace(alan, says.shell.places.transfers)
    await openPlace(alan, says.shell.places.own)
    await sees(page.getByRole('button', { name: named }))
    await sees(rowOf(alan, count))
    await page.getByRole('button', { name: named }).click()
    await page.getByRole('menuitemcheckbox', { name: says.views.whole }).click()
    await sees(table(alan).getByRole('columnheader', { name: says.devices.vendor }))
    await page.reload()
    await sees(table(alan).getByRole('columnheader', { name: says.devices.vendor }))
    await table(alan).locator('td[data-lead] a').first().click()
    await page.getByRole('navigation', { name: says.kit.breadcrumb }).waitFor()
    await page.goBack()
    await sees(table(alan).getByRole('columnheader', { name: says.devices.vendor }))
    await page.getByRole('button', { name: says.views.views }).click()
    await page.getByRole('menuitemcheckbox', { name: fill(says.views.named, { name: named }) }).click()
    await page.getByRole('button', { name: named }).click()
    await page.getByRole('menuitem', { name: `${fill(says.views.delete, { name: named })}…` }).click()
    await page.getByRole('dialog').getByRole('button', { name: says.views.forget }).click()
    await sees(page.getByRole('button', { name: says.views.views }))
  })
})

describe('while others work', () => {
  test('rows that come above do not push what one reads', async () => {
    const { page } = alan
    await page.goto(`${new URL(page.url()).pathname}?q=TBL`)
    await sees(rowOf(alan, 1))
    await scrollTo(alan, 180)
    const before = await restsAt(rowOf(alan, 180))
    await register(alan, ['TBL-0100-A', 'TBL-0100-B', 'TBL-0150-A', 'TBL-0181-A'])
    // As a live event does, coming back to the window reads again what is in sight, once it is no longer fresh.
    await page.waitForTimeout(freshMilliseconds)
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
    await sees(table(alan).getByText('TBL-0181-A', { exact: true }))
    expect(Math.abs((await top(rowOf(alan, 180))) - before)).toBeLessThan(2)
  })
})

test('what is sought is sought in the list that one typed it for', async () => {
  const { page } = alan
  const taken: string[] = []
  // A list waits for the last letter. Whoever leaves while it begins to seek takes nothing along.
  for (const wait of [170, 180, 190, 200, 210]) {
    await openPlace(alan, says.shell.places.unassigned)
    await page.getByLabel(says.devices.search).fill('TBL')
    await page.waitForTimeout(wait)
    await openPlace(alan, says.shell.places.customers)
    await page.waitForTimeout(300)
    taken.push(new URL(page.url()).search)
  }
  expect(taken.join('')).toBe('')
})
