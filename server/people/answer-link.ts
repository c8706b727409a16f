import type { Language, ReplyOf } from '../../contract/endpoint.ts'
import type { getSession } from '../../contract/session.ts'
import type { Actor } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { ProblemError } from '../platform/problems.ts'
import { type AccountHolder, accountHolder, isSecondAccount, makeAccount } from './make-account.ts'
import { describeSession } from './show-session.ts'
import { becomePerson } from './tell-person.ts'

type Answering = {
  actor: Actor
  language: Language
  agent: string
  address: string
  body: Partial<Record<'name' | 'password' | 'timeZone', string | undefined>> & { language?: Language | undefined }
  setSession(token: string): void
}
type Link = { name: string; mail: string; account: string | null }

/**
 * Somebody opened the link of a mail: the address is theirs. They answer as themselves, or as a new person with an account and a session of
 * its own; `work` is done for them in the same transaction. Refuses `invitations.sign_in_first`, `invitations.password_needed`.
 */
export async function answerLink(
  hub: Hub,
  call: Answering,
  link: Link,
  work: (scope: Scope, person: string) => Promise<void>,
): Promise<ReplyOf<typeof getSession>> {
  const { correlation, person } = call.actor
  const by = await accountHolder(hub, call, link)
  const answering = hub.database.inSystem(correlation, async (scope) => {
    await makeAccount(scope, by, { mail: link.mail, agent: call.agent, address: call.address })
    await work(scope, by.id)
    becomePerson(scope, person ?? newPerson(by, link), by.session)
    return describeSession(scope)
  })
  const reply = await answering.catch((error: unknown) => {
    throw isSecondAccount(error) ? new ProblemError('invitations.sign_in_first') : error
  })
  if (by.made) call.setSession(by.made.token)
  return reply
}

function newPerson({ id, made }: AccountHolder, { name, mail }: Link) {
  return {
    id,
    name: made?.name ?? name,
    mail,
    language: made?.language ?? ('en' as const),
    timeZone: made?.timeZone ?? 'UTC',
    operator: false,
  }
}
