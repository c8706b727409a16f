import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import unit, { pulledPlugs } from '../../../vitest.config.ts'

/** Tests that start whole servers and kill them: apart from the others, whose time they would take. */
export default defineConfig({
  test: { ...unit.test, root: fileURLToPath(new URL('../../..', import.meta.url)), include: pulledPlugs, exclude: [], maxWorkers: 1 },
})
