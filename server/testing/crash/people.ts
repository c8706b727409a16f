import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { z } from 'zod'
import { insist, type Journal, type Request } from './client.ts'
import type { CrashWorld, Somebody } from './world.ts'

/** What was done with people while server and database were killed, as far as it was acknowledged. */
export type AcknowledgedPeople = {
  /** Customers that were added, by the mail of their administrator. */
  customers: { id: string; mail: string }[]
  /** Whose invitation was accepted, or who was admitted: members from then on. */
  members: { mail: string; organisation: string }[]
}

const made = z.object({ id: z.string() })
const waiting = z.object({ items: z.array(z.object({ id: z.string(), mail: z.string() })) })
const problem = z.object({ code: z.string() })
const password = 'correct horse battery staple'

/**
 * Customers are added, their invitations mailed and accepted; people register by location ID, confirm by the mailed link and are admitted. One
 * after the other until told to end, each request sent again until it is answered: what a broken answer left done is refused as done.
 */
export async function writePeople(
  url: string,
  { world, truth, journal, ending }: { world: CrashWorld; truth: pg.Pool; journal: Journal; ending: AbortSignal },
): Promise<AcknowledgedPeople> {
  const acknowledged: AcknowledgedPeople = { customers: [], members: [] }
  const nobody: Somebody = { organisation: '', token: '' }
  const { partner, locationId } = world
  let calls = 0
  /** Answers the body, or null where it was refused with `done`: an earlier try went through. */
  const send = async (who: Somebody, act: string, request: Request, done: readonly string[]): Promise<unknown> => {
    calls += 1
    // Limits count addresses: each call comes from one of its own.
    const forwarded = `203.0.${Math.floor(calls / 250) % 250}.${calls % 250}`
    const heard = await insist(url, who, { ...request, act, forwarded }, journal)
    if (heard.status < 300) return heard.body
    const { code } = problem.parse(heard.body)
    if (done.includes(code)) return null
    throw new Error(`${request.path} answered ${heard.status} ${JSON.stringify(heard.body)}`)
  }
  for (let n = 0; !ending.aborted; n += 1) {
    const mail = `customer${n}@hub.test`
    const customer = { name: `Invited ${n}`, country: 'DE', administrator: { name: 'Ada Admin', mail } }
    const added = await send(partner, 'adding a customer', { method: 'POST', path: '/customers', key: `customer-${n}`, json: customer }, [])
    const { id } = made.parse(added)
    acknowledged.customers.push({ id, mail })
    const path = `/invitations/${await mailedToken(truth, mail)}/acceptance`
    const accept: Request = { method: 'POST', path, json: { name: 'Ada Admin', password } }
    await send(nobody, 'accepting an invitation', accept, ['invitations.not_valid'])
    acknowledged.members.push({ mail, organisation: id })

    const person = { name: 'Nora New', mail: `person${n}@hub.test`, locationId }
    await send(nobody, 'registering', { method: 'POST', path: '/registrations', json: person }, [])
    const link = `/registrations/${await mailedToken(truth, person.mail)}/confirmation`
    await send(nobody, 'confirming a registration', { method: 'POST', path: link, json: { password } }, ['registrations.not_valid'])
    const registration = await announced(url, partner, person.mail, journal)
    const admission: Request = { method: 'POST', path: `/registrations/${registration}/admission`, json: { roles: ['sales_agent'] } }
    await send(partner, 'admitting', admission, ['registrations.decided'])
    acknowledged.members.push({ mail: person.mail, organisation: partner.organisation })
  }
  return acknowledged
}

/** The secret of the newest link that reached this address over SMTP. */
async function mailedToken(truth: pg.Pool, mail: string): Promise<string> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const found = await truth
      .query<{ text: string }>(
        "select text from mailbox_message where to_address = $1 and text ~ '/(invitation|registration)/' order by at desc limit 1",
        [mail],
      )
      .catch(() => null)
    const token = /\/(?:invitation|registration)\/([\w-]{20,100})/.exec(found?.rows[0]?.text ?? '')?.[1]
    if (token) return token
    await pause(50)
  }
  throw new Error(`no mail reached ${mail}`)
}

/** Whoever confirmed is announced by a job. */
async function announced(url: string, partner: Somebody, mail: string, journal: Journal): Promise<string> {
  for (let tries = 0; tries < 600; tries += 1) {
    const heard = await insist(url, partner, { method: 'GET', path: '/registrations?limit=100' }, journal)
    const found = waiting.parse(heard.body).items.find((one) => one.mail === mail)
    if (found) return found.id
    await pause(100)
  }
  throw new Error(`the registration of ${mail} was never announced`)
}
