import type { Language } from '../../contract/endpoint.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { sendMail } from './jobs.ts'
import { insertMail } from './queries.ts'
import type { MailContent } from './rules.ts'

/** Queues a mail in the caller's transaction: it is sent when that commits, or never. Answers its id. */
export async function queueMail(
  scope: Scope,
  hub: Pick<Hub, 'queue'>,
  mail: { to: string; language: Language } & MailContent,
): Promise<string> {
  const id = newId()
  await insertMail(scope, { id, ...mail })
  await hub.queue.enqueue(scope, sendMail, { mailId: id })
  return id
}

/** Queues mails that a door has written, in the same transaction. */
export function queueWritten(scope: Scope, hub: Pick<Hub, 'queue'>, mailIds: readonly string[]): Promise<void> {
  return hub.queue.enqueueAll(
    scope,
    sendMail,
    mailIds.map((mailId) => ({ mailId })),
  )
}
