import type { Actor, Person } from '../platform/database/actor.ts'
import type { Hub } from '../platform/hub.ts'
import { ProblemError } from '../platform/problems.ts'
import { recoveryHash, timeStepOf } from './check-code.ts'
import { isPassword } from './hash-password.ts'
import { countAttempt, findPassword, forgetAttempts } from './queries.ts'
import { attemptOf, readCode } from './rules.ts'
import { findSecondFactor, takeRecoveryCode, takeTimeStep } from './secret-queries.ts'

/** Somebody signed in, and their session. Refuses `http.not_signed_in`. */
export function signedIn(actor: Actor): Person {
  if (!actor.person) throw new ProblemError('http.not_signed_in')
  return actor.person
}

/** Refuses with `session.too_many_attempts` where there is a wait. */
export function goOn(wait: number): void {
  if (wait > 0) throw new ProblemError('session.too_many_attempts', { retryAfterSeconds: wait })
}

/**
 * The password of somebody signed in, asked again before what could lock them out. Tries are counted in a transaction of their own, exactly,
 * also when they fail. Refuses `account.wrong_password`, `session.too_many_attempts`.
 */
export async function provePassword(hub: Hub, actor: Actor, password: string): Promise<void> {
  const person = signedIn(actor)
  const attempt = attemptOf('password', person.id)
  const { wait, found } = await hub.database.inSystem(actor.correlation, async (scope) => ({
    wait: await countAttempt(scope, attempt),
    found: await findPassword(scope, person.mail),
  }))
  goOn(wait)
  if (!found || !(await isPassword(found.password_hash, password))) throw new ProblemError('account.wrong_password')
  await hub.database.inSystem(actor.correlation, (scope) => forgetAttempts(scope, attempt))
}

/**
 * A code of a person's second factor: `none` where none is in force, else which of the two it was, or `wrong`. A right one is used up: each
 * time step and each recovery code counts once, also asked twice at once. Refuses `session.too_many_attempts` per person, wherever they try.
 */
export async function proveCode(
  hub: Hub,
  of: { person: string; correlation: string },
  typed: string,
): Promise<'totp' | 'recovery' | 'wrong' | 'none'> {
  const attempt = attemptOf('code', of.person)
  const { wait, factor } = await hub.database.inSystem(of.correlation, async (scope) => {
    const found = await findSecondFactor(scope, of.person)
    return found?.in_force ? { wait: await countAttempt(scope, attempt), factor: found } : { wait: 0, factor: null }
  })
  if (!factor) return 'none'
  goOn(wait)
  const code = readCode(typed)
  const step = code?.kind === 'totp' ? timeStepOf(hub.secrets.open(factor.secret), code.letters, hub.clock.now()) : null
  if (code === null || (code.kind === 'totp' && step === null)) return 'wrong'
  return hub.database.inSystem(of.correlation, async (scope) => {
    const right =
      step === null
        ? await takeRecoveryCode(scope, of.person, recoveryHash(hub, of.person, code.letters))
        : await takeTimeStep(scope, of.person, step)
    if (!right) return 'wrong'
    await forgetAttempts(scope, attempt)
    return code.kind
  })
}

/** Password or code of somebody signed in: one of them, whichever they sent. Refuses `account.proof_needed` and what the two refuse. */
export async function proveEither(
  hub: Hub,
  actor: Actor,
  sent: { password?: string | undefined; code?: string | undefined },
): Promise<void> {
  const { id } = signedIn(actor)
  if (sent.code !== undefined) {
    const proven = await proveCode(hub, { person: id, correlation: actor.correlation }, sent.code)
    if (proven === 'none') throw new ProblemError('second_factor.not_in_force')
    if (proven === 'wrong') throw new ProblemError('second_factor.wrong_code')
  } else if (sent.password !== undefined) await provePassword(hub, actor, sent.password)
  else throw new ProblemError('account.proof_needed')
}
