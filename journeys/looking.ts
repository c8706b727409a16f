import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'

// What a page is looked at for, by machines.

/** Each with where it was found. */
export type Findings = string[]

/** Of a list the first rows: fifty take axe ten times as long and hold nothing else. */
const moreRows = 'tbody > tr:nth-child(n + 3)'

/** `within`: the part of the page that is looked at; without it the whole page. */
type Looking = { rules?: string[]; within?: string | undefined }

/** What axe finds, target size (WCAG 2.5.8) too. */
export async function inspect(page: Page, where: string, { rules, within }: Looking = {}): Promise<Findings> {
  // It is there from the last look, unless the page was loaded anew.
  const isThere = await page.evaluate(() => 'axe' in window)
  const builder = new AxeBuilder({ page, ...(isThere ? { axeSource: ';' } : {}) }).setLegacyMode(true).options({
    resultTypes: ['violations'],
    ...(rules ? { runOnly: { type: 'rule', values: rules } } : { rules: { 'target-size': { enabled: true } } }),
  })
  if (within) builder.include(within)
  const { violations, passes } = await builder.exclude(moreRows).analyze()
  if (passes.length === 0) return [`${where}: axe looked at nothing`]
  return violations.map(
    ({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ target, html }) => `${target.join(' ')} ${html.slice(0, 160)}`).join(' | ')}`,
  )
}

/** The page shows what it came for: its heading, and nothing that is still being read. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(() => ![...document.querySelectorAll('[role=status][aria-label]')].some((one) => !one.closest('[inert]')))
}

/** The page in light or dark, and painted so: what fades from one to the other has its old colour until the next frame, however short it is. */
export async function colour(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor()
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
}

/** Nothing moves any more: tables look whether they fit, and become cards. */
export async function still(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const tables = [...document.querySelectorAll<HTMLElement>('[data-layout]')]
    const layout = () => [document.documentElement, ...tables].map((one) => `${one.scrollHeight} ${one.dataset.layout}`).join(' ')
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let same = 0, before = ''; same < 2; ) {
      await frame()
      const now = layout()
      same = now === before ? same + 1 : 0
      before = now
    }
  })
}

/** Pages with so much of their path in common may stand in a frame that stays: `/o/<id>/customers/<id>`, `/help`. */
function frameOf(path: string): string {
  const parts = path.split('?')[0]?.split('/') ?? []
  return parts[1] === 'o' ? (parts.length > 5 ? parts.slice(0, 5).join('/') : path) : parts[1] === 'operator' ? path : `/${parts[1]}`
}

/** Goes to a page of the hub as its links do; within a frame that stays, and to the first one, by loading it. */
export async function open(page: Page, path: string): Promise<void> {
  const here = page.url().startsWith('http') ? new URL(page.url()).pathname : ''
  const there = frameOf(path)
  if (here === '' || here.startsWith(there) || frameOf(here) === there) await page.goto(path)
  else {
    await page.evaluate((to) => {
      for (const heading of document.querySelectorAll('h1')) heading.dataset.left = ''
      window.history.pushState(null, '', to)
    }, path)
    await page.locator('h1:not([data-left])').first().waitFor()
  }
  await settled(page)
}

/** Spacing that a page must bear (WCAG 1.4.12). */
const spacing =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'

export async function space(page: Page, on: boolean): Promise<void> {
  await page.evaluate(
    (css) => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(css)
      document.adoptedStyleSheets = [sheet]
    },
    on ? spacing : '',
  )
}

/** How much wider than its window the page is. */
export async function overflow(page: Page, where: string): Promise<Findings> {
  const excess = await page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth)
  return excess > 0 ? [`${where}: ${excess} px too wide`] : []
}

/** Texts (with these signs in them) that are cut off: what holds them is narrower or lower than they are, and does not scroll. */
export function clippedIn(page: Page, signs = ''): Promise<string[]> {
  return page.evaluate((wanted) => {
    const within = (element: Element, holds: (style: CSSStyleDeclaration) => boolean): boolean => {
      for (let holder: Element | null = element; holder; holder = holder.parentElement) if (holds(getComputedStyle(holder))) return true
      return false
    }
    const isSeen = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.clientWidth > 1 &&
      // Left for those who hear the page.
      !within(element, ({ clipPath }) => clipPath !== 'none')
    const isCut = (element: Element) => {
      if (element.scrollWidth <= element.clientWidth + 1 && element.scrollHeight <= element.clientHeight + 2) return false
      const { overflowX, textOverflow } = getComputedStyle(element)
      return overflowX === 'hidden' || overflowX === 'clip' || textOverflow === 'ellipsis'
    }
    const isBeyond = (element: Element) => {
      const { left, right } = element.getBoundingClientRect()
      if (left >= -1 && right <= window.innerWidth + 1) return false
      return !within(element, ({ overflowX }) => overflowX === 'auto' || overflowX === 'scroll')
    }
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? ''
      const element = node.parentElement
      if (text === '' || !text.includes(wanted) || !element) continue
      if (isCut(element) && isSeen(element)) found.push(`cut off: ${text.slice(0, 60)}`)
      if (isBeyond(element) && isSeen(element)) found.push(`beyond the edge: ${text.slice(0, 60)}`)
    }
    return found
  }, signs)
}

/** What a part of the page says to whoever hears it, from now on. */
export async function heard(region: Locator): Promise<() => Promise<string[]>> {
  const element = await region.elementHandle()
  if (!element) throw new Error('there is nothing that speaks')
  const told = await element.evaluateHandle((part) => {
    const texts: string[] = []
    new MutationObserver(() => {
      const text = part.textContent ?? ''
      if (text !== '' && texts.at(-1) !== text) texts.push(text)
    }).observe(part, { childList: true, characterData: true, subtree: true })
    return texts
  })
  return () => told.jsonValue()
}
