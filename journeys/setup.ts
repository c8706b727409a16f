import type { TestProject } from 'vitest/node'
import { serveBrowser } from './browser.ts'
import { buildPages, startHub } from './hub.ts'

/** A hub for each file that runs at the same time, and one browser for all journeys of a run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildPages()
  const hubs = await Promise.all(Array.from({ length: project.config.maxWorkers }, () => startHub()))
  const browser = await serveBrowser()
  project.provide(
    'hubUrls',
    hubs.map(({ url }) => url),
  )
  project.provide('browserUrl', browser.url)
  return async () => {
    await browser.stop()
    await Promise.all(hubs.map((hub) => hub.stop()))
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    hubUrls: string[]
    browserUrl: string
    byKeyboard: boolean
  }
}
