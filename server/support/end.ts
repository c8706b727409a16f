import { hubLog, record } from '../audit/index.ts'
import { tellOfNotifications } from '../notifications/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound } from '../platform/problems.ts'
import { endSession, findSession } from './queries.ts'

/**
 * Either side ends a support session; in force with the next request, and before the next piece of what is being streamed (R-A4, R-H7). 404 for
 * one of others (R-A2); one that is over stays as it is, and nothing is recorded.
 */
export async function end(hub: Pick<Hub, 'live'>, scope: Scope, id: string): Promise<undefined> {
  const session = await findSession(scope, id)
  if (!session) throw notFound()
  if (session.over) return
  const by = scope.actor.acting?.id === session.customer ? 'customer' : 'agent'
  // Somebody else was quicker: it is over.
  if (!(await endSession(scope, id, by))) return
  const ended = { kind: 'support_session.ended', subject: id } as const
  const detail = { agent: session.person_name, customer: session.customer_name }
  await record(
    scope,
    { organisation: session.customer, ...ended, detail },
    { organisation: session.home ?? hubLog, ...ended, kind: 'support_session.ended_in', detail },
  )
  // Whoever is inside has pages open, and those whose customer it is.
  tellOfNotifications(scope, hub, [{ person: session.person, organisation: null }])
  scope.afterCommit(() => hub.live.tell([{ person: null, kind: 'support_session', organisationId: session.customer, id }]))
}
