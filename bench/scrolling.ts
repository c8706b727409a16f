// How smoothly a list of 100,000 rows scrolls in a browser: `node bench/scrolling.ts <address of a demonstration hub> [rows] [width]`. The rows are made
// up here; everything else is the pages as they are. Told in processor time of the page's thread, four times over as for a machine of a quarter of the
// speed: unlike frames it is the same whatever else the machine does. A piece of work longer than 50 ms is a frame that one sees stand still.
import type { CDPSession, Page } from 'playwright-core'
import { launchBrowser, openVisitor, signIn } from '../journeys/browser.ts'

const slower = 4
const longPiece = 50
const screens = 60

const [url = 'http://localhost:4720', wanted = '100000', width = '1280'] = process.argv.slice(2)
const count = Number(wanted)
const pageRows = 5_000

/** Devices in place of the hub's; pages larger than it gives, so that all are there sooner. */
async function makeUp(page: Page): Promise<void> {
  await page.route('**/api/v1/devices?**', (route) => {
    const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
    const items = Array.from({ length: Math.min(pageRows, count - from) }, (_, n) => ({
      id: `0190b5d0-0000-7000-8000-${String(from + n).padStart(12, '0')}`,
      vendor: 'Helion Systems',
      productNumber: 'HX-900',
      serialNumber: `HX${String(from + n).padStart(8, '0')}`,
      model: `Helion Workstation ${(from + n) % 17}`,
      connection: 'agent',
      proof: 'feed',
      arrivedAt: '2026-01-01T00:00:00.000Z',
      tenant: null,
    }))
    const end = from + items.length
    return route.fulfill({ json: { items, nextCursor: end < count ? String(end) : null, total: count } })
  })
}

type Traced = { name: string; tid: number; tdur?: number; args: { name?: string } }

/** What the page's own thread did while one scrolled past so many screens at so many pixels a second: milliseconds of processor time, piece by piece. */
async function scroll(page: Page, session: CDPSession, speed: number): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] })
  const height = page.viewportSize()?.height ?? 900
  await session.send('Input.synthesizeScrollGesture', { x: 300, y: 500, yDistance: -screens * height, speed, gestureSourceType: 'mouse' })
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: Traced[] }
  const main = new Set(
    traceEvents.flatMap(({ name, tid, args }) => (name === 'thread_name' && args.name === 'CrRendererMain' ? [tid] : [])),
  )
  return traceEvents.flatMap(({ name, tid, tdur }) =>
    name.endsWith('RunTask') && main.has(tid) && tdur !== undefined ? [tdur / 1000] : [],
  )
}

const browser = await launchBrowser()
try {
  const visitor = await openVisitor(browser, url, 'Clara')
  await signIn(visitor, 'clara@bergmann.example')
  const { page } = visitor
  await page.setViewportSize({ width: Number(width), height: 900 })
  await makeUp(page)
  await page.goto(`${new URL(page.url()).pathname.split('/').slice(0, 3).join('/')}/devices`)
  await page.locator('[data-index]').first().waitFor()
  while (await page.locator('[data-tail]').count()) {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
    await page.waitForTimeout(30)
  }
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2))
  await page.waitForTimeout(1000)
  const session = await page.context().newCDPSession(page)
  for (const speed of [1_500, 4_000, 12_000]) {
    const pieces = (await scroll(page, session, speed)).map((piece) => piece * slower)
    const long = pieces.filter((piece) => piece > longPiece)
    const rows = Math.round((screens * 900) / 36)
    const all = pieces.reduce((sum, piece) => sum + piece, 0)
    console.log(
      `${count} rows, ${width} px, ${speed} px/s, a processor ${slower} times slower: ${Math.round(all)} ms for ${rows} rows, longest piece ${Math.round(Math.max(...pieces))} ms, ${long.length} longer than ${longPiece} ms`,
    )
  }
} finally {
  await browser.close()
}
