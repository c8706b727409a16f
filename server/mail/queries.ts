import type { Language } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import { declaredNotifications } from '../../contract/notifications.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import type { MailContent } from './rules.ts'

export type NewMail = { id: string; to: string; language: Language } & MailContent

export async function insertMail(scope: Scope, { id, to, language, kind, payload }: NewMail): Promise<void> {
  await scope.run(sql`select door.queue_mail(${id}, ${to}, ${language}, ${kind}, ${JSON.stringify(payload)}::jsonb)`)
}

export type MailRow = { to_address: string; language: Language; kind: string; payload: unknown; state: MailState }

/** `dropped`: there was nothing to tell any more. */
export type MailState = 'queued' | 'sent' | 'failed' | 'dropped'

export function findMail(scope: Scope, mailId: string): Promise<MailRow | undefined> {
  return scope.maybe(sql`select * from door.find_mail(${mailId})`)
}

export async function settleMail(
  scope: Scope,
  mailId: string,
  settled: { state: Exclude<MailState, 'queued'>; error: string | null },
): Promise<void> {
  await scope.run(sql`select door.settle_mail(${mailId}, ${settled.state}, ${settled.error})`)
}

export type NoticeRow = {
  kind: string
  payload: unknown
  link: string | null
  organisation: string | null
  organisation_name: string | null
  at: Date
  total: number
}

/** What a mail tells of notifications, as far as its reader may hear it now; newest first, no more than fit. */
export function findNotices(scope: Scope, mailId: string): Promise<NoticeRow[]> {
  const declared = Object.fromEntries(declaredNotifications.map(({ kind, to, roles, usually }) => [kind, { to, roles, usually }]))
  return scope.all(sql`select * from door.find_notices(${mailId}, ${JSON.stringify(declared)}::jsonb, ${limits.noticesInMail})`)
}

export type MailboxMessage = { id: string; from: string; to: string; subject: string; text: string; html: string | null }

export async function keepMailboxMessage(scope: Scope, message: MailboxMessage): Promise<void> {
  await scope.run(sql`select door.keep_mailbox_message(${JSON.stringify(message)}::jsonb)`)
}
