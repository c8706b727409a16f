import { events, listNotifications, readAllNotifications, readNotification } from '../../contract/notifications.ts'
import { type Bound, bind, bindWhole } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { showNotifications } from './list.ts'
import { readAll, readOne } from './read.ts'
import { type Pace, streamEvents } from './stream.ts'

export function notificationsRoutes(hub: Hub, pace?: Pace): readonly Bound[] {
  return [
    bind(listNotifications, showNotifications),
    bind(readNotification, (scope, call) => readOne(hub, scope, call)),
    bind(readAllNotifications, (scope, call) => readAll(hub, scope, call)),
    bindWhole(events, async (_database, call) => streamEvents(hub, call, pace)),
  ]
}
