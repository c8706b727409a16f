import type { Language, ReplyOf } from '../../contract/endpoint.ts'
import { type listNotifications, type NotificationKind, notificationKinds } from '../../contract/notifications.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { pageOf, readCursor, timeKey } from '../platform/http/cursor.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound } from '../platform/problems.ts'
import { sayIfKnown } from '../platform/words.ts'

type Row = { id: string; at: Date; kind: string; organisation: string | null; payload: Record<string, string | number>; link: string | null; read_at: Date | null; at_key: string }

/** One's own notifications over all memberships, newest first, and how many are unread; in the reader's language (R-N1). */
export async function readNotifications(scope: Scope, query: { limit: number; cursor?: string | undefined }, language: Language): Promise<ReplyOf<typeof listNotifications>> {
  const after = readCursor(query.cursor, 2)
  const from = after ? sql`and (n.at, n.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``
  const rows = scope.all<Row>(sql`select n.id, n.at, n.kind, n.organisation, n.payload, n.link, n.read_at, ${timeKey(sql`n.at`)} as at_key from notification n
    where n.person = hub.person() ${from} order by n.at desc, n.id desc limit ${query.limit + 1}`)
  const unread = scope.one<{ n: number }>(sql`select count(*)::int as n from notification where person = hub.person() and read_at is null`)
  const page = pageOf(
    await rows,
    query.limit,
    (row) => ({
      id: row.id,
      at: row.at.toISOString(),
      kind: kindOf(row.kind),
      organisationId: row.organisation,
      text: sayIfKnown(language, `notifications/${row.kind}`, row.payload) ?? row.kind,
      link: row.link,
      read: row.read_at !== null,
    }),
    (row) => [row.at_key, row.id],
  )
  return { ...page, unread: (await unread).n }
}

function kindOf(kind: string): NotificationKind {
  const known = notificationKinds.find((one) => one === kind)
  if (!known) throw new Error(`no notification kind ${kind}`)
  return known
}

export async function markRead(scope: Scope, hub: Hub, id: string): Promise<undefined> {
  const found = await scope.run(sql`update notification set read_at = coalesce(read_at, hub.now()) where id = ${id} and person = hub.person()`)
  if (found === 0) throw notFound()
  ringOwn(scope, hub)
}

export async function markAllRead(scope: Scope, hub: Hub): Promise<undefined> {
  await scope.run(sql`update notification set read_at = hub.now() where person = hub.person() and read_at is null`)
  ringOwn(scope, hub)
}

/** Other tabs and devices of the person follow. */
function ringOwn(scope: Scope, hub: Hub): void {
  const person = scope.actor.person?.id
  if (person) scope.afterCommit(() => hub.live.tell([{ person, kind: 'notification', organisationId: null, id: null }]))
}
