// Longer than 300 lines: every address of the pages, in one table.
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { CallProblem } from '../call.ts'
import { speak, speakWhole } from '../words/index.ts'
import { BrokenHere, BrokenPage, NotFoundHere, NotFoundPage } from './BrokenPage.tsx'
import { rewrite } from './rewrite.ts'
import { readSearch, type Search, textIn } from './search.ts'
import { findSession, findSilence, type Session, supportSessionIn } from './session.ts'

type Context = { queries: QueryClient }

/** The session, or the way to the sign-in page and back. */
async function signedIn(queries: QueryClient, href: string): Promise<Session> {
  try {
    const session = await findSession(queries)
    // Together with the page's piece, not after it: each page inside says more than those before signing in.
    await piece(() => Promise.all([speak(session.person.language), speakWhole()]))()
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

type Component = () => ReactNode

/** A page in a piece of its own, and with it the words of all pages. */
function pageOf<Module extends Record<Name, Component>, Name extends string>(load: () => Promise<Module>, name: Name) {
  const withWords = async () => {
    const [page] = await Promise.all([load(), speakWhole()])
    return page
  }
  return lazyRouteComponent(piece(withWords), name)
}

const rootRoute = createRootRouteWithContext<Context>()({ notFoundComponent: NotFoundPage, errorComponent: BrokenPage })

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    const { actingFor, memberships, person } = await signedIn(context.queries, '/')
    const membership = memberships.find(({ organisationId }) => organisationId === actingFor) ?? memberships[0]
    if (membership) throw redirect({ to: '/o/$organisationId', params: { organisationId: membership.organisationId } })
    if (person.operator) throw redirect({ to: '/operator/home' })
  },
  component: pageOf(() => import('../features/session/NowherePage.tsx'), 'NowherePage'),
})

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (raw: Record<string, unknown>): { return?: string } => {
    const value = textIn(raw.return)
    return value?.startsWith('/') && !value.startsWith('//') ? { return: value } : {}
  },
  // The first page that anybody sees comes with its own words alone.
  component: lazyRouteComponent(
    piece(() => import('../features/session/SignInPage.tsx')),
    'SignInPage',
  ),
})

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation/$token',
  component: pageOf(() => import('../features/session/InvitationPage.tsx'), 'InvitationPage'),
})

const askResetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/password-reset',
  component: pageOf(() => import('../features/session/PasswordResetPage.tsx'), 'AskPasswordResetPage'),
})

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/password-reset/$token',
  component: pageOf(() => import('../features/session/PasswordResetPage.tsx'), 'PasswordResetPage'),
})

const registerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/register',
  component: pageOf(() => import('../features/session/RegistrationPage.tsx'), 'RegisterPage'),
})

const registrationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/registration/$token',
  component: pageOf(() => import('../features/session/RegistrationPage.tsx'), 'ConfirmRegistrationPage'),
})

const applyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/apply',
  component: pageOf(() => import('../features/applications/ApplyPage.tsx'), 'ApplyPage'),
})

const applicationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/application/$token',
  component: pageOf(() => import('../features/applications/ApplyPage.tsx'), 'ConfirmApplicationPage'),
})

/** For links in mails, which name no organisation: the way to a page of one's own account, within whatever one acts for. */
async function toOwn(queries: QueryClient, page: '/account' | '/account/notifications'): Promise<never> {
  const { actingFor, memberships, person } = await signedIn(queries, page)
  const organisationId = actingFor ?? memberships[0]?.organisationId
  if (organisationId) throw redirect({ to: `/o/$organisationId${page}`, params: { organisationId } })
  throw redirect({ to: person.operator ? '/operator/account' : '/' })
}

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account',
  beforeLoad: ({ context }) => toOwn(context.queries, '/account'),
})

const choicesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account/notifications',
  beforeLoad: ({ context }) => toOwn(context.queries, '/account/notifications'),
})

const unsubscribeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/unsubscribe/$token',
  component: pageOf(() => import('../features/notifications/UnsubscribePage.tsx'), 'UnsubscribePage'),
})

const mailboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/mailbox',
  validateSearch: readSearch,
  component: pageOf(() => import('../features/session/MailboxPage.tsx'), 'MailboxPage'),
})

const helpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/help',
  validateSearch: readSearch,
  component: pageOf(() => import('../features/help/HelpPage.tsx'), 'HelpPage'),
})

const guideRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/help/$guide',
  component: pageOf(() => import('../features/help/GuidePage.tsx'), 'GuidePage'),
})

const kitRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/kit',
  component: pageOf(() => import('../features/kit/KitPage.tsx'), 'KitPage'),
})

type Opened = {
  context: Context
  params: { organisationId?: string }
  search: Search
  cause: 'enter' | 'stay' | 'preload'
  location: { pathname: string }
}

/** A list that is opened without saying how opens by the view that its reader has chosen for that. */
async function byView(path: string, { context, params, search, cause, location }: Opened): Promise<void> {
  if (cause !== 'enter' || Object.keys(search).length > 0 || supportSessionIn(params.organisationId)) return
  const { openingSearch } = await piece(() => import('../features/views/opening.ts'))()
  const next = await openingSearch(context.queries, path, params.organisationId)
  if (next) throw redirect({ to: location.pathname, search: next, replace: true })
}

const shell = pageOf(() => import('./Shell.tsx'), 'Shell')

const operatorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/operator',
  validateSearch: readSearch,
  beforeLoad: ({ context, location }) => signedIn(context.queries, location.href).then(() => undefined),
  component: shell,
  errorComponent: BrokenPage,
})

function operatorPage<const Path extends string, Module extends Record<Name, Component>, Name extends string>(
  path: Path,
  load: () => Promise<Module>,
  name: Name,
) {
  return createRoute({
    getParentRoute: () => operatorRoute,
    path,
    beforeLoad: (opened) => byView(path, opened),
    component: pageOf(load, name),
  })
}

const operatorChildren = [
  createRoute({ getParentRoute: () => operatorRoute, path: '/$', component: NotFoundHere }),
  operatorPage('/home', () => import('../features/home/OperatorHome.tsx'), 'OperatorHome'),
  operatorPage('/account', () => import('../features/session/AccountPage.tsx'), 'AccountPage'),
  operatorPage('/organisations', () => import('../features/organisations/OrganisationsPage.tsx'), 'OrganisationsPage'),
  operatorPage('/accreditations', () => import('../features/organisations/AccreditationsPage.tsx'), 'AccreditationsPage'),
  operatorPage('/applications', () => import('../features/applications/ApplicationsPage.tsx'), 'ApplicationsPage'),
  operatorPage('/activity', () => import('../features/operator/HubActivityPage.tsx'), 'HubActivityPage'),
  operatorPage('/settings', () => import('../features/operator/HubSettingsPage.tsx'), 'HubSettingsPage'),
  operatorPage('/hub', () => import('../features/operator/HubPage.tsx'), 'HubPage'),
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
  beforeLoad: async ({ context, params }) => {
    if (supportSessionIn(params.organisationId)) throw redirect({ to: '/o/$organisationId/devices', params })
    const membership = context.session.memberships.find(({ organisationId }) => organisationId === params.organisationId)
    if (!membership) throw redirect({ to: '/' })
    const { homeOf } = await piece(() => import('./places.ts'))()
    throw redirect({ to: `/o/$organisationId/${homeOf(membership)}`, params })
  },
})

function organisationPage<const Path extends string, Module extends Record<Name, Component>, Name extends string>(
  path: Path,
  load: () => Promise<Module>,
  name: Name,
) {
  return createRoute({
    getParentRoute: () => organisationRoute,
    path,
    beforeLoad: (opened) => byView(path, opened),
    component: pageOf(load, name),
  })
}

const children = [
  homeRoute,
  createRoute({ getParentRoute: () => organisationRoute, path: '/$', component: NotFoundHere }),
  organisationPage('/home', () => import('../features/home/HomePage.tsx'), 'HomePage'),
  organisationPage('/customers', () => import('../features/customers/CustomersPage.tsx'), 'CustomersPage'),
  organisationPage('/customers/$customerId', () => import('../features/customers/CustomerPage.tsx'), 'CustomerPage'),
  organisationPage(
    '/customers/$customerId/settings',
    () => import('../features/customers/CustomerSettingsPage.tsx'),
    'CustomerSettingsPage',
  ),
  organisationPage('/unassigned', () => import('../features/devices/UnassignedPage.tsx'), 'UnassignedPage'),
  organisationPage('/devices', () => import('../features/devices/DevicesPage.tsx'), 'DevicesPage'),
  organisationPage('/removed', () => import('../features/devices/RemovedPage.tsx'), 'RemovedPage'),
  organisationPage('/own', () => import('../features/devices/OwnEquipmentPage.tsx'), 'OwnEquipmentPage'),
  organisationPage('/devices/register', () => import('../features/registrations/RegisterPage.tsx'), 'RegisterPage'),
  organisationPage('/registrations/$registrationId', () => import('../features/registrations/RegistrationPage.tsx'), 'RegistrationPage'),
  organisationPage('/devices/$deviceId', () => import('../features/devices/DevicePage.tsx'), 'DevicePage'),
  organisationPage('/transfers', () => import('../features/transfers/TransfersPage.tsx'), 'TransfersPage'),
  organisationPage('/transfers/new', () => import('../features/transfers/NewTransferPage.tsx'), 'NewTransferPage'),
  organisationPage('/transfers/$transferId', () => import('../features/transfers/TransferPage.tsx'), 'TransferPage'),
  organisationPage('/feeds', () => import('../features/feeds/FeedsPage.tsx'), 'FeedsPage'),
  organisationPage('/feeds/health', () => import('../features/feeds/FeedHealthPage.tsx'), 'FeedHealthPage'),
  organisationPage('/held', () => import('../features/feeds/HeldPage.tsx'), 'HeldPage'),
  organisationPage('/feeds/$feedId', () => import('../features/feeds/FeedPage.tsx'), 'FeedPage'),
  organisationPage('/accreditations', () => import('../features/organisations/AccreditationsPage.tsx'), 'AccreditationsPage'),
  organisationPage('/applications', () => import('../features/applications/ApplicationsPage.tsx'), 'ApplicationsPage'),
  organisationPage('/relationships', () => import('../features/organisations/RelationshipsPage.tsx'), 'RelationshipsPage'),
  organisationPage('/requests', () => import('../features/consent/RequestsPage.tsx'), 'RequestsPage'),
  organisationPage('/members', () => import('../features/organisations/MembersPage.tsx'), 'MembersPage'),
  organisationPage('/access', () => import('../features/support/AccessPage.tsx'), 'AccessPage'),
  organisationPage('/activity', () => import('../features/audit/ActivityPage.tsx'), 'ActivityPage'),
  organisationPage('/activity/$eventId', () => import('../features/audit/EventDevicesPage.tsx'), 'EventDevicesPage'),
  organisationPage('/settings', () => import('../features/organisations/SettingsPage.tsx'), 'SettingsPage'),
  organisationPage('/account', () => import('../features/session/AccountPage.tsx'), 'AccountPage'),
  organisationPage('/account/notifications', () => import('../features/notifications/ChoicesPage.tsx'), 'ChoicesPage'),
] as const

const routeTree = rootRoute.addChildren([
  startRoute,
  signInRoute,
  invitationRoute,
  askResetRoute,
  resetRoute,
  registerRoute,
  registrationRoute,
  applyRoute,
  applicationRoute,
  accountRoute,
  choicesRoute,
  unsubscribeRoute,
  mailboxRoute,
  kitRoute,
  helpRoute,
  guideRoute,
  operatorRoute.addChildren(operatorChildren),
  organisationRoute.addChildren(children),
])

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    rewrite,
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
