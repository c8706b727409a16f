// Writes database/tables.ts (row types for Kysely) and database/schema.sql (what a reviewer reads) from a freshly migrated database.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { describeSchema, describeTables } from '../database/describe.ts'
import { migrate } from '../database/migrate.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'

const check = process.argv.includes('--check')
const folder = await mkdtemp(join(tmpdir(), 'steward-generate-'))
const postgres = await startEmbeddedPostgres({ dataDir: folder, settings: { fsync: 'off' } }).catch(() =>
  startEmbeddedPostgres({ dataDir: folder }),
)
try {
  const { prefix } = await migrate({ ownerUrl: postgres.ownerUrl, login: 'steward_app' })
  const client = new pg.Client({ connectionString: postgres.ownerUrl })
  await client.connect()
  const files = { 'database/tables.ts': await describeTables(client), 'database/schema.sql': await describeSchema(client, prefix) }
  await client.end()
  for (const [path, text] of Object.entries(files)) {
    if (!check) await writeFile(path, text)
    else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
      console.error(`${path} is not current: npm run generate`)
      process.exitCode = 1
    }
  }
} finally {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
