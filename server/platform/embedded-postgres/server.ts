import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { runProgram, startFailure, startProgram } from './account.ts'
import type { Cluster } from './cluster.ts'
import { codeOf, EmbeddedPostgresError } from './error.ts'
import { clusterName, makeSocketFolder } from './folder.ts'
import { readPostmasterFile } from './leftovers.ts'
import type { ServerLog } from './log.ts'
import { startTether, type Tether } from './tether.ts'

/** Where the server listens: `host` is the socket's folder, or an address on Windows. */
export type ServerAddress = { readonly host: string; readonly port: number }

/** A running server, tied to this process. */
export type Server = {
  readonly address: ServerAddress
  /** Resolves when the server ended, whoever ended it. */
  readonly ended: Promise<void>
  /** Shuts down fast: open transactions are rolled back, connections closed. Resolves when nothing of it runs any more. */
  stop(): Promise<void>
}

/** What serves a small machine well, where the caller says nothing else. */
const defaults = {
  max_connections: '60',
  shared_buffers: '128MB',
  huge_pages: 'off',
  // Nobody subscribes to us; one process less.
  max_logical_replication_workers: '0',
  // A million rows come in a minute: what is known of a table's size is not to lag behind by as much.
  autovacuum_naptime: '15s',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  // Without it every refused row would be in the log in full, with people's names and addresses.
  log_error_verbosity: 'terse',
  log_line_prefix: '%m [%p] %q%u@%d ',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** Past this a shutdown is told to hurry (connections dropped, recovery at the next start), and past twice this it is a kill. */
const shutdownMilliseconds = 60_000

/**
 * Starts the server of a cluster and waits until it takes connections, however long it has to recover from a crash: a limit would
 * kill it again and again. Rejects with the log's words when it ends instead.
 */
export async function startServer(options: {
  cluster: Cluster
  settings: Record<string, string>
  log: (line: string) => void
  serverLog: ServerLog
}): Promise<Server> {
  const { cluster, settings, log, serverLog } = options
  const address = await chooseAddress(cluster)
  // First the tether, then the server: a kill between the two must not leave a server that nothing ends.
  const tether = await startTether({ ...cluster, pgCtl: cluster.binaries.pgCtl, log })
  let stop = () => tether.release()
  try {
    const child = await startPostmaster({ cluster, tether, args: argumentsFor({ cluster, address, settings }), output: serverLog.fd })
    const ended = once(child, 'exit').then(() => tether.release())
    stop = () => stopServer({ child, cluster, tether, ended })
    await untilReady({ child, cluster, serverLog, log })
    return { address, ended, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function chooseAddress({ clusterDir, account }: Cluster): Promise<ServerAddress> {
  if (process.platform !== 'win32') return { host: await makeSocketFolder(clusterDir, account), port: 5432 }
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const bound = probe.address()
  probe.close()
  await once(probe, 'close')
  if (bound === null || typeof bound === 'string') throw new EmbeddedPostgresError('No free port was found on 127.0.0.1.')
  return { host: '127.0.0.1', port: bound.port }
}

function argumentsFor(options: { cluster: Cluster; address: ServerAddress; settings: Record<string, string> }): string[] {
  const { cluster, address, settings } = options
  const isSocket = address.host.startsWith('/')
  const all = {
    ...defaults,
    ...settings,
    // What follows is not for the caller to choose: it is what keeps the data, and strangers out.
    fsync: 'on',
    full_page_writes: 'on',
    password_encryption: 'scram-sha-256',
    listen_addresses: isSocket ? '' : address.host,
    unix_socket_directories: isSocket ? address.host : '',
    unix_socket_permissions: '0700',
    port: String(address.port),
    cluster_name: clusterName(cluster.clusterDir),
    logging_collector: 'off',
    log_destination: 'stderr',
  }
  return ['-D', cluster.clusterDir, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

/**
 * Starts the server's process. A shell holds it back until the tether knows its process id, then becomes it; when we die before that,
 * the shell's pipe ends and no server starts.
 */
async function startPostmaster(options: { cluster: Cluster; tether: Tether; args: string[]; output: number }): Promise<ChildProcess> {
  const { cluster, tether, args, output } = options
  const { account, binaries } = cluster
  const child =
    process.platform === 'win32'
      ? startProgram(binaries.postgres, args, { account, output })
      : startProgram('/bin/sh', ['-c', 'read -r go || exit 1; exec "$@" </dev/null', 'steward-postgres', binaries.postgres, ...args], {
          account,
          input: true,
          output,
        })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (error) => reject(startFailure(error, binaries.postgres, account)))
  })
  // It must not keep a Steward alive that has nothing left to do; the tether ends it then.
  child.unref()
  child.stdin?.on('error', () => {})
  await tether.hold(child.pid ?? 0)
  child.stdin?.end('go\n')
  return child
}

async function untilReady(options: {
  child: ChildProcess
  cluster: Cluster
  serverLog: ServerLog
  log: (line: string) => void
}): Promise<void> {
  const { child, cluster, serverLog, log } = options
  const everyMilliseconds = 10
  for (let polls = 0; ; polls++) {
    if (hasEnded(child)) {
      throw new EmbeddedPostgresError(`PostgreSQL did not start on ${cluster.clusterDir}:\n${await serverLog.sayings()}`)
    }
    const lines = await readPostmasterFile(cluster.clusterDir)
    // The file may still be that of an earlier server.
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return
    if (polls > 0 && polls % 500 === 0) log('PostgreSQL is recovering from a crash; this may take minutes')
    await pause(everyMilliseconds)
  }
}

async function stopServer(options: { child: ChildProcess; cluster: Cluster; tether: Tether; ended: Promise<void> }): Promise<void> {
  const { child, cluster, tether, ended } = options
  child.ref()
  if (hasEnded(child)) return tether.release()
  const hurry = setTimeout(() => void kill(child, 'SIGQUIT'), shutdownMilliseconds)
  const force = setTimeout(() => void kill(child, 'SIGKILL'), 2 * shutdownMilliseconds)
  if (process.platform === 'win32') {
    await runProgram(cluster.binaries.pgCtl, ['stop', '-D', cluster.clusterDir, '-m', 'fast', '-W'], { account: null })
  } else if (!kill(child, 'SIGINT')) {
    // Root without the right to signal others (a container without CAP_KILL): the tether has the server's own account.
    tether.pull()
  }
  await ended
  clearTimeout(hurry)
  clearTimeout(force)
}

/** False when we have not the right to. Not by the child's own `kill`, which tells that with an `error` event. */
function kill(child: ChildProcess, signal: NodeJS.Signals): boolean {
  if (child.pid === undefined || hasEnded(child)) return true
  try {
    process.kill(child.pid, signal)
  } catch (error) {
    if (codeOf(error) === 'EPERM') return false
    if (codeOf(error) !== 'ESRCH') throw error
  }
  return true
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}
