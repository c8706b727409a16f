import type { Language, ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import type { inviteMember } from '../../contract/organisations.ts'
import { lastAdministrator, type Role } from '../../contract/permissions.ts'
import { record } from '../audit/index.ts'
import { queueMail } from '../mail/index.ts'
import { linkHash } from '../platform/access/link.ts'
import type { Scope } from '../platform/database/database.ts'
import { isTaken } from '../platform/database/taken.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { findSettings, nameOf } from '../settings/index.ts'
import { findMember, insertInvitedMember } from './member-queries.ts'
import { rolesOfKind } from './member-rules.ts'
import { actingFor, presentMember } from './members.ts'
import { findCard } from './queries.ts'

/** Invites somebody by mail into the organisation acted for. Refuses `members.role_not_of_kind`, `members.already_a_member`. */
export async function inviteOneMember(scope: Scope, hub: Hub, call: Call<typeof inviteMember>): Promise<ReplyOf<typeof inviteMember>> {
  const acting = actingFor(scope)
  const { name, mail, roles: asked } = call.body
  const roles = rolesOfKind(acting.kind, asked)
  if (!roles) throw new ProblemError('members.role_not_of_kind')
  const from = scope.actor.person?.name ?? acting.name
  const id = await inviteInto(scope, hub, { organisation: acting, name, mail, roles, from, language: call.language })
  const invited = await findMember(scope, id)
  if (!invited) throw new Error('the member who was just invited is not there')
  return presentMember(invited)
}

/**
 * Whoever runs the hub invites an administrator into a vendor, provider or partner, for instance where the one it had has left; 404 for what is none
 * of these: a customer's people are its partner's to invite, and its own. Any other role is that administrator's to give. Refuses as `inviteOneMember`
 * does. Scope: `operator`.
 */
export async function inviteAsOperator(
  scope: Scope,
  hub: Hub,
  asked: { organisation: string; name: string; mail: string },
): Promise<{ id: string; organisation: { id: string; name: string } }> {
  const card = await findCard(scope, asked.organisation)
  if (!card || card.kind === 'customer') throw notFound()
  const { name, mail } = asked
  const roles = [lastAdministrator[card.kind]]
  const organisation = { id: card.id, name: card.name }
  const from = await nameOfOperator(scope)
  return { id: await inviteInto(scope, hub, { organisation, name, mail, roles, from, language: 'en' }), organisation }
}

/** Who invites: whoever runs the hub by name, or the hub itself for the command line. */
export async function nameOfOperator(scope: Scope): Promise<string> {
  return scope.actor.person?.name ?? nameOf(await findSettings(scope))
}

type Invited = {
  organisation: { id: string; name: string }
  name: string
  mail: string
  roles: readonly Role[]
  from: string
  language: Language
}

/** Member, invitation, mail and audit in the caller's transaction; answers the member's id. */
export async function inviteInto(scope: Scope, hub: Hub, invited: Invited): Promise<string> {
  const { organisation, name, mail, roles, from, language } = invited
  const membership = newId()
  const invitation = newId()
  const expiresAt = new Date(hub.clock.now().getTime() + limits.invitationLifetimeDays * 86_400_000)
  const hash = linkHash(hub, 'invitation', invitation)
  await insertInvitedMember(scope, { membership, invitation, organisation: organisation.id, name, mail, roles, hash, expiresAt }).catch(
    (error: unknown) => {
      // The mail stands once among an organisation's members: its own rows, so that the refusal tells nothing of others (R-A2).
      throw isTaken(error, 'member_once') ? new ProblemError('members.already_a_member') : error
    },
  )
  const payload = { invitationId: invitation, from, organisation: organisation.name, name, expiresAt: expiresAt.toISOString() }
  await queueMail(scope, hub, { to: mail.toLowerCase(), language, kind: 'member_invitation', payload })
  const detail = { name, mail: mail.toLowerCase(), roles: roles.join(', ') }
  await record(scope, { organisation: organisation.id, kind: 'member.invited', subject: membership, detail })
  return membership
}
