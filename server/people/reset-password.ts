import type { askPasswordReset, completePasswordReset, getPasswordReset } from '../../contract/accounts.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import { queueMail } from '../mail/index.ts'
import { tokenHash } from '../platform/access/session.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { ProblemError } from '../platform/problems.ts'
import { hashPassword } from './hash-password.ts'
import { mailReset } from './jobs.ts'
import { completeReset, findReset, insertReset } from './secret-queries.ts'
import { sendLink } from './send-link.ts'
import { tellOfPassword } from './tell-person.ts'

/**
 * Somebody asks for a new password. What is done is the same for an address that nobody has: a row and a job (R-A2); the job looks up who
 * has it, if anybody, and mails the link. Refuses `session.too_many_attempts` per address and per mail, known or not.
 */
export async function askReset(hub: Hub, call: Call<typeof askPasswordReset>): Promise<undefined> {
  const { mail } = call.body
  const asked = { kind: 'password_reset', mail, lifetimeMinutes: limits.passwordResetMinutes } as const
  await sendLink(hub, call, asked, async (scope, { id, hash, expiresAt }) => {
    await insertReset(scope, { id, mail, hash, expiresAt })
    await hub.queue.enqueue(scope, mailReset, { resetId: id })
  })
}

/** The job: mails the link where somebody has the address. Twice, it is the same link. */
export async function mailOneReset(hub: Hub, resetId: string): Promise<void> {
  await hub.database.inSystem(newId(), async (scope) => {
    const found = await findReset(scope, { id: resetId })
    if (!found) return
    const { mail, name, language, time_zone: timeZone, expires_at } = found
    const payload = { resetId, name, timeZone, expiresAt: expires_at.toISOString() }
    await queueMail(scope, hub, { to: mail, language, kind: 'password_reset', payload })
  })
}

/** Whose password a link sets; used, lapsed and made-up ones are all `password_resets.not_valid`. */
export async function showReset(scope: Scope, call: Call<typeof getPasswordReset>): Promise<ReplyOf<typeof getPasswordReset>> {
  const found = await findReset(scope, { hash: tokenHash(call.params.token) })
  if (!found) throw new ProblemError('password_resets.not_valid')
  return { mail: found.mail, expiresAt: found.expires_at.toISOString() }
}

/** Sets the new password, once, and ends all sessions of the person; a second factor stays. Refuses `password_resets.not_valid`. */
export async function finishReset(hub: Hub, call: Call<typeof completePasswordReset>): Promise<undefined> {
  const { correlation } = call.actor
  const hash = tokenHash(call.params.token)
  const found = await hub.database.inSystem(correlation, (scope) => findReset(scope, { hash }))
  if (!found) throw new ProblemError('password_resets.not_valid')
  const passwordHash = await hashPassword(hub, call.body.password)
  const done = await hub.database.inSystem(correlation, async (scope) => {
    if (!(await completeReset(scope, hash, passwordHash))) return false
    await tellOfPassword(scope, hub, { ...found, id: found.person, timeZone: found.time_zone }, 'account.password_reset')
    return true
  })
  if (!done) throw new ProblemError('password_resets.not_valid')
}
