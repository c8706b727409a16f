import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import unit, { large } from '../../../vitest.config.ts'

/** Tests that start whole servers and kill them, or fill a large hub: apart from the others, whose time they would take. */
export default defineConfig({
  test: { ...unit.test, root: fileURLToPath(new URL('../../..', import.meta.url)), include: large, exclude: [], maxWorkers: 1 },
})
