import { beforeAll, describe, expect, test } from 'vitest'
import { operatorMail } from '../server/demonstration/world.ts'
import { openPlace, sees, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, says } from './words.ts'

// Where each begins: numbers that lead to what they count; and from anywhere to anything, by keyboard alone.

const journey = openJourney()
let grace: Visitor
let otto: Visitor

beforeAll(async () => {
  grace = await journey.visitor('Grace')
  otto = await journey.visitor('Otto')
  await Promise.all([signIn(grace, 'grace@bridgewater.example'), signIn(otto, operatorMail)])
})

const heading = ({ page }: Visitor, name: string) => page.getByRole('heading', { level: 1, name, exact: true })

describe('the start page', () => {
  test('of a partner counts what waits, and the number leads to exactly that list', async () => {
    const { page } = grace
    await sees(heading(grace, says.shell.places.home))
    const waiting = page.getByRole('group', { name: says.home.waiting.title }).getByRole('link').first()
    const count = Number(((await waiting.textContent()) ?? '').replace(/\D.*$/, ''))
    expect(count).toBeGreaterThan(0)
    await waiting.click()
    await sees(heading(grace, says.devices.unassigned))
    expect(new URL(page.url()).searchParams.get('waiting')).toBe('0-7')
    await sees(page.getByRole('row').nth(1))
  })

  test('of the operator tells the hub’s health, and its background work leads to the list', async () => {
    const { page } = otto
    await sees(heading(otto, says.shell.operatorPlaces.home))
    await page.getByRole('link', { name: says.operator.jobs.failed }).click()
    await sees(page.getByRole('button', { name: says.operator.jobs.failed, pressed: true }))
  })
})

describe('the palette, without a mouse', () => {
  test('finds a customer by its name and opens it', async () => {
    const { page } = grace
    await openPlace(grace, says.shell.places.customers)
    const name = (await page.getByRole('row').nth(1).getByRole('link').first().textContent()) ?? ''
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder(says.palette.find).fill(name.slice(0, 5))
    await sees(page.getByRole('dialog').getByText(name, { exact: true }))
    await page.keyboard.press('Enter')
    await sees(heading(grace, name))
  })

  test('finds a device by the start of its serial number, and a page by a word of its name', async () => {
    const { page } = grace
    await openPlace(grace, says.shell.places.devices)
    const serial = (await page.getByRole('row').nth(1).getByRole('link').first().textContent()) ?? ''
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder(says.palette.find).fill(serial.toLowerCase())
    await sees(page.getByRole('dialog').getByText(serial, { exact: true }))
    await page.keyboard.press('Enter')
    await sees(heading(grace, serial))
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder(says.palette.find).fill(says.shell.places.transfers.toLowerCase())
    await sees(page.getByRole('dialog').getByText(says.shell.places.transfers, { exact: true }))
    await page.keyboard.press('Enter')
    await sees(heading(grace, says.shell.places.transfers))
  })

  test('says so where nothing is found', async () => {
    const { page } = grace
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder(says.palette.find).fill('zzzz')
    await sees(page.getByText(fill(says.palette.none, { typed: 'zzzz' })))
    await page.keyboard.press('Escape')
  })
})
