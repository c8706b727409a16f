import {
  chooseNotifications,
  endDigestSubscription,
  events,
  getDigestSubscription,
  getNotificationChoices,
  listNotifications,
  readAllNotifications,
  readNotification,
} from '../../contract/notifications.ts'
import { type Bound, bind, bindWhole } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { chooseWays, showChoices } from './choose.ts'
import { endSubscription, showSubscription } from './end-digest.ts'
import { showNotifications } from './list.ts'
import { readAll, readOne } from './read.ts'
import { type Pace, streamEvents } from './stream.ts'

export function notificationsRoutes(hub: Hub, pace?: Pace): readonly Bound[] {
  return [
    bind(listNotifications, showNotifications),
    bind(readNotification, (scope, call) => readOne(hub, scope, call)),
    bind(readAllNotifications, (scope, call) => readAll(hub, scope, call)),
    bind(getNotificationChoices, showChoices),
    bind(chooseNotifications, chooseWays),
    bind(getDigestSubscription, (scope, call) => showSubscription(hub, scope, call)),
    bind(endDigestSubscription, (scope, call) => endSubscription(hub, scope, call)),
    bindWhole(events, async (_database, call) => streamEvents(hub, call, pace)),
  ]
}
