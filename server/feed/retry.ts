import type { retryFeed } from '../../contract/feeds.ts'
import { record } from '../audit/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { placeFeed } from './jobs.ts'
import { presentWhole } from './list.ts'
import type { Feed } from './present.ts'
import { countToRetry, holdFeed, openRetry } from './queries.ts'
import { isAtRest } from './rules.ts'

/**
 * Tries rejected rows again (R-B4), all or those with one outcome, in the background and with the rights of whoever asks. Rows that only
 * another content can change are tried where they were corrected. Where there is nothing to try, the feed is answered and nothing happens.
 * Refuses: 404 for another's feed, `feeds.running`.
 */
export async function retryRejected(hub: Hub, scope: Scope, call: Call<typeof retryFeed>): Promise<Feed> {
  const outcome = call.body.outcome ?? null
  const feed = await holdFeed(scope, call.params.id)
  const { person, acting } = scope.actor
  if (!feed || !person || !acting) throw notFound()
  if (!isAtRest(feed.state)) throw new ProblemError('feeds.running')
  const rows = await countToRetry(scope, feed.id, outcome)
  if (rows === 0) return presentWhole(scope, feed)
  const run = feed.run + 1
  await openRetry(scope, { feed: feed.id, run, askedBy: person.name, outcome, rows })
  await record(scope, { organisation: acting.id, kind: 'feed.retried', subject: feed.id, detail: { fileName: feed.file_name, rows } })
  await hub.queue.enqueue(scope, placeFeed, { feedId: feed.id })
  return presentWhole(scope, { ...feed, state: 'queued', run, finished_at: null })
}
