// npm run screenshots -- [words]: pictures of the pages into journeys/shots/, from a demonstration hub of its own. Words limit what is made:
// languages (en de fr), schemes (light dark), widths (360 1280 1920), and parts of a picture's name: `npm run screenshots -- transfer en 360`.
// `whole` makes a picture as high as its page.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { type Language, languages } from '../contract/endpoint.ts'
import { copied, launchBrowser, openPlace, openVisitor, sees, serialsOf, signIn, speak, type Visitor } from '../journeys/browser.ts'
import { buildPages, startHub } from '../journeys/hub.ts'
import { fill, says } from '../journeys/words.ts'

const folder = fileURLToPath(new URL('../journeys/shots', import.meta.url))
const widths = ['360', '1280', '1920']
const schemes = ['light', 'dark']
const customer = 'Bergmann Maschinenbau'

const words = process.argv.slice(2)
const wanted = <Of extends string>(all: readonly Of[]): readonly Of[] => {
  const named = all.filter((one) => words.includes(one))
  return named.length > 0 ? named : all
}
const parts = words.filter((word) => ![...languages, ...schemes, ...widths, 'whole'].some((known) => known === word))

/** A picture's name and its path. */
type Shot = readonly [name: string, path: string]

async function takeAll({ page }: Visitor, shots: readonly Shot[], language: Language): Promise<void> {
  const chosen = shots.filter(([name]) => parts.length === 0 || parts.some((part) => name.includes(part)))
  for (const [name, path] of chosen) {
    for (const scheme of wanted(schemes)) {
      await page.emulateMedia({ colorScheme: scheme === 'dark' ? 'dark' : 'light' })
      for (const width of wanted(widths)) {
        await page.setViewportSize({ width: Number(width), height: width === '360' ? 780 : 900 })
        await page.goto(path)
        await page.locator('h1').first().waitFor()
        await page.locator('[role=status] .mantine-Skeleton-root').first().waitFor({ state: 'hidden' })
        if (words.includes('whole')) await growTo(page)
        const file = join(folder, `${name}.${language}.${scheme}.${width}.png`)
        await page.screenshot({ path: file })
        console.log(file)
      }
    }
  }
}

async function growTo(page: Page): Promise<void> {
  const { width = 0, height = 0 } = page.viewportSize() ?? {}
  const needed = await page.evaluate(() => document.scrollingElement?.scrollHeight ?? 0)
  await page.setViewportSize({ width, height: Math.max(height, needed) })
}

function ownPath(page: Page): string {
  return new URL(page.url()).pathname.split('/').slice(0, 3).join('/')
}

/** A transfer that waits for its confirmation, with the faults that real files have. */
async function preview(agent: Visitor): Promise<string> {
  const { page } = agent
  await openPlace(agent, says.shell.places.customers)
  const target = await copied(agent, page.getByRole('button', { name: fill(says.customers.copyIdOf, { name: customer }) }))
  await openPlace(agent, says.shell.places.unassigned)
  const [first = '', ...others] = await serialsOf(agent, 4)
  const rows = [first, '5CD0400XYZ', ...others, first, '1.23E+10'].map((serial) => `${serial},${target}`)
  await page.getByRole('button', { name: says.transfers.transfer, exact: true }).click()
  await page
    .getByLabel(says.transfers.file.drop)
    .setInputFiles({ name: 'bergmann.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
  await page.getByRole('button', { name: says.transfers.preview, exact: true }).click()
  await sees(page.getByRole('checkbox'))
  return new URL(page.url()).pathname
}

async function firstOf(page: Page, path: string): Promise<string> {
  await page.goto(path)
  return (await page.locator('main td[data-lead] a').first().getAttribute('href')) ?? path
}

async function partnerShots(agent: Visitor): Promise<Shot[]> {
  const { page } = agent
  const own = ownPath(page)
  const done = await firstOf(page, `${own}/transfers`)
  const transfer = await preview(agent)
  const one = await firstOf(page, `${own}/customers`)
  const device = await firstOf(page, `${own}/unassigned`)
  return [
    ...['customers', 'unassigned', 'devices', 'transfers', 'accreditations', 'relationships', 'members', 'activity', 'settings'].map(
      (place) => [`partner-${place}`, `${own}/${place}`] as const,
    ),
    ['partner-customer', one],
    ['partner-customer-settings', `${one}/settings`],
    ['partner-device', device],
    ['partner-account', `${own}/account`],
    ['transfer-new', `${own}/transfers/new?source=unassigned`],
    ['transfer-preview', transfer],
    ['transfer-summary', done],
  ]
}

async function othersShots({ page }: Visitor, kind: 'customer' | 'provider' | 'vendor'): Promise<Shot[]> {
  const own = ownPath(page)
  const places = {
    customer: ['devices', 'relationships', 'activity', 'settings'],
    provider: ['feeds', 'relationships'],
    vendor: ['devices', 'accreditations'],
  }
  const shots: Shot[] = places[kind].map((place) => [`${kind}-${place}`, `${own}/${place}`])
  return kind === 'provider' ? [...shots, ['provider-feed', await firstOf(page, `${own}/feeds`)]] : shots
}

const people = [
  ['partner', 'greta@alpenblick.example'],
  ['customer', 'clara@bergmann.example'],
  ['provider', 'petra@distrivia.example'],
  ['vendor', 'vera@helion.example'],
] as const

async function takePictures(browser: Browser, url: string): Promise<void> {
  const nobody = await openVisitor(browser, url, 'nobody')
  await nobody.page.goto('/sign-in')
  for (const language of wanted(languages)) {
    await nobody.page.evaluate((chosen) => localStorage.setItem('steward-language', chosen), language)
    await takeAll(
      nobody,
      [
        ['sign-in', '/sign-in'],
        ['mailbox', '/mailbox'],
      ],
      language,
    )
  }
  for (const [kind, mail] of people) {
    const visitor = await openVisitor(browser, url, kind)
    await signIn(visitor, mail)
    const shots = kind === 'partner' ? await partnerShots(visitor) : await othersShots(visitor, kind)
    for (const language of wanted(languages)) {
      await speak(visitor, language)
      await takeAll(visitor, shots, language)
    }
    await visitor.context.close()
  }
}

await mkdir(folder, { recursive: true })
await buildPages()
const hub = await startHub()
const browser = await launchBrowser()
try {
  await takePictures(browser, hub.url)
} finally {
  await browser.close()
  await hub.stop()
}
