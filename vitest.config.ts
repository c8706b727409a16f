import { defineConfig } from 'vitest/config'

/** Whole servers are started in these, and most of them killed: a suite of their own. */
export const pulledPlugs = [
  'server/testing/crash.test.ts',
  'server/testing/several-servers.test.ts',
  'server/testing/hostile-uploads.test.ts',
  'tools/start.test.ts',
]

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
    exclude: ['**/node_modules/**', ...pulledPlugs],
    globalSetup: ['server/testing/postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Not a promise of speed: a loaded machine only takes longer.
    testTimeout: 240_000,
    hookTimeout: 120_000,
    env: { STEWARD_TEST: 'on' },
  },
})
