import { limits } from '../../contract/limits.ts'
import { queueWritten } from '../mail/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { openDigests, writeNews } from './queries.ts'

/** How many notifications, or people, in one transaction. */
const atOnce = 500

/** Mails what people chose to have by mail at once, and lays by what they have in the digest. Answers how many mails; nothing is told by two (R-N1). */
export function mailNews(hub: Hub): Promise<number> {
  return inBatches(hub, (scope) => writeNews(scope, atOnce))
}

/** Mails the digests that are due: once a day at most, in the morning of whoever gets it, and not where there is nothing to tell (R-N1, R-N5). */
export function mailDigests(hub: Hub): Promise<number> {
  const at = hub.clock.now()
  return inBatches(hub, (scope) => openDigests(scope, at, { hour: limits.digestHour, atMost: atOnce }))
}

/** Each batch is written and queued in one transaction, or not at all: a server that dies leaves the rest to the next turn. */
async function inBatches(hub: Hub, write: (scope: Scope) => Promise<{ mails: string[]; more: boolean }>): Promise<number> {
  let mailed = 0
  for (let more = true; more; ) {
    const batch = await hub.database.inSystem(newId(), async (scope) => {
      const written = await write(scope)
      await queueWritten(scope, hub, written.mails)
      return written
    })
    mailed += batch.mails.length
    more = batch.more
  }
  return mailed
}
