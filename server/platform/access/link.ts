import type { Hub } from '../hub.ts'
import { tokenHash } from './session.ts'

/** What a link of a mail is good for, and where its page is. */
const paths = { invitation: 'invitation', password_reset: 'password-reset', registration: 'registration', application: 'application' } as const
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
