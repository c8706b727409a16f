import type { Actor } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import { newId } from '../platform/id.ts'
import { findWorkplaces } from './queries.ts'
import { insertEvents } from './record-queries.ts'
import type { AuditKind } from './rules.ts'

/** What somebody did, for one organisation's log. Names only what that organisation may know (R-A6). Values are facts, never sentences. */
export type AuditEntry = {
  /** Whose log. */
  organisation: string
  /** `noun.participle`; its sentence is in contract/words, `audit`. */
  kind: AuditKind
  /** The id of what it is about. */
  subject?: string | null
  detail?: Record<string, string | number | boolean | null>
}

/** The same event for the log of each of these, once where two of them are one: whose tenant it is and whoever did it (R-A6). */
export function inLogsOf(organisations: Iterable<string>, entry: Omit<AuditEntry, 'organisation'>): AuditEntry[] {
  return [...new Set(organisations)].map((organisation) => ({ organisation, ...entry }))
}

/** Writes audit events in the act's own transaction; who did it is taken from the transaction. */
export async function record(scope: Scope, ...entries: readonly AuditEntry[]): Promise<void> {
  const events = entries.map((entry) => ({ id: newId(), ...entry }))
  await insertEvents(scope, events)
}

/** What somebody did to their own account, in the log of each organisation that they work for (R-A6). In their own way of seeing. */
export async function recordForPerson(scope: Scope, { person }: Pick<Actor, 'person'>, kind: AuditKind): Promise<void> {
  if (!person) return
  const places = await findWorkplaces(scope)
  const about = { kind, subject: person.id, detail: { name: person.name } }
  if (places.length > 0) await record(scope, ...places.map((organisation) => ({ organisation, ...about })))
}
