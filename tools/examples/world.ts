// Who is who in the demonstration, and what its mails say: what every story begins with.
import { setTimeout as pause } from 'node:timers/promises'
import { getSession, listMailbox, signIn, updateMe } from '../../contract/session.ts'
import { nameOf, password } from '../../server/demonstration/world.ts'
import { makeTeller, type Recording, type Teller } from './teller.ts'

export type World = {
  /** Nobody is signed in. */
  nobody: Teller
  /** Signs somebody of the demonstration in; the same one every time. */
  as(mail: string): Promise<Teller>
  /** Somebody new, not signed in yet. */
  stranger(name: string): Teller
  /** The secret of the newest link that was mailed to this address. */
  mailed(mail: string): Promise<string>
  organisationOf(teller: Teller): Promise<string>
  /** A day so many days from today; in the examples it is always the same one. */
  day(fromToday: number): string
}

export const people = {
  partner: 'greta@alpenblick.example',
  agent: 'anton@alpenblick.example',
  otherPartner: 'grace@bridgewater.example',
  provider: 'petra@distrivia.example',
  vendor: 'vera@helion.example',
  customer: 'clara@bergmann.example',
  otherCustomer: 'konrad@isental.example',
  viewer: 'vito@alpenblick.example',
  operator: 'operator@steward.example',
} as const

/** `day` answers a day from today and remembers what it was. */
export function openWorld(url: string, recording: Recording, day: (fromToday: number) => string): World {
  const nobody = makeTeller(url, 'Nobody is signed in', recording)
  const known = new Map<string, Promise<Teller>>()
  const enter = async (mail: string) => {
    const teller = makeTeller(url, nameOf(mail), recording)
    const { actingFor, memberships } = await teller.ask(signIn, { body: { mail, password } })
    // Answers speak the language of the person, whatever the request asks for.
    await teller.ask(updateMe, { body: { language: 'en' } })
    return teller.actingFor(actingFor ?? memberships[0]?.organisationId ?? null)
  }
  return {
    nobody,
    as(mail) {
      const teller = known.get(mail) ?? enter(mail)
      known.set(mail, teller)
      return teller
    },
    stranger: (name) => makeTeller(url, name, recording),
    async mailed(mail) {
      return until(`a link for ${mail}`, async () => {
        const { items } = await nobody.ask(listMailbox, { query: { to: mail } })
        return /\/(?:invitation|registration|application|password-reset)\/([\w-]+)/.exec(items[0]?.text ?? '')?.[1]
      })
    },
    async organisationOf(teller) {
      const { actingFor, memberships } = await teller.ask(getSession, {})
      return actingFor ?? memberships[0]?.organisationId ?? ''
    },
    day,
  }
}

/** Looks until there is something; says what never came. */
export async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await look()
    if (found) return found
    await pause(100)
  }
  throw new Error(`never came: ${what}`)
}
