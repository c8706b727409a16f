import type { ReplyOf } from '../../contract/endpoint.ts'
import type { endDigestSubscription, getDigestSubscription } from '../../contract/notifications.ts'
import { readPersonToken } from '../platform/access/link.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { ProblemError } from '../platform/problems.ts'
import { endDigestOf, findDigest } from './queries.ts'

/** Whose digest the link of a mail ends. Changes nothing, as mail scanners open links. Refuses `digest_subscriptions.not_valid`. */
export async function showSubscription(
  hub: Hub,
  scope: Scope,
  { params }: Call<typeof getDigestSubscription>,
): Promise<ReplyOf<typeof getDigestSubscription>> {
  const found = await findDigest(scope, ownerOf(hub, params.token))
  if (!found) throw notValid()
  return found
}

/** Ends the digest of the person whose link it is, again and again if need be, and nothing else of theirs. Refuses `digest_subscriptions.not_valid`. */
export async function endSubscription(hub: Hub, scope: Scope, { params }: Call<typeof endDigestSubscription>): Promise<undefined> {
  if (!(await endDigestOf(scope, ownerOf(hub, params.token)))) throw notValid()
}

function ownerOf(hub: Hub, token: string): string {
  const person = readPersonToken(hub, 'unsubscribe', token)
  if (person === null) throw notValid()
  return person
}

function notValid(): ProblemError {
  return new ProblemError('digest_subscriptions.not_valid')
}
