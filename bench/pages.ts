import type { Browser, Page } from 'playwright-core'
import { launchBrowser, openVisitor } from '../journeys/browser.ts'
import { buildPages } from '../journeys/hub.ts'
import { password } from '../server/demonstration/world.ts'
import { percentile, type Result, result } from './result.ts'
import { makeFolder, removeFolder, startServer } from './server.ts'

// What somebody waits for who opens a page for the first time, on a slow computer and a slow line: 4 times slowed CPU, 10 Mbit/s, 40 ms.

const slowed = 4
const bytesPerSecond = (10 * 1_000_000) / 8
const latency = 40
const rounds = 3
/** Web Vitals call so much good. */
const mostShift = 0.1
const mostPaintSeconds = 2.5

const pages = [
  { name: 'sign-in', path: () => '/sign-in' },
  { name: 'customers', path: (own: string) => `${own}/customers` },
  { name: 'devices', path: (own: string) => `${own}/devices` },
  { name: 'transfer', path: (own: string) => `${own}/transfers/new` },
] as const

/** Largest paint and layout shift of the pages that people open most, each in a browser that has seen nothing yet. */
export async function benchPages(): Promise<Result[]> {
  await buildPages()
  const folder = await makeFolder()
  const server = await startServer(folder, 'on')
  const browser = await launchBrowser()
  try {
    const results: Result[] = []
    for (const { name, path } of pages) {
      const seen = []
      for (let round = 0; round < rounds; round += 1)
        seen.push(await openCold(browser, server.url, name === 'sign-in' ? null : path, path('')))
      const paint = percentile(
        seen.map((one) => one.paintSeconds),
        0.5,
      )
      const shift = percentile(
        seen.map((one) => one.shift),
        0.5,
      )
      results.push(result({ name: `pages: ${name}, largest paint, slowed`, scale: 1, value: paint, unit: 's', most: mostPaintSeconds }))
      results.push(result({ name: `pages: ${name}, layout shift`, scale: 1, value: shift, unit: '', most: mostShift }))
    }
    return results
  } finally {
    await browser.close()
    await server.stop()
    await removeFolder(folder)
  }
}

type Seen = { paintSeconds: number; shift: number }

/** `within`: for somebody signed in, from the path of their organisation. */
async function openCold(browser: Browser, url: string, within: ((own: string) => string) | null, outside: string): Promise<Seen> {
  const { page, context } = await openVisitor(browser, url, 'cold')
  try {
    let path = outside
    if (within) {
      const answer = await context.request.post('/api/v1/session', { data: { mail: 'greta@alpenblick.example', password } })
      const { actingFor, memberships } = (await answer.json()) as { actingFor: string | null; memberships: { organisationId: string }[] }
      path = within(`/o/${actingFor ?? memberships[0]?.organisationId}`)
    }
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
    })
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowed })
    await page.goto(path, { waitUntil: 'networkidle', timeout: 60_000 })
    // What it came for is there, and nothing is skeleton any more.
    await page.locator('main h1, h1').first().waitFor({ timeout: 60_000 })
    await page.locator('main [aria-busy=true]').first().waitFor({ state: 'hidden', timeout: 60_000 })
    const seen = await vitals(page)
    if (seen.paintSeconds === 0) throw new Error(`${path}: the browser has observed no paint`)
    return seen
  } finally {
    await context.close()
  }
}

/** As the browser itself has observed them. */
function vitals(page: Page): Promise<Seen> {
  return page.evaluate(
    () =>
      new Promise<Seen>((resolve) => {
        const seen = { paintSeconds: 0, shift: 0 }
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) seen.paintSeconds = Math.max(seen.paintSeconds, entry.startTime / 1000)
        }).observe({ type: 'largest-contentful-paint', buffered: true })
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if ('value' in entry) seen.shift += Number(entry.value)
        }).observe({ type: 'layout-shift', buffered: true })
        const settle = 1_500
        const end = performance.now() + 30_000
        const look = () =>
          seen.paintSeconds > 0 || performance.now() > end ? setTimeout(() => resolve(seen), settle) : setTimeout(look, 200)
        look()
      }),
  )
}
