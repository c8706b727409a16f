import { execFile } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { codeOf, EmbeddedPostgresError } from './error.ts'
import { clusterName } from './folder.ts'

const isLinux = process.platform === 'linux'
const pollMilliseconds = 20
/** Past this, a server that shuts down is told to drop everything (it recovers at its next start), and in the end killed. */
const patiencePolls = 3_000
/** No process can have it: one above the highest id that Linux can be told to give. */
const impossiblePid = 4_194_304

/** A process and its arguments, each between two NULs (a blank where the system tells them in one line). */
type Running = { pid: number; command: string }

/**
 * The command line of a process, '' when there is none: not running, a zombie, or not ours to see.
 * A process id alone proves nothing, for ids are used again.
 */
async function commandOf(pid: number): Promise<string> {
  if (isLinux) return framed(await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-p', String(pid), '-o', 'command=']).catch(() => ({ stdout: '' }))
  return framed(stdout.trim())
}

async function listRunning(): Promise<Running[]> {
  if (isLinux) {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
    return Promise.all(pids.map(async (pid) => ({ pid, command: await commandOf(pid) })))
  }
  const { stdout } = await promisify(execFile)('ps', ['-axww', '-o', 'pid=,command='], { maxBuffer: 1e8 })
  return stdout.split('\n').map((line) => ({ pid: Number.parseInt(line, 10), command: framed(line.trim().replace(/^\d+\s+/, '')) }))
}

function framed(command: string): string {
  if (command === '') return ''
  return isLinux ? `\0${command}\0` : ` ${command} `
}

function isAbout(command: string, path: string): boolean {
  return command.includes(isLinux ? `\0${path}\0` : ` ${path} `)
}

/** Whether the process is a program started for this folder (given as an argument of its own). */
export async function isProcessOf(pid: number, folder: string): Promise<boolean> {
  return isAbout(await commandOf(pid), folder)
}

/** Ends at once all programs started for a folder that is about to be thrown away. */
export async function killProcessesOf(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  for (const { pid, command } of await listRunning()) {
    if (pid !== process.pid && isAbout(command, folder)) signal(pid, 'SIGKILL')
  }
}

/** The lines of the server's `postmaster.pid`: its process id first, its state in the eighth; empty when there is no such file. */
export async function readPostmasterFile(clusterDir: string): Promise<string[]> {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return ''
    throw error
  })
  return text === '' ? [] : text.split('\n')
}

/**
 * Clears the cluster of what an earlier Steward left running. Call it only with the data folder locked: a server that is alive then has
 * lost its Steward. It is stopped rather than taken over, so that there is one way only in which a running server came to be.
 */
export async function endLeftovers(clusterDir: string, log: (line: string) => void): Promise<void> {
  // Windows: PostgreSQL's own check of postmaster.pid has to do.
  if (process.platform === 'win32') return
  // Negative: a server in single-user mode.
  const pid = Math.abs(Number((await readPostmasterFile(clusterDir))[0] ?? 0))
  if (pid > 0) {
    if (await isProcessOf(pid, clusterDir)) {
      log(`stopping a PostgreSQL server that an earlier Steward left behind (process ${pid})`)
      await endServer(pid, clusterDir)
    } else if (exists(pid)) {
      await disownPid(clusterDir)
    }
  }
  await endBackends(clusterDir)
}

async function endServer(pid: number, clusterDir: string): Promise<void> {
  signal(pid, 'SIGINT')
  for (let polls = 0; await isProcessOf(pid, clusterDir); polls++) {
    if (polls === patiencePolls) signal(pid, 'SIGQUIT')
    if (polls === patiencePolls + 250) signal(pid, 'SIGKILL')
    if (polls > patiencePolls + 500) {
      throw new EmbeddedPostgresError(
        `The PostgreSQL server of ${clusterDir} (process ${pid}) does not end. End it by hand, then start Steward again.`,
      )
    }
    await pause(pollMilliseconds)
  }
}

/**
 * The processes of a server that was killed end by themselves as soon as they notice. One that does not is killed: while it has the old
 * shared memory, no new server starts, and what it did not commit is lost anyway.
 */
async function endBackends(clusterDir: string): Promise<void> {
  const title = framed(`postgres: ${clusterName(clusterDir)}: `).slice(0, -1)
  for (let polls = 0; polls < 500; polls++) {
    const left = (await listRunning()).filter(({ command }) => command.startsWith(title))
    if (left.length === 0) return
    if (polls >= 100) for (const { pid } of left) signal(pid, 'SIGKILL')
    await pause(pollMilliseconds)
  }
}

/**
 * A zombie, or a stranger that was given the id of our dead server, would make PostgreSQL believe that it still runs. The id is replaced
 * by an impossible one; the file stays, for with it PostgreSQL finds processes that still use the old server's memory.
 */
async function disownPid(clusterDir: string): Promise<void> {
  const [, ...rest] = await readPostmasterFile(clusterDir)
  await writeFile(join(clusterDir, 'postmaster.pid'), [String(impossiblePid), ...rest].join('\n'))
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error
  }
}
