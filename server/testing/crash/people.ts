import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { z } from 'zod'
import { ask, insist, type Journal, type Request } from './client.ts'
import { type CrashWorld, password, type Somebody } from './world.ts'

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

/**
 * Customers are added, their invitations mailed and accepted; people register by location ID, confirm by the mailed link and are admitted. One
 * after the other until told to end, each request sent again until it is answered: what a broken answer left done is refused as done.
 */
export async function writePeople(
  url: string,
  { name, world, truth, journal, ending }: { name: string; world: CrashWorld; truth: pg.Pool; journal: Journal; ending: AbortSignal },
): Promise<AcknowledgedPeople> {
  const acknowledged: AcknowledgedPeople = { customers: [], members: [] }
  const nobody: Somebody = { organisation: '', token: '' }
  const { partner, locationId } = world
  /** Answers the body, or null where it was refused with `done`: an earlier try went through. */
  const send = async (who: Somebody, act: string, request: Request, done: readonly string[]): Promise<unknown> => {
    const heard = await insist(url, who, { ...request, act }, journal)
    if (heard.status < 300) return heard.body
    const { code } = problem.parse(heard.body)
    if (done.includes(code)) return null
    throw new Error(`${request.path} answered ${heard.status} ${JSON.stringify(heard.body)}`)
  }
  let registrations = 0
  /** Without a key: whoever did not hear the answer tries with another mail, for one gets only so many links. */
  const register = async (): Promise<string> => {
    for (;;) {
      registrations += 1
      const mail = `person${name}${registrations}@hub.test`
      const json = { name: 'Nora New', mail, locationId }
      const heard = await ask(url, nobody, { method: 'POST', path: '/registrations', json, act: 'registering' }, journal)
      if (heard && heard.status < 300) return mail
      if (heard && heard.status < 500) throw new Error(`registering answered ${heard.status} ${JSON.stringify(heard.body)}`)
      await pause(100)
    }
  }
  for (let n = 0; !ending.aborted; n += 1) {
    const mail = `customer${name}${n}@hub.test`
    const customer = { name: `Invited ${name}${n}`, country: 'DE', administrator: { name: 'Ada Admin', mail } }
    const added = await send(
      partner,
      'adding a customer',
      { method: 'POST', path: '/customers', key: `customer-${name}${n}`, json: customer },
      [],
    )
    const { id } = made.parse(added)
    acknowledged.customers.push({ id, mail })
    const path = `/invitations/${await mailedToken(truth, mail)}/acceptance`
    const accept: Request = { method: 'POST', path, json: { name: 'Ada Admin', password } }
    await send(nobody, 'accepting an invitation', accept, ['invitations.not_valid'])
    acknowledged.members.push({ mail, organisation: id })

    const registered = await register()
    const link = `/registrations/${await mailedToken(truth, registered)}/confirmation`
    await send(nobody, 'confirming a registration', { method: 'POST', path: link, json: { password } }, ['registrations.not_valid'])
    const registration = await announced(url, partner, registered, journal)
    const admission: Request = { method: 'POST', path: `/registrations/${registration}/admission`, json: { roles: ['sales_agent'] } }
    await send(partner, 'admitting', admission, ['registrations.decided'])
    acknowledged.members.push({ mail: registered, organisation: partner.organisation })
  }
  return acknowledged
}

/** The secret of the newest link that reached this address over SMTP. */
async function mailedToken(truth: pg.Pool, mail: string): Promise<string> {
  for (let tries = 0; tries < 3000; tries += 1) {
    const found = await truth
      .query<{ text: string }>(
        "select text from mailbox_message where to_address = $1 and text ~ '/(invitation|registration)/' order by at desc limit 1",
        [mail],
      )
      .catch(() => null)
    const token = /\/(?:invitation|registration)\/([\w-]{20,100})/.exec(found?.rows[0]?.text ?? '')?.[1]
    if (token) return token
    await pause(100)
  }
  throw new Error(`no mail reached ${mail}`)
}

/** Whoever confirmed is announced by a job. */
async function announced(url: string, partner: Somebody, mail: string, journal: Journal): Promise<string> {
  for (let tries = 0; tries < 1500; tries += 1) {
    const heard = await insist(url, partner, { method: 'GET', path: '/registrations?limit=100' }, journal)
    const found = waiting.parse(heard.body).items.find((one) => one.mail === mail)
    if (found) return found.id
    await pause(200)
  }
  throw new Error(`the registration of ${mail} was never announced`)
}
