import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'

/** What has nothing to be done in it by keys: it looks at pages, or goes by keys as it is. */
const looks = ['pages', 'pseudo', 'keyboard'].map((name) => `journeys/${name}.test.ts`)

export default defineConfig(({ mode }) => {
  const byKeyboard = mode === 'keyboard'
  return {
    test: {
      root: fileURLToPath(new URL('..', import.meta.url)),
      include: ['journeys/**/*.test.ts'],
      exclude: [...configDefaults.exclude, ...(byKeyboard ? looks : [])],
      provide: { byKeyboard },
      globalSetup: ['journeys/setup.ts'],
      pool: 'forks',
      // Two at a time: while one thinks, the other is drawn. Each process has a hub (setup.ts), and loads once what its files load.
      maxWorkers: 2,
      isolate: false,
      maxConcurrency: 2,
      testTimeout: byKeyboard ? 180_000 : 60_000,
      hookTimeout: 60_000,
      env: { STEWARD_TEST: 'on' },
    },
  }
})
