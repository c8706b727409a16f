import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { EmbeddedPostgresError } from './error.ts'

const busy = 5

/**
 * Takes the data folder for this process; refuses while another has it. Returns what gives it back.
 *
 * The lock is the kernel's, taken by SQLite on an empty file, because Node has no call of its own for it: it ends with the process,
 * however that dies, and it holds between containers that share a volume, where a file with a process id tells nothing.
 */
export function lockFolder(dataDir: string): () => void {
  const path = join(dataDir, 'postgres.lock')
  const lock = openLock(path)
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) {
      throw new EmbeddedPostgresError(`Another Steward is running with the data folder ${dataDir}. Stop it first, or set another DATA_DIR.`)
    }
    throw error
  }
  // By path, never through a descriptor of our own: closing one would give up every lock this process has on the file.
  chmodSync(path, 0o600)
  return () => {
    if (lock.isOpen) lock.close()
  }
}

function openLock(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path, { timeout: 0 })
  } catch (error) {
    throw new EmbeddedPostgresError(`This user may not write ${path}. Set another DATA_DIR, or give the folder to this user.`, {
      cause: error,
    })
  }
}
