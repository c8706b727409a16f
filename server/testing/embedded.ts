/** What the tests of the embedded server need: folders, a Steward that can be killed, and a look at what runs. Linux only (/proc). */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readFile, realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { clusterName } from '../platform/embedded-postgres/folder.ts'

/** Small, for many servers run beside each other on a test machine. */
export const smallSettings = { shared_buffers: '4MB' }

/** A new folder that every account may enter, as `/srv` would be. */
export async function makeTestFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'steward-test-')))
  await chmod(folder, 0o755)
  return folder
}

/** A process of its own that starts the server of a data folder and then waits, for ever, to be killed. */
export type Steward = {
  readonly process: ChildProcess
  /** The URLs of its server; rejects with what it said if it ends before. */
  readonly ready: Promise<{ appUrl: string; ownerUrl: string; superuserUrl: string }>
  kill(): Promise<void>
}

export function startSteward(dataDir: string, how: { uid?: number; waits?: boolean; sharedPlace?: string } = {}): Steward {
  const { uid, waits = true, sharedPlace } = how
  const module = JSON.stringify(new URL('../platform/embedded-postgres.ts', import.meta.url).href)
  const options = JSON.stringify({ dataDir, settings: smallSettings, sharedPlace })
  const code = `
    const { startEmbeddedPostgres } = await import(${module})
    const server = await startEmbeddedPostgres(${options})
    console.log(JSON.stringify(server))
    ${waits ? 'setInterval(() => {}, 1e6)' : ''}`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: '/',
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const exit = once(child, 'exit')
  const ready = Promise.race([
    once(child.stdout, 'data').then(([line]) => JSON.parse(String(line))),
    once(child, 'close').then(() => Promise.reject(new Error(said))),
  ])
  // A Steward that is to be killed while it starts is not waited for.
  ready.catch(() => {})
  return {
    process: child,
    ready,
    async kill() {
      child.kill('SIGKILL')
      await exit
    },
  }
}

/** Every living process that was started for something in the folder or is a part of its server. */
export function processesOf(folder: string, clusterDir = join(folder, 'data', 'postgres')): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((name) => ({ pid: Number(name), command: commandOf(name) }))
    .filter(({ command }) => command.includes(folder) || command.includes(clusterName(clusterDir)))
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return ''
  }
}

/** The processes that end the server with its Steward: one, or none for the moment in which it is replaced. */
export function tethersOf(folder: string): number[] {
  return processesOf(folder)
    .filter(({ command }) => command.includes('steward-postgres-tether'))
    .map(({ pid }) => pid)
}

/** Ends a server's tether as nothing but a kill -9 can; returns its process id. */
export function killTether(folder: string): number {
  const [tether] = tethersOf(folder)
  if (tether === undefined) throw new Error('there is no tether')
  process.kill(tether, 'SIGKILL')
  return tether
}

/** The server's main process. */
export async function postmasterOf(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
}

/** Waits until it holds, ten seconds at most; resolves to whether it did. */
export async function until(holds: () => boolean): Promise<boolean> {
  for (let polls = 0; polls < 500; polls++) {
    if (holds()) return true
    await pause(20)
  }
  return false
}

/** One query on a connection of its own; its rows. */
export async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
