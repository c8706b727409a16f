import { invitationLink } from '../people/index.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { deliver } from './outside.ts'
import { findMail, settleMail } from './queries.ts'
import { renderMail } from './render.ts'
import { isMailKind, mailPayload } from './rules.ts'

/**
 * Sends a queued mail and writes down that it went. One that went is never sent again; one whose writing down was lost with the process
 * is, under the same Message-ID. Throws while the mail server does not take it, with the reason kept.
 */
export async function sendOneMail(hub: Hub, mailId: string): Promise<void> {
  const correlation = newId()
  const mail = await hub.database.inSystem(correlation, (scope) => findMail(scope, mailId))
  if (!mail || mail.state === 'sent') return
  if (!isMailKind(mail.kind)) throw new Error(`a mail of a kind that nobody knows: ${mail.kind}`)
  const payload = mailPayload.parse(mail.payload)
  const written = renderMail({ kind: mail.kind, language: mail.language, payload, link: invitationLink(hub, payload.invitationId) })
  try {
    await deliver(hub, { id: mailId, to: mail.to_address, ...written })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    await hub.database.inSystem(correlation, (scope) => settleMail(scope, mailId, { state: 'failed', error: reason.slice(0, 500) }))
    throw error
  }
  await hub.database.inSystem(correlation, (scope) => settleMail(scope, mailId, { state: 'sent', error: null }))
}
