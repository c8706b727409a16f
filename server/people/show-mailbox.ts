import type { ReplyOf } from '../../contract/endpoint.ts'
import type { listMailbox } from '../../contract/session.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound } from '../platform/problems.ts'
import { listMailboxMessages } from './queries.ts'

const shownMessages = 100

/** The newest messages of the built-in mailbox, of one address or all; 404 on a real hub. */
export async function showMailbox(scope: Scope, hub: Hub, call: Call<typeof listMailbox>): Promise<ReplyOf<typeof listMailbox>> {
  if (!hub.demonstration) throw notFound()
  const rows = await listMailboxMessages(scope, call.query.to ?? null, shownMessages)
  return {
    items: rows.map(({ id, at, from_address: from, to_address: to, subject, text, html }) => ({
      id,
      at: at.toISOString(),
      from,
      to,
      subject,
      text,
      html,
    })),
  }
}
