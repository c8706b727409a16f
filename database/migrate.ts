import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'
import { getConstructionPlans, getMigrationPlans } from 'pg-boss'

const folder = new URL('./migrations/', import.meta.url)
/** One migration at a time, whatever the number of servers that start. */
const migrationLock = 7310000

/** Given again at every start: DATABASE_URL may name another user than before. */
const loginGrants = `
  grant :prefix_managed, :prefix_linked, :prefix_vendor, :prefix_end_user, :prefix_any, :prefix_person, :prefix_operator, :prefix_system, :prefix_jobs to :login;
  grant usage on schema door to :login;
  grant execute on function door.prefix() to :login;`

export type Migrated = { applied: string[]; prefix: string }

/**
 * Brings a database to this version, as its owner (docs/isolation.md, "Who owns what"): roles, tables, walls, doors and the job queue.
 * Forward only; each file is one transaction. `login` is the user of DATABASE_URL, who gets the way roles and owns nothing.
 * A fresh database chooses its prefix of role names: `prefix` if free in the cluster, else with a number behind. `upTo` breaks off
 * behind that file, as a crash would; for tests of upgrades.
 */
export async function migrate(options: { ownerUrl: string; login: string; prefix?: string; upTo?: string }): Promise<Migrated> {
  const client = new pg.Client({ connectionString: options.ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    const done = await appliedMigrations(client)
    const prefix = (await storedPrefix(client)) ?? (await freePrefix(client, options.prefix ?? 'hub'))
    const applied: string[] = []
    for (const file of await migrationFiles()) {
      const text = await readFile(new URL(file, folder), 'utf8')
      const hash = createHash('sha256').update(text).digest('hex')
      const before = done.get(file)
      if (before === hash) continue
      if (before !== undefined) throw new Error(`migration ${file} was changed after it had been applied; migrations are never edited`)
      await applyOne(client, { file, hash, sql: fill(text, prefix, options.login) }, prefix)
      applied.push(file)
      if (file === options.upTo) return { applied, prefix }
    }
    if (await migrateJobs(client, prefix)) applied.push('jobs')
    await client.query(fill(loginGrants, prefix, options.login))
    return { applied, prefix }
  } finally {
    await client.end()
  }
}

/** Names of all migrations of this version, in order. */
export async function migrationFiles(): Promise<string[]> {
  return (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
}

/** `:prefix` and `:login` are the only variables that a migration has. */
function fill(sql: string, prefix: string, login: string): string {
  return sql.replaceAll(':prefix_', `${prefix}_`).replaceAll(':login', pg.escapeIdentifier(login))
}

async function applyOne(client: pg.Client, migration: { file: string; hash: string; sql: string }, prefix: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query(`insert into hub.installation (prefix, system_identifier)
      select '${prefix}', system_identifier from pg_control_system() on conflict do nothing`)
    await client.query('insert into hub.migration (name, hash) values ($1, $2)', [migration.file, migration.hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${migration.file} failed`, { cause: error })
  }
}

async function appliedMigrations(client: pg.Client): Promise<Map<string, string>> {
  const found = await client.query<{ there: boolean }>("select to_regclass('hub.migration') is not null as there")
  if (!found.rows[0]?.there) return new Map()
  const rows = await client.query<{ name: string; hash: string }>('select name, hash from hub.migration')
  return new Map(rows.rows.map((row) => [row.name, row.hash]))
}

async function storedPrefix(client: pg.Client): Promise<string | undefined> {
  const found = await client.query<{ there: boolean }>("select to_regclass('hub.installation') is not null as there")
  if (!found.rows[0]?.there) return undefined
  return (await client.query<{ prefix: string }>('select prefix from hub.installation')).rows[0]?.prefix
}

/** Roles are the cluster's: a second hub in it takes another prefix. */
async function freePrefix(client: pg.Client, wanted: string): Promise<string> {
  for (let n = 1; ; n += 1) {
    const prefix = n === 1 ? wanted : `${wanted}${n}`
    const taken = await client.query('select from pg_roles where rolname = $1', [`${prefix}_door`])
    if (taken.rowCount === 0) return prefix
  }
}

/** The job queue's own schema, by its library's own plans; the queue's role may use it and nothing else may. */
async function migrateJobs(client: pg.Client, prefix: string): Promise<boolean> {
  const there = await client.query<{ version: string | null }>("select to_regclass('jobs.version')::text as version")
  let changed = false
  if (there.rows[0]?.version == null) {
    await client.query(getConstructionPlans('jobs', { createSchema: false }))
    changed = true
  } else {
    const { rows } = await client.query<{ version: number }>('select version from jobs.version')
    // The library plans a migration only for a version that has a next one.
    if (rows[0]?.version !== newestJobsVersion()) {
      await client.query(getMigrationPlans('jobs', rows[0]?.version))
      changed = true
    }
  }
  if (changed) {
    await client.query(`
      grant select, insert, update, delete on all tables in schema jobs to ${prefix}_jobs;
      grant usage on all sequences in schema jobs to ${prefix}_jobs;
      grant execute on all functions in schema jobs to ${prefix}_jobs;`)
  }
  return changed
}

/** The version of the queue's schema that this version of its library makes. */
function newestJobsVersion(): number {
  const version = /INSERT INTO jobs\.version\(version\) VALUES \('(\d+)'\)/.exec(getConstructionPlans('jobs', { createSchema: false }))?.[1]
  if (version === undefined) throw new Error('the plans of pg-boss do not say which version they make')
  return Number(version)
}
