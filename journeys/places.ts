import type { Page } from 'playwright-core'
import { operatorMail } from '../server/demonstration/world.ts'
import type { Words } from '../web/words/index.ts'
import type { Visitor } from './browser.ts'

// Every page, for one person of each kind: what pages.test.ts examines and tools/screenshots.ts takes pictures of.

/** `least`: how many pages somebody of this kind has at the very least. */
export const people = [
  { kind: 'partner', mail: 'greta@alpenblick.example', least: 19 },
  { kind: 'provider', mail: 'petra@distrivia.example', least: 9 },
  { kind: 'vendor', mail: 'vera@helion.example', least: 8 },
  { kind: 'customer', mail: 'konrad@isental.example', least: 8 },
  { kind: 'operator', mail: operatorMail, least: 3 },
] as const
export type Kind = (typeof people)[number]['kind']

/** The pages of nobody, and those behind a mailed link that leads nowhere. */
export const placesOfNobody: readonly string[] = [
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
  ...['invitation', 'password-reset', 'registration', 'application'].map((link) => `/${link}/nothing-is-behind-this-link`),
]

/** Pages beside the menu's, and lists whose first entry is a page too, by kind of organisation. */
export const behind: Readonly<Record<Kind, { beside: readonly string[]; lists: readonly string[] }>> = {
  partner: { beside: ['transfers/new'], lists: ['customers', 'transfers', 'unassigned'] },
  provider: { beside: [], lists: ['feeds'] },
  vendor: { beside: [], lists: ['devices'] },
  customer: { beside: [], lists: ['devices'] },
  operator: { beside: [], lists: [] },
}

/** Where the pages of this person's organisation are: `/o/<organisation>`. */
export function ownPath(page: Page): string {
  return new URL(page.url()).pathname.split('/').slice(0, 3).join('/')
}

/** The page shows what it came for. */
export async function settled(page: Page, said: Words): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.getByRole('status', { name: said.kit.loading }).first().waitFor({ state: 'hidden' })
  // A chart is drawn once it knows how wide it is.
  await page.waitForFunction(() => [...document.querySelectorAll('main figure')].every((chart) => chart.querySelector('svg')))
}

/** Where the main menu leads; a partner's is whole once its holding tenant has been read. */
export async function menuOf(page: Page, kind: Kind, said: Words): Promise<string[]> {
  const links = page.getByRole('navigation', { name: said.shell.main }).getByRole('link')
  await links.first().waitFor()
  if (kind === 'partner') await links.filter({ hasText: said.shell.places.unassigned }).waitFor()
  return links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
}

/** Where the first entry of a list leads. */
async function firstIn(page: Page, path: string, said: Words): Promise<string[]> {
  await page.goto(path)
  await settled(page, said)
  const href = await page.locator('main td[data-lead] a').first().getAttribute('href', { timeout: 5_000 })
  return href ? [href] : []
}

/** Every page of somebody who is signed in and whose pages speak as `said`: the menu, the account, and the first behind each list. */
export async function placesOf({ page }: Visitor, kind: Kind, said: Words): Promise<string[]> {
  const paths = await menuOf(page, kind, said)
  const own = ownPath(page)
  paths.push(...(kind === 'operator' ? ['/operator/account'] : [`${own}/account`, `${own}/account/notifications`]))
  paths.push(...behind[kind].beside.map((path) => `${own}/${path}`))
  for (const list of behind[kind].lists) paths.push(...(await firstIn(page, `${own}/${list}`, said)))
  const customer = paths.find((path) => /\/customers\/[^/]+$/.test(path))
  if (customer) paths.push(`${customer}/settings`)
  return paths
}
