import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, mkdtemp, readdir, readlink, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Account, accountMay } from './account.ts'
import { codeOf, EmbeddedPostgresError } from './error.ts'

/**
 * The longest folder a socket may lie in, in bytes: macOS allows 103 for the whole path (Linux 107), and PostgreSQL adds
 * `/.s.PGSQL.5432`.
 */
const longestSocketFolder = 103 - '/.s.PGSQL.5432'.length

/** Makes the data folder if need be; returns its real path, which is what processes are known by. */
export async function openDataFolder(path: string): Promise<string> {
  const isRoot = process.getuid?.() === 0
  await mkdir(path, { recursive: true, mode: isRoot ? 0o711 : 0o700 })
  const dataDir = await realpath(path)
  if (isRoot) {
    // PostgreSQL, under another account, has to pass through. It may enter, not list, and every file has its own mode.
    const { mode } = await stat(dataDir)
    if ((mode & 0o011) !== 0o011) await chmod(dataDir, (mode & 0o7777) | 0o011)
  }
  return dataDir
}

/** Who owns the cluster of this data folder, null before there is one. Refuses a cluster of somebody else. */
export async function findClusterOwner(dataDir: string): Promise<{ uid: number; gid: number } | null> {
  const found = await stat(join(dataDir, 'postgres')).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  if (!found) return null
  const own = process.getuid?.()
  if (own !== undefined && own !== 0 && found.uid !== own) {
    throw new EmbeddedPostgresError(
      `The database in ${join(dataDir, 'postgres')} belongs to uid ${found.uid}, this is uid ${own}. Start Steward as that user or as root.`,
    )
  }
  if (own === 0 && found.uid === 0) {
    throw new EmbeddedPostgresError(
      `The database in ${join(dataDir, 'postgres')} belongs to root (was it copied by root?), and PostgreSQL does not run as root. Give it to another account with chown -R.`,
    )
  }
  return { uid: found.uid, gid: found.gid }
}

/**
 * Where the cluster lies: `<dataDir>/postgres`. Below a folder that the account may not enter (root's home) that is a link into
 * `place`: to open root's home to everybody is not ours to do.
 */
export async function placeCluster(options: {
  dataDir: string
  account: Account | null
  place: string
  log: (line: string) => void
}): Promise<string> {
  const { dataDir, account, place, log } = options
  const path = join(dataDir, 'postgres')
  const found = await lstat(path).catch(() => null)
  if (found?.isSymbolicLink()) {
    const target = await readlink(path)
    // Without this an unmounted disk would be answered with a new, empty database.
    if (!(await stat(dirname(target)).catch(() => null))) {
      throw new EmbeddedPostgresError(`${path} points to ${target}, which is not there. Bring it back, or remove the link to begin anew.`)
    }
    return target
  }
  if (!account || (await accountMay(account, '-x', dataDir))) return path
  if (found) {
    throw new EmbeddedPostgresError(
      `PostgreSQL runs as ${account.name}, which may not enter ${dataDir}. Move the data folder to where it may, for example ${place}.`,
    )
  }
  await mkdir(place, { recursive: true, mode: 0o755 })
  const home = await mkdtemp(join(place, 'data-'))
  await chmod(home, 0o711)
  await writeFile(join(home, 'belongs-to'), `${dataDir}\n`)
  if (!(await accountMay(account, '-x', home))) {
    throw new EmbeddedPostgresError(
      `PostgreSQL runs as ${account.name}, which may enter neither ${dataDir} nor ${place}. Set another DATA_DIR.`,
    )
  }
  await symlink(join(home, 'postgres'), path)
  log(`${account.name} may not enter ${dataDir}: the database is kept in ${home}, and ${path} points there`)
  return join(home, 'postgres')
}

/** The name our server bears in the list of processes, the same at every start. */
export function clusterName(clusterDir: string): string {
  return `steward-${createHash('sha256').update(clusterDir).digest('hex').slice(0, 12)}`
}

/**
 * An empty folder for the socket, private to the account: beside the cluster, or, where that path is too long for a socket or has
 * characters that a URL or PostgreSQL's list would read otherwise, in the system's folder for temporary files.
 * Call it only when no server runs on the cluster.
 */
export async function makeSocketFolder(clusterDir: string, account: Account | null): Promise<string> {
  const beside = join(dirname(clusterDir), 'postgres-socket')
  if (isFit(beside)) {
    await rm(beside, { recursive: true, force: true })
    await mkdir(beside, { mode: 0o700 })
    if (account) await chown(beside, account.uid, account.gid)
    return beside
  }
  const name = clusterName(clusterDir)
  const temporary = !account && isFit(join(tmpdir(), `${name}-123456`)) ? tmpdir() : '/tmp'
  // Left over from a start that was killed. Somebody else's of that name is left alone: the new one has a name nobody can foresee.
  for (const entry of await readdir(temporary)) {
    const path = join(temporary, entry)
    if (entry.startsWith(`${name}-`) && (await lstat(path)).uid === (account?.uid ?? process.getuid?.())) {
      await rm(path, { recursive: true, force: true })
    }
  }
  const made = await mkdtemp(join(temporary, `${name}-`))
  if (account) await chown(made, account.uid, account.gid)
  return made
}

function isFit(path: string): boolean {
  return path.length <= longestSocketFolder && /^[A-Za-z0-9._/-]+$/.test(path)
}
