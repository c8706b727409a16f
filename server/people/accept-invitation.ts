import type { Language, ReplyOf } from '../../contract/endpoint.ts'
import { mayTry, rolesByKind } from '../../contract/permissions.ts'
import type { acceptInvitation } from '../../contract/session.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { copyManagingPartner } from '../devices/index.ts'
import { notifyMembers } from '../notifications/index.ts'
import { newSessionToken, tokenHash } from '../platform/access/session.ts'
import { type Member, systemActor } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { isProblemCode, ProblemError } from '../platform/problems.ts'
import { hashPassword } from './hash-password.ts'
import {
  type AcceptedRow,
  acceptInvitationFor,
  chooseActingFor,
  createPerson,
  findInvitation,
  getMember,
  type InvitationRow,
  openSession,
} from './queries.ts'
import { howToAccept } from './rules.ts'
import { describeSession } from './show-session.ts'

/** Who accepts, with the session that they have or get. `made` = the account and its session are new. */
type Accepter = {
  id: string
  session: string
  operator: boolean
  made: { name: string; language: Language; passwordHash: string; token: string; hash: Buffer } | null
}

/**
 * Accepts an invitation as whoever is signed in, else as a new person (R-C1): account, membership, relationship, reach, audit and the
 * partner's bell in one transaction. Refuses with `invitations.*`, `members.already_a_member`, `customers.already_managed`.
 */
export async function acceptOneInvitation(hub: Hub, call: Call<typeof acceptInvitation>): Promise<ReplyOf<typeof acceptInvitation>> {
  const { correlation } = call.actor
  const hash = tokenHash(call.params.token)
  const invitation = await hub.database.inSystem(correlation, (scope) => findInvitation(scope, hash))
  if (!invitation) throw new ProblemError('invitations.not_valid')
  const by = await accepter(hub, call, invitation)
  const accepting = hub.database.inSystem(correlation, async (scope) => {
    if (by.made) await makeAccount(scope, by, { mail: invitation.mail, agent: call.agent })
    const accepted = await acceptInvitationFor(scope, {
      hash,
      person: by.id,
      membership: newId(),
      organisation: call.body.organisationId ?? null,
    })
    if (accepted.outcome !== 'accepted') throw refusal(accepted.outcome)
    const actor = await becomeMember(scope, by, accepted.organisation)
    await tellPartner(scope, hub, accepted, actor)
    // What is one's own from here on; also an end user may write it.
    scope.see('person')
    await record(scope, ...entriesOf(accepted, invitation, actor))
    await chooseActingFor(scope, by.session, accepted.organisation)
    return describeSession(scope)
  })
  const reply = await accepting.catch((error: unknown) => {
    throw isSecondAccount(error) ? new ProblemError('invitations.sign_in_first') : error
  })
  if (by.made) call.setSession(by.made.token)
  return reply
}

async function accepter(hub: Hub, call: Call<typeof acceptInvitation>, invitation: InvitationRow): Promise<Accepter> {
  const { person, session } = call.actor
  const { password, name = invitation.name, language = call.language } = call.body
  if (person && session) return { id: person.id, session, operator: person.operator, made: null }
  const how = howToAccept({ signedIn: false, accountExists: invitation.account !== null, password })
  if (how !== 'as_new' || password === undefined)
    throw new ProblemError(how === 'invitations.sign_in_first' ? how : 'invitations.password_needed')
  const passwordHash = await hashPassword(hub, password)
  return { id: newId(), session: newId(), operator: false, made: { name, language, passwordHash, ...newSessionToken() } }
}

async function makeAccount(scope: Scope, { id, session, made }: Accepter, from: { mail: string; agent: string }): Promise<void> {
  if (!made) return
  const { name, language, passwordHash } = made
  await createPerson(scope, { id, mail: from.mail, name, language, passwordHash, operator: false })
  await openSession(scope, { id: session, person: id, hash: made.hash, agent: from.agent })
}

/** From here on the transaction is the new member's: what they do next carries their name. */
async function becomeMember(scope: Scope, by: Accepter, organisation: string): Promise<Member> {
  const nobody = systemActor(scope.actor.correlation)
  scope.become(nobody)
  const row = await getMember(scope, by.id, organisation)
  const actor: Member = {
    ...nobody,
    session: by.session,
    capacity: row.roles.every((role) => role === 'end_user') ? 'end_user' : 'member',
    person: { id: by.id, name: row.name, mail: row.mail, language: row.language, timeZone: row.time_zone, operator: by.operator },
    acting: { id: organisation, name: row.organisation_name, kind: row.organisation_kind, roles: row.roles, locations: row.locations },
  }
  scope.become(actor)
  return actor
}

/** The partner's people hear it, and its devices get to know their managing partner. */
async function tellPartner(scope: Scope, hub: Hub, accepted: AcceptedRow, { acting }: Member): Promise<void> {
  const { partner, tenants } = accepted
  if (accepted.kind !== 'customer' || partner === null) return
  const roles = rolesByKind.partner.filter((role) => mayTry('customer.create', [role], 'partner') !== undefined)
  const link = `/customers/${acting.id}`
  await notifyMembers(scope, hub, { organisation: partner, roles, kind: 'customer_accepted', payload: { name: acting.name }, link })
  for (const tenantId of tenants) await hub.queue.enqueue(scope, copyManagingPartner, { tenantId })
}

function entriesOf(accepted: AcceptedRow, invitation: InvitationRow, { person, acting }: Member): AuditEntry[] {
  const { partner, relationship } = accepted
  // As an organisation that is there already, the accepter was its member before.
  const joins = accepted.kind === 'member' || acting.id === invitation.organisation
  const joined: AuditEntry = {
    organisation: acting.id,
    kind: 'member.joined',
    subject: person.id,
    detail: { name: person.name, mail: person.mail },
  }
  if (partner === null || accepted.kind === 'member') return [joined]
  return [
    ...(joins ? [joined] : []),
    { organisation: acting.id, kind: 'relationship.accepted', subject: relationship, detail: { other: invitation.from_name } },
    { organisation: partner, kind: 'relationship.accepted', subject: relationship, detail: { other: acting.name } },
  ]
}

function refusal(outcome: string): Error {
  return isProblemCode(outcome) ? new ProblemError(outcome) : new Error(`an invitation's outcome that nobody knows: ${outcome}`)
}

/** Two acceptances at once: the other one made the account. */
function isSecondAccount(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && error.code === '23505' && 'constraint' in error && error.constraint === 'person_mail_key'
  )
}
