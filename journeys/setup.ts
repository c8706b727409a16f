import type { TestProject } from 'vitest/node'
import { buildPages, startHub } from './hub.ts'

/** One hub for all journeys of a run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildPages()
  const hub = await startHub()
  project.provide('hubUrl', hub.url)
  return hub.stop
}

declare module 'vitest' {
  interface ProvidedContext {
    hubUrl: string
  }
}
