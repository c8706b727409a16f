import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { type Result, result } from './result.ts'
import { type BenchServer, headersOf, makeFolder, removeFolder, startServer } from './server.ts'
import { moveBarely } from './transfer-twin.ts'
import { insertDevices, type Moving, makeCustomers, makePartner, makeVendor, serialOf } from './world.ts'

const reply = z.object({ id: z.string(), state: z.string(), outcomes: z.record(z.string(), z.number()) })

/** From upload to Summary through the API, beside the bare statements; twice, the better one counts. Tables are fresh and nobody analysed them. */
export async function benchTransfer(scale: number): Promise<Result[]> {
  const rows = Math.round(100_000 * scale)
  const folder = await makeFolder()
  const server = await startServer(folder)
  try {
    const vendor = await makeVendor(server.superuser)
    const partner = await makePartner(server.superuser, 'mover', vendor)
    const [customer] = await makeCustomers(server.superuser, partner, 5)
    if (!customer) throw new Error('no customer')
    const batch = async (prefix: string, count: number) => {
      await insertDevices(server.superuser, { vendor, partner, from: 1, to: count, prefix, tenants: [partner.holding.id] })
      return Array.from({ length: count }, (_, n) => serialOf(prefix, n + 1))
    }
    const move = (serials: string[]) => transfer(server, partner, serials, customer.customerId)
    await move(await batch('W', 1000))
    const small = await best(2, async (round) => move(await batch(`S${round}`, rows / 10)))
    const bare: number[] = []
    const idle = await server.megabytes()
    const large = await best(2, async (round) => {
      const serials = await batch(`L${round}`, rows)
      bare.push(
        await moveBarely(server.ownerUrl, {
          serials,
          source: partner.holding.id,
          target: customer.id,
          partner: partner.organisation,
        }),
      )
      return move(serials)
    })
    const twin = Math.min(...bare)
    return [
      result({ name: `transfer: ${rows} devices, upload to Summary`, scale, value: large.seconds, unit: 's', twin, mostRatio: 2 }),
      result({ name: 'transfer: receive', scale, value: large.steps.receive, unit: 's' }),
      result({ name: 'transfer: preview and run', scale, value: large.steps.run, unit: 's' }),
      result({ name: 'transfer: Summary', scale, value: large.steps.summary, unit: 's' }),
      result({
        name: `transfer: growth ${rows / 10} to ${rows} (twin: the smaller one's seconds)`,
        scale,
        value: large.seconds,
        unit: 's',
        twin: small.seconds,
        mostRatio: 11,
      }),
      result({
        name: 'transfer: memory of the server, most (twin: before)',
        scale,
        value: await server.peakMegabytes(),
        unit: 'MB',
        twin: idle,
        most: 500,
      }),
    ]
  } finally {
    await server.stop()
    await removeFolder(folder)
  }
}

type Timed = { seconds: number; steps: { receive: number; run: number; summary: number } }

async function best(rounds: number, run: (round: number) => Promise<Timed>): Promise<Timed> {
  let least: Timed | undefined
  for (let round = 0; round < rounds; round += 1) {
    const timed = await run(round)
    if (!least || timed.seconds < least.seconds) least = timed
  }
  if (!least) throw new Error('no round')
  return least
}

async function transfer({ url }: BenchServer, partner: Moving, serials: readonly string[], target: string): Promise<Timed> {
  const form = new FormData()
  form.set('confirmed', 'true')
  form.set(
    'file',
    new Blob([`serial;customer id\r\n${serials.map((serial) => `${serial};${target}`).join('\r\n')}\r\n`], { type: 'text/csv' }),
    'move.csv',
  )
  const headers = headersOf(partner)
  const began = performance.now()
  const asked = await fetch(`${url}/api/v1/transfers`, { method: 'POST', headers, body: form })
  if (asked.status !== 202) throw new Error(`a transfer answered ${asked.status} ${await asked.text()}`)
  const { id } = reply.parse(await asked.json())
  const received = performance.now()
  for (;;) {
    const now = reply.parse(await (await fetch(`${url}/api/v1/transfers/${id}`, { headers })).json())
    if (now.state === 'done') {
      if (now.outcomes.moved !== serials.length) throw new Error(`a transfer ended with ${JSON.stringify(now.outcomes)}`)
      break
    }
    await pause(100)
  }
  const ran = performance.now()
  const summary = await (await fetch(`${url}/api/v1/transfers/${id}/summary.csv`, { headers })).text()
  const ended = performance.now()
  const lines = summary.trimEnd().split('\n').length
  if (lines !== serials.length + 1) throw new Error(`a Summary of ${lines} lines`)
  return {
    seconds: (ended - began) / 1000,
    steps: { receive: (received - began) / 1000, run: (ran - received) / 1000, summary: (ended - ran) / 1000 },
  }
}
