/**
 * The PostgreSQL that Steward brings along: one server per data folder, started with Steward and ended with it, whatever ends Steward.
 *
 * In the data folder: `postgres/` the data, `postgres.json` the passwords, `postgres.log` what the server says, `postgres.lock` held by
 * the Steward that runs, `postgres-socket/` where it is reached (no port is opened, but on Windows one on 127.0.0.1).
 */
import { rm } from 'node:fs/promises'
import { type Account, findAccount } from './embedded-postgres/account.ts'
import { findPackage, prepareBinaries } from './embedded-postgres/binaries.ts'
import { type Cluster, makeCluster, mendPasswords } from './embedded-postgres/cluster.ts'
import { keepCredentials } from './embedded-postgres/credentials.ts'
import { codeOf, EmbeddedPostgresError } from './embedded-postgres/error.ts'
import { findClusterOwner, openDataFolder, placeCluster } from './embedded-postgres/folder.ts'
import { endLeftovers } from './embedded-postgres/leftovers.ts'
import { lockFolder } from './embedded-postgres/lock.ts'
import { openServerLog, type ServerLog } from './embedded-postgres/log.ts'
import { makeRolesAndDatabase } from './embedded-postgres/roles.ts'
import { type Server, type ServerAddress, startServer } from './embedded-postgres/server.ts'

export { EmbeddedPostgresError } from './embedded-postgres/error.ts'

/** A running PostgreSQL 18 that belongs to one data folder. */
export type EmbeddedPostgres = {
  /** Connects as `steward_owner`: owns the database, may make roles, is no superuser. For migrations. */
  readonly ownerUrl: string
  /** Connects as `steward_app`: owns nothing and has no right but those granted to it. For all daily work. */
  readonly appUrl: string
  /** Connects to the database as `postgres`, for tests and rescue. */
  readonly superuserUrl: string
  /** Shuts the server down (open transactions are rolled back) and frees the data folder; repeated calls are one. */
  stop(): Promise<void>
  /** Resolves when the server went away by itself (a crash, kill -9); the data folder is free then and can be started again. */
  readonly gone: Promise<void>
}

export type EmbeddedPostgresOptions = {
  /** Made if it is not there. */
  dataDir: string
  /** Lower-case letters, digits and `_`. */
  database?: string
  /** Takes single lines about what is unusual. */
  log?: (line: string) => void
  /** Server settings instead of ours; what guards the data (fsync) and the door cannot be set. */
  settings?: Record<string, string>
  /**
   * Where root keeps what the server's account must reach, when Steward or its data folder lies where only root may go; by default
   * `/var/lib/steward`.
   */
  sharedPlace?: string
}

/**
 * Starts the server of a data folder and makes everything it needs that is not there yet. Being killed at any point is mended by the
 * next start. A server that an earlier Steward left behind is stopped first.
 *
 * Refuses with an `EmbeddedPostgresError` where there is no PostgreSQL for the platform, where another Steward uses the folder, and
 * where the account may not read it.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { database = 'steward', log = () => {} } = options
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(database) || /^(postgres|template[01])$/.test(database)) {
    throw new EmbeddedPostgresError(`"${database}" cannot be the name of Steward's database.`)
  }
  const packageDir = findPackage(process.platform, process.arch)
  const dataDir = await openDataFolder(options.dataDir)
  // Before the lock, which somebody else's folder would refuse in words that say less.
  const owner = await findClusterOwner(dataDir)
  const unlock = lockFolder(dataDir)
  const undo: (() => Promise<void> | void)[] = [unlock]
  try {
    const cluster = await prepareCluster({
      dataDir,
      account: await findAccount(owner),
      packageDir,
      place: options.sharedPlace ?? '/var/lib/steward',
      log,
    })
    const serverLog = await openServerLog(dataDir)
    undo.unshift(() => serverLog.close())
    const server = await serve({ cluster, database, log, serverLog, settings: options.settings ?? {} })
    return present({ server, cluster, database, serverLog, unlock })
  } catch (error) {
    for (const step of undo) await step()
    throw error
  }
}

async function prepareCluster(options: {
  dataDir: string
  account: Account | null
  packageDir: string
  place: string
  log: (line: string) => void
}): Promise<Cluster> {
  const { dataDir, account, packageDir, place, log } = options
  const binaries = await prepareBinaries({ packageDir, account, place: account ? place : dataDir })
  const clusterDir = await placeCluster({ dataDir, account, place, log })
  const credentials = await keepCredentials(dataDir)
  const cluster = { clusterDir, account, binaries, credentials }
  await endLeftovers(clusterDir, log)
  await makeCluster(cluster)
  return cluster
}

type Serving = {
  cluster: Cluster
  database: string
  log: (line: string) => void
  serverLog: ServerLog
  settings: Record<string, string>
}

/** A server whose roles and database are there and whose passwords are ours; nothing runs when it rejects. */
async function serve(serving: Serving): Promise<Server> {
  const server = await startServer(serving)
  try {
    await makeReady(server, serving)
    return server
  } catch (error) {
    await server.stop()
    // 28P01: password authentication failed.
    if (codeOf(error) !== '28P01') throw error
  }
  serving.log('postgres.json does not fit the database (was it lost?); giving the database new passwords')
  await mendPasswords(serving.cluster)
  const mended = await startServer(serving)
  try {
    await makeReady(mended, serving)
    return mended
  } catch (error) {
    await mended.stop()
    throw error
  }
}

async function makeReady(server: Server, { cluster, database }: Serving): Promise<void> {
  const url = urlOf({ address: server.address, role: 'postgres', password: cluster.credentials.superuser, database: 'postgres' })
  await makeRolesAndDatabase({ url, database, credentials: cluster.credentials })
}

function present(options: {
  server: Server
  cluster: Cluster
  database: string
  serverLog: ServerLog
  unlock: () => void
}): EmbeddedPostgres {
  const { server, cluster, database, serverLog, unlock } = options
  const { address } = server
  const { superuser, owner, app } = cluster.credentials
  let stopping: Promise<void> | undefined
  const freed = server.ended.then(async () => {
    await serverLog.close()
    // Left behind it does no harm, and the next start removes it.
    if (address.host.startsWith('/')) await rm(address.host, { recursive: true, force: true }).catch(() => {})
    unlock()
  })
  return {
    ownerUrl: urlOf({ address, role: 'steward_owner', password: owner, database }),
    appUrl: urlOf({ address, role: 'steward_app', password: app, database }),
    superuserUrl: urlOf({ address, role: 'postgres', password: superuser, database }),
    gone: new Promise((resolve) => void freed.then(() => stopping ?? resolve())),
    stop() {
      stopping ??= server.stop().then(() => freed)
      return stopping
    },
  }
}

/**
 * A URL for `pg` (and libpq). Through a socket, `host` in the query is the socket's folder and wins over the URL's own, which is there
 * because a URL with a user must have one. Port and sslmode are said lest PGPORT or PGSSLMODE of the environment decide.
 */
function urlOf(options: { address: ServerAddress; role: string; password: string; database: string }): string {
  const { address, role, password, database } = options
  const isSocket = address.host.startsWith('/')
  const authority = `${role}:${password}@${isSocket ? 'localhost' : address.host}:${address.port}`
  return `postgresql://${authority}/${database}?${isSocket ? `host=${address.host}&` : ''}sslmode=disable`
}
