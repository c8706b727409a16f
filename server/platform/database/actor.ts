import type { Language } from '../../../contract/endpoint.ts'
import type { Holder, OrganisationKind } from '../../../contract/permissions.ts'

/** In which capacity a transaction works (docs/isolation.md). More come with the features that bring them. */
export type Capacity = 'member' | 'end_user' | 'read_only_session' | 'person' | 'operator' | 'system'

/** The roles of the database, one per way of seeing (ARCHITECTURE.md, "The three gates"). */
export type Way = 'managed' | 'linked' | 'vendor' | 'end_user' | 'any' | 'person' | 'operator' | 'system'

export type Person = { id: string; name: string; mail: string; language: Language; timeZone: string; operator: boolean }
export type ActingFor = { id: string; name: string; kind: OrganisationKind; roles: readonly Holder[]; locations: readonly string[] | null }

/** Whoever acts: what a transaction knows of them, and what permissions are decided from. */
export type Actor = {
  readonly capacity: Capacity
  readonly person: Person | null
  readonly acting: ActingFor | null
  readonly session: string | null
  readonly correlation: string
  /** Why the organisation lets nobody act for it in this session: its rules for signing in. Absent or null where it does. */
  readonly barrier?: Barrier | null
  /** Inside which support session: whoever acts then comes from `home`, null for whoever runs the hub. Absent outside. */
  readonly support?: { readonly id: string; readonly home: string | null }
}

export type Barrier = 'session.second_factor_needed' | 'session.too_old'

/** Somebody who acts for an organisation. */
export type Member = Actor & { readonly person: Person; readonly acting: ActingFor }

/** Nobody in particular: timers and what comes before a sign-in. Works through doors only. */
export function systemActor(correlation: string): Actor {
  return { capacity: 'system', person: null, acting: null, session: null, correlation }
}

const administrators: readonly Way[] = ['any', 'managed', 'linked', 'vendor', 'person']
/** In which ways each capacity may see at all; the first is the usual one. */
export const waysOf: Readonly<Record<Capacity, readonly Way[]>> = {
  member: administrators,
  read_only_session: administrators,
  end_user: ['end_user', 'person'],
  person: ['person'],
  operator: ['operator', 'person'],
  system: ['system'],
}

/** The way in which a capacity sees when nothing else is asked for. */
export function usualWay(capacity: Capacity): Way {
  const [usual = 'system'] = waysOf[capacity]
  return usual
}

/** Throws where whoever acts has no such way of seeing: a policy asks which rows, and relies on the role that this chooses (R-A1). */
export function needWay({ capacity }: Actor, way: Way): void {
  if (!waysOf[capacity].includes(way)) throw new Error(`a transaction of a ${capacity} does not see as ${way}`)
}

/** Whoever sees what the administrators of the organisation acted for see: its members but end users, and a support session, to read. */
export function seesAsAdministrator({ capacity }: Actor): boolean {
  return capacity === 'member' || capacity === 'read_only_session'
}

export function isMember(actor: Actor): actor is Member {
  return actor.person !== null && actor.acting !== null
}
