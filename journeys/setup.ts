import type { TestProject } from 'vitest/node'
import { serveBrowser } from './browser.ts'
import { buildPages, startHub } from './hub.ts'

/** One hub and one browser for all journeys of a run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildPages()
  const hub = await startHub()
  const browser = await serveBrowser()
  project.provide('hubUrl', hub.url)
  project.provide('browserUrl', browser.url)
  return async () => {
    await browser.stop()
    await hub.stop()
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    hubUrl: string
    browserUrl: string
  }
}
