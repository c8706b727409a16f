import { z } from 'zod'
import type { Page } from '../../contract/endpoint.ts'
import type { getFeed, listFeedRows, listFeeds } from '../../contract/feeds.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readKeys } from '../platform/http/cursor.ts'
import { notFound } from '../platform/problems.ts'
import { type Feed, type FeedRow, presentFeed, presentRows } from './present.ts'
import {
  countCorrected,
  type FeedRecord,
  listFeeds as feedsAfter,
  findFeed,
  findRetry,
  listPasts,
  listPlacedWith,
  listRows,
} from './queries.ts'
import { isAtRest } from './rules.ts'

const feedsCursor = z.tuple([z.string().regex(/^\d{4}-\d\d-\d\d [\d:.]+\+00$/), z.uuid()])
const rowsCursor = z.tuple([z.number().int().min(0).max(2_147_483_647)])

/** Feeds of the organisation acted for, newest first. */
export async function showFeeds(scope: Scope, { query }: Call<typeof listFeeds>): Promise<Page<Feed>> {
  const after = readKeys(query.cursor, feedsCursor)
  const found = await feedsAfter(scope, after && { createdAt: after[0], id: after[1] }, query.limit + 1)
  return pageOf(
    found,
    query.limit,
    (feed) => presentFeed(feed),
    (feed) => [feed.created_key, feed.id],
  )
}

/** One feed; 404 where it is another reporter's (R-A2). */
export async function showFeed(scope: Scope, { params }: Call<typeof getFeed>): Promise<Feed> {
  const found = await findFeed(scope, params.id)
  if (!found) throw notFound()
  return presentWhole(scope, found)
}

/** Partners that a feed tells by name with their counts. */
const partnersNamed = 20

/** A feed with its last retry, what waits for the next one, and when it is at rest the partners that it placed with. */
export async function presentWhole(scope: Scope, found: FeedRecord): Promise<Feed> {
  const [retry, corrected, placedWith] = await Promise.all([
    found.run > 0 ? findRetry(scope, found) : undefined,
    countCorrected(scope, found.id),
    // Who watches a feed that runs asks every few seconds: counting waits for its end.
    isAtRest(found.state) ? listPlacedWith(scope, found.id, partnersNamed) : null,
  ])
  return presentFeed(found, { retry, corrected, placedWith })
}

/** Its rows in the order of the file, each with what to do about it. */
export async function showRows(scope: Scope, { params, query, language }: Call<typeof listFeedRows>): Promise<Page<FeedRow>> {
  const [afterLine] = readKeys(query.cursor, rowsCursor) ?? [0]
  const corrected = query.corrected === undefined ? undefined : query.corrected === 'yes'
  const page = { outcome: query.outcome, corrected, afterLine, atMost: query.limit + 1 }
  const [feed, rows] = await Promise.all([findFeed(scope, params.id), listRows(scope, params.id, page)])
  if (!feed) throw notFound()
  const pasts = await listPasts(
    scope,
    params.id,
    rows.flatMap(({ line, revision }) => (revision > 1 ? [line] : [])),
  )
  const { items, nextCursor } = pageOf(
    rows,
    query.limit,
    (row) => row,
    (row) => [row.line],
  )
  return { items: presentRows(items, pasts, language), nextCursor }
}
