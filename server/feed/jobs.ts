import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { bindJob, type Job, type JobBinding, type Timer } from '../platform/jobs.ts'
import { placeFeedInChunks } from './place.ts'
import { dropLostFeeds } from './queries.ts'
import { lostAfterHours } from './rules.ts'

/** Places the devices of a feed that was received. */
export const placeFeed: Job<{ feedId: string }> = { name: 'feed.place' }

export const feedJobs: readonly Job[] = [placeFeed]

export function feedJobBindings(hub: Hub): readonly JobBinding[] {
  // Two: a small feed does not wait for a large one.
  return [bindJob(placeFeed, ({ feedId }, signal) => placeFeedInChunks(hub, feedId, signal), 2)]
}

export function feedTimers(hub: Hub): readonly Timer[] {
  return [{ name: 'feed.drop_lost', everySeconds: 300, run: () => takeBackLostFeeds(hub) }]
}

/** Feeds that a killed server left half received: no batch for an hour. A few at a time; the next turn takes the rest. */
export async function takeBackLostFeeds(hub: Hub): Promise<void> {
  const lost = await hub.database.inSystem(newId(), (scope) => dropLostFeeds(scope, lostAfterHours))
  if (lost > 0) hub.log.info({ feeds: lost }, 'feeds that were never received to their end were taken back')
}
