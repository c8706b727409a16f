import { z } from 'zod'
import { endpoint, id, instant, noReply, page, pageQuery } from './endpoint.ts'

export const notificationKinds = [
  'transfer_done',
  'transfer_undone',
  'transfer_failed',
  'transfer_lapsing',
  'request_received',
  'request_accepted',
  'request_refused',
  'feed_done',
  'feed_failed',
  'feed_held',
  'feed_held_settled',
  'customer_accepted',
  'relationship_requested',
  'relationship_accepted',
  'relationship_ended',
  'devices_arrived',
  'devices_moved_in',
  'devices_moved_out',
  'devices_moved_back_in',
  'devices_moved_back_out',
  'proof_asked',
  'proof_confirmed',
  'proof_refused',
  'another_record',
  'devices_removed',
  'registration_waiting',
  'application_received',
  'application_approved',
  'application_refused',
] as const
export type NotificationKind = (typeof notificationKinds)[number]

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
  reply: page(notification).extend({ unread: z.number().int() }),
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

/** Events carry ids only; a client reads again what it shows. */
export const liveEvent = z.object({
  kind: z.enum(['notification', 'transfer', 'feed', 'session_ended']),
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
