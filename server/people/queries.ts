import type { z } from 'zod'
import type { Language } from '../../contract/endpoint.ts'
import type { OrganisationKind, Role } from '../../contract/permissions.ts'
import type { getDemonstration } from '../../contract/session.ts'
import { sessionIdle, sessionLifetime } from '../platform/access/session.ts'
import type { Barrier } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { type Attempt, deviceOf, networkOf } from './rules.ts'

/** Counts a try and answers how many seconds to wait; 0 = go on. Counts even when the answer is no. */
export async function countAttempt(scope: Scope, { kind, subject, atMost, windowMinutes }: Attempt): Promise<number> {
  const { wait } = await scope.one<{ wait: number }>(
    sql`select door.count_attempt(${kind}, ${subject}, ${atMost}, ${windowMinutes}) as wait`,
  )
  return wait
}

export async function forgetAttempts(scope: Scope, { kind, subject }: Attempt): Promise<void> {
  await scope.run(sql`select door.forget_attempts(${kind}, ${subject})`)
}

export function findPassword(scope: Scope, mail: string): Promise<{ person: string; password_hash: string } | undefined> {
  return scope.maybe(sql`select * from door.find_password(${mail})`)
}

export type NewSession = {
  id: string
  person: string
  hash: Buffer
  agent: string
  address: string
  /** The password's hash that the password was right for, and whether a code was right. */
  proven: { passwordHash: string; secondFactor: boolean }
}

/** `refused`: password or second factor have changed since they were proven. `unfamiliar`: from a new browser or network. */
export async function openSession(scope: Scope, session: NewSession): Promise<'refused' | 'familiar' | 'unfamiliar'> {
  const { id, person, hash, agent, address, proven } = session
  const { outcome } = await scope.one<{
    outcome: 'refused' | 'familiar' | 'unfamiliar'
  }>(sql`select door.open_session(${id}, ${person}, ${hash},
    ${agent}, ${address}, ${deviceOf(agent)}, ${networkOf(address)}, ${proven.passwordHash}, ${proven.secondFactor}) as outcome`)
  return outcome
}

/** A new sign-in, in a system scope: for the first operator and the demonstration; everybody else comes in by a mailed link. */
export async function createPerson(
  scope: Scope,
  person: { id: string; mail: string; name: string; language: Language; timeZone?: string; passwordHash: string; operator: boolean },
): Promise<void> {
  const { id, mail, name, language, timeZone = null, passwordHash, operator } = person
  await scope.run(sql`select door.create_person(${id}, ${mail}, ${name}, ${language}, ${timeZone}, ${passwordHash}, ${operator})`)
}

export type MembershipRow = { organisation: string; name: string; kind: OrganisationKind; roles: Role[]; barrier: Barrier | null }

/** In the scope of the person alone. */
export function listMemberships(scope: Scope): Promise<MembershipRow[]> {
  return scope.all(sql`select o.id as organisation, o.name, o.kind, m.roles,
      door.sign_in_barrier(${scope.actor.session}, o.id) as barrier
    from membership m join organisation o on o.id = m.organisation and o.state = 'active'
    where m.person = hub.person() and m.status = 'active' order by o.name_key, o.id`)
}

/** The organisation that was chosen for a session; in the scope of the person alone. */
export async function findChosen(scope: Scope, session: string): Promise<string | null> {
  const found = await scope.maybe<{ acting_for: string | null }>(sql`select acting_for from session where id = ${session}`)
  return found?.acting_for ?? null
}

/** Answers whether the person is a member there; in the scope of the person alone. */
export async function chooseActingFor(scope: Scope, session: string, organisation: string): Promise<boolean> {
  const changed = await scope.run(sql`update session set acting_for = ${organisation} where id = ${session} and exists (
    select from membership m join organisation o on o.id = m.organisation and o.state = 'active'
    where m.organisation = ${organisation} and m.person = hub.person() and m.status = 'active')`)
  return changed > 0
}

export type PersonRow = {
  id: string
  name: string
  mail: string
  language: Language
  time_zone: string
  phone: string | null
  operator: boolean
}

const profile = sql`id, name, mail, language, time_zone, phone, operator`

/** In the scope of the person alone. */
export function getPerson(scope: Scope): Promise<PersonRow> {
  return scope.one(sql`select ${profile} from person where id = hub.person()`)
}

/** In the scope of the person alone; what is absent stays. */
export function updatePerson(
  scope: Scope,
  change: { name?: string | undefined; language?: Language | undefined; timeZone?: string | undefined; phone?: string | null | undefined },
): Promise<PersonRow> {
  return scope.one(sql`update person set name = coalesce(${change.name ?? null}, name), language = coalesce(${change.language ?? null}, language),
    time_zone = coalesce(${change.timeZone ?? null}, time_zone), phone = case when ${change.phone === undefined} then phone else ${change.phone || null} end
    where id = hub.person() returning ${profile}`)
}

export type SessionRow = { id: string; created_at: Date; last_seen_at: Date; agent: string; address: string }

/** Open sessions of the person, the last used first. */
export function listOpenSessions(scope: Scope): Promise<SessionRow[]> {
  return scope.all(
    sql`select id, created_at, last_seen_at, agent, address from session where person = hub.person() and ${isOpen} order by last_seen_at desc, id desc`,
  )
}

/** Ends a session of the person's own; false where there is no such open one. */
export async function endOwnSession(scope: Scope, session: string): Promise<boolean> {
  return (await scope.run(sql`update session set ended_at = hub.now() where id = ${session} and person = hub.person() and ${isOpen}`)) > 0
}

/** Ends all sessions of the person's own but one; answers how many. */
export function endOtherSessions(scope: Scope, kept: string): Promise<number> {
  return scope.run(sql`update session set ended_at = hub.now() where person = hub.person() and id <> ${kept} and ${isOpen}`)
}

const isOpen = sql`ended_at is null and last_seen_at > hub.now() - ${sessionIdle} and created_at > hub.now() - ${sessionLifetime}`

export type InvitationRow = {
  id: string
  kind: 'customer' | 'member'
  organisation: string
  organisation_name: string
  from_name: string
  mail: string
  name: string
  roles: string[]
  expires_at: Date
  /** The person with this mail, where there is one. */
  account: string | null
}

export function findInvitation(scope: Scope, hash: Buffer): Promise<InvitationRow | undefined> {
  return scope.maybe(sql`select * from door.find_invitation(${hash})`)
}

/** Customers of which a person is an administrator (R-C1). */
export function listAdministered(scope: Scope, person: string): Promise<{ organisation: string; name: string }[]> {
  return scope.all(sql`select * from door.administered_by(${person})`)
}

export type AcceptedRow = {
  outcome: string
  organisation: string
  partner: string | null
  relationship: string | null
  kind: 'customer' | 'member'
  tenants: string[]
}

/** From an outcome `accepted` on, the transaction is the person's, as a member of the organisation joined. */
export function acceptInvitationFor(
  scope: Scope,
  asked: { hash: Buffer; person: string; membership: string; organisation: string | null },
): Promise<AcceptedRow> {
  return scope.one(sql`select * from door.accept_invitation(${asked.hash}, ${asked.person}, ${asked.membership}, ${asked.organisation})`)
}

export type MemberRow = {
  name: string
  mail: string
  language: Language
  time_zone: string
  organisation_name: string
  organisation_kind: OrganisationKind
  roles: Role[]
  locations: string[] | null
}

export function getMember(scope: Scope, person: string, organisation: string): Promise<MemberRow> {
  return scope.one(sql`select * from door.find_member(${person}, ${organisation})`)
}

/** Without the person's name: who the made-up people are, the demonstration itself knows. */
export type DemonstrationSignIn = Omit<z.output<typeof getDemonstration.reply>['signIns'][number], 'name'>

/** Kept for the sign-in page of a demonstration hub; in a system scope. */
export async function keepDemonstrationSignIns(scope: Scope, signIns: readonly DemonstrationSignIn[]): Promise<void> {
  await scope.run(sql`select door.keep_demonstration_sign_ins(${JSON.stringify(signIns)}::jsonb)`)
}

/** The same as kept, in order; in a system scope. */
export function listDemonstrationSignIns(scope: Scope): Promise<DemonstrationSignIn[]> {
  return scope.all(sql`select mail, password, organisation, roles, what from door.read_demonstration_sign_ins()`)
}

export type MailboxRow = {
  id: string
  at: Date
  from_address: string
  to_address: string
  subject: string
  text: string
  html: string | null
}

/** What the built-in mailbox received, newest first. */
export function listMailboxMessages(scope: Scope, to: string | null, atMost: number): Promise<MailboxRow[]> {
  return scope.all(sql`select * from door.read_mailbox(${to}, ${atMost})`)
}
