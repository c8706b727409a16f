import { limits } from '../../contract/limits.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { notifyMembers, notifyOrganisations, notifyPerson } from '../notifications/index.ts'
import { openDueHoldings } from '../organisations/index.ts'
import { findAsker, hasPermission } from '../platform/access/session.ts'
import { isMember, type Member } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { beginFeed, countHeld, countPlaced, endFeed, failFeed, findAskerOf, findFeed, findRetry, placeChunk } from './queries.ts'

/**
 * Places a feed's devices, a chunk and a transaction at a time, in the name of whoever asked for the run with the rights they have by then (R-A4). Safe
 * to run again and beside itself: what is decided is decided, and a chunk that was cut off never was. Stops between chunks when told.
 */
export async function placeFeedInChunks(hub: Hub, feed: string, signal: AbortSignal): Promise<void> {
  const correlation = newId()
  for (;;) {
    if (signal.aborted) throw new Error('stopped between two chunks; the next start goes on')
    const found = await hub.database.inSystem(correlation, (scope) => findAskerOf(scope, feed))
    if (!found || (found.state !== 'queued' && found.state !== 'running')) return
    const asker = await findAsker(hub.database, found.person, found.reporter, correlation)
    const needs = found.run > 0 ? 'feed.retry' : 'feed.upload'
    if (!asker || !isMember(asker) || !hasPermission(asker, needs)) {
      await hub.database.inSystem(correlation, (scope) => giveUp(hub, scope, feed, found))
      return
    }
    // On the day of an accreditation (R-B1) the first feed does not wait for the timer.
    if (found.state === 'queued') await openDueHoldings(hub)
    await hub.database.inChunk(asker, (scope) => (found.state === 'queued' ? beginFeed(scope, feed) : placeNext(hub, scope, feed, asker)))
  }
}

/** The next chunk with its audit events, or the end. A partner's log names what came to it and nothing else (R-A6). */
async function placeNext(hub: Hub, scope: Scope, feed: string, asker: Member): Promise<void> {
  const counts = await placeChunk(scope, feed, limits.chunkRows)
  const placed = counts.flatMap(({ partner, tenant, n }): AuditEntry[] =>
    partner === null ? [] : [{ organisation: partner, kind: 'feed.placed', subject: tenant, detail: { count: n } }],
  )
  if (placed.length > 0) await record(scope, ...placed)
  if (counts.length === 0) await finish(hub, scope, feed)
  scope.afterCommit(() => hub.live.tell([{ person: asker.person.id, kind: 'feed', organisationId: asker.acting.id, id: feed }]))
}

/** Once: whoever comes second finds it done. */
async function finish(hub: Hub, scope: Scope, feed: string): Promise<void> {
  if (!(await endFeed(scope, feed))) return
  const ended = await findFeed(scope, feed)
  const { person, acting } = scope.actor
  if (!ended || !person || !acting) throw new Error('a feed ended that its reporter does not see')
  const { file_name: fileName } = ended
  const retry = await findRetry(scope, ended)
  const rows = retry?.rows ?? ended.rows
  const count = retry ? retry.placed : (ended.outcomes.placed ?? 0)
  await record(
    scope,
    retry
      ? { organisation: acting.id, kind: 'feed.retry_done', subject: feed, detail: { fileName, rows, placed: count } }
      : { organisation: acting.id, kind: 'feed.done', subject: feed, detail: { fileName, rows, count } },
  )
  const payload = { count, rows, fileName }
  await notifyPerson(scope, hub, { person: person.id, organisation: acting.id, kind: 'feed_done', payload, link: `/feeds/${feed}` })
  await tellOthers(hub, scope, feed)
}

/** Partners of what has arrived, vendors of what waits for them; also by a feed that is given up before its end. */
async function tellOthers(hub: Hub, scope: Scope, feed: string): Promise<void> {
  const held = await countHeld(scope, feed)
  await notifyOrganisations(
    scope,
    hub,
    'feed_held',
    held.map(({ vendor, n }) => ({ organisation: vendor, payload: { count: n }, link: '/held' })),
  )
  const placed = await countPlaced(scope, feed)
  const arrived = placed.map(({ partner, n }) => ({ organisation: partner, payload: { count: n }, link: '/unassigned' }))
  await notifyOrganisations(scope, hub, 'devices_arrived', arrived)
}

/** Rows that are not decided stay so; whoever may report for the organisation hears of it. */
async function giveUp(hub: Hub, scope: Scope, feed: string, { reporter }: { reporter: string }): Promise<void> {
  if (!(await failFeed(scope, feed))) return
  await record(scope, { organisation: reporter, kind: 'feed.failed', subject: feed })
  await notifyMembers(scope, hub, {
    organisation: reporter,
    kind: 'feed_failed',
    payload: {},
    link: `/feeds/${feed}`,
  })
  await tellOthers(hub, scope, feed)
}
