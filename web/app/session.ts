import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { mayTry, type OrganisationKind, type Permission, type Role, rolesByKind } from '../../contract/permissions.ts'
import { getSession } from '../../contract/session.ts'
import { CallProblem, call } from '../call.ts'

export type Session = ReplyOf<typeof getSession>
export type Membership = Session['memberships'][number]

const sessionKey = ['person', getSession.name] as const
const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: () => call(getSession, {}),
  staleTime: 60_000,
})

/** After signing in or accepting an invitation. */
export function keepSession(queries: QueryClient, session: Session): void {
  queries.clear()
  queries.setQueryData(sessionKey, session)
}

export function findSession(queries: QueryClient): Promise<Session> {
  return queries.ensureQueryData(sessionQuery)
}

export function isSignedIn(queries: QueryClient): boolean {
  return queries.getQueryData(sessionKey) !== undefined
}

/** Asks the server whether the session still stands; where it does not, the shell leads to the sign-in page. */
export async function recheckSession(queries: QueryClient): Promise<void> {
  await queries.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false }).catch(() => undefined)
}

/** No answer, or only that of a proxy whose hub is away. */
export function isSilence(status: number): boolean {
  return [0, 502, 503, 504].includes(status)
}

/** What stands between here and the hub now; undefined where it answers, whatever it says. */
export async function findSilence(): Promise<CallProblem | undefined> {
  try {
    await call(getSession, {})
  } catch (fault) {
    if (fault instanceof CallProblem && isSilence(fault.problem.status)) return fault
  }
  return undefined
}

/** Who is signed in; asks nothing by itself where nobody has signed in yet. */
export function useSession() {
  return useQuery({ ...sessionQuery, enabled: false })
}

/** The organisation of the page's path; undefined on pages that act for nobody. */
export function useActingFor(): string | undefined {
  return useParams({ strict: false }).organisationId
}

export function useMembership(): Membership | undefined {
  const organisationId = useActingFor()
  return useSession().data?.memberships.find((membership) => membership.organisationId === organisationId)
}

function knownRoles(kind: OrganisationKind, roles: readonly string[]): Role[] {
  const known: readonly Role[] = rolesByKind[kind]
  return known.filter((role) => roles.includes(role))
}

export function may(membership: Membership | undefined, permission: Permission): boolean {
  if (!membership) return false
  return mayTry(permission, knownRoles(membership.kind, membership.roles), membership.kind) !== undefined
}

/** Whether the person may try an act in the organisation of the page. */
export function useMay(): (permission: Permission) => boolean {
  const membership = useMembership()
  return (permission) => may(membership, permission)
}
