import type { ReplyOf } from '../../contract/endpoint.ts'
import type { signIn } from '../../contract/session.ts'
import { record, recordForPerson } from '../audit/index.ts'
import { actorInSession, newSessionToken } from '../platform/access/session.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { ProblemError } from '../platform/problems.ts'
import { isPassword } from './hash-password.ts'
import { goOn, proveCode } from './prove.ts'
import { countAttempt, endOwnSession, findPassword, forgetAttempts, openSession } from './queries.ts'
import { attemptsOf } from './rules.ts'
import { findSecondFactor } from './secret-queries.ts'
import { describeSession } from './show-session.ts'
import { tellOfSignIn } from './tell-person.ts'

/** Who signs in, and by what it was proven that it is them. */
type Proven = { person: string; passwordHash: string; code: 'totp' | 'recovery' | 'none' }

/**
 * Opens a session for whoever knows the password of a mail and, where the person has a second factor, a code of it. A mail that nobody has
 * costs the same time and gets the same answer (R-A2): `nobodysHash` is verified instead. Refuses with `session.too_many_attempts` per
 * address and per mail, known or not, right or wrong, and per person for codes; `session.code_needed` and `session.wrong_code` only after a
 * right password. Success forgets the tries. A session that the browser had before ends; a new browser or network is told by mail.
 */
export async function signInPerson(hub: Hub, nobodysHash: Promise<string>, call: Call<typeof signIn>): Promise<ReplyOf<typeof signIn>> {
  const known = await knowPassword(hub, nobodysHash, call)
  const proven: Proven = { ...known, code: await knowCode(hub, known.person, call) }
  const { token, hash } = newSessionToken()
  const reply = await hub.database.inSystem(call.actor.correlation, async (scope) => {
    await forgetAttempts(scope, attemptsOf(call.body.mail, call.address)[1])
    const outcome = await openSession(scope, {
      id: newId(),
      person: proven.person,
      hash,
      agent: call.agent,
      address: call.address,
      proven: { passwordHash: proven.passwordHash, secondFactor: proven.code !== 'none' },
    })
    // Somebody has just changed what was proven: as if it had been changed before.
    if (outcome === 'refused') throw new ProblemError('session.wrong_mail_or_password')
    const actor = await actorInSession(scope, token, call.actor.correlation)
    if (outcome === 'unfamiliar' && actor.person) await tellOfSignIn(scope, hub, actor.person, call)
    scope.become(actor)
    scope.see('person')
    if (actor.acting) await record(scope, { organisation: actor.acting.id, kind: 'session.signed_in', subject: proven.person })
    if (proven.code === 'recovery') await recordForPerson(scope, actor, 'account.recovery_code_used')
    return describeSession(scope)
  })
  await endFormer(hub, call)
  call.setSession(token)
  return reply
}

async function knowPassword(
  hub: Hub,
  nobodysHash: Promise<string>,
  call: Call<typeof signIn>,
): Promise<{ person: string; passwordHash: string }> {
  const { mail, password } = call.body
  const [perAddress, perMail] = attemptsOf(mail, call.address)
  // A transaction of its own: a try counts also when it fails, and nothing waits for the password's hash.
  const { wait, found } = await hub.database.inSystem(call.actor.correlation, async (scope) => {
    // The address first: one that is over its limit is not heard at all, or it could use up the tries of everybody's mail.
    const waitForAddress = await countAttempt(scope, perAddress)
    if (waitForAddress > 0) return { wait: waitForAddress, found: undefined }
    return { wait: await countAttempt(scope, perMail), found: await findPassword(scope, mail) }
  })
  goOn(wait)
  const right = await isPassword(found?.password_hash ?? (await nobodysHash), password)
  if (!found || !right) throw new ProblemError('session.wrong_mail_or_password')
  return { person: found.person, passwordHash: found.password_hash }
}

async function knowCode(hub: Hub, person: string, call: Call<typeof signIn>): Promise<Proven['code']> {
  const { correlation } = call.actor
  const factor = await hub.database.inSystem(correlation, (scope) => findSecondFactor(scope, person))
  if (!factor?.in_force) return 'none'
  if (!call.body.code) throw new ProblemError('session.code_needed')
  const proven = await proveCode(hub, { person, correlation }, call.body.code)
  if (proven === 'wrong') throw new ProblemError('session.wrong_code')
  return proven
}

async function endFormer(hub: Hub, call: Call<typeof signIn>): Promise<void> {
  const { session } = call.actor
  if (session !== null) await hub.database.inOwnName(call.actor, (scope) => endOwnSession(scope, session))
}
