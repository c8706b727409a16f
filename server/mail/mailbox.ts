import { buffer } from 'node:stream/consumers'
import PostalMime from 'postal-mime'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { keepMailboxMessage } from './queries.ts'

/** A mail server inside the hub that keeps what it gets in the database and passes nothing on. */
export type Mailbox = { readonly url: string; stop(): Promise<void> }

const messageBytes = 10 * 1_048_576
const started = new WeakMap<Hub, Promise<Mailbox>>()

/** Starts the built-in mailbox of a hub without SMTP_URL, once per hub; on a real hub that is worth a warning. */
export function startMailbox(hub: Hub): Promise<Mailbox> {
  const running = started.get(hub) ?? start(hub)
  started.set(hub, running)
  // What failed to start is tried again with the next mail.
  running.catch(() => started.delete(hub))
  return running
}

async function start(hub: Hub): Promise<Mailbox> {
  if (!hub.demonstration) hub.log.warn('SMTP_URL is not set: mail goes to the built-in mailbox and reaches nobody')
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: messageBytes,
    onData(stream, session, done) {
      keep(hub, stream, session).then(() => done(), done)
    },
  })
  server.on('error', (error) => hub.log.info({ err: error }, 'the built-in mailbox had an error'))
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject)
    const listener = server.listen(0, '127.0.0.1', () => {
      const address = listener.address()
      if (address === null || typeof address === 'string') reject(new Error('the built-in mailbox has no port'))
      else resolve(address.port)
    })
    // A hub that ends does not wait for its mailbox.
    listener.unref()
  })
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => {
      started.delete(hub)
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** Taken only once it is committed: what a sender was told to be taken is there. */
async function keep(hub: Hub, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const bytes = await buffer(stream)
  if (stream.sizeExceeded) throw Object.assign(new Error('the message is too large'), { responseCode: 552 })
  const mail = await PostalMime.parse(bytes)
  const from = mail.from?.address ?? (session.envelope.mailFrom ? session.envelope.mailFrom.address : '')
  await hub.database.inSystem(newId(), async (scope) => {
    for (const { address } of session.envelope.rcptTo) {
      const subject = mail.subject ?? ''
      await keepMailboxMessage(scope, {
        id: newId(),
        from,
        to: address.toLowerCase(),
        subject,
        text: mail.text ?? '',
        html: mail.html ?? null,
      })
    }
  })
}
