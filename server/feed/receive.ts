import { createHash } from 'node:crypto'
import type { sendFeed } from '../../contract/feeds.ts'
import { limits } from '../../contract/limits.ts'
import { record } from '../audit/index.ts'
import { isMember, type Member } from '../platform/database/actor.ts'
import { FileRefused } from '../platform/files/text.ts'
import type { Call } from '../platform/http/bind.ts'
import { once } from '../platform/http/idempotency.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { readFeedFile } from './file.ts'
import { placeFeed } from './jobs.ts'
import { type Feed, presentFeed } from './present.ts'
import { addRows, closeFeed, dropFeed, findFeed, openFeed } from './queries.ts'
import { type KeptRow, keepRow } from './rules.ts'

/** A sell-through report: a file, and the key under which it is one report however often it is sent. */
export type Report = { fileName: string; content: AsyncIterable<Uint8Array>; idempotencyKey: string | null }

/** Takes an uploaded feed; placing goes on in the background. Refuses: `files.missing` and what receiveFeed refuses. */
export async function receiveUpload(hub: Hub, call: Call<typeof sendFeed>): Promise<Feed> {
  const upload = await call.upload()
  if (!upload) throw new ProblemError('files.missing')
  if (!isMember(call.actor)) throw notFound()
  return receiveFeed(hub, call.actor, { fileName: upload.fileName, content: upload.content, idempotencyKey: call.idempotencyKey })
}

/**
 * Takes a report (R-B3): rows are written in batches while they come in, so that memory stays flat; the feed waits as `receiving` until the
 * last one is there and is queued, audited and answered in one transaction. Whatever ends it before, leaves a `failed` feed without rows.
 * The same key with the same content answers the first feed. Refuses: `files.empty` (no row), `files.too_many_rows`, `files.unreadable`,
 * `files.column_missing`, `files.column_twice`, `http.too_large`, `http.idempotency_content_differs`.
 */
export async function receiveFeed(hub: Hub, actor: Member, report: Report): Promise<Feed> {
  const feed = newId()
  await hub.database.inScope(actor, (scope) => openFeed(scope, { id: feed, reportedBy: actor.person.name, fileName: report.fileName }))
  const drop = (forget: boolean) =>
    hub.database
      .inScope(actor, (scope) => dropFeed(scope, feed, forget))
      .catch((error: unknown) => hub.log.warn({ err: error, feed }, 'a feed that was not received stays until the timer takes it back'))
  const contentHash = await receiveRows(hub, actor, feed, report.content).catch(async (error: unknown) => {
    await drop(false)
    throw error
  })
  try {
    const { reply, isFirst } = await queueOnce(hub, actor, { feed, contentHash, ...report })
    if (!isFirst) await drop(true)
    return reply
  } catch (error) {
    await drop(true)
    throw error
  }
}

/** Answers the hash of all bytes. One batch is written while the next one is read. */
async function receiveRows(hub: Hub, actor: Member, feed: string, content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const bytes = hashing(content)
  let batch: KeptRow[] = []
  let rows = 0
  let writing: Promise<void> = Promise.resolve()
  const write = async () => {
    await writing
    const full = batch
    const soFar = rows
    batch = []
    writing = hub.database.inChunk(actor, (scope) => addRows(scope, feed, full, soFar))
    writing.catch(() => {}) // thrown where it is waited for
  }
  try {
    for await (const row of readFeedFile(bytes.chunks())) {
      if (rows === limits.feedRows) throw new FileRefused('files.too_many_rows', { rows: String(limits.feedRows) })
      rows += 1
      batch.push(keepRow(row))
      if (batch.length === limits.chunkRows) await write()
    }
    if (rows === 0) throw new FileRefused('files.empty')
    if (batch.length > 0) await write()
    return await bytes.digest()
  } catch (error) {
    // Whoever is still sending is read to the end, or would never hear the answer.
    bytes.digest().catch(() => {})
    throw error
  } finally {
    await writing
  }
}

/** Chunks as they pass by the hash; `digest` reads what nobody has read. */
function hashing(content: AsyncIterable<Uint8Array>): { chunks(): AsyncGenerator<Uint8Array>; digest(): Promise<Buffer> } {
  const hash = createHash('sha256')
  const source = content[Symbol.asyncIterator]()
  // By hand: leaving a `for await` early would end the source.
  async function* chunks() {
    for (let next = await source.next(); !next.done; next = await source.next()) {
      hash.update(next.value)
      yield next.value
    }
  }
  return {
    chunks,
    async digest() {
      for await (const _ of chunks());
      return hash.digest()
    },
  }
}

type Received = Report & { feed: string; contentHash: Buffer }

async function queueOnce(hub: Hub, actor: Member, received: Received): Promise<{ reply: Feed; isFirst: boolean }> {
  const { feed, contentHash, fileName, idempotencyKey: key } = received
  const reply = await hub.database.inScope(actor, (scope) =>
    once(scope, { key, operation: 'sendFeed', hash: contentHash }, async () => {
      const found = (await closeFeed(scope, feed, contentHash)) ? await findFeed(scope, feed) : undefined
      if (!found) throw new Error('the feed was taken back while it was received')
      await record(scope, { organisation: actor.acting.id, kind: 'feed.received', subject: feed, detail: { fileName, rows: found.rows } })
      await hub.queue.enqueue(scope, placeFeed, { feedId: feed })
      return presentFeed(found, { corrected: [], placedWith: null })
    }),
  )
  return { reply, isFirst: reply.id === feed }
}
