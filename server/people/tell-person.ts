import { browserOf } from '../../contract/browser.ts'
import { recordForPerson } from '../audit/index.ts'
import { queueMail } from '../mail/index.ts'
import type { Person } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'

/** From here on the transaction is the person's alone. */
export function becomePerson(scope: Scope, { id, name, mail, language, timeZone, operator }: Person, session: string | null = null): void {
  const person = { id, name, mail, language, timeZone, operator }
  scope.become({ ...scope.actor, capacity: 'person', person, acting: null, session })
}

/** A new password: told by mail, so that whoever did not set it themselves can act, and in the logs. Makes the transaction the person's. */
export async function tellOfPassword(
  scope: Scope,
  hub: Hub,
  person: Person,
  kind: 'account.password_changed' | 'account.password_reset',
): Promise<void> {
  becomePerson(scope, person)
  const payload = { name: person.name, at: hub.clock.now().toISOString(), timeZone: person.timeZone }
  await queueMail(scope, hub, { to: person.mail, language: person.language, kind: 'password_changed', payload })
  await recordForPerson(scope, scope.actor, kind)
}

/** A sign-in from a browser or network not seen before, in the person's language and time zone. */
export async function tellOfSignIn(scope: Scope, hub: Hub, person: Person, from: { agent: string; address: string }): Promise<void> {
  const { name, mail, language, timeZone } = person
  const agent = from.agent === '' ? '' : browserOf(from.agent).slice(0, 200)
  const payload = { name, agent, address: from.address, at: hub.clock.now().toISOString(), timeZone }
  await queueMail(scope, hub, { to: mail, language, kind: 'new_sign_in', payload })
}
