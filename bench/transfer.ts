import { growthAndMemory, type Result, result } from './result.ts'
import { type BenchServer, headersOf, makeFolder, removeFolder, startServer } from './server.ts'
import { moveBarely } from './transfer-twin.ts'
import { untilAll, upload } from './upload.ts'
import { insertDevices, type Moving, makeCustomers, makePartner, makeVendor, serialOf } from './world.ts'

/**
 * From upload to Summary through the API, beside the bare statements; twice, the better one counts, a million once. Tables are fresh and nobody
 * analysed them.
 */
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
    const rounds = scale > 1 ? 1 : 2
    const bare: number[] = []
    const idle = await server.megabytes()
    const large = await best(rounds, async (round) => {
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
      ...growthAndMemory('transfer', {
        scale,
        rows,
        seconds: large.seconds,
        tenthSeconds: small.seconds,
        idle,
        peak: await server.peakMegabytes(),
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

async function transfer(server: BenchServer, partner: Moving, serials: readonly string[], target: string): Promise<Timed> {
  const lines = ['serial;customer id', ...serials.map((serial) => `${serial};${target}`)]
  const began = performance.now()
  const id = await upload(server, partner, { path: '/transfers', fileName: 'move.csv', lines, fields: { confirmed: 'true' } })
  const received = performance.now()
  await untilAll(server, partner, `/transfers/${id}`, { outcome: 'moved', rows: serials.length })
  const ran = performance.now()
  const summary = await (await fetch(`${server.url}/api/v1/transfers/${id}/summary.csv`, { headers: headersOf(partner) })).text()
  const ended = performance.now()
  const told = summary.trimEnd().split('\n').length
  if (told !== serials.length + 1) throw new Error(`a Summary of ${told} lines`)
  return {
    seconds: (ended - began) / 1000,
    steps: { receive: (received - began) / 1000, run: (ran - received) / 1000, summary: (ended - ran) / 1000 },
  }
}
