import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'contract/**/*.test.ts',
      'sdk/**/*.test.ts',
      'database/**/*.test.ts',
      'server/**/*.test.ts',
      'tools/**/*.test.ts',
      'web/**/*.test.ts',
    ],
    globalSetup: ['server/testing/postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Not a promise of speed: a loaded machine only takes longer.
    testTimeout: 240_000,
    hookTimeout: 120_000,
    env: { STEWARD_TEST: 'on' },
  },
})
