import { events, listNotifications, readAllNotifications, readNotification } from '../../contract/notifications.ts'
import { type Bound, bind, bindWhole } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { markAllRead, markRead, readNotifications } from './read.ts'
import { streamEvents } from './stream.ts'

export function notificationsRoutes(hub: Hub): readonly Bound[] {
  return [
    bind(listNotifications, (scope, call) => readNotifications(scope, call.query, call.language)),
    bind(readNotification, (scope, call) => markRead(scope, hub, call.params.id)),
    bind(readAllNotifications, (scope) => markAllRead(scope, hub)),
    bindWhole(events, async (_database, call) => {
      call.setHeader('cache-control', 'no-store')
      call.setHeader('x-accel-buffering', 'no')
      return streamEvents(hub, call)
    }),
  ]
}
