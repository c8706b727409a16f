import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { z } from 'zod'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../platform/embedded-postgres.ts'
import { postmasterOf, processesOf } from '../embedded.ts'
import type { Part } from './phases.ts'

const main = fileURLToPath(new URL('../../main.ts', import.meta.url))
const startSeconds = 120

export type Victim = 'server' | 'worker' | 'database' | 'all'

/** A hub as an operator runs it, which can be killed. */
export type KillableHub = {
  /** Where it answers. The port stays the same over starts. */
  readonly url: string
  /** What its processes said on standard error, over all starts. */
  readonly said: string[]
  /** What can be killed, and which parts go with it. */
  readonly victims: Partial<Record<Victim, readonly Part[]>>
  start(): Promise<void>
  /** SIGKILL, as by the kernel: nothing is said, nothing is tidied. */
  kill(victim: Victim): Promise<void>
  /** What an operator does after it: starts again what does not come back by itself. */
  revive(victim: Victim): Promise<void>
  /** As an operator stops it; answers what still runs for the folder afterwards. */
  stop(): Promise<string[]>
}

/** One process with web, worker and a database of its own in the folder `data` of `folder`. */
export function embeddedHub(folder: string, port: number): KillableHub {
  const dataDir = join(folder, 'data')
  const said: string[] = []
  const server = killableProcess(folder, { DATA_DIR: dataDir, PORT: String(port) }, said)
  return {
    url: `http://127.0.0.1:${port}`,
    said,
    victims: { server: ['web', 'worker', 'database'], database: ['database'], all: ['web', 'worker', 'database'] },
    start: server.start,
    async kill(victim) {
      if (victim !== 'server') process.kill(await postmasterOf(dataDir), 'SIGKILL')
      if (victim !== 'database') await server.end('SIGKILL')
    },
    // A server that lost its database only gets no help: it is to bring it back by itself.
    async revive(victim) {
      if (victim === 'database') server.mustRun()
      else await server.start()
    },
    async stop() {
      await server.end('SIGTERM')
      return processesOf(folder).map(({ command }) => command)
    },
  }
}

/** A web and a worker process over a PostgreSQL of the operator's, which lies in the folder `data` of `folder` too. */
export function externalHub(folder: string, port: number): KillableHub {
  const dataDir = join(folder, 'data')
  const said: string[] = []
  let database: EmbeddedPostgres
  let web: Killable
  let worker: Killable
  const startDatabase = async () => {
    database = await startEmbeddedPostgres({ dataDir })
  }
  return {
    url: `http://127.0.0.1:${port}`,
    said,
    victims: { server: ['web'], worker: ['worker'], database: ['database'], all: ['web', 'worker', 'database'] },
    async start() {
      await startDatabase()
      const common = {
        DATABASE_URL: database.appUrl,
        DATABASE_OWNER_URL: database.ownerUrl,
        SECRET_KEY: 'the same key in every process of one hub',
      }
      web = killableProcess(folder, { ...common, PROCESS: 'web', PORT: String(port) }, said)
      worker = killableProcess(folder, { ...common, PROCESS: 'worker', PORT: '0' }, said)
      await Promise.all([web.start(), worker.start()])
    },
    async kill(victim) {
      const ends: Promise<void>[] = []
      if (victim === 'database' || victim === 'all') {
        process.kill(await postmasterOf(dataDir), 'SIGKILL')
        ends.push(database.gone)
      }
      if (victim === 'server' || victim === 'all') ends.push(web.end('SIGKILL'))
      if (victim === 'worker' || victim === 'all') ends.push(worker.end('SIGKILL'))
      await Promise.all(ends)
    },
    async revive(victim) {
      if (victim === 'database' || victim === 'all') await startDatabase()
      const starts = { server: [web], worker: [worker], database: [], all: [web, worker] }[victim]
      await Promise.all(starts.map((one) => one.start()))
      for (const one of [web, worker]) one.mustRun()
    },
    async stop() {
      await Promise.all([web, worker].map((one) => one?.end('SIGTERM')))
      await database?.stop()
      return processesOf(folder).map(({ command }) => command)
    },
  }
}

export type Killable = {
  start(): Promise<void>
  end(signal: NodeJS.Signals): Promise<void>
  /** Throws where it has ended though nobody ended it. */
  mustRun(): void
}

/** What is compiled is kept in the folder from the first stop on: most of a start is compiling. */
export function killableProcess(folder: string, environment: Record<string, string>, said: string[]): Killable {
  let child: ChildProcess | undefined
  const runs = () => child !== undefined && child.exitCode === null && child.signalCode === null
  return {
    async start() {
      child = spawn(process.execPath, [main], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: process.env.PATH,
          DEMONSTRATION: 'off',
          STEWARD_TEST: 'on',
          TRUST_PROXY: 'loopback',
          LOG_LEVEL: 'warn',
          NODE_COMPILE_CACHE: join(folder, 'compiled'),
          ...environment,
        },
      })
      await ready(child, said)
    },
    async end(signal) {
      if (!child || !runs()) return
      const gone = once(child, 'exit')
      child.kill(signal)
      await gone
    },
    mustRun() {
      if (!runs()) throw new Error('a process ended by itself')
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
