import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../database/migrate.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { startPostgres15 } from './system-postgres.ts'

/**
 * One PostgreSQL for the whole run; its migrated database is the template from which each test file gets its own. The one that Steward
 * brings, or with TEST_POSTGRES=15 the oldest that it runs on, where that is installed.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-test-'))
  const postgres =
    process.env.TEST_POSTGRES === '15'
      ? await startPostgres15('steward', 200)
      : await startEmbeddedPostgres({ dataDir: folder, settings: { synchronous_commit: 'off', max_connections: '200' } })
  await migrate({ ownerUrl: postgres.ownerUrl, login: 'steward_app' })
  project.provide('postgres', { ownerUrl: postgres.ownerUrl, appUrl: postgres.appUrl, superuserUrl: postgres.superuserUrl })
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { ownerUrl: string; appUrl: string; superuserUrl: string }
  }
}
