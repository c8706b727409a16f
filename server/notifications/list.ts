import { z } from 'zod'
import type { Language, ReplyOf } from '../../contract/endpoint.ts'
import type { listNotifications } from '../../contract/notifications.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { pageOf, readKeys } from '../platform/http/cursor.ts'
import { listOwn, type NotificationRow } from './queries.ts'
import { tell } from './rules.ts'

type Listed = ReplyOf<typeof listNotifications>

/** The bell: one's own, newest first over all memberships, with how many are unread, as far as they are counted (R-N1). */
export async function showNotifications(scope: Scope, { query, language }: Call<typeof listNotifications>): Promise<Listed> {
  const after = readKeys(query.cursor, z.tuple([z.iso.datetime(), z.uuid()]))
  const { unread, rows } = await listOwn(scope, after && { at: after[0], id: after[1] }, query.limit + 1)
  const page = pageOf(
    rows,
    query.limit,
    (row) => present(row, language),
    (row) => [row.at_key, row.id],
  )
  return { ...page, unread }
}

function present(row: NotificationRow, language: Language): Listed['items'][number] {
  return { id: row.id, at: row.at.toISOString(), organisationId: row.organisation, link: row.link, read: row.read, ...tell(language, row) }
}
