import { z } from 'zod'
import { endpoint, id, instant, linkToken, noReply, page, pageQuery } from './endpoint.ts'
import { limits } from './limits.ts'
import { lastAdministrator, mayTry, organisationKinds, type Permission, type Role, rolesByKind } from './permissions.ts'

/** How somebody hears of a kind: by mail at once, in the daily digest, in the bell only, or not at all; both mails come beside the bell (R-N1). */
export const notificationWays = ['mail', 'digest', 'hub', 'none'] as const
export type NotificationWay = (typeof notificationWays)[number]

/** What a notification's words are filled with. */
export const noticeFacts = z.record(z.string(), z.union([z.string(), z.number()])).catch({})

/** Roles that may try something in some kind of organisation. */
function whoMay(permission: Permission): readonly Role[] {
  return [...new Set(organisationKinds.flatMap((kind) => rolesByKind[kind].filter((role) => mayTry(permission, [role], kind))))]
}
const administrators = Object.values(lastAdministrator)
const customerAdministrators = [lastAdministrator.customer]

type Declared = {
  kind: string
  /** All members who hold one of the roles, or of these only whoever asked for what it is the result of; or whoever runs the hub. */
  to: 'members' | 'asker' | 'operators'
  roles: readonly Role[]
  /** Unless the person chose: what waits for an answer of theirs is in the digest, all else in the bell only. */
  usually: NotificationWay
}

/** Every kind there is: whom it is for, and how they hear of it unless they chose otherwise. */
export const declaredNotifications = [
  { kind: 'transfer_done', to: 'asker', roles: whoMay('device.transfer'), usually: 'hub' },
  { kind: 'transfer_undone', to: 'asker', roles: whoMay('device.transfer'), usually: 'hub' },
  { kind: 'transfer_failed', to: 'asker', roles: whoMay('device.transfer'), usually: 'hub' },
  { kind: 'transfer_lapsing', to: 'asker', roles: whoMay('device.transfer'), usually: 'hub' },
  { kind: 'request_received', to: 'members', roles: whoMay('request.answer'), usually: 'digest' },
  { kind: 'request_withdrawn', to: 'members', roles: whoMay('request.answer'), usually: 'hub' },
  { kind: 'request_accepted', to: 'asker', roles: whoMay('request.send'), usually: 'hub' },
  { kind: 'request_refused', to: 'asker', roles: whoMay('request.send'), usually: 'hub' },
  { kind: 'feed_done', to: 'asker', roles: whoMay('feed.upload'), usually: 'hub' },
  { kind: 'feed_failed', to: 'members', roles: whoMay('feed.upload'), usually: 'hub' },
  { kind: 'feed_held', to: 'members', roles: whoMay('feed.settle_held'), usually: 'digest' },
  { kind: 'feed_held_settled', to: 'members', roles: whoMay('feed.upload'), usually: 'hub' },
  { kind: 'customer_accepted', to: 'members', roles: whoMay('customer.create'), usually: 'hub' },
  { kind: 'relationship_requested', to: 'members', roles: administrators, usually: 'digest' },
  { kind: 'relationship_accepted', to: 'members', roles: administrators, usually: 'hub' },
  { kind: 'relationship_ended', to: 'members', roles: administrators, usually: 'hub' },
  { kind: 'devices_arrived', to: 'members', roles: whoMay('device.transfer'), usually: 'hub' },
  { kind: 'devices_moved_in', to: 'members', roles: customerAdministrators, usually: 'hub' },
  { kind: 'devices_moved_out', to: 'members', roles: customerAdministrators, usually: 'hub' },
  { kind: 'devices_moved_back_in', to: 'members', roles: customerAdministrators, usually: 'hub' },
  { kind: 'devices_moved_back_out', to: 'members', roles: customerAdministrators, usually: 'hub' },
  { kind: 'devices_removed', to: 'members', roles: ['customer_admin', 'device_admin'], usually: 'hub' },
  { kind: 'devices_registered', to: 'members', roles: customerAdministrators, usually: 'hub' },
  { kind: 'restored_unproven', to: 'members', roles: whoMay('device.register'), usually: 'hub' },
  { kind: 'proof_asked', to: 'members', roles: whoMay('feed.settle_held'), usually: 'digest' },
  { kind: 'proof_confirmed', to: 'members', roles: whoMay('device.register'), usually: 'hub' },
  { kind: 'proof_refused', to: 'members', roles: whoMay('device.register'), usually: 'hub' },
  { kind: 'another_record', to: 'members', roles: whoMay('device.register'), usually: 'hub' },
  { kind: 'another_record_back', to: 'members', roles: whoMay('device.register'), usually: 'hub' },
  { kind: 'registration_waiting', to: 'members', roles: whoMay('member.manage'), usually: 'digest' },
  { kind: 'application_received', to: 'members', roles: whoMay('application.decide'), usually: 'digest' },
  { kind: 'application_approved', to: 'members', roles: whoMay('organisation.update'), usually: 'hub' },
  { kind: 'application_refused', to: 'members', roles: whoMay('organisation.update'), usually: 'hub' },
  { kind: 'support_session_opened', to: 'members', roles: customerAdministrators, usually: 'mail' },
  { kind: 'quota_near', to: 'members', roles: [lastAdministrator.partner], usually: 'hub' },
  { kind: 'quota_reached', to: 'members', roles: [lastAdministrator.partner], usually: 'hub' },
  { kind: 'partner_quota_near', to: 'operators', roles: [], usually: 'hub' },
  { kind: 'partner_quota_reached', to: 'operators', roles: [], usually: 'hub' },
] as const satisfies readonly Declared[]
export type NotificationKind = (typeof declaredNotifications)[number]['kind']
export const notificationKinds = declaredNotifications.map(({ kind }) => kind)

export const notification = z.object({
  id,
  at: instant,
  kind: z.enum(notificationKinds),
  organisationId: id.nullable(),
  /** A sentence in the reader's language. */
  text: z.string(),
  /** A path of the pages, without the organisation's part: `/transfers/…`. */
  link: z.string().nullable(),
  read: z.boolean(),
})

export const listNotifications = endpoint({
  name: 'listNotifications',
  method: 'GET',
  path: '/notifications',
  summary: "The bell: one's own notifications over all memberships, newest first, with how many are unread",
  access: 'person',
  writes: 'none',
  query: pageQuery,
  /** Unread over all pages; counted up to `limits.unreadShown` (1,000), which says that there are so many or more. */
  reply: page(notification).extend({ unread: z.number().int().max(limits.unreadShown) }),
})

export const readNotification = endpoint({
  name: 'readNotification',
  method: 'POST',
  path: '/notifications/{id}/read',
  summary: 'Mark one as read',
  access: 'person',
  writes: 'own',
  params: z.object({ id }),
  reply: noReply,
  status: 204,
})

export const readAllNotifications = endpoint({
  name: 'readAllNotifications',
  method: 'POST',
  path: '/notifications/read',
  summary: 'Mark all as read',
  access: 'person',
  writes: 'own',
  reply: noReply,
  status: 204,
})

const choice = z.object({ kind: z.enum(notificationKinds), way: z.enum(notificationWays) })

/** Of the kinds that one's roles bring, over all memberships, and that running the hub does. `usually` is what holds while nothing was chosen. */
export const notificationChoices = z.object({
  revision: z.number().int(),
  items: z.array(choice.extend({ usually: z.enum(notificationWays) })),
})

export const getNotificationChoices = endpoint({
  name: 'getNotificationChoices',
  method: 'GET',
  path: '/notification-choices',
  summary: 'How one hears of each kind of notification that one may get: by mail, in the daily digest, in the bell, or not at all',
  access: 'person',
  writes: 'none',
  reply: notificationChoices,
})

export const chooseNotifications = endpoint({
  name: 'chooseNotifications',
  method: 'PUT',
  path: '/notification-choices',
  summary: 'Choose how one hears of some kinds; what is not named stays',
  access: 'person',
  writes: 'own',
  body: z.object({ items: z.array(choice).max(notificationKinds.length) }),
  reply: notificationChoices,
  problems: ['http.stale'],
  ifMatch: 'required',
})

const token = z.object({ token: linkToken })

export const getDigestSubscription = endpoint({
  name: 'getDigestSubscription',
  method: 'GET',
  path: '/digest-subscriptions/{token}',
  summary: 'Whose daily digest a mailed link ends, and whether anything is in it still, for whoever holds the link; changes nothing',
  access: 'public',
  writes: 'none',
  params: token,
  reply: z.object({ mail: z.string(), subscribed: z.boolean() }),
  problems: ['digest_subscriptions.not_valid'],
})

/** Mail programs send this themselves, to the address of the page, with a form that says nothing more (RFC 8058). */
export const endDigestSubscription = endpoint({
  name: 'endDigestSubscription',
  method: 'POST',
  path: '/digest-subscriptions/{token}/end',
  alsoAt: '/unsubscribe/{token}',
  summary: 'End the daily digest of the person whose link it is: what was in it stays in the bell',
  access: 'public',
  writes: 'hub',
  params: token,
  reply: noReply,
  status: 204,
  problems: ['digest_subscriptions.not_valid'],
})

/** Events carry ids only; a client reads again what it shows. */
export const liveEvent = z.object({
  kind: z.enum(['notification', 'transfer', 'feed', 'support_session', 'session_ended']),
  organisationId: id.nullable(),
  id: id.nullable(),
})

export const events = endpoint({
  name: 'events',
  method: 'GET',
  path: '/events',
  summary: 'Live events of the person, over all memberships (server-sent events)',
  access: 'person',
  writes: 'none',
  reply: z.string(),
  produces: 'text/event-stream',
})
