// Where the hub is that a command works on. The server is loaded when a command gets to it, which takes a second or two.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, processEnvironment, readConfig } from '../../server/platform/config.ts'
import type { Scope } from '../../server/platform/database/database.ts'
import { newId } from '../../server/platform/id.ts'
import { Refused } from './command.ts'
import type { Desk } from './operator.ts'

export type HubPlace = { ownerUrl: string | undefined; appUrl: string; running: boolean; testing: boolean }

/** Where the hub's data is; the embedded PostgreSQL is started for the time of the work. */
export async function withHub<T>({ make }: { make: boolean }, work: (place: HubPlace) => Promise<T>): Promise<T> {
  const config = configured()
  const testing = config.STEWARD_TEST === 'on'
  if (config.DATABASE_URL) return work({ ownerUrl: config.DATABASE_OWNER_URL, appUrl: config.DATABASE_URL, running: true, testing })
  if (!make && !existsSync(join(config.DATA_DIR, 'postgres')))
    throw new Refused(`There is no hub in ${config.DATA_DIR}: set DATA_DIR or DATABASE_URL.`)
  const { startEmbeddedPostgres } = await import('../../server/platform/embedded-postgres.ts')
  const embedded = await startEmbeddedPostgres({ dataDir: config.DATA_DIR, log: (line) => process.stderr.write(`${line}\n`) })
  try {
    return await work({ ...embedded, running: false, testing })
  } finally {
    await embedded.stop()
  }
}

const unused = 'x'.repeat(32)

/** Only what this program needs: it works without the secret key, and beside a mistake in what concerns the server. */
export function configured(): Config {
  const { DATA_DIR, DATABASE_URL, DATABASE_OWNER_URL, STEWARD_TEST } = processEnvironment()
  const read = readConfig({ DATA_DIR, DATABASE_URL, DATABASE_OWNER_URL, STEWARD_TEST, SECRET_KEY: unused })
  if ('faults' in read) throw new Refused(read.faults.map(({ variable, reason }) => `${variable} ${reason}`).join('\n'))
  return read.config
}

export function owner(url: string | undefined): string {
  if (url === undefined) throw new Refused('This needs DATABASE_OWNER_URL, the database as its owner.')
  return url
}

export function loginOf(url: string): string {
  return decodeURIComponent(new URL(url).username)
}

/** The hub's own view, without a person: what is written is written as the system. */
export async function asSystem<T>(work: (scope: Scope) => Promise<T>): Promise<T> {
  return withHub({ make: false }, async ({ appUrl }) => {
    const { openDatabase } = await import('../../server/platform/database/database.ts')
    const database = await openDatabase({ url: appUrl, connections: 1 })
    try {
      return await database.inSystem(newId(), work)
    } finally {
      await database.close()
    }
  })
}

/** The operator's view, in nobody's name. What it needs is the whole server, which is loaded when it is asked for. */
export async function asOperator<T>(work: (desk: Desk) => Promise<T>): Promise<T> {
  const { workAsOperator } = await import('./operator.ts')
  return withHub({ make: false }, (place) => workAsOperator(place, work))
}
