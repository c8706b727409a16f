import {
  correctFeedRow,
  feedHealth,
  feedSample,
  feedSampleWorkbook,
  getFeed,
  listFeedRows,
  listFeeds,
  listHeldRows,
  retryFeed,
  sendFeed,
  settleHeldRow,
} from '../../contract/feeds.ts'
import { type Bound, bind, bindWhole } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { correctFeed } from './correct.ts'
import { showHealth, showHeld } from './health.ts'
import { showFeed, showFeeds, showRows } from './list.ts'
import { receiveUpload } from './receive.ts'
import { retryRejected } from './retry.ts'
import { showSample } from './sample.ts'
import { settleHeld } from './settle.ts'

export function feedRoutes(hub: Hub): readonly Bound[] {
  return [
    bindWhole(sendFeed, (_database, call) => receiveUpload(hub, call)),
    bind(listFeeds, showFeeds),
    bind(listHeldRows, showHeld),
    bind(feedHealth, (scope, call) => showHealth(hub, scope, call)),
    bind(getFeed, showFeed),
    bind(listFeedRows, showRows),
    bind(correctFeedRow, correctFeed),
    bind(settleHeldRow, (scope, call) => settleHeld(hub, scope, call)),
    bind(retryFeed, (scope, call) => retryRejected(hub, scope, call)),
    bindWhole(feedSample, (_database, call) => showSample(hub, call, 'csv')),
    bindWhole(feedSampleWorkbook, (_database, call) => showSample(hub, call, 'xlsx')),
  ]
}
