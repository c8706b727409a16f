import { feedSample, getFeed, listFeedRows, listFeeds, sendFeed } from '../../contract/feeds.ts'
import { type Bound, bind, bindWhole } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { showFeed, showFeeds, showRows } from './list.ts'
import { receiveUpload } from './receive.ts'
import { showSample } from './sample.ts'

export function feedRoutes(hub: Hub): readonly Bound[] {
  return [
    bindWhole(sendFeed, (_database, call) => receiveUpload(hub, call)),
    bind(listFeeds, showFeeds),
    bind(getFeed, showFeed),
    bind(listFeedRows, showRows),
    bindWhole(feedSample, (_database, call) => showSample(call)),
  ]
}
