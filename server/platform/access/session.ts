import { createHash, randomBytes } from 'node:crypto'
import type { Language } from '../../../contract/endpoint.ts'
import { limits } from '../../../contract/limits.ts'
import { type Holder, mayTry, type OrganisationKind, type Permission, type Role } from '../../../contract/permissions.ts'
import { type Actor, type Barrier, systemActor } from '../database/actor.ts'
import type { Database, Scope } from '../database/database.ts'
import { sql } from '../database/query.ts'
import { ProblemError } from '../problems.ts'

export const sessionCookie = 'steward_session'

/** A session's secret, and what the database keeps of it. */
export function newSessionToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: tokenHash(token) }
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** How long a session stands unused, and how long at all. */
export const sessionIdle = sql`make_interval(hours => ${limits.sessionIdleHours})`
export const sessionLifetime = sql`make_interval(days => ${limits.sessionLifetimeDays})`
/** Both, as the doors that look sessions up take them. */
export const sessionLimits = sql`${sessionIdle}, ${sessionLifetime}`

type Found = {
  session: string
  person: string
  name: string
  mail: string
  language: Language
  time_zone: string
  operator: boolean
  organisation: string | null
  organisation_name: string | null
  organisation_kind: OrganisationKind | null
  roles: Role[] | null
  locations: string[] | null
  barrier: Barrier | null
}

/**
 * Who a request is, as of now (R-A4): one look-up of session, person and membership. Null where the session is over.
 * With `asked`, an organisation in which the person is no member leaves `acting` null.
 */
export async function findActor(database: Database, token: string, asked: string | null, correlation: string): Promise<Actor | null> {
  const found = await database.inSystem(correlation, (scope) =>
    scope.maybe<Found>(sql`select * from door.find_session(${tokenHash(token)}, ${asked}, ${sessionLimits})`),
  )
  return found ? { ...actorOf(found, found.person, correlation), session: found.session, barrier: found.barrier } : null
}

type FoundWithin = Omit<Found, 'organisation_kind' | 'roles' | 'locations'> & { home: string | null }

/**
 * Who a request inside a support session is, as of now, in one look-up too: the customer acted for, with what such a session may and nothing of
 * what the person may elsewhere. `acting` is null where the session is not theirs, or is over.
 */
export async function findActorWithin(database: Database, token: string, support: string, correlation: string): Promise<Actor | null> {
  const found = await database.inSystem(correlation, (scope) =>
    scope.maybe<FoundWithin>(sql`select * from door.find_support_session(${tokenHash(token)}, ${support}, ${sessionLimits})`),
  )
  if (!found) return null
  const { organisation: id, organisation_name: name, home, session, barrier } = found
  const person = actorOf({ ...found, organisation: null, organisation_kind: null, roles: null, locations: null }, found.person, correlation)
  if (!id || !name) return { ...person, session }
  const acting = { id, name, kind: 'customer', roles: ['read_only_session'], locations: null } as const
  return { ...person, session, barrier, capacity: 'read_only_session', acting, support: { id: support, home } }
}

/** Whether the support session still stands, under this sign-in; with `hold`, until the transaction ends. Scope: `system`. */
export async function supportStands(scope: Scope, { session, support }: Actor, hold = false): Promise<boolean> {
  const { stands } = await scope.one<{ stands: boolean }>(
    sql`select door.support_session_stands(${support?.id ?? null}, ${session}, ${hold}) as stands`,
  )
  return stands
}

/** Whoever acts, with the rights they have now, for what takes longer than a request; null where they may act for the organisation no more (R-A4). */
export async function actorNow(database: Database, actor: Actor): Promise<Actor | null> {
  const { person, acting, support, correlation } = actor
  if (support) return (await database.inSystem(correlation, (scope) => supportStands(scope, actor))) ? actor : null
  return person && acting ? findAsker(database, person.id, acting.id, correlation) : null
}

/** A job's asker, with the rights they have now; null where they are no member any more (R-A4). */
export async function findAsker(database: Database, person: string, organisation: string, correlation: string): Promise<Actor | null> {
  const found = await database.inSystem(correlation, (scope) =>
    scope.maybe<Omit<Found, 'session' | 'person' | 'operator' | 'organisation' | 'barrier'>>(
      sql`select * from door.find_member(${person}, ${organisation})`,
    ),
  )
  return found ? actorOf({ ...found, operator: false, organisation }, person, correlation) : null
}

/** Within the transaction in which the session was just opened. */
export async function actorInSession(scope: Scope, token: string, correlation: string): Promise<Actor> {
  const found = await scope.one<Omit<Found, 'barrier'>>(sql`select * from door.find_session(${tokenHash(token)}, null, ${sessionLimits})`)
  return { ...actorOf(found, found.person, correlation), session: found.session }
}

function actorOf(found: Omit<Found, 'session' | 'person' | 'barrier'>, person: string, correlation: string): Actor {
  const { organisation, organisation_name: name, organisation_kind: kind, roles } = found
  const acting = organisation && name && kind && roles ? { id: organisation, name, kind, roles, locations: found.locations } : null
  return {
    ...systemActor(correlation),
    capacity: acting ? (roles?.every((role) => role === 'end_user') ? 'end_user' : 'member') : found.operator ? 'operator' : 'person',
    person: {
      id: person,
      name: found.name,
      mail: found.mail,
      language: found.language,
      timeZone: found.time_zone,
      operator: found.operator,
    },
    acting,
  }
}

/**
 * Second gate: the right to try (docs/permissions.md). Answers in which extent, or refuses and names the permission; before that, with the
 * organisation's own rules for signing in (`session.second_factor_needed`, `session.too_old`).
 */
export function needPermission(actor: Actor, permission: Permission): 'x' | 'o' | 'm' | 'c' {
  if (!actor.acting) throw new ProblemError('http.no_organisation')
  if (actor.barrier) throw new ProblemError(actor.barrier)
  const roles: readonly Holder[] = actor.acting.roles
  const extent = mayTry(permission, roles, actor.acting.kind)
  if (extent === undefined) throw new ProblemError('http.not_allowed', { permission, values: { permission } })
  return extent === 'v' || extent === 'w' ? 'x' : extent
}

/** Whether the actor's roles give a permission at all; for `can` and for jobs. */
export function hasPermission(actor: Actor, permission: Permission): boolean {
  return actor.acting !== null && mayTry(permission, actor.acting.roles, actor.acting.kind) !== undefined
}
