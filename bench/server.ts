import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { z } from 'zod'

/** As `npm start` and the container start it: what is young is collected sooner, which halves what an idle server holds. */
const littleYoung = '--max-semi-space-size=4'
const main = fileURLToPath(new URL('../server/main.ts', import.meta.url))

/** A server as an operator runs it, in a process of its own over a data folder of its own. */
export type BenchServer = {
  readonly url: string
  readonly folder: string
  /** From the start of the process to the line that says that it is ready. */
  readonly startSeconds: number
  /** Past all walls, as the database's superuser; `owner` as the owner of its tables. */
  readonly superuser: pg.Pool
  readonly owner: pg.Pool
  readonly ownerUrl: string
  /** As the server itself signs in. */
  readonly appUrl: string
  readonly superuserUrl: string
  /** The most memory that the server's process had so far, database apart. */
  peakMegabytes(): Promise<number>
  megabytes(): Promise<number>
  stop(): Promise<void>
}

export async function makeFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'steward-bench-')))
  // PostgreSQL runs under another account when we are root.
  await chmod(folder, 0o755)
  return folder
}

export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 })

export async function startServer(
  folder: string,
  demonstration: 'on' | 'off' = 'off',
  more: Record<string, string> = {},
): Promise<BenchServer> {
  const began = performance.now()
  const child = spawn(process.execPath, [littleYoung, main], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      DATA_DIR: join(folder, 'data'),
      PORT: '0',
      DEMONSTRATION: demonstration,
      LOG_LEVEL: 'error',
      REQUESTS_PER_MINUTE: '10000000',
      ...more,
    },
  })
  const url = await readyLine(child)
  const startSeconds = (performance.now() - began) / 1000
  const passwords = z
    .object({ superuser: z.string(), owner: z.string(), app: z.string() })
    .parse(JSON.parse(await readFile(join(folder, 'data', 'postgres.json'), 'utf8')))
  const urlOf = (user: string, password: string) =>
    `postgresql://${user}:${password}@localhost/steward?host=${join(folder, 'data', 'postgres-socket')}`
  const ownerUrl = urlOf('steward_owner', passwords.owner)
  const common = { max: 2, options: '-c search_path=hub -c TimeZone=UTC' }
  const superuser = new pg.Pool({ ...common, connectionString: urlOf('postgres', passwords.superuser) })
  const owner = new pg.Pool({ ...common, connectionString: ownerUrl })
  const memory = async (field: string) => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024
  }
  return {
    url,
    folder,
    startSeconds,
    superuser,
    owner,
    ownerUrl,
    appUrl: urlOf('steward_app', passwords.app),
    superuserUrl: urlOf('postgres', passwords.superuser),
    peakMegabytes: () => memory('VmHWM'),
    megabytes: () => memory('VmRSS'),
    async stop() {
      await Promise.all([superuser.end(), owner.end()])
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

export function readyLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk) => {
      said += String(chunk)
      const url = /is ready at (\S+)/.exec(said)?.[1]
      if (url) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`the process ended with ${code}`)))
  })
}

export type Caller = { token: string; organisation: string }

export function headersOf({ token, organisation }: Caller): Record<string, string> {
  return { cookie: `steward_session=${token}`, 'x-steward-request': '1', 'x-steward-acting-for': organisation }
}
