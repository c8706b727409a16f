import type { Language } from '../../contract/endpoint.ts'
import { newSessionToken } from '../platform/access/session.ts'
import type { Actor } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import { isTaken } from '../platform/database/taken.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { ProblemError } from '../platform/problems.ts'
import { hashPassword } from './hash-password.ts'
import { needTimeZone } from './need-time-zone.ts'
import { createPerson, openSession } from './queries.ts'
import { howToAccept } from './rules.ts'

/** Who answers a mailed link, with the session that they have or get. `made` = the account and its session are new. */
export type AccountHolder = {
  id: string
  session: string
  operator: boolean
  made: { name: string; language: Language; timeZone: string; passwordHash: string; token: string; hash: Buffer } | null
}

type Answering = {
  actor: Actor
  language: Language
  body: Partial<Record<'name' | 'password' | 'timeZone', string | undefined>> & { language?: Language | undefined }
}

/**
 * Whoever is signed in, else a new person with the password they chose. Refuses `invitations.sign_in_first` where the mail has an account,
 * `invitations.password_needed`, a time zone that there is not.
 */
export async function accountHolder(hub: Hub, call: Answering, link: { name: string; account: string | null }): Promise<AccountHolder> {
  const { person, session } = call.actor
  const { password, name = link.name, language = call.language, timeZone = 'UTC' } = call.body
  if (person && session) return { id: person.id, session, operator: person.operator, made: null }
  needTimeZone(timeZone)
  const how = howToAccept({ signedIn: false, accountExists: link.account !== null, password })
  if (how !== 'as_new' || password === undefined)
    throw new ProblemError(how === 'invitations.sign_in_first' ? how : 'invitations.password_needed')
  const passwordHash = await hashPassword(hub, password)
  return { id: newId(), session: newId(), operator: false, made: { name, language, timeZone, passwordHash, ...newSessionToken() } }
}

/** The account and its first session, in the transaction of what it is made for; nothing where the account is there. */
export async function makeAccount(
  scope: Scope,
  { id, session, made }: AccountHolder,
  from: { mail: string; agent: string; address: string },
): Promise<void> {
  if (!made) return
  const { name, language, timeZone, passwordHash } = made
  await createPerson(scope, { id, mail: from.mail, name, language, timeZone, passwordHash, operator: false })
  const proven = { passwordHash, secondFactor: false }
  await openSession(scope, { id: session, person: id, hash: made.hash, agent: from.agent, address: from.address, proven })
}

/** Two answers at once: the other one made the account. */
export function isSecondAccount(error: unknown): boolean {
  return isTaken(error, 'person_mail_key')
}
