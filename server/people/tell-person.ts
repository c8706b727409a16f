import { browserOf } from '../../contract/browser.ts'
import { type AuditKind, record } from '../audit/index.ts'
import { queueMail } from '../mail/index.ts'
import type { Actor, Person } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { listMemberships } from './queries.ts'

/** From here on the transaction is the person's alone. */
export function becomePerson(scope: Scope, { id, name, mail, language, timeZone, operator }: Person, session: string | null = null): void {
  const person = { id, name, mail, language, timeZone, operator }
  scope.become({ ...scope.actor, capacity: 'person', person, acting: null, session })
}

/** What somebody did to their own account, in the log of each organisation that they work for (R-A6). In their own way of seeing. */
export async function recordForPerson(scope: Scope, actor: Actor, kind: AuditKind): Promise<void> {
  const { person } = actor
  const memberships = await listMemberships(scope)
  if (!person || memberships.length === 0) return
  const about = { kind, subject: person.id, detail: { name: person.name } }
  await record(scope, ...memberships.map(({ organisation }) => ({ organisation, ...about })))
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
