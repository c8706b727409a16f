import { placeBarely, type Sold } from './feed-twin.ts'
import { growthAndMemory, type Result, result } from './result.ts'
import { type BenchServer, type Caller, makeFolder, removeFolder, startServer } from './server.ts'
import { untilAll, upload } from './upload.ts'
import { type Moving, makePartner, makeProvider, makeVendor, serialOf } from './world.ts'

const partners = 50

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
      ...growthAndMemory('feed', { scale, rows, seconds: large, tenthSeconds: small, idle, peak: await server.peakMegabytes() }),
    ]
  } finally {
    await server.stop()
    await removeFolder(folder)
  }
}

/** Answers the seconds from upload to the end. */
async function report(server: BenchServer, provider: Caller, { serials, locations }: Sold): Promise<number> {
  const head = 'vendor;productNumber;serialNumber;model;soldToLocationId;saleDate;webOrderNumber'
  const lines = serials.map((serial, n) => `Bench Vendor;P-1;${serial};Model;${locations[n]};2026-03-04;WO-1`)
  const began = performance.now()
  const id = await upload(server, provider, { path: '/feeds', fileName: 'sales.csv', lines: [head, ...lines] })
  await untilAll(server, provider, `/feeds/${id}`, { outcome: 'placed', rows: serials.length })
  return (performance.now() - began) / 1000
}
