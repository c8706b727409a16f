import { findAsker, hasPermission } from '../platform/access/session.ts'
import type { Actor } from '../platform/database/actor.ts'
import type { Hub } from '../platform/hub.ts'

/** Whoever reads an export, with the rights of this moment: asked before each piece of it, which ends where they are gone (R-A4). */
export async function readerNow(hub: Pick<Hub, 'database'>, actor: Actor): Promise<Actor> {
  const now = actor.person && actor.acting ? await findAsker(hub.database, actor.person.id, actor.acting.id, actor.correlation) : null
  if (!now || !hasPermission(now, 'audit.export')) throw new Error('the reader may read it no more')
  return now
}
