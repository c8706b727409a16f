import { browserOf } from '../../contract/browser.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { getMe, getSession, listSessions } from '../../contract/session.ts'
import type { Person } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import { signedIn } from './prove.ts'
import { findChosen, getPerson, listMemberships, listOpenSessions, type PersonRow } from './queries.ts'
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
    barrier: row.barrier,
  }))
  return { person: presentPerson(signedIn(scope.actor)), memberships, actingFor: actsFor(chosen, memberships) }
}

/** The person who is signed in, with what they alone see. */
export async function describeProfile(scope: Scope): Promise<ReplyOf<typeof getMe>> {
  return presentProfile(await getPerson(scope))
}

export function presentProfile({ time_zone: timeZone, ...row }: PersonRow): ReplyOf<typeof getMe> {
  return { ...row, timeZone }
}

function presentPerson({ id, name, mail, language, timeZone, operator }: Person): ReplyOf<typeof getSession>['person'] {
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
      browser: browserOf(row.agent),
      address: row.address,
      current: row.id === scope.actor.session,
    })),
  }
}
