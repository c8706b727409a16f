import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest'
import { openVisitor, type Visitor } from './browser.ts'
import { goByKeys } from './by-keyboard.ts'
import { keyboardOf } from './keyboard.ts'

const pictures = fileURLToPath(new URL('shots/failed', import.meta.url))

export type Journey = { url: string; visitor(name: string, options?: BrowserContextOptions): Promise<Visitor> }

/**
 * Windows in the browser of the run, closed with the file. A test is a step (unless said otherwise): after one that failed, the others are not tried. A
 * picture of every window is in journeys/shots/failed/ then.
 */
export function openJourney({ steps = true } = {}): Journey {
  // Files share people and devices of one hub: those that run at the same time have one each.
  const url = inject('hubUrls')[Number(process.env.VITEST_POOL_ID) - 1]
  if (url === undefined) throw new Error(`no hub for process ${process.env.VITEST_POOL_ID}`)
  const visitors: Visitor[] = []
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await chromium.connect(inject('browserUrl'))
  })
  let stumbled = false
  beforeEach(({ skip }) => skip(steps && stumbled, 'an earlier step failed'))
  afterEach(async ({ task }) => {
    if (inject('byKeyboard') && task.result?.state === 'pass') await Promise.all(visitors.map((one) => keyboardOf(one).holds(false)))
  })
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    stumbled = true
    await mkdir(pictures, { recursive: true })
    for (const { name, page } of visitors) {
      const path = join(pictures, `${task.name} - ${name}.png`.replaceAll(/[^\w. -]/g, ''))
      await page.screenshot({ path, fullPage: true }).catch(() => undefined)
    }
  })
  afterAll(async () => {
    await browser?.close()
  })
  return {
    url,
    async visitor(name, options) {
      if (!browser) throw new Error('the browser is not open yet')
      const made = await openVisitor(browser, url, name, options)
      visitors.push(made)
      if (inject('byKeyboard')) goByKeys(made.page)
      return made
    },
  }
}
