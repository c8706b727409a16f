import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Account, runProgram } from './account.ts'
import type { Binaries } from './binaries.ts'
import { type Credentials, scramVerifier } from './credentials.ts'
import { EmbeddedPostgresError, useAnotherServer } from './error.ts'
import { killProcessesOf } from './leftovers.ts'

const majorVersion = '18'

/** A cluster, and with what to work on it. */
export type Cluster = {
  readonly clusterDir: string
  readonly account: Account | null
  readonly binaries: Binaries
  readonly credentials: Credentials
}

/** Makes the cluster unless it is there. It appears whole, by a rename: an attempt that was killed leaves a folder that the next removes. */
export async function makeCluster(cluster: Cluster): Promise<void> {
  const { clusterDir } = cluster
  const parent = dirname(clusterDir)
  const prefix = `${basename(clusterDir)}.new-`
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue
    // Its initdb may have outlived the Steward that started it.
    await killProcessesOf(join(parent, name, 'data'))
    await rm(join(parent, name), { recursive: true, force: true, maxRetries: 5 })
  }
  const version = await readFile(join(clusterDir, 'PG_VERSION'), 'utf8').catch(() => null)
  if (version === null) return initialise(cluster, join(parent, `${prefix}${randomBytes(4).toString('hex')}`))
  if (version.trim() !== majorVersion) {
    throw new EmbeddedPostgresError(
      `The database in ${clusterDir} is one of PostgreSQL ${version.trim()}; this Steward brings ${majorVersion}. Restore a backup into a new data folder.`,
    )
  }
}

async function initialise({ clusterDir, account, binaries, credentials }: Cluster, staging: string): Promise<void> {
  const parent = dirname(clusterDir)
  const data = join(staging, 'data')
  const passwordFile = join(staging, 'password')
  await mkdir(staging, { mode: 0o700 })
  await writeFile(passwordFile, credentials.superuser, { mode: 0o600 })
  if (account) {
    await chown(passwordFile, account.uid, account.gid)
    await chown(staging, account.uid, account.gid)
  }
  const { code, output } = await runProgram(
    binaries.initdb,
    [
      '-D',
      data,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order and letters on every system: the system's own locales differ between them, and so do versions of ICU.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      // Where the kernel has huge pages that a container may not use, asking for them ends in a bus error.
      '-c',
      'huge_pages=off',
    ],
    { account },
  )
  if (code !== 0) {
    await rm(staging, { recursive: true, force: true, maxRetries: 5 })
    const advice = output.includes('could not look up effective user ID')
      ? `\nGive this user a name in /etc/passwd. ${useAnotherServer}`
      : ''
    throw new EmbeddedPostgresError(`The database could not be made in ${parent}:\n${output}${advice}`)
  }
  await chmod(data, 0o700)
  await rename(data, clusterDir).catch((error: unknown) => {
    throw new EmbeddedPostgresError(`${clusterDir} is not empty, and holds no database. Move it away.`, { cause: error })
  })
  await syncFolder(parent)
  await rm(staging, { recursive: true, force: true })
}

/** A rename is on the disk only with its folder; Windows has no such call. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/**
 * Gives the roles the passwords we hold, for a cluster that has others because `postgres.json` was lost. Uses PostgreSQL's single-user
 * mode, which asks for no password; no server may be running.
 */
export async function mendPasswords({ clusterDir, account, binaries, credentials }: Cluster): Promise<void> {
  const roles = { postgres: credentials.superuser, steward_owner: credentials.owner, steward_app: credentials.app }
  const changes = Object.entries(roles).map(
    ([role, password]) =>
      `if exists (select from pg_roles where rolname = '${role}') then alter role ${role} password '${scramVerifier(password)}'; end if;`,
  )
  // One line: in this mode a line is a statement.
  const { code, output } = await runProgram(binaries.postgres, ['--single', '-D', clusterDir, '-c', 'exit_on_error=true', 'postgres'], {
    account,
    input: `do $$ begin ${changes.join(' ')} end $$\n`,
  })
  if (code !== 0) throw new EmbeddedPostgresError(`The passwords of the database in ${clusterDir} could not be renewed:\n${output}`)
}
