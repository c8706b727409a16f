import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { operatorMail } from '../server/demonstration/world.ts'
import { words as german } from '../web/words/de/index.ts'
import { openPlace, sees, serialsOf, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, says } from './words.ts'

// Every page for one person of each kind: accessible, without complaints in the console, and in German no wider than a telephone.

const journey = openJourney({ steps: false })
const wide = { width: 1280, height: 900 }
const narrow = { width: 360, height: 780 }
/** What light and dark can change; everything else is looked at once in each layout. */
const colours = ['color-contrast', 'link-in-text-block']
/** Of a list the first rows: fifty take axe ten times as long and hold nothing else. */
const moreRows = 'tbody > tr:nth-child(n + 3)'
const patience = { timeout: 180_000 }

/** Where the first entry of a list leads. */
async function firstIn(page: Page, path: string): Promise<string[]> {
  await page.goto(path)
  await settled(page)
  const href = await page.locator('main td[data-lead] a').first().getAttribute('href', { timeout: 5_000 })
  return href ? [href] : []
}

/** The page shows what it came for. */
async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.getByRole('status', { name: german.kit.loading }).first().waitFor({ state: 'hidden' })
}

type Findings = string[]

/** `within`: the part of the page that is looked at; without it the whole page. */
type Looking = { rules?: string[]; within?: string | undefined }

async function inspect(page: Page, path: string, { rules, within }: Looking = {}): Promise<Findings> {
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({
    resultTypes: ['violations'],
    ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}),
  })
  if (within) builder.include(within)
  const { violations, passes } = await builder.exclude(moreRows).analyze()
  if (passes.length === 0) return [`${path}: axe looked at nothing`]
  return violations.map(
    ({ id, nodes }) => `${path}: ${id}: ${nodes.map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 160)}`).join(' | ')}`,
  )
}

async function overflow(page: Page, path: string): Promise<Findings> {
  const excess = await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth)
  return excess > 0 ? [`${path}: ${excess} px too wide at ${narrow.width} px`] : []
}

/** Every page in both widths, light and dark. Its frame, which is the same on all, is looked at on the first in each of them. */
async function walk({ page }: Visitor, paths: readonly string[]): Promise<Findings> {
  const found: Findings = []
  let within: string | undefined
  for (const path of paths) {
    await page.setViewportSize(wide)
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto(path)
    await settled(page)
    found.push(...(await inspect(page, `${path} wide light`)))
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor()
    found.push(...(await inspect(page, `${path} wide dark`, { rules: colours, within })))
    await page.setViewportSize(narrow)
    found.push(...(await inspect(page, `${path} narrow dark`, { within })))
    found.push(...(await overflow(page, path)))
    within = 'main'
  }
  return found
}

async function menuPaths(page: Page): Promise<string[]> {
  const links = page.getByRole('navigation', { name: german.shell.main }).getByRole('link')
  await links.first().waitFor()
  return links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
}

/** The pages behind the lists, by kind of organisation. */
const behind = {
  partner: (own: string) => [`${own}/customers`, `${own}/transfers`, `${own}/unassigned`],
  provider: (own: string) => [`${own}/feeds`],
  vendor: (own: string) => [`${own}/devices`],
  customer: (own: string) => [`${own}/devices`],
  operator: () => [],
} as const

const people = [
  { kind: 'partner', mail: 'greta@alpenblick.example', least: 14 },
  { kind: 'provider', mail: 'petra@distrivia.example', least: 8 },
  { kind: 'vendor', mail: 'vera@helion.example', least: 7 },
  { kind: 'customer', mail: 'konrad@isental.example', least: 7 },
  { kind: 'operator', mail: operatorMail, least: 2 },
] as const

describe.concurrent('every page, at 1280 and 360 px, light and dark', () => {
  test.for(people)('of a member of a $kind', patience, async ({ kind, mail, least }) => {
    const visitor = await journey.visitor(kind)
    const { page, faults } = visitor
    await signIn(visitor, mail, 'de')
    const paths = await menuPaths(page)
    const own = new URL(page.url()).pathname.split('/').slice(0, 3).join('/')
    paths.push(...(kind === 'operator' ? ['/operator/account'] : [`${own}/account`, `${own}/account/notifications`]))
    for (const list of behind[kind](own)) paths.push(...(await firstIn(page, list)))
    const customer = paths.find((path) => /\/customers\/[^/]+$/.test(path))
    if (customer) paths.push(`${customer}/settings`, `${own}/transfers/new`)
    expect(paths.length).toBeGreaterThanOrEqual(least)
    expect(await walk(visitor, paths)).toEqual([])
    expect(faults).toEqual([])
  })

  test('of nobody', patience, async () => {
    const visitor = await journey.visitor('nobody', { locale: 'de-DE' })
    const nothing = 'nothing-is-behind-this-link'
    const paths = [
      '/sign-in',
      '/mailbox?q=anton@alpenblick.example',
      '/password-reset',
      '/register',
      '/apply',
      '/kit',
      '/help',
      '/help?q=kunde',
      '/help/transfer',
      '/help/metrics',
    ]
    for (const link of ['invitation', 'password-reset', 'registration', 'application']) paths.push(`/${link}/${nothing}`)
    expect(await walk(visitor, paths)).toEqual([])
    expect(visitor.faults.filter((fault) => !fault.includes('/api/v1/'))).toEqual([])
  })
})

describe('without a mouse', () => {
  let alan: Visitor

  beforeAll(async () => {
    alan = await journey.visitor('Alan')
  })

  /** Presses Tab, or Shift+Tab where it stands before, until this has the focus. */
  async function tabTo(name: string, role: 'link' | 'button' | 'textbox' | 'checkbox'): Promise<void> {
    const { page } = alan
    const wanted = page.getByRole(role, { name, exact: true }).first()
    await wanted.waitFor()
    const where = () =>
      wanted.evaluate((element) => {
        const focused = document.activeElement ?? document.body
        if (element === focused) return 'here'
        return element.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING ? 'before' : 'after'
      })
    for (let presses = 0; presses < 60; presses += 1) {
      const place = await where()
      if (place === 'here') return
      await page.keyboard.press(place === 'before' ? 'Shift+Tab' : 'Tab')
    }
    throw new Error(`Tab does not lead to ${name}`)
  }

  async function followTo(place: string): Promise<void> {
    await tabTo(place, 'link')
    await alan.page.keyboard.press('Enter')
    await sees(alan.page.getByRole('heading', { level: 1, name: place, exact: true }))
  }

  test('one signs in, reaches the transfer, and starts one', async () => {
    const { page } = alan
    const { keyboard } = page
    await page.goto('/sign-in')
    await tabTo(says.session.mail, 'textbox')
    await keyboard.type('alan@bridgewater.example')
    await tabTo(says.session.password, 'textbox')
    await keyboard.type('steward-demo-2026')
    await keyboard.press('Enter')
    await page.waitForURL(/\/o\/./)
    await followTo(says.shell.places.unassigned)
    const [serial = ''] = await serialsOf(alan, 1)
    await followTo(says.shell.places.customers)
    const customer = 'Willow Schools Trust'
    const copy = fill(says.customers.copyIdOf, { name: customer })
    await tabTo(copy, 'button')
    await keyboard.press('Enter')
    const target = await page.evaluate(() => navigator.clipboard.readText())
    await followTo(says.shell.places.unassigned)
    await tabTo(says.transfers.transfer, 'button')
    await keyboard.press('Enter')
    // Waited for from here on: right before the key would be too late.
    const chooser = page.waitForEvent('filechooser')
    await tabTo(says.kit.file.choose, 'button')
    await keyboard.press('Enter')
    await (await chooser).setFiles({ name: 'willow.csv', mimeType: 'text/csv', buffer: Buffer.from(`${serial},${target}\n`) })
    await tabTo(says.transfers.preview, 'button')
    await keyboard.press('Enter')
    await tabTo(fill(says.transfers.confirm.customer, { target: customer }), 'checkbox')
    await keyboard.press('Space')
    await tabTo(fill(says.transfers.confirm.move_one, { formatted: 1 }), 'button')
    await keyboard.press('Enter')
    await sees(page.getByText(says.transfers.states.done, { exact: true }))
    expect(alan.faults).toEqual([])
  })

  test('the first Tab offers to skip the menu', async () => {
    const { page } = alan
    await openPlace(alan, says.shell.places.customers)
    await page.reload()
    await sees(page.getByRole('heading', { level: 1 }))
    await tabTo(says.shell.skip, 'link')
    await page.keyboard.press('Enter')
    expect(await page.locator('#content').evaluate((content) => content === document.activeElement)).toBe(true)
  })
})
