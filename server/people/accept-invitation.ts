import type { ReplyOf } from '../../contract/endpoint.ts'
import type { acceptInvitation } from '../../contract/session.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { copyManagingPartner } from '../devices/index.ts'
import { notifyMembers } from '../notifications/index.ts'
import { tokenHash } from '../platform/access/session.ts'
import { type Member, systemActor } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { ProblemError, refusal } from '../platform/problems.ts'
import { type AccountHolder, accountHolder, isSecondAccount, makeAccount } from './make-account.ts'
import { type AcceptedRow, acceptInvitationFor, chooseActingFor, findInvitation, getMember, type InvitationRow } from './queries.ts'
import { describeSession } from './show-session.ts'

/**
 * Accepts an invitation as whoever is signed in, else as a new person (R-C1): account, membership, relationship, reach, audit and the
 * partner's bell in one transaction. Refuses with `invitations.*`, `members.already_a_member`, `customers.already_managed`.
 */
export async function acceptOneInvitation(hub: Hub, call: Call<typeof acceptInvitation>): Promise<ReplyOf<typeof acceptInvitation>> {
  const { correlation } = call.actor
  const hash = tokenHash(call.params.token)
  const invitation = await hub.database.inSystem(correlation, (scope) => findInvitation(scope, hash))
  if (!invitation) throw new ProblemError('invitations.not_valid')
  const by = await accountHolder(hub, call, invitation)
  const accepting = hub.database.inSystem(correlation, async (scope) => {
    await makeAccount(scope, by, { mail: invitation.mail, agent: call.agent, address: call.address })
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

/** From here on the transaction is the new member's: what they do next carries their name. */
async function becomeMember(scope: Scope, by: AccountHolder, organisation: string): Promise<Member> {
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
  const link = `/customers/${acting.id}`
  await notifyMembers(scope, hub, { organisation: partner, kind: 'customer_accepted', payload: { name: acting.name }, link })
  await hub.queue.enqueueAll(
    scope,
    copyManagingPartner,
    tenants.map((tenantId) => ({ tenantId })),
  )
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
