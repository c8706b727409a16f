import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { ask, insist, type Journal, type Request } from './client.ts'
import type { Acknowledged } from './truth.ts'
import type { CrashWorld, Lane, Somebody } from './world.ts'

const made = z.object({ id: z.string() })
const progress = z.object({
  state: z.string(),
  outcomes: z.record(z.string(), z.number()),
  undo: z.record(z.string(), z.number()).nullish(),
})

/** Clients that work on through every crash: each sends the same request with the same key until it is answered. */
export type Work = {
  readonly acknowledged: Acknowledged
  /** Each answers once it ended. */
  feed(name: string, rows: number, how: { slow: boolean }): Promise<void>
  /** A feed whose rows were all rejected, ready to be tried again. */
  rejectedFeed(name: string, rows: number, locationId: string): Promise<string>
  retry(feed: string): Promise<void>
  transfer(lane: Lane, how: { slow: boolean }): Promise<string>
  undo(transfer: string): Promise<void>
  /** Small writes, one after the other, until told to end. */
  write(ending: AbortSignal): Promise<void>
}

export function startWork(url: string, world: CrashWorld, journal: Journal): Work {
  const acknowledged: Acknowledged = { feeds: [], transfers: [], locations: [] }
  const { vendor, partner } = world
  let n = 0
  const accepted = async (who: Somebody, request: Request) => {
    const heard = await insist(url, who, request, journal)
    if (heard.status !== 202) throw new Error(`${request.path} answered ${heard.status} ${JSON.stringify(heard.body)}`)
    return made.parse(heard.body).id
  }
  const ended = async (who: Somebody, path: string, state: string) => {
    for (;;) {
      const heard = await insist(url, who, { method: 'GET', path }, journal)
      if (heard.status !== 200) throw new Error(`${path} answered ${heard.status} ${JSON.stringify(heard.body)}`)
      const now = progress.parse(heard.body)
      if (now.state === state) return now
      if (now.state === 'failed') throw new Error(`${path} failed`)
      await pause(300)
    }
  }
  return {
    acknowledged,
    async feed(name, rows, { slow }) {
      n += 1
      const file = { name: 'feed.csv', content: feedFile(name, rows, world.locationId), pieces: slow ? 40 : 1 }
      const id = await accepted(vendor, { method: 'POST', path: '/feeds', key: `feed-${n}`, file })
      acknowledged.feeds.push({ id, rows })
      const { outcomes } = await ended(vendor, `/feeds/${id}`, 'done')
      if (outcomes.placed !== rows) throw new Error(`a feed of ${rows} new devices ended with ${JSON.stringify(outcomes)}`)
    },
    async rejectedFeed(name, rows, locationId) {
      n += 1
      const file = { name: 'feed.csv', content: feedFile(name, rows, locationId), pieces: 1 }
      const id = await accepted(vendor, { method: 'POST', path: '/feeds', key: `feed-${n}`, file })
      acknowledged.feeds.push({ id, rows })
      const { outcomes } = await ended(vendor, `/feeds/${id}`, 'done')
      if (outcomes.unknown_location !== rows) throw new Error(`a feed to nowhere ended with ${JSON.stringify(outcomes)}`)
      return id
    },
    async retry(feed) {
      n += 1
      await accepted(vendor, { method: 'POST', path: `/feeds/${feed}/retry`, key: `retry-${n}`, json: {} })
      const { outcomes } = await ended(vendor, `/feeds/${feed}`, 'done')
      const rows = acknowledged.feeds.find(({ id }) => id === feed)?.rows
      if (outcomes.placed !== rows) throw new Error(`a retry of ${rows} rows ended with ${JSON.stringify(outcomes)}`)
    },
    async transfer({ customerId, serials }, { slow }) {
      n += 1
      const content = `serial;customer id\r\n${serials.map((serial) => `${serial};${customerId}`).join('\r\n')}\r\n`
      const file = { name: 'move.csv', content, fields: { confirmed: 'true' }, pieces: slow ? 40 : 1 }
      const id = await accepted(partner, { method: 'POST', path: '/transfers', key: `transfer-${n}`, file })
      const entry = { id, rows: serials.length, undo: false }
      acknowledged.transfers.push(entry)
      const { outcomes } = await ended(partner, `/transfers/${id}`, 'done')
      if (outcomes.moved !== serials.length)
        throw new Error(`a transfer of ${serials.length} devices ended with ${JSON.stringify(outcomes)}`)
      return id
    },
    async undo(transfer) {
      const entry = acknowledged.transfers.find((one) => one.id === transfer)
      const path = `/transfers/${transfer}`
      // An undo has no key: whoever did not hear the answer looks.
      const heard = await insist(url, partner, { method: 'POST', path: `${path}/undo`, act: 'asking for an undo' }, journal)
      if (heard.status !== 202 && heard.status !== 409) throw new Error(`an undo answered ${heard.status} ${JSON.stringify(heard.body)}`)
      if (entry) entry.undo = true
      const { undo } = await ended(partner, path, 'undone')
      if (entry && undo?.moved_back !== entry.rows) throw new Error(`an undo of ${entry.rows} devices ended with ${JSON.stringify(undo)}`)
    },
    async write(ending) {
      for (let count = 0; !ending.aborted; count += 1) {
        const name = `Site ${count}`
        const request: Request = { method: 'POST', path: '/locations', key: `location-${count}`, json: { name, country: 'DE' } }
        // Once: what was not acknowledged may be there or not. Sent again with its key now and then, it is made once.
        const heard = (await ask(url, partner, request, journal)) ?? (count % 2 === 0 ? await insist(url, partner, request, journal) : null)
        if (heard && heard.status < 300) acknowledged.locations.push({ id: made.parse(heard.body).id, name })
        else if (heard && heard.status < 500) throw new Error(`a location answered ${heard.status} ${JSON.stringify(heard.body)}`)
        await pause(150)
      }
    },
  }
}

function feedFile(name: string, rows: number, locationId: string): string {
  const lines = ['vendor,productNumber,serialNumber,model,soldToLocationId,saleDate,webOrderNumber,endCustomer']
  for (let row = 0; row < rows; row += 1)
    lines.push(`Acme,P-1,F${name}N${String(row).padStart(6, '0')},Model,${locationId},2026-08-02,WO-1,`)
  return `${lines.join('\r\n')}\r\n`
}
