import type { ReplyOf } from '../../contract/endpoint.ts'
import type { signIn } from '../../contract/session.ts'
import { record } from '../audit/index.ts'
import { actorInSession, newSessionToken } from '../platform/access/session.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { ProblemError } from '../platform/problems.ts'
import { isPassword } from './hash-password.ts'
import { countAttempt, endOwnSession, findPassword, forgetAttempts, openSession } from './queries.ts'
import { attemptsOf } from './rules.ts'
import { describeSession } from './show-session.ts'

/**
 * Opens a session for whoever knows the password of a mail. A mail that nobody has costs the same time and gets the same answer (R-A2):
 * `nobodysHash` is verified instead. Refuses with `session.too_many_attempts` per address and per mail, known or not, right or wrong;
 * success forgets the mail's tries. A session that the browser had before ends.
 */
export async function signInPerson(hub: Hub, nobodysHash: Promise<string>, call: Call<typeof signIn>): Promise<ReplyOf<typeof signIn>> {
  const { mail, password } = call.body
  const { correlation } = call.actor
  const [perAddress, perMail] = attemptsOf(mail, call.address)
  // A transaction of its own: a try counts also when it fails, and nothing waits for the password's hash.
  const { wait, found } = await hub.database.inSystem(correlation, async (scope) => {
    // The address first: one that is over its limit is not heard at all, or it could use up the tries of everybody's mail.
    const waitForAddress = await countAttempt(scope, perAddress)
    if (waitForAddress > 0) return { wait: waitForAddress, found: undefined }
    return { wait: await countAttempt(scope, perMail), found: await findPassword(scope, mail) }
  })
  if (wait > 0) throw new ProblemError('session.too_many_attempts', { retryAfterSeconds: wait })
  const right = await isPassword(found?.password_hash ?? (await nobodysHash), password)
  if (!found || !right) throw new ProblemError('session.wrong_mail_or_password')

  const { token, hash } = newSessionToken()
  const reply = await hub.database.inSystem(correlation, async (scope) => {
    await forgetAttempts(scope, perMail)
    await openSession(scope, { id: newId(), person: found.person, hash, agent: call.agent })
    const actor = await actorInSession(scope, token, correlation)
    scope.become(actor)
    scope.see('person')
    if (actor.acting) await record(scope, { organisation: actor.acting.id, kind: 'session.signed_in', subject: found.person })
    return describeSession(scope)
  })
  await endFormer(hub, call)
  call.setSession(token)
  return reply
}

async function endFormer(hub: Hub, call: Call<typeof signIn>): Promise<void> {
  const { session } = call.actor
  if (session !== null) await hub.database.inOwnName(call.actor, (scope) => endOwnSession(scope, session))
}
