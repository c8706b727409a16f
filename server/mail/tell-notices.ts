import type { Language } from '../../contract/endpoint.ts'
import { noticeFacts } from '../../contract/notifications.ts'
import { personLink } from '../platform/access/link.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { sayIfKnown } from '../platform/words.ts'
import { findNotices, type NoticeRow } from './queries.ts'
import { inWords, type Notices, oneLine } from './render.ts'
import type { MailContent } from './rules.ts'

/** The notifications of a mail that tells any, looked up now: what its reader may not hear any more is not among them (R-A4). Undefined for other mails. */
export async function noticesOf(hub: Hub, mail: { id: string; content: MailContent; language: Language }): Promise<Notices | undefined> {
  const { content, language } = mail
  if (content.kind !== 'news' && content.kind !== 'digest') return undefined
  const { person, timeZone } = content.payload
  const rows = await hub.database.inSystem(newId(), (scope) => findNotices(scope, mail.id))
  return {
    entries: rows.flatMap((row) => presentNotice(hub, row, { language, timeZone })),
    total: rows[0]?.total ?? 0,
    choose: `${hub.publicUrl}/account/notifications`,
    unsubscribe: content.kind === 'digest' ? personLink(hub, 'unsubscribe', person) : undefined,
  }
}

/** What people typed stays on its line; the link leads to where the bell's does. */
function presentNotice(hub: Pick<Hub, 'publicUrl'>, row: NoticeRow, reader: { language: Language; timeZone: string }): Notices['entries'] {
  const values = Object.entries(noticeFacts.parse(row.payload)).map(
    ([name, value]) => [name, typeof value === 'string' ? oneLine(value) : value] as const,
  )
  const text = sayIfKnown(reader.language, `notifications/${row.kind}`, Object.fromEntries(values))
  // Told by a newer server while the hub is updated: it is in the bell.
  if (text === null) return []
  const when = inWords(reader.language, row.at, { dateStyle: 'medium', timeStyle: 'short', timeZone: reader.timeZone })
  return [
    {
      text,
      place: [oneLine(row.organisation_name ?? ''), when].filter(Boolean).join(' · '),
      href: `${hub.publicUrl}${row.organisation === null ? '' : `/o/${row.organisation}${row.link ?? ''}`}`,
    },
  ]
}
