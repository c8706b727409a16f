import { hubLog, record } from '../audit/index.ts'
import { queueMail } from '../mail/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { isProblemCode, ProblemError } from '../platform/problems.ts'
import { takeSecondFactorOf } from './secret-queries.ts'

type Taking = { mail: string; reason: string }
type Taken = { name: string; mail: string }

/**
 * Takes away a second factor that somebody has lost: their sessions end, they hear of it by mail, and so do the logs of their organisations
 * and the hub's (R-A6). In the scope of an operator, or of the system for the command line. Refuses `second_factor.not_in_force`,
 * `second_factor.own`; 404 where nobody has the mail.
 */
export async function takeSecondFactor(scope: Scope, hub: Pick<Hub, 'queue' | 'clock'>, { mail, reason }: Taking): Promise<Taken> {
  const { outcome, person, name, language, time_zone: timeZone, organisations, ...taken } = await takeSecondFactorOf(scope, mail)
  if (isProblemCode(outcome)) throw new ProblemError(outcome)
  const at = hub.clock.now().toISOString()
  const payload = { name, reason, at, timeZone }
  await queueMail(scope, hub, { to: taken.mail, language, kind: 'second_factor_taken', payload })
  const event = { kind: 'second_factor.taken_away' as const, subject: person, detail: { name, reason } }
  await record(scope, ...[hubLog, ...organisations].map((organisation) => ({ organisation, ...event })))
  return { name, mail: taken.mail }
}
