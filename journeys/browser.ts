import { existsSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import packedChromium from '@sparticuz/chromium'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Locator,
  type Page,
} from 'playwright-core'
import type { Language } from '../contract/endpoint.ts'
import { password } from '../server/demonstration/world.ts'
import { languageNames } from '../web/app/languages.ts'
import { says } from './words.ts'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]
/** In one language: by it one knows in what order the parts of a date are typed. */
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--lang=en-US']
const patienceMilliseconds = 15_000

/** An installed Chromium, else the one that npm brought. */
async function chromiumHere(): Promise<LaunchOptions> {
  const found = installed.find((path) => existsSync(path))
  packedChromium.setGraphicsMode = false
  const executablePath = found ?? (await packedChromium.executablePath())
  const root = process.getuid?.() === 0
  return { executablePath, headless: true, args: [...quiet, ...(root ? ['--no-sandbox'] : [])] }
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await chromiumHere())
}

/** A browser for whoever knows its address. */
export async function serveBrowser(): Promise<{ url: string; stop(): Promise<void> }> {
  const browser = await chromium.launchServer(await chromiumHere())
  return { url: browser.wsEndpoint(), stop: () => browser.close() }
}

/** Somebody at their own browser: own cookies, own storage. `faults` is what the console complained about. */
export type Visitor = { name: string; page: Page; context: BrowserContext; faults: string[] }

/** A browser window of somebody who is not signed in, English unless said otherwise. */
export async function openVisitor(browser: Browser, url: string, name: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    acceptDownloads: true,
    ...options,
  })
  context.setDefaultTimeout(patienceMilliseconds)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => faults.push(String(error)))
  return { name, page, context, faults }
}

/** Signs in as a person of the demonstration, and has the pages speak English unless said otherwise. That it goes by the page too is told in keyboard.test.ts. */
export async function signIn({ page, context }: Visitor, mail: string, language: Language = 'en'): Promise<void> {
  const answer = await context.request.post('/api/v1/session', { data: { mail, password } })
  if (!answer.ok()) throw new Error(`${mail} could not sign in: ${await answer.text()}`)
  await context.request.patch('/api/v1/me', { data: { language }, headers: { 'x-steward-request': '1' } })
  await page.goto('/')
  await page.waitForURL(/\/(o|operator)\/./)
  await page.getByRole('navigation').first().waitFor()
}

/** Chooses the language of the pages in the menu of the person. */
export async function speak({ page }: Visitor, language: Language): Promise<void> {
  if ((await page.locator('html').getAttribute('lang')) === language) return
  // The one button of the banner that opens a menu; its name is in a language yet unknown.
  await page.getByRole('banner').locator('button[aria-haspopup=menu]').click()
  // The hub has it too: a page that is opened speaks what the session says.
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.url().endsWith('/api/v1/me'))
  await page.getByRole('menuitem', { name: languageNames[language] }).click()
  await kept
  await page.locator(`html[lang=${language}]`).waitFor()
  await page.getByRole('menu').waitFor({ state: 'hidden' })
}

/** Clicks an entry of the main menu. */
export async function openPlace({ page }: Visitor, name: string): Promise<void> {
  await page.getByRole('navigation', { name: says.shell.main }).getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
}

/** The row of a table in which something stands. */
export function rowWith(page: Page, text: string | RegExp): Locator {
  return page.getByRole('row').filter({ hasText: text })
}

/** The first serial numbers of the device list on the page. */
export async function serialsOf({ page }: Visitor, count: number): Promise<string[]> {
  const links = page.getByRole('table').getByRole('row').locator('td[data-lead] a')
  await sees(links)
  return (await links.allInnerTexts()).slice(0, count)
}

/** Types into a box that offers choices, and takes the first that fits. */
export async function choose(box: Locator, choice: string): Promise<void> {
  await box.fill(choice)
  await box.page().getByRole('option', { name: choice }).first().click()
}

/** Waits until it can be seen. */
export async function sees(what: Locator): Promise<void> {
  await what.first().waitFor({ state: 'visible' })
}

/** Waits until it is no longer there. */
export async function seesNoLonger(what: Locator): Promise<void> {
  await what.first().waitFor({ state: 'hidden' })
}

/** What a click downloads: the file's name and its text. */
export async function download({ page }: Visitor, link: Locator): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
  return { name: file.suggestedFilename(), text: await text(await file.createReadStream()) }
}

/** A click on a copy button; answers what is on the clipboard then. */
export async function copied({ page }: Visitor, button: Locator): Promise<string> {
  await button.click()
  return page.evaluate(() => navigator.clipboard.readText())
}

/** The Customer ID of a partner's customer, copied where the partner finds it: Settings > Overview. */
export async function customerIdOf(visitor: Visitor, name: string): Promise<string> {
  const { page } = visitor
  await openPlace(visitor, says.shell.places.customers)
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('navigation', { name }).getByRole('link', { name: says.shell.places.settings }).click()
  const overview = page.getByRole('region', { name: says.customers.overview })
  return copied(visitor, overview.getByRole('button', { name: says.devices.copyCustomerId }))
}

/** The first address in the newest mail with this in its subject, from the mailbox of the demonstration. */
export async function linkInMail({ page }: Visitor, to: string, subject: string): Promise<string> {
  await page.goto(`/mailbox?q=${encodeURIComponent(to)}`)
  const mail = page.getByRole('article', { name: subject })
  await sees(mail)
  const address = await mail.first().getByRole('link').first().getAttribute('href')
  if (!address) throw new Error(`the mail to ${to} holds no link`)
  return address
}
