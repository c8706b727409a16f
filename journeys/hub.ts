import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const startSeconds = 120
const stopSeconds = 30

export type RunningHub = { url: string; stop(): Promise<void> }

/** The pages as they are now, built where something changed. */
export async function buildPages(): Promise<void> {
  const build = spawn(process.execPath, ['tools/build-once.ts'], { cwd: root, stdio: 'inherit' })
  const code = await new Promise((resolve) => build.on('close', resolve))
  if (code !== 0) throw new Error('the pages could not be built')
}

/**
 * A hub as anybody starts it, `node server/main.ts`, with demonstration data on a folder of its own; answers when it is ready. It ends by
 * `stop`, and by itself when this process is gone. `settings` are environment variables of its own.
 */
export async function startHub(settings: Readonly<Record<string, string>> = {}): Promise<RunningHub> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-journeys-'))
  // Everybody of a run comes from one address, faster than any people.
  const many = { REQUESTS_PER_MINUTE: '100000' }
  const own = { DATA_DIR: folder, PORT: '0', HOST: '', DEMONSTRATION: 'on', STEWARD_TEST: 'on', LOG_LEVEL: 'error', PROCESS: '' }
  const none = { DATABASE_URL: '', DATABASE_OWNER_URL: '', SECRET_KEY: '', PUBLIC_URL: '', SMTP_URL: '' }
  const child = spawn(process.execPath, ['--import', './journeys/tether.ts', 'server/main.ts'], {
    cwd: root,
    env: { ...process.env, ...none, ...many, ...own, ...settings },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const stop = async () => {
    await end(child)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return { url: await readiness(child), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function readiness(child: ChildProcess): Promise<string> {
  let timer: NodeJS.Timeout | undefined
  const ready = new Promise<string>((resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`the hub was not ready after ${startSeconds} s`)), startSeconds * 1000)
    let said = ''
    child.stdout?.on('data', (piece: Buffer) => {
      said += piece.toString()
      const url = /Steward is ready at (\S+)/.exec(said)?.[1]
      if (url) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`the hub ended with ${code} before it was ready`)))
  })
  return ready.finally(() => clearTimeout(timer))
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopSeconds * 1000)
  await gone
  clearTimeout(timer)
}
