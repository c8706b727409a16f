import type {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  getSecondFactor,
  renewRecoveryCodes,
} from '../../contract/accounts.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { recordForPerson } from '../audit/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { ProblemError } from '../platform/problems.ts'
import { newRecoveryCodes, newTotpSecret, recoveryHash, timeStepOf, totpUri } from './check-code.ts'
import { goOn, proveEither, provePassword, signedIn } from './prove.ts'
import { countAttempt, forgetAttempts } from './queries.ts'
import { attemptOf, readCode } from './rules.ts'
import {
  deleteSecondFactor,
  describeSecondFactor,
  findSecondFactor,
  insertSecondFactor,
  putInForce,
  replaceRecoveryCodes,
} from './secret-queries.ts'
import { becomePerson } from './tell-person.ts'

/** Whether one's own is on, since when, and how many recovery codes are left. */
export async function showSecondFactor(scope: Scope): Promise<ReplyOf<typeof getSecondFactor>> {
  const { in_force_since, codes_left } = await describeSecondFactor(scope)
  return { inForceSince: in_force_since?.toISOString() ?? null, recoveryCodesLeft: codes_left }
}

/** Whether whoever acts has a second factor in force. For a scope of a member, which sees as before afterwards. */
export async function hasSecondFactor(scope: Scope): Promise<boolean> {
  scope.see('person')
  const { in_force_since } = await describeSecondFactor(scope)
  scope.see('any')
  return in_force_since !== null
}

/**
 * A new secret, kept sealed with the installation's key; nothing asks for it before it is confirmed. The password is asked first: a browser
 * left open is not enough to lock its owner out. Refuses `second_factor.in_force` and what `provePassword` refuses.
 */
export async function beginOwnSecondFactor(hub: Hub, call: Call<typeof beginSecondFactor>): Promise<ReplyOf<typeof beginSecondFactor>> {
  const person = signedIn(call.actor)
  await provePassword(hub, call.actor, call.body.password)
  const secret = newTotpSecret()
  const sealed = hub.secrets.seal(secret)
  const begun = await hub.database.inSystem(call.actor.correlation, (scope) => insertSecondFactor(scope, person.id, sealed))
  if (!begun) throw new ProblemError('second_factor.in_force')
  return { secret, uri: totpUri(hub, secret, person.mail) }
}

/**
 * Turns it on with a first code of the secret, which is used up by that; answers the recovery codes, shown this once, kept as hashes. All
 * other sessions end. Refuses `second_factor.not_begun`, `second_factor.in_force`, `second_factor.wrong_code`, `session.too_many_attempts`.
 */
export async function confirmOwnSecondFactor(
  hub: Hub,
  call: Call<typeof confirmSecondFactor>,
): Promise<ReplyOf<typeof confirmSecondFactor>> {
  const person = signedIn(call.actor)
  const { correlation, session } = call.actor
  const attempt = attemptOf('code', person.id)
  const { wait, factor } = await hub.database.inSystem(correlation, async (scope) => ({
    wait: await countAttempt(scope, attempt),
    factor: await findSecondFactor(scope, person.id),
  }))
  goOn(wait)
  if (!factor) throw new ProblemError('second_factor.not_begun')
  if (factor.in_force) throw new ProblemError('second_factor.in_force')
  const code = readCode(call.body.code)
  const step = code?.kind === 'totp' ? timeStepOf(hub.secrets.open(factor.secret), code.letters, hub.clock.now()) : null
  if (step === null) throw new ProblemError('second_factor.wrong_code')
  const recoveryCodes = newRecoveryCodes()
  const hashes = hashesOf(hub, person.id, recoveryCodes)
  await hub.database.inSystem(correlation, async (scope) => {
    const confirmed = await putInForce(scope, { person: person.id, sealed: factor.secret, step, hashes, keptSession: session })
    // Two confirmations, or a new beginning, at once.
    if (!confirmed) throw new ProblemError('second_factor.not_begun')
    await forgetAttempts(scope, attempt)
    becomePerson(scope, person)
    await recordForPerson(scope, scope.actor, 'account.second_factor_on')
  })
  return { recoveryCodes }
}

/** Turns it off, with the password or a code. Refuses `second_factor.not_in_force` and what `proveEither` refuses. */
export async function endOwnSecondFactor(hub: Hub, call: Call<typeof endSecondFactor>): Promise<undefined> {
  const person = signedIn(call.actor)
  await proveEither(hub, call.actor, call.body)
  await hub.database.inSystem(call.actor.correlation, async (scope) => {
    if (!(await deleteSecondFactor(scope, person.id))) throw new ProblemError('second_factor.not_in_force')
    becomePerson(scope, person)
    await recordForPerson(scope, scope.actor, 'account.second_factor_off')
  })
}

/** New recovery codes, shown this once; the earlier ones end. Refuses `second_factor.not_in_force` and what `proveEither` refuses. */
export async function renewOwnRecoveryCodes(hub: Hub, call: Call<typeof renewRecoveryCodes>): Promise<ReplyOf<typeof renewRecoveryCodes>> {
  const person = signedIn(call.actor)
  await proveEither(hub, call.actor, call.body)
  const recoveryCodes = newRecoveryCodes()
  await hub.database.inSystem(call.actor.correlation, async (scope) => {
    if (!(await replaceRecoveryCodes(scope, person.id, hashesOf(hub, person.id, recoveryCodes))))
      throw new ProblemError('second_factor.not_in_force')
    becomePerson(scope, person)
    await recordForPerson(scope, scope.actor, 'account.recovery_codes_made')
  })
  return { recoveryCodes }
}

function hashesOf(hub: Hub, person: string, codes: readonly string[]): Buffer[] {
  return codes.map((code) => recoveryHash(hub, person, readCode(code)?.letters ?? ''))
}
