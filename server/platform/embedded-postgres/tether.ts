import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type Account, startFailure, startProgram } from './account.ts'

/**
 * What ends the server when Steward is killed and can do nothing any more: a small process that waits on a pipe from us, which the
 * system closes when we die, however we die. Killed itself, it is replaced.
 */
export type Tether = {
  /** Says which process is the server; resolves when the tether has been told. */
  hold(pid: number): Promise<void>
  /** Lets go of the server without ending it; resolves when the tether is gone. */
  release(): Promise<void>
  /** Lets the tether stop the server now, as if we had died. */
  pull(): void
}

/**
 * Reads the server's process id, then waits. The word "done" lets go; the end of the pipe means that Steward is dead: then a fast
 * shutdown, after a minute an immediate one, at last a kill. The command line is compared, lest a stranger with the same id be hit.
 */
const script = `
ours() {
  if [ -d /proc/self ]; then tr '\\0' '\\n' 2>/dev/null <"/proc/$pid/cmdline" | grep -qxF -e "$1"
  else ps -ww -p "$pid" -o command= 2>/dev/null | grep -qF -e "$1"; fi
}
read -r pid || exit 0
while read -r word; do [ "$word" = done ] && exit 0; done
polls=0
while ours "$1" 2>/dev/null; do
  case $polls in
    0) kill -INT "$pid" ;;
    300) kill -QUIT "$pid" ;;
    350) kill -KILL "$pid" ;;
    400) exit 1 ;;
  esac
  polls=$((polls + 1))
  sleep 0.2
done
`

/** The same for Windows, where only pg_ctl can ask a server to stop. */
const windowsScript = `
let text = ''
process.stdin.on('data', (chunk) => {
  text += chunk
  if (text.includes('done')) process.exit(0)
}).on('end', () => {
  const [pgCtl, clusterDir] = process.argv.slice(1)
  if (text) require('node:child_process').spawnSync(pgCtl, ['stop', '-D', clusterDir, '-m', 'fast', '-w'], { windowsHide: true })
})
`

/** Starts a tether for the server of a cluster. Resolves when it runs, before there is a server. */
export async function startTether(options: {
  clusterDir: string
  account: Account | null
  pgCtl: string
  log: (line: string) => void
}): Promise<Tether> {
  const { log } = options
  let pid = 0
  let isWanted = true
  let losses = 0
  let current = startOne(options)
  await started(current, options.account)
  watch(current)

  function watch(child: ChildProcess): void {
    child.once('exit', () => {
      if (!isWanted) return
      log('the process that ends PostgreSQL with Steward was itself ended; starting another')
      replace()
    })
  }

  function replace(): void {
    current = startOne(options)
    const next = current
    started(next, options.account).then(
      () => {
        watch(next)
        if (pid) next.stdin?.write(`${pid}\n`)
      },
      (error: Error) => {
        log(`no process could be started to end PostgreSQL with Steward: ${error.message}`)
        // Likely too many processes; later there may be room. Slower each time, so that trying is no burden of its own.
        losses++
        setTimeout(() => isWanted && replace(), Math.min(60_000, 100 * 2 ** losses)).unref()
      },
    )
  }

  return {
    async hold(serverPid) {
      pid = serverPid
      await new Promise<void>((resolve) => current.stdin?.write(`${pid}\n`, () => resolve()))
    },
    async release() {
      isWanted = false
      if (current.exitCode !== null || current.signalCode !== null || current.pid === undefined) return
      current.ref()
      const ended = once(current, 'exit')
      current.stdin?.end(pid ? 'done\n' : '')
      await ended
    },
    pull() {
      isWanted = false
      current.stdin?.end()
    },
  }
}

function startOne({ clusterDir, account, pgCtl }: { clusterDir: string; account: Account | null; pgCtl: string }): ChildProcess {
  const child =
    process.platform === 'win32'
      ? spawn(process.execPath, ['-e', windowsScript, pgCtl, clusterDir], { stdio: ['pipe', 'ignore', 'ignore'], windowsHide: true })
      : startProgram('/bin/sh', ['-c', script, 'steward-postgres-tether', clusterDir], { account, input: true })
  // A pipe to a process that was killed: its exit is what is acted on.
  child.stdin?.on('error', () => {})
  // It must not keep a Steward alive that has nothing left to do.
  child.unref()
  return child
}

async function started(child: ChildProcess, account: Account | null): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', (error) => reject(startFailure(error, '/bin/sh', account)))
  })
}
