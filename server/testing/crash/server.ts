import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { z } from 'zod'
import { postmasterOf, processesOf } from '../../platform/embedded-postgres/testing.ts'

const main = fileURLToPath(new URL('../../main.ts', import.meta.url))
const startSeconds = 120

/** A server as an operator runs it: a process of its own over a data folder, with web, worker and database, which can be killed. */
export type KillableServer = {
  /** Where it answers, once it ever did. The port stays the same over starts. */
  readonly url: string
  /** What it said on standard error, over all starts. */
  readonly said: string[]
  start(): Promise<void>
  /** SIGKILL, as by the kernel: nothing is said, nothing is tidied. */
  killServer(): Promise<void>
  killDatabase(): Promise<void>
  /** As an operator stops it; answers what still runs for the data folder afterwards. */
  stop(): Promise<string[]>
}

/** `folder` holds the data folder `data`. */
export function killableServer(folder: string, port: number): KillableServer {
  const dataDir = join(folder, 'data')
  const said: string[] = []
  let child: ChildProcess | undefined
  const end = async (signal: NodeJS.Signals) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  return {
    url: `http://127.0.0.1:${port}`,
    said,
    async start() {
      child = spawn(process.execPath, [main], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: process.env.PATH,
          DATA_DIR: dataDir,
          PORT: String(port),
          DEMONSTRATION: 'off',
          STEWARD_TEST: 'on',
          TRUST_PROXY: 'loopback',
          LOG_LEVEL: 'warn',
          // All clients of the test come from one address: it is about crashes, not about how much one may ask.
          REQUESTS_PER_MINUTE: '1000000',
        },
      })
      await ready(child, said)
    },
    killServer: () => end('SIGKILL'),
    async killDatabase() {
      process.kill(await postmasterOf(dataDir), 'SIGKILL')
    },
    async stop() {
      await end('SIGTERM')
      return processesOf(folder).map(({ command }) => command)
    },
  }
}

/** Waits for the one line; rejects with what was said when the process ends instead. */
async function ready(child: ChildProcess, said: string[]): Promise<void> {
  const first = said.length
  child.stderr?.on('data', (chunk) => said.push(String(chunk)))
  const failed = (why: string) => new Error(`the server ${why}:\n${said.slice(first).join('')}`)
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(failed('did not start in time')), startSeconds * 1000)
    child.stdout?.on('data', (chunk) => {
      if (String(chunk).includes('Steward is ready')) resolve()
    })
    child.once('exit', () => reject(failed('ended while it started')))
    child.once('exit', () => clearTimeout(timer))
    child.stdout?.once('data', () => clearTimeout(timer))
  })
}

/** A connection past all walls, made anew when the database went away: for making the world and looking at the truth. */
export function openTruth(folder: string): pg.Pool {
  const pool = new pg.Pool({
    max: 2,
    connectionTimeoutMillis: 2000,
    statement_timeout: 60_000,
    host: join(folder, 'data', 'postgres-socket'),
    port: 5432,
    user: 'postgres',
    database: 'steward',
    password: () => superuserPassword(folder),
    options: '-c search_path=hub',
  })
  pool.on('error', () => {})
  return pool
}

async function superuserPassword(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'data', 'postgres.json'), 'utf8')
  return z.object({ superuser: z.string() }).parse(JSON.parse(text)).superuser
}
