import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['journeys/**/*.test.ts'],
    globalSetup: ['journeys/setup.ts'],
    pool: 'forks',
    // Two at a time: while one thinks, the other is drawn. Each process has a hub (setup.ts), and loads once what its files load.
    maxWorkers: 2,
    isolate: false,
    maxConcurrency: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { STEWARD_TEST: 'on' },
  },
})
