import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { codeOf, EmbeddedPostgresError, useAnotherServer } from './error.ts'

/** The account PostgreSQL runs under. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number }

/** How a program is started: `account` null is our own; `output` a file descriptor that gets all it says. */
type Start = { account: Account | null; input?: boolean; output?: number | 'pipe' | 'ignore' }

/**
 * Finds the account for PostgreSQL, which refuses to run as root: null (our own) for everybody but root, else `postgres`, else `nobody`.
 * An existing cluster stays with its owner (pass the owner's ids), for PostgreSQL opens no folder of somebody else.
 */
export async function findAccount(owner: { uid: number; gid: number } | null): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null
  if (owner && owner.uid !== 0) return { name: `uid ${owner.uid}`, uid: owner.uid, gid: owner.gid }
  const rows = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'))
  for (const wanted of ['postgres', 'nobody']) {
    const row = rows.find(([name]) => name === wanted)
    if (row) return { name: wanted, uid: Number(row[2]), gid: Number(row[3]) }
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and there is no account "postgres" or "nobody". Start Steward as another user. ${useAnotherServer}`,
  )
}

/**
 * Starts a program under the account, in '/', with an environment of our making: variables such as PGPORT or LC_ALL of the caller must
 * not decide how a database behaves. Its own session, so that Ctrl-C reaches Steward alone, which then stops the server in order.
 */
export function startProgram(program: string, args: readonly string[], { account, input = false, output = 'ignore' }: Start): ChildProcess {
  return spawn(program, args, {
    cwd: '/',
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: [input ? 'pipe' : 'ignore', output, output],
    // On Windows, PATH and the system's own variables are filled in by the runtime.
    env: { LC_ALL: 'C', TZ: 'UTC', ...(process.platform === 'win32' ? {} : { PATH: '/usr/bin:/bin:/usr/sbin:/sbin' }) },
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  })
}

/** Runs a program to its end; never rejects for an exit code. `output` is all that it said. */
export async function runProgram(
  program: string,
  args: readonly string[],
  { account, input }: { account: Account | null; input?: string },
): Promise<{ code: number; output: string }> {
  const child = startProgram(program, args, { account, input: input !== undefined, output: 'pipe' })
  const chunks: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
  // A program that ends before it read everything is told by its exit code.
  child.stdin?.on('error', () => {})
  child.stdin?.end(input)
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', (error) => reject(startFailure(error, program, account)))
    child.once('close', (exitCode) => resolve(exitCode ?? 1))
  })
  return { code, output: Buffer.concat(chunks).toString().trim() }
}

/** Whether the account may do this to the path (`-r` read, `-x` enter or run), asked of the system: mode bits alone would miss ACLs. */
export async function accountMay(account: Account, act: '-r' | '-x', path: string): Promise<boolean> {
  const { code } = await runProgram('/bin/sh', ['-c', 'test "$1" "$2"', 'sh', act, path], { account })
  return code === 0
}

/** Puts the system's refusal to start a program into words that help. */
export function startFailure(error: unknown, program: string, account: Account | null): Error {
  const code = codeOf(error)
  if (account && code === 'EPERM') {
    return new EmbeddedPostgresError(
      `PostgreSQL does not run as root, and this system does not let root become ${account.name}. Start Steward as another user. ${useAnotherServer}`,
    )
  }
  if (code === 'ENOENT') {
    return new EmbeddedPostgresError(
      `${program} cannot be run here; on systems without glibc (Alpine) there is no embedded PostgreSQL. ${useAnotherServer}`,
    )
  }
  return error instanceof Error ? error : new Error(String(error))
}
