import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: fileURLToPath(new URL('..', import.meta.url)),
    include: ['journeys/**/*.test.ts'],
    globalSetup: ['journeys/setup.ts'],
    pool: 'forks',
    maxWorkers: 1,
    maxConcurrency: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { STEWARD_TEST: 'on' },
  },
})
