import { timingSafeEqual } from 'node:crypto'
import type { Hub } from '../hub.ts'
import { tokenHash } from './session.ts'

/** What a link of a mail is good for, and where its page is. */
const paths = {
  invitation: 'invitation',
  password_reset: 'password-reset',
  registration: 'registration',
  application: 'application',
} as const
export type LinkPurpose = keyof typeof paths

type Maker = Pick<Hub, 'secrets' | 'publicUrl'>

/** A link of a mail. Made from the id of what it is about whenever it is needed and kept nowhere: the database has its hash alone. */
export function mailLink(hub: Maker, purpose: LinkPurpose, id: string): string {
  return `${hub.publicUrl}/${paths[purpose]}/${hub.secrets.linkToken(purpose, id)}`
}

/** What the database keeps of a link's token. */
export function linkHash(hub: Pick<Hub, 'secrets'>, purpose: LinkPurpose, id: string): Buffer {
  return tokenHash(hub.secrets.linkToken(purpose, id))
}

/** A link that says whose it is and proves it by itself, for one purpose alone and as long as the hub's key lasts; the database knows nothing of it. */
export function personLink(hub: Maker, purpose: PersonPurpose, person: string): string {
  return `${hub.publicUrl}/${purpose}/${person}.${hub.secrets.linkToken(purpose, person)}`
}

/** Whose such a link is; null where this hub has not made its token. */
export function readPersonToken(hub: Pick<Hub, 'secrets'>, purpose: PersonPurpose, token: string): string | null {
  const [person = '', proof = '', ...more] = token.split('.')
  const expected = Buffer.from(hub.secrets.linkToken(purpose, person))
  const given = Buffer.from(proof)
  return more.length === 0 && given.length === expected.length && timingSafeEqual(given, expected) ? person : null
}

/** What a link is good for, and its address. */
export type PersonPurpose = 'unsubscribe'
