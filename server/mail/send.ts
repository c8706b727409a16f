import { mailLink } from '../platform/access/link.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { findSettings, nameOf } from '../settings/index.ts'
import { deliver } from './outside.ts'
import { findMail, settleMail } from './queries.ts'
import { renderMail } from './render.ts'
import { type MailContent, mailContent } from './rules.ts'
import { noticesOf } from './tell-notices.ts'

/**
 * Sends a queued mail and writes down that it went. One that went is never sent again; one whose writing down was lost with the process
 * is, under the same Message-ID. One that has nothing to tell any more is dropped. Throws while the mail server does not take it, with the reason kept.
 */
export async function sendOneMail(hub: Hub, mailId: string): Promise<void> {
  const correlation = newId()
  const [mail, settings] = await hub.database.inSystem(correlation, (scope) => Promise.all([findMail(scope, mailId), findSettings(scope)]))
  if (!mail || mail.state === 'sent' || mail.state === 'dropped') return
  const content = mailContent.parse(mail)
  const notices = await noticesOf(hub, { id: mailId, content, language: mail.language })
  if (notices?.entries.length === 0) {
    await hub.database.inSystem(correlation, (scope) => settleMail(scope, mailId, { state: 'dropped', error: null }))
    return
  }
  const written = renderMail({
    content,
    language: mail.language,
    link: linkOf(hub, content),
    notices,
    hub: nameOf(settings),
    help: settings.help,
  })
  try {
    await deliver(hub, { id: mailId, from: settings.name, to: mail.to_address, ...written, unsubscribe: notices?.unsubscribe })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    await hub.database.inSystem(correlation, (scope) => settleMail(scope, mailId, { state: 'failed', error: reason.slice(0, 500) }))
    throw error
  }
  await hub.database.inSystem(correlation, (scope) => settleMail(scope, mailId, { state: 'sent', error: null }))
}

/** Where the mail's button leads. */
function linkOf(hub: Pick<Hub, 'secrets' | 'publicUrl'>, { kind, payload }: MailContent): string {
  switch (kind) {
    case 'customer_invitation':
    case 'member_invitation':
      return mailLink(hub, 'invitation', payload.invitationId)
    case 'password_reset':
      return mailLink(hub, 'password_reset', payload.resetId)
    case 'registration':
      return mailLink(hub, 'registration', payload.registrationId)
    case 'application':
      return mailLink(hub, 'application', payload.applicantId)
    case 'application_refused':
      return `${hub.publicUrl}/apply`
    case 'password_changed':
      return `${hub.publicUrl}/password-reset`
    case 'second_factor_taken':
    case 'new_sign_in':
      return `${hub.publicUrl}/account`
    case 'news':
    case 'digest':
    case 'application_approved':
    case 'admission':
      return hub.publicUrl
  }
}
