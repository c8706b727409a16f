import type { ReplyOf } from '../../contract/endpoint.ts'
import type { getMe, getSession, listSessions } from '../../contract/session.ts'
import type { Actor, Person } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import { ProblemError } from '../platform/problems.ts'
import { findChosen, listMemberships, listOpenSessions } from './queries.ts'
import { actsFor } from './rules.ts'

/** Who is signed in, for which organisations they may act, and for which they do when they do not say. In the person's own way of seeing. */
export async function describeSession(scope: Scope): Promise<ReplyOf<typeof getSession>> {
  const { session } = scope.actor
  const [rows, chosen] = await Promise.all([listMemberships(scope), session === null ? null : findChosen(scope, session)])
  const memberships = rows.map((row) => ({
    organisationId: row.organisation,
    organisationName: row.name,
    kind: row.kind,
    roles: row.roles,
  }))
  return { person: describePerson(scope.actor), memberships, actingFor: actsFor(chosen, memberships) }
}

/** The person who is signed in, as of this request. */
export function describePerson(actor: Actor): ReplyOf<typeof getMe> {
  return presentPerson(signedIn(actor))
}

export function presentPerson({ id, name, mail, language, timeZone, operator }: Person): ReplyOf<typeof getMe> {
  return { id, name, mail, language, timeZone, operator }
}

/** One's own open sessions, the last used first. */
export async function describeSessions(scope: Scope): Promise<ReplyOf<typeof listSessions>> {
  const rows = await listOpenSessions(scope)
  return {
    items: rows.map((row) => ({
      id: row.id,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      agent: row.agent,
      current: row.id === scope.actor.session,
    })),
  }
}

function signedIn(actor: Actor): Person {
  if (!actor.person) throw new ProblemError('http.not_signed_in')
  return actor.person
}
