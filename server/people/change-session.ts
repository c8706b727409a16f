import type { ReplyOf } from '../../contract/endpoint.ts'
import type { endOtherSessions, endSession, setActingFor, signOut } from '../../contract/session.ts'
import { record, recordForPerson } from '../audit/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { chooseActingFor, endOtherSessions as endOthers, endOwnSession } from './queries.ts'
import { describeSession } from './show-session.ts'

/** Ends the session of the request itself and takes its cookie. */
export async function signOutPerson(scope: Scope, call: Call<typeof signOut>): Promise<undefined> {
  const { session, acting, person } = call.actor
  if (session !== null) await endOwnSession(scope, session)
  if (acting) {
    // In their own name a person acts for nobody; the log is the organisation's.
    scope.become(call.actor)
    scope.see('person')
    await record(scope, { organisation: acting.id, kind: 'session.signed_out', subject: person?.id ?? null })
  }
  scope.afterCommit(() => call.setSession(null))
}

/** Chooses the organisation that requests act for when they do not say; `session.not_a_member` for any other, there or not (R-A2). */
export async function actFor(scope: Scope, call: Call<typeof setActingFor>): Promise<ReplyOf<typeof setActingFor>> {
  const { session } = call.actor
  if (session === null || !(await chooseActingFor(scope, session, call.body.organisationId))) throw new ProblemError('session.not_a_member')
  return describeSession(scope)
}

/** Ends one of one's own sessions, at their next request; 404 for any other (R-A2). */
export async function endOneSession(scope: Scope, call: Call<typeof endSession>): Promise<undefined> {
  if (!(await endOwnSession(scope, call.params.id))) throw notFound()
  if (call.params.id === call.actor.session) scope.afterCommit(() => call.setSession(null))
}

/** Ends all of one's own sessions but the one of the request. */
export async function endAllOthers(scope: Scope, call: Call<typeof endOtherSessions>): Promise<undefined> {
  const { session } = call.actor
  if (session === null) return
  if ((await endOthers(scope, session)) > 0) await recordForPerson(scope, call.actor, 'account.sessions_ended')
}
