import { defineConfig } from 'vitest/config'

/**
 * A suite of their own, as each takes its time: in most of them whole servers, of Steward or of PostgreSQL, are started and killed, in one a hub of
 * 100,000 devices is asked every list.
 */
export const large = [
  'server/testing/crash.test.ts',
  'server/testing/several-servers.test.ts',
  'server/testing/hostile-uploads.test.ts',
  'server/testing/plans.test.ts',
  'server/platform/embedded-postgres.test.ts',
  'server/platform/embedded-postgres/*.test.ts',
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
    exclude: ['**/node_modules/**', ...large],
    globalSetup: ['server/testing/postgres.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Each file brings its own hub; what all of them import is read once: a sixth of the time.
    isolate: false,
    // Not a promise of speed: a loaded machine only takes longer.
    testTimeout: 240_000,
    hookTimeout: 120_000,
    env: { STEWARD_TEST: 'on' },
  },
})
