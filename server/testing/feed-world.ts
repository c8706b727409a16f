import { expect } from 'vitest'
import type { ReplyOf } from '../../contract/endpoint.ts'
import type { getFeed, listFeedRows } from '../../contract/feeds.ts'
import { type Client, multipart, type TestHub } from './hub.ts'
import { type Place, worldMaker } from './world.ts'

export type FeedRow = ReplyOf<typeof listFeedRows>['items'][number]
export type Feed = ReplyOf<typeof getFeed>
export type Sale = Partial<
  Record<'vendor' | 'productNumber' | 'serialNumber' | 'model' | 'soldToLocationId' | 'saleDate' | 'webOrderNumber', string>
>
type Supplied = { organisation: string; holding: Place; site: { id: string; locationId: string } }

const columns = ['vendor', 'productNumber', 'serialNumber', 'model', 'soldToLocationId', 'saleDate', 'webOrderNumber'] as const

/** A vendor, a distributor that may report its products, and a partner that it supplies; with what tests of feeds do to them. */
export async function makeFeedWorld(hub: TestHub) {
  const world = worldMaker(hub)
  const vendor = await hub.organisation('vendor', 'HP')
  const provider = await hub.organisation('provider', 'Distribution AG')
  await world.accredit(provider, vendor, 'report_sales')
  let serials = 0

  /** A partner that the distributor may place for. */
  async function supplied(name?: string): Promise<Supplied> {
    const organisation = await hub.organisation('partner', name)
    await world.accredit(organisation, vendor, 'resell_monitor')
    await world.acquaint(provider, organisation)
    await hub.database.owner.query(
      "insert into relationship (id, kind, from_organisation, to_organisation, state, accepted_at) values (gen_random_uuid(), 'supplies', $1, $2, 'accepted', now())",
      [provider, organisation],
    )
    return { organisation, holding: await world.holding(organisation), site: await world.location(organisation) }
  }
  const partner = await supplied('Partner One')

  const fresh = () => {
    serials += 1
    return `5CG${String(serials).padStart(6, '0')}`
  }
  const sale = (more: Sale = {}): Sale => ({
    vendor: 'HP',
    productNumber: '6Z7W8EA',
    serialNumber: fresh(),
    model: 'Z2 G9',
    soldToLocationId: partner.site.locationId,
    saleDate: '2026-03-04',
    webOrderNumber: 'WO-1',
    ...more,
  })
  async function send(who: Client, sales: readonly Sale[]): Promise<string> {
    const lines = [columns, ...sales.map((one) => columns.map((column) => one[column] ?? ''))]
    const content = lines.map((line) => `${line.join(',')}\n`).join('')
    const reply = await who.call('POST', '/feeds', multipart({ name: 'sales.csv', content }))
    expect(reply.status, reply.text).toBe(202)
    return reply.json<{ id: string }>().id
  }
  const rowsOf = async (who: Client, feed: string) =>
    (await who.call('GET', `/feeds/${feed}/rows?limit=200`)).json<{ items: FeedRow[] }>().items
  const feedOf = async (who: Client, feed: string) => (await who.call('GET', `/feeds/${feed}`)).json<Feed>()
  return { world, vendor, provider, partner, supplied, fresh, sale, send, rowsOf, feedOf }
}

export type FeedWorld = Awaited<ReturnType<typeof makeFeedWorld>>
