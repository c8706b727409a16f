import type { Language } from '../../contract/endpoint.ts'
import type { Database } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { findSettings } from './queries.ts'
import type { Settings } from './rules.ts'

/** For so long a process believes what it has read; a change made on another server is in force there after that. */
const freshMilliseconds = 5_000

type Read = { at: number; settings: Promise<Settings> }
const reads = new WeakMap<Database, Read>()

/** The settings, looked up once in a few seconds, however many ask. Opens a scope of its own: never inside one. */
export function currentSettings({ database, clock }: Pick<Hub, 'database' | 'clock'>): Promise<Settings> {
  const now = clock.now().getTime()
  const last = reads.get(database)
  if (last && Math.abs(now - last.at) < freshMilliseconds) return last.settings
  const settings = database.inSystem(newId(), findSettings)
  reads.set(database, { at: now, settings })
  // A fault is nothing to believe.
  settings.catch(() => forgetSettings(database))
  return settings
}

/** Whoever has changed them sees it at once. */
export function forgetSettings(database: Database): void {
  reads.delete(database)
}

/** For whoever says none that the hub speaks; English too while the database is away. */
export async function languageOfStrangers(hub: Pick<Hub, 'database' | 'clock'>): Promise<Language> {
  const settings = await currentSettings(hub).catch(() => null)
  return settings?.language ?? 'en'
}
