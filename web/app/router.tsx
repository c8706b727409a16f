import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { CallProblem } from '../call.ts'
import { speak } from '../words/index.ts'
import { BrokenHere, BrokenPage, NotFoundHere, NotFoundPage } from './BrokenPage.tsx'
import { homeOf } from './places.ts'
import { findSession, findSilence, type Session } from './session.ts'

type Context = { queries: QueryClient }

/** State of a list that belongs in the address: search text, order, filter, page, and where a transfer starts. */
export type Search = { q?: string; sort?: string; filter?: string; after?: string; source?: string; picked?: boolean } & {
  [K in (typeof eventFilters)[number]]?: string
}
/** What of the audit log is shown. */
const eventFilters = ['kind', 'person', 'subject', 'from', 'to'] as const

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined
}

function readSearch(raw: Record<string, unknown>): Search {
  const found: Search = {}
  for (const name of ['q', 'sort', 'filter', 'after', 'source', ...eventFilters] as const) {
    const value = text(raw[name])
    if (value !== undefined) found[name] = value
  }
  if (raw.picked === true) found.picked = true
  return found
}

/** The session, or the way to the sign-in page and back. */
async function signedIn(queries: QueryClient, href: string): Promise<Session> {
  try {
    const session = await findSession(queries)
    await speak(session.person.language)
    return session
  } catch (fault) {
    if (fault instanceof CallProblem && fault.problem.status === 401) throw redirect({ to: '/sign-in', search: { return: href } })
    throw fault
  }
}

/** A page's piece. Where the hub does not answer it is said so in its place; else the hub was updated, and the router loads the new page. */
function piece<Piece>(load: () => Promise<Piece>): () => Promise<Piece> {
  return async () => {
    try {
      return await load()
    } catch (fault) {
      throw (await findSilence()) ?? fault
    }
  }
}

const rootRoute = createRootRouteWithContext<Context>()({ notFoundComponent: NotFoundPage, errorComponent: BrokenPage })

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    const { actingFor, memberships, person } = await signedIn(context.queries, '/')
    const membership = memberships.find(({ organisationId }) => organisationId === actingFor) ?? memberships[0]
    if (membership) throw redirect({ to: '/o/$organisationId', params: { organisationId: membership.organisationId } })
    if (person.operator) throw redirect({ to: '/operator/organisations' })
  },
  component: lazyRouteComponent(
    piece(() => import('../features/session/NowherePage.tsx')),
    'NowherePage',
  ),
})

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (raw: Record<string, unknown>): { return?: string } => {
    const value = text(raw.return)
    return value?.startsWith('/') && !value.startsWith('//') ? { return: value } : {}
  },
  component: lazyRouteComponent(
    piece(() => import('../features/session/SignInPage.tsx')),
    'SignInPage',
  ),
})

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation/$token',
  component: lazyRouteComponent(
    piece(() => import('../features/session/InvitationPage.tsx')),
    'InvitationPage',
  ),
})

const askResetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/password-reset',
  component: lazyRouteComponent(
    piece(() => import('../features/session/PasswordResetPage.tsx')),
    'AskPasswordResetPage',
  ),
})

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/password-reset/$token',
  component: lazyRouteComponent(
    piece(() => import('../features/session/PasswordResetPage.tsx')),
    'PasswordResetPage',
  ),
})

const registerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/register',
  component: lazyRouteComponent(
    piece(() => import('../features/session/RegistrationPage.tsx')),
    'RegisterPage',
  ),
})

const registrationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/registration/$token',
  component: lazyRouteComponent(
    piece(() => import('../features/session/RegistrationPage.tsx')),
    'ConfirmRegistrationPage',
  ),
})

/** For links in mails, which name no organisation: one's own account, within whatever one acts for. */
const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account',
  beforeLoad: async ({ context }) => {
    const { actingFor, memberships, person } = await signedIn(context.queries, '/account')
    const organisationId = actingFor ?? memberships[0]?.organisationId
    if (organisationId) throw redirect({ to: '/o/$organisationId/account', params: { organisationId } })
    throw redirect({ to: person.operator ? '/operator/account' : '/' })
  },
})

const mailboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mailbox',
  validateSearch: readSearch,
  component: lazyRouteComponent(
    piece(() => import('../features/session/MailboxPage.tsx')),
    'MailboxPage',
  ),
})

const shell = lazyRouteComponent(
  piece(() => import('./Shell.tsx')),
  'Shell',
)

const operatorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/operator',
  validateSearch: readSearch,
  beforeLoad: ({ context, location }) => signedIn(context.queries, location.href).then(() => undefined),
  component: shell,
  errorComponent: BrokenPage,
})

const operatorChildren = [
  createRoute({ getParentRoute: () => operatorRoute, path: '/$', component: NotFoundHere }),
  createRoute({
    getParentRoute: () => operatorRoute,
    path: '/account',
    component: lazyRouteComponent(
      piece(() => import('../features/session/AccountPage.tsx')),
      'AccountPage',
    ),
  }),
  createRoute({
    getParentRoute: () => operatorRoute,
    path: '/organisations',
    component: lazyRouteComponent(
      piece(() => import('../features/organisations/OrganisationsPage.tsx')),
      'OrganisationsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => operatorRoute,
    path: '/accreditations',
    component: lazyRouteComponent(
      piece(() => import('../features/organisations/AccreditationsPage.tsx')),
      'AccreditationsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => operatorRoute,
    path: '/hub',
    component: lazyRouteComponent(
      piece(() => import('../features/operator/HubPage.tsx')),
      'HubPage',
    ),
  }),
] as const

const organisationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/o/$organisationId',
  validateSearch: readSearch,
  beforeLoad: ({ context, location }) => signedIn(context.queries, location.href).then((session) => ({ session })),
  component: shell,
  errorComponent: BrokenPage,
})

const homeRoute = createRoute({
  getParentRoute: () => organisationRoute,
  path: '/',
  beforeLoad: ({ context, params }) => {
    const membership = context.session.memberships.find(({ organisationId }) => organisationId === params.organisationId)
    if (!membership) throw redirect({ to: '/' })
    throw redirect({ to: `/o/$organisationId/${homeOf(membership)}`, params })
  },
})

const children = [
  homeRoute,
  createRoute({ getParentRoute: () => organisationRoute, path: '/$', component: NotFoundHere }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/customers',
    component: lazyRouteComponent(
      piece(() => import('../features/customers/CustomersPage.tsx')),
      'CustomersPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/customers/$customerId',
    component: lazyRouteComponent(
      piece(() => import('../features/customers/CustomerPage.tsx')),
      'CustomerPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/customers/$customerId/settings',
    component: lazyRouteComponent(
      piece(() => import('../features/customers/CustomerSettingsPage.tsx')),
      'CustomerSettingsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/unassigned',
    component: lazyRouteComponent(
      piece(() => import('../features/devices/UnassignedPage.tsx')),
      'UnassignedPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/devices',
    component: lazyRouteComponent(
      piece(() => import('../features/devices/DevicesPage.tsx')),
      'DevicesPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/devices/$deviceId',
    component: lazyRouteComponent(
      piece(() => import('../features/devices/DevicePage.tsx')),
      'DevicePage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/transfers',
    component: lazyRouteComponent(
      piece(() => import('../features/transfers/TransfersPage.tsx')),
      'TransfersPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/transfers/new',
    component: lazyRouteComponent(
      piece(() => import('../features/transfers/NewTransferPage.tsx')),
      'NewTransferPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/transfers/$transferId',
    component: lazyRouteComponent(
      piece(() => import('../features/transfers/TransferPage.tsx')),
      'TransferPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/feeds',
    component: lazyRouteComponent(
      piece(() => import('../features/feeds/FeedsPage.tsx')),
      'FeedsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/feeds/health',
    component: lazyRouteComponent(
      piece(() => import('../features/feeds/FeedHealthPage.tsx')),
      'FeedHealthPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/held',
    component: lazyRouteComponent(
      piece(() => import('../features/feeds/HeldPage.tsx')),
      'HeldPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/feeds/$feedId',
    component: lazyRouteComponent(
      piece(() => import('../features/feeds/FeedPage.tsx')),
      'FeedPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/accreditations',
    component: lazyRouteComponent(
      piece(() => import('../features/organisations/AccreditationsPage.tsx')),
      'AccreditationsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/relationships',
    component: lazyRouteComponent(
      piece(() => import('../features/organisations/RelationshipsPage.tsx')),
      'RelationshipsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/requests',
    component: lazyRouteComponent(
      piece(() => import('../features/consent/RequestsPage.tsx')),
      'RequestsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/members',
    component: lazyRouteComponent(
      piece(() => import('../features/organisations/MembersPage.tsx')),
      'MembersPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/activity',
    component: lazyRouteComponent(
      piece(() => import('../features/audit/ActivityPage.tsx')),
      'ActivityPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/settings',
    component: lazyRouteComponent(
      piece(() => import('../features/organisations/SettingsPage.tsx')),
      'SettingsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => organisationRoute,
    path: '/account',
    component: lazyRouteComponent(
      piece(() => import('../features/session/AccountPage.tsx')),
      'AccountPage',
    ),
  }),
] as const

const routeTree = rootRoute.addChildren([
  startRoute,
  signInRoute,
  invitationRoute,
  askResetRoute,
  resetRoute,
  registerRoute,
  registrationRoute,
  accountRoute,
  mailboxRoute,
  operatorRoute.addChildren(operatorChildren),
  organisationRoute.addChildren(children),
])

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: BrokenHere,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
