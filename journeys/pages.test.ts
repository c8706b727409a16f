import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { words as german } from '../web/words/de/index.ts'
import { signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { clippedIn, colour, type Findings, inspect, open, overflow, space, still } from './looking.ts'
import { behind, menuOf, ownPath, people, placesOfNobody } from './places.ts'

// Every page for one person of each kind: accessible, without complaints in the console, and in German no wider than a telephone, nor cut off when it is
// zoomed to 200 % or its letters stand further apart (WCAG 1.4.4, 1.4.10, 1.4.12).

const journey = openJourney({ steps: false })
const wide = { width: 1280, height: 900 }
/** What is left of 1280 px at 200 %. */
const zoomed = { width: 640, height: 450 }
/** And at 400 %: narrower than any telephone. */
const narrow = { width: 320, height: 780 }
/** What light and dark can change; everything else is looked at once in each layout. */
const colours = ['color-contrast', 'link-in-text-block']
const patience = { timeout: 180_000 }

/** Where the first entry of a list leads. */
async function firstIn(page: Page): Promise<string[]> {
  const href = await page.locator('main td[data-lead] a').first().getAttribute('href', { timeout: 5_000 })
  return href ? [href] : []
}

/** Nothing is cut off or wider than its window, even with more space between letters and lines. In the end the page is narrow. */
async function fits(page: Page, path: string): Promise<Findings> {
  const found: Findings = []
  await space(page, true)
  for (const size of [wide, zoomed, narrow]) {
    const where = `${path} at ${size.width} px`
    await page.setViewportSize(size)
    await still(page)
    found.push(...(await overflow(page, where)), ...(await clippedIn(page)).map((text) => `${where}: ${text}`))
  }
  await space(page, false)
  return found
}

/** A page in its layouts, light and dark. `within`: what of it was not looked at yet. */
async function look(page: Page, path: string, within: string | undefined): Promise<Findings> {
  await page.setViewportSize(wide)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await open(page, path)
  const found = await inspect(page, `${path} wide light`)
  await colour(page, 'dark')
  found.push(...(await inspect(page, `${path} wide dark`, { rules: colours, within })))
  found.push(...(await fits(page, path)))
  found.push(...(await overflow(page, `${path} at ${narrow.width} px`)), ...(await inspect(page, `${path} narrow dark`, { within })))
  return found
}

/** These pages and, of those that are lists of what has pages of its own, the first of them. The frame, which is the same on all, is looked at once. */
async function walk({ page }: Visitor, paths: readonly string[], lists: readonly string[] = []) {
  const found: Findings = []
  const visited: string[] = []
  const left = [...paths]
  for (let path = left.shift(); path !== undefined; path = left.shift()) {
    found.push(...(await look(page, path, visited.length > 0 ? 'main' : undefined)))
    visited.push(path)
    if (lists.includes(path)) left.push(...(await firstIn(page)))
    if (/^.o.[^/]+.customers.[^/]+$/.test(path)) left.push(`${path}/settings`)
  }
  return { found, visited }
}

describe.concurrent('every page, at 1280, 640 and 320 px, light and dark', () => {
  test.for(people)('of a member of a $kind', patience, async ({ kind, mail, least }) => {
    const visitor = await journey.visitor(kind)
    const { page, faults } = visitor
    await signIn(visitor, mail, 'de')
    const menu = await menuOf(page, kind, german)
    const own = ownPath(page)
    // A person's own page is the same in every organisation; what one may hear of is not.
    const account = kind === 'operator' ? ['/operator/account'] : [`${own}/account/notifications`]
    if (kind === 'partner') account.push(`${own}/account`)
    const { beside, lists } = behind[kind]
    const paths = [...menu, ...account, ...beside.map((path) => `${own}/${path}`)]
    const { found, visited } = await walk(
      visitor,
      paths,
      lists.map((path) => `${own}/${path}`),
    )
    expect(found, found.join('\n')).toEqual([])
    expect(visited.length).toBeGreaterThanOrEqual(least)
    expect(faults).toEqual([])
  })

  test('of nobody', patience, async () => {
    const visitor = await journey.visitor('nobody', { locale: 'de-DE' })
    expect((await walk(visitor, placesOfNobody)).found).toEqual([])
    expect(visitor.faults.filter((fault) => !fault.includes('/api/v1/'))).toEqual([])
  })
})
