import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['journeys/**/*.test.ts'],
    globalSetup: ['journeys/setup.ts'],
    pool: 'forks',
    // One after the other: they share people and devices of one hub. In one process: what they load is loaded once.
    maxWorkers: 1,
    isolate: false,
    maxConcurrency: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { STEWARD_TEST: 'on' },
  },
})
