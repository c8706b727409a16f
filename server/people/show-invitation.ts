import type { ReplyOf } from '../../contract/endpoint.ts'
import type { getInvitation } from '../../contract/session.ts'
import { tokenHash } from '../platform/access/session.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { ProblemError } from '../platform/problems.ts'
import { findInvitation, listAdministered } from './queries.ts'

/**
 * What an open invitation is about, for whoever holds its link; used, ended, revoked and made-up ones are all `invitations.not_valid`.
 * The organisations that a person administers are named only to that person, signed in.
 */
export async function showInvitation(scope: Scope, call: Call<typeof getInvitation>): Promise<ReplyOf<typeof getInvitation>> {
  const found = await findInvitation(scope, tokenHash(call.params.token))
  if (!found) throw new ProblemError('invitations.not_valid')
  const person = call.actor.person
  const theirs = person !== null && person.id === found.account && found.kind === 'customer' ? await listAdministered(scope, person.id) : []
  return {
    kind: found.kind,
    from: found.from_name,
    organisation: found.organisation_name,
    mail: found.mail,
    name: found.name,
    roles: found.roles,
    accountExists: found.account !== null,
    administers: theirs.map(({ organisation, name }) => ({ organisationId: organisation, name })),
    expiresAt: found.expires_at.toISOString(),
  }
}
