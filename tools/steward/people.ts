// Commands about people and quotas.
import { z } from 'zod'
import { language, line, mailAddress } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import { systemClock } from '../../server/platform/clock.ts'
import { isTaken } from '../../server/platform/database/taken.ts'
import { newId } from '../../server/platform/id.ts'
import { makeLog } from '../../server/platform/log.ts'
import { ProblemError } from '../../server/platform/problems.ts'
import { readPassword } from '../read-password.ts'
import { Misunderstood, type Options, Refused, type Told } from './command.ts'
import { asSystem, loginOf, withHub } from './place.ts'

export async function setQuota(options: Options): Promise<Told> {
  const most = z.coerce.number().int().min(1).max(limits.quotaDevicesMost)
  const asked = z
    .object({ partner: z.string().trim().min(1), devices: z.union([z.literal('none').transform(() => null), most]) })
    .safeParse(options)
  if (!asked.success) throw new Misunderstood('Whose quota, and how many devices? --partner PARTNER --devices N, or none.')
  const { partner, devices } = asked.data
  const { setQuotaOfCalled } = await import('../../server/quota/index.ts')
  const set = await asSystem((scope) => setQuotaOfCalled(scope, partner, devices))
  if (!set) throw new Refused(`Not exactly one partner is called ${partner}: name it by its location ID.`)
  const { name } = set.partner
  const text = set.quota ? `${name} may have ${set.quota.devices} devices, and has ${set.quota.used}.` : `${name} has no quota.`
  return { text, json: set }
}

export async function endSecondFactor(options: Options): Promise<Told> {
  const asked = z.object({ mail: mailAddress, reason: z.string().trim().min(1).max(limits.purposeCharacters) }).safeParse(options)
  if (!asked.success)
    throw new Misunderstood('Whose, and why? --mail MAIL --reason TEXT; the person and their organisations read the reason.')
  const { mail } = asked.data
  const { mailJobs } = await import('../../server/mail/index.ts')
  const { takeSecondFactor } = await import('../../server/people/index.ts')
  const { openDatabase } = await import('../../server/platform/database/database.ts')
  const { openQueue } = await import('../../server/platform/jobs.ts')
  const { makeMetrics } = await import('../../server/platform/metrics.ts')
  return withHub({ make: false }, async ({ appUrl }) => {
    const database = await openDatabase({ url: appUrl, connections: 1 })
    // The mail waits in the queue for the server, which sends it.
    const queue = await openQueue({ database, jobs: mailJobs, log: makeLog('silent'), metrics: makeMetrics(database), worker: false })
    try {
      const taken = await database
        .inSystem(newId(), (scope) => takeSecondFactor(scope, { queue, clock: systemClock }, asked.data))
        .catch((error: unknown) => {
          if (!(error instanceof ProblemError)) throw error
          throw new Refused(error.code === 'http.not_found' ? `Nobody has the email address ${mail}.` : `${mail} has no second factor.`)
        })
      return { text: `${taken.name} (${taken.mail}) has no second factor any more, and is told by mail.`, json: taken }
    } finally {
      await queue.stop()
      await database.close()
    }
  })
}

export async function createOperator(options: Options): Promise<Told> {
  const asked = z.object({ mail: mailAddress, name: line.min(1).max(200), language: language.default('en') }).safeParse(options)
  if (!asked.success) throw new Misunderstood('An operator needs --mail and --name; --language is en, fr or de.')
  const password = await readPassword()
  const { least, most } = limits.passwordCharacters
  if (password.length < least || password.length > most) throw new Refused(`A password has ${least} to ${most} characters.`)
  const { migrate } = await import('../../database/migrate.ts')
  const { createPerson, hashPassword } = await import('../../server/people/index.ts')
  const { openDatabase } = await import('../../server/platform/database/database.ts')
  return withHub({ make: true }, async ({ ownerUrl, appUrl, testing }) => {
    if (ownerUrl) await migrate({ ownerUrl, login: loginOf(appUrl) })
    const database = await openDatabase({ url: appUrl, connections: 1 })
    try {
      const id = newId()
      const { mail, name } = asked.data
      const passwordHash = await hashPassword({ testing }, password)
      await database
        .inSystem(newId(), (scope) => createPerson(scope, { id, ...asked.data, passwordHash, operator: true }))
        .catch((error: unknown) => {
          throw isTaken(error, 'person_mail_key') ? new Refused(`Somebody has the email address ${mail} already.`) : error
        })
      return { text: `${name} (${mail}) runs this hub.`, json: { id, mail, name } }
    } finally {
      await database.close()
    }
  })
}
