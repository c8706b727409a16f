import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { bindJob, type Job, type JobBinding, standstillMinutes, type Timer } from '../platform/jobs.ts'
import { placeFeedInChunks } from './place.ts'
import { dropLostFeeds, listUnfinishedFeeds } from './queries.ts'
import { lostAfterHours } from './rules.ts'

/** Places the devices of a feed that was received. */
export const placeFeed: Job<{ feedId: string }> = { name: 'feed.place' }

export const feedJobs: readonly Job[] = [placeFeed]

export function feedJobBindings(hub: Hub): readonly JobBinding[] {
  // Two: a small feed does not wait for a large one.
  return [bindJob(placeFeed, ({ feedId }, signal) => placeFeedInChunks(hub, feedId, signal), 2)]
}

export function feedTimers(hub: Hub): readonly Timer[] {
  return [
    { name: 'feed.drop_lost', everySeconds: 300, run: () => takeBackLostFeeds(hub) },
    { name: 'feed.put_back', everySeconds: 60, run: () => putBackFeeds(hub) },
  ]
}

/** Feeds that a killed server left half received: no batch for an hour. A few at a time; the next turn takes the rest. */
export async function takeBackLostFeeds(hub: Hub): Promise<void> {
  const lost = await hub.database.inSystem(newId(), (scope) => dropLostFeeds(scope, lostAfterHours))
  if (lost > 0) hub.log.info({ feeds: lost }, 'feeds that were never received to their end were taken back')
}

const putBackAtOnce = 200

/** Feeds whose job is gone, with every retry used up: queued again. What is decided stays decided, so that it may also run twice. */
export async function putBackFeeds(hub: Hub): Promise<void> {
  const putBack = await hub.database.inSystem(newId(), async (scope) => {
    const feeds: string[] = []
    for (const feedId of await listUnfinishedFeeds(scope, standstillMinutes, putBackAtOnce)) {
      if (await hub.queue.enqueueIfGone(scope, placeFeed, { feedId })) feeds.push(feedId)
    }
    return feeds
  })
  if (putBack.length > 0) hub.log.warn({ feeds: putBack }, 'feeds whose job was gone were put back in the queue')
}
