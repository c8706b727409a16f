import type { Actor } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { newId } from '../platform/id.ts'
import { findWorkplaces } from './queries.ts'
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

/** Writes audit events in the act's own transaction; who did it is taken from the transaction. */
export async function record(scope: Scope, ...entries: readonly AuditEntry[]): Promise<void> {
  const events = entries.map((entry) => ({ id: newId(), ...entry }))
  await scope.run(sql`select door.record(${JSON.stringify(events)}::jsonb)`)
}

/** What somebody did to their own account, in the log of each organisation that they work for (R-A6). In their own way of seeing. */
export async function recordForPerson(scope: Scope, { person }: Pick<Actor, 'person'>, kind: AuditKind): Promise<void> {
  if (!person) return
  const places = await findWorkplaces(scope)
  const about = { kind, subject: person.id, detail: { name: person.name } }
  if (places.length > 0) await record(scope, ...places.map((organisation) => ({ organisation, ...about })))
}
