import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { placeBarely, type Sold } from './feed-twin.ts'
import { type Result, result } from './result.ts'
import { type BenchServer, type Caller, headersOf, makeFolder, removeFolder, startServer } from './server.ts'
import { type Moving, makePartner, makeProvider, makeVendor, serialOf } from './world.ts'

const partners = 50
const reply = z.object({ id: z.string(), state: z.string(), outcomes: z.record(z.string(), z.number()) })

/** A sell-through report through the API, from upload to its last device placed, beside the bare statements. Tables are fresh and nobody analysed them. */
export async function benchFeed(scale: number): Promise<Result[]> {
  const rows = Math.round(100_000 * scale)
  const folder = await makeFolder()
  const server = await startServer(folder)
  try {
    const vendor = await makeVendor(server.superuser)
    const sold: Moving[] = []
    for (let n = 0; n < partners; n += 1) sold.push(await makePartner(server.superuser, `partner ${n}`, vendor))
    const provider = await makeProvider(server.superuser, vendor, sold)
    const sales = (prefix: string, count: number): Sold => ({
      vendor,
      reporter: provider.organisation,
      serials: Array.from({ length: count }, (_, n) => serialOf(prefix, n + 1)),
      locations: Array.from({ length: count }, (_, n) => sold[n % partners]?.site.locationId ?? ''),
    })
    await report(server, provider, sales('W', 1000))
    const idle = await server.megabytes()
    const small = await report(server, provider, sales('S', rows / 10))
    const twin = await placeBarely(server.ownerUrl, sales('B', rows))
    const large = await report(server, provider, sales('L', rows))
    return [
      result({ name: `feed: ${rows} devices, upload to placed`, scale, value: large, unit: 's', twin, mostRatio: 2 }),
      result({
        name: `feed: growth ${rows / 10} to ${rows} (twin: the smaller one's seconds)`,
        scale,
        value: large,
        unit: 's',
        twin: small,
        mostRatio: 11,
      }),
      result({
        name: 'feed: memory of the server, most (twin: before)',
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

/** Answers the seconds from upload to the end. */
async function report({ url }: BenchServer, provider: Caller, { serials, locations }: Sold): Promise<number> {
  const head = 'vendor;productNumber;serialNumber;model;soldToLocationId;saleDate;webOrderNumber'
  const lines = serials.map((serial, n) => `Bench Vendor;P-1;${serial};Model;${locations[n]};2026-03-04;WO-1`)
  const form = new FormData()
  form.set('file', new Blob([`${head}\r\n${lines.join('\r\n')}\r\n`], { type: 'text/csv' }), 'sales.csv')
  const headers = headersOf(provider)
  const began = performance.now()
  const asked = await fetch(`${url}/api/v1/feeds`, { method: 'POST', headers, body: form })
  if (asked.status !== 202) throw new Error(`a feed answered ${asked.status} ${await asked.text()}`)
  const { id } = reply.parse(await asked.json())
  for (;;) {
    const now = reply.parse(await (await fetch(`${url}/api/v1/feeds/${id}`, { headers })).json())
    if (now.state === 'done') {
      if (now.outcomes.placed !== serials.length) throw new Error(`a feed ended with ${JSON.stringify(now.outcomes)}`)
      return (performance.now() - began) / 1000
    }
    await pause(100)
  }
}
