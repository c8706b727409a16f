import { createTransport } from 'nodemailer'
import type { Hub } from '../platform/hub.ts'
import { startMailbox } from './mailbox.ts'

export type Letter = {
  id: string
  /** What the hub is called; null: whatever MAIL_FROM calls itself. */
  from: string | null
  to: string
  subject: string
  text: string
  html: string
  /** Where the reader, or their mail program by itself, ends mails like this one. */
  unsubscribe?: string | undefined
}

const waitMilliseconds = 15_000

/** Hands a mail to the mail server of SMTP_URL, else to the built-in mailbox: SMTP in both cases. Throws where it is not taken. */
export async function deliver(hub: Hub, letter: Letter): Promise<void> {
  const url = hub.smtpUrl ?? (await startMailbox(hub)).url
  const timeouts = { connectionTimeout: waitMilliseconds, greetingTimeout: waitMilliseconds, socketTimeout: waitMilliseconds }
  const transport = createTransport({ url, ...timeouts })
  try {
    await transport.sendMail({
      from: senderOf(hub.mailFrom, letter.from),
      // An address and never a list of them, whatever it holds.
      to: { name: '', address: letter.to },
      subject: letter.subject,
      text: letter.text,
      html: letter.html,
      messageId: `<${letter.id}@${new URL(hub.publicUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated', ...(letter.unsubscribe ? oneClick(letter.unsubscribe) : {}) },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  } finally {
    transport.close()
  }
}

/** The address is MAIL_FROM's, whoever the hub says that it is. */
function senderOf(mailFrom: string, name: string | null): string | { name: string; address: string } {
  const address = /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom
  return name === null ? mailFrom : { name, address }
}

/** RFC 8058: the mail program posts to the address by itself; whoever opens it sees a page with a button. */
function oneClick(address: string): Record<string, string> {
  return { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
}
