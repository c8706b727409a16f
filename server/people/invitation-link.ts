import { tokenHash } from '../platform/access/session.ts'
import type { Hub } from '../platform/hub.ts'

type Maker = Pick<Hub, 'secrets' | 'publicUrl'>

/** The link of an invitation. Made from its id whenever it is needed and kept nowhere: the database has its hash alone. */
export function invitationLink(hub: Maker, invitationId: string): string {
  return `${hub.publicUrl}/invitation/${hub.secrets.linkToken('invitation', invitationId)}`
}

/** What the database keeps of an invitation's token. */
export function invitationHash(hub: Maker, invitationId: string): Buffer {
  return tokenHash(hub.secrets.linkToken('invitation', invitationId))
}
