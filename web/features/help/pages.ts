import type { Membership } from '../../app/session.ts'

type Kind = Membership['kind']
type ByKind = { rest: string } & Partial<Record<Kind, string>>

const own = '/o/$organisationId'
const start = 'sign-in'

/** Which guide belongs to which page: by the router's name of it and, where pages differ by it, the kind of organisation acted for. */
export const guidesOfPages: Record<string, string | ByKind> = {
  '/': start,
  '/sign-in': start,
  '/password-reset': start,
  '/password-reset/$token': start,
  '/invitation/$token': 'accept-invitation',
  '/register': 'get-account',
  '/registration/$token': 'get-account',
  '/apply': 'get-account',
  '/application/$token': 'get-account',
  '/account': 'account',
  '/account/notifications': 'notifications',
  '/unsubscribe/$token': 'notifications',
  '/mailbox': 'demonstration',
  '/operator/home': 'find-your-way',
  '/operator/account': 'account',
  '/operator/organisations': 'organisations',
  '/operator/accreditations': 'give-accreditations',
  '/operator/applications': 'give-accreditations',
  '/operator/activity': 'hub-health',
  '/operator/settings': 'hub-settings',
  '/operator/hub': 'hub-health',
  [`${own}/`]: start,
  [`${own}/home`]: 'find-your-way',
  [`${own}/customers`]: 'add-customer',
  [`${own}/customers/$customerId`]: 'add-customer',
  [`${own}/customers/$customerId/settings`]: 'tenant-settings',
  [`${own}/unassigned`]: 'transfer',
  [`${own}/devices`]: 'devices',
  [`${own}/removed`]: 'remove-devices',
  [`${own}/own`]: 'own-equipment',
  [`${own}/devices/register`]: 'register-devices',
  [`${own}/registrations/$registrationId`]: 'register-devices',
  [`${own}/devices/$deviceId`]: 'devices',
  [`${own}/transfers`]: 'transfer',
  [`${own}/transfers/new`]: 'transfer',
  [`${own}/transfers/$transferId`]: 'rows-that-stay',
  [`${own}/feeds`]: 'send-feed',
  [`${own}/feeds/health`]: 'feed-results',
  [`${own}/held`]: 'vendor-desk',
  [`${own}/feeds/$feedId`]: 'feed-results',
  [`${own}/accreditations`]: { rest: 'accreditations', vendor: 'give-accreditations' },
  [`${own}/applications`]: 'give-accreditations',
  [`${own}/relationships`]: { rest: 'supply', customer: 'partners' },
  [`${own}/requests`]: { rest: 'ask-consent', customer: 'requests' },
  [`${own}/members`]: 'members',
  [`${own}/access`]: 'visits',
  [`${own}/activity`]: 'activity',
  [`${own}/activity/$eventId`]: 'activity',
  [`${own}/settings`]: { rest: 'members', customer: 'tenant-settings' },
  [`${own}/account`]: 'account',
  [`${own}/account/notifications`]: 'notifications',
}

/** The guide of a page; where there is no such page, the one to begin with. */
export function guideOf(page: string, kind?: Kind): string {
  const found = guidesOfPages[page] ?? start
  return typeof found === 'string' ? found : ((kind && found[kind]) ?? found.rest)
}

/** The guide of a page before sign-in, by the first name in its address: such a page, light as it is, knows no guides. */
export function guideBefore(name: string): string | undefined {
  const page = Object.keys(guidesOfPages).find((path) => path.split('/')[1] === name)
  return page && guideOf(page)
}
