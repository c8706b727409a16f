import { linkHash } from '../platform/access/link.ts'
import type { Actor } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { goOn } from './prove.ts'
import { countAttempt } from './queries.ts'
import { attemptsAtLink, type MailedLink } from './rules.ts'

/** What a row keeps of a link that is mailed. */
export type SentLink = { id: string; hash: Buffer; expiresAt: Date }

/**
 * Whoever asks for a link to be mailed to an address: counted per address of the network and of the mail, whether or not somebody has it
 * (R-A2); `write` keeps what it is about and queues what mails it. Refuses `session.too_many_attempts`.
 */
export async function sendLink(
  hub: Hub,
  call: { actor: Actor; address: string },
  asked: { kind: MailedLink; mail: string; lifetimeMinutes: number },
  write: (scope: Scope, link: SentLink) => Promise<void>,
): Promise<void> {
  const { kind, mail, lifetimeMinutes } = asked
  const [perAddress, perMail] = attemptsAtLink(kind, mail, call.address)
  const wait = await hub.database.inSystem(call.actor.correlation, async (scope) => {
    const pause = (await countAttempt(scope, perAddress)) || (await countAttempt(scope, perMail))
    if (pause > 0) return pause
    const id = newId()
    const expiresAt = new Date(hub.clock.now().getTime() + lifetimeMinutes * 60_000)
    await write(scope, { id, hash: linkHash(hub, kind, id), expiresAt })
    return 0
  })
  goOn(wait)
}
