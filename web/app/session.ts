import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Language, ReplyOf } from '../../contract/endpoint.ts'
import { type Holder, mayTry, type OrganisationKind, type Permission, rolesByKind } from '../../contract/permissions.ts'
import { getSession } from '../../contract/session.ts'
import { getSupportSession } from '../../contract/support-sessions.ts'
import type { ActingIn } from '../../sdk/request.ts'
import { CallProblem, call } from '../call.ts'

export type Session = ReplyOf<typeof getSession>
export type Membership = Session['memberships'][number]

const sessionKey = ['person', getSession.name] as const
const sessionQuery = queryOptions({
  queryKey: sessionKey,
  // Asked as the link in the head of the page asks (server/platform/http/pages.ts): a header more, and some browsers ask again.
  queryFn: () => call(getSession, {}, { language: '' }),
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

/** From here on each page that is opened speaks it, also before the hub has answered. */
export function keepLanguage(queries: QueryClient, language: Language): void {
  queries.setQueryData<Session>(sessionKey, (session) => session && { ...session, person: { ...session.person, language } })
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

/** For whom the page acts, as its path says: an organisation, or a support session. Undefined on pages that act for nobody. For links, and what is kept. */
export function useActingFor(): string | undefined {
  return useParams({ strict: false }).organisationId
}

/** Inside a support session the path has it in the organisation's place: `/s/<session>/…`, in the router `/o/s.<session>/…`. */
const inside = 's.'

export function placeOf(supportSession: string): string {
  return `${inside}${supportSession}`
}

export function supportSessionIn(place: string | undefined): string | undefined {
  return place?.startsWith(inside) ? place.slice(inside.length) : undefined
}

/** Whether the page is inside a support session: what is a customer's own there is not its reader's. */
export function useVisiting(): boolean {
  return supportSessionIn(useActingFor()) !== undefined
}

/** What each call from such a page says. */
export function actingIn(place: string | undefined): ActingIn {
  const supportSession = supportSessionIn(place)
  return supportSession === undefined ? { actingFor: place } : { supportSession }
}

/** The support session of the page, as its own person sees it; asks nothing elsewhere. */
export function useSupportSession() {
  const id = supportSessionIn(useActingFor())
  return useQuery<ReplyOf<typeof getSupportSession>, CallProblem>({
    queryKey: ['person', getSupportSession.name, id ?? null],
    queryFn: () => call(getSupportSession, { params: { id: id ?? '' } }),
    enabled: id !== undefined,
    retry: false,
  })
}

/** Of the organisation of the page; inside a support session what that brings. */
export function useMembership(): Membership | undefined {
  const place = useActingFor()
  const visit = useSupportSession().data
  const own = useSession().data?.memberships.find((membership) => membership.organisationId === place)
  if (place === undefined || supportSessionIn(place) === undefined || !visit || visit.endedAt !== null) return own
  return { organisationId: place, organisationName: visit.customer.name, kind: 'customer', roles: ['read_only_session'], barrier: null }
}

/** The id of the organisation of the page, also inside a support session. */
export function useOrganisationId(): string {
  const place = useActingFor() ?? ''
  const visit = useSupportSession().data
  return supportSessionIn(place) === undefined ? place : (visit?.customer.id ?? '')
}

function knownRoles(kind: OrganisationKind, roles: readonly string[]): Holder[] {
  const known: readonly Holder[] = [...rolesByKind[kind], 'read_only_session']
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
