import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { sendMail } from './jobs.ts'
import { insertMail, type NewMail } from './queries.ts'

/** Queues a mail in the caller's transaction: it is sent when that commits, or never. Answers its id. */
export async function queueMail(scope: Scope, hub: Pick<Hub, 'queue'>, mail: Omit<NewMail, 'id'>): Promise<string> {
  const id = newId()
  await insertMail(scope, { id, ...mail })
  await hub.queue.enqueue(scope, sendMail, { mailId: id })
  return id
}
