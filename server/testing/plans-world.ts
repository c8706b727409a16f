import pg from 'pg'
import { deepCursor } from '../../bench/deep-cursor.ts'
import { type BenchPartner, idOf, makeWorld, serialOf } from '../../bench/world.ts'
import { writeCursor } from '../platform/http/cursor.ts'
import { newId } from '../platform/id.ts'
import { makeFeedWorld } from './feed-world.ts'
import { type Client, client, multipart, type TestHub, until } from './hub.ts'

// A hub of scale 1 in which every list of the contract is long, for plans.test.ts.

export type Asker = { name: string; who: Client; deep: Deep }
/** Queries of pages from deep inside, by the path of their list. */
type Deep = Readonly<Record<string, readonly string[]>>
export type PlansWorld = {
  askers: Asker[]
  /** What stands for the id in a path, by how the path begins. */
  things: Map<string, string[]>
  close(): Promise<void>
}

/** So many rows that reading all of them reads more pages than a list may. */
const longRows = 30_000
const sorts = { serialNumber: 'serial_key', model: 'model', arrivedAt: 'arrived_at' } as const

export async function makePlansWorld(test: TestHub): Promise<PlansWorld> {
  const superuser = new pg.Pool({ connectionString: test.database.superuserUrl, max: 2, options: '-c search_path=hub -c TimeZone=UTC' })
  superuser.on('error', () => {})
  const world = await makeWorld(superuser, 1)
  const [big, , small] = world.partners
  if (!big || !small) throw new Error('no partner')
  const who = clientOf(test, big)
  const feeds = await makeFeedWorld(test)
  const distributor = await test.member(feeds.provider, ['global_admin'])
  const feed = await makeFeed(feeds, distributor)
  const registration = await makeRegistration(clientOf(test, small))
  const transfer = await makeTransfer(who, big)
  const copies = [await copyTransfer(superuser, transfer, 'undone'), await copyTransfer(superuser, transfer, 'previewed')]
  const { device, event, customer } = await findMoved(superuser, transfer)
  await makeStories(superuser, big)
  // As autovacuum leaves it.
  await superuser.query('vacuum (analyze)')
  const partners = await Promise.all(
    world.partners.slice(0, 4).map(async (partner) => ({
      name: `a partner of ${partner.share * 100} %`,
      who: clientOf(test, partner),
      deep: await deepIn(superuser, partner),
    })),
  )
  const others = [
    { name: 'a distributor', who: distributor },
    { name: 'a vendor', who: await test.member(feeds.vendor, ['vendor_admin']) },
    { name: 'a customer', who: await test.member(customer, ['customer_admin']) },
    { name: 'the operator', who: await test.operator() },
  ]
  return {
    askers: [...partners, ...others.map((one) => ({ ...one, deep: {} }))],
    things: new Map([
      ['/feeds', [feed]],
      ['/transfers', [transfer, ...copies]],
      ['/device-registrations', [registration]],
      ['/devices', [device]],
      ['/audit', [event]],
    ]),
    close: () => superuser.end(),
  }
}

function clientOf(test: TestHub, { organisation, token }: BenchPartner): Client {
  return client(test.app, '', organisation, token)
}

/** Of the distributor: most rows are placed, some wait for the vendor, some say nothing of whom it was sold to. */
async function makeFeed(feeds: Awaited<ReturnType<typeof makeFeedWorld>>, who: Client): Promise<string> {
  const sales = Array.from({ length: longRows }, (_, n) => feeds.sale(n % 10 === 9 ? { soldToLocationId: 'nowhere' } : {}))
  const place = await feeds.world.customer('Has them already', [{ partner: feeds.partner.organisation }])
  const held = sales.filter((_, n) => n % 10 === 8).map(({ serialNumber }) => serialNumber ?? '')
  await feeds.world.devices(feeds.vendor, { ...place, customerId: '' }, held, { product: '6Z7W8EA' })
  const id = await feeds.send(who, sales)
  await until('the feed done', async () => (await feeds.feedOf(who, id)).state === 'done')
  return id
}

/** More devices than one organisation may ask a desk about, into the partner's own equipment. */
async function makeRegistration(who: Client): Promise<string> {
  const rows = Array.from({ length: 6_000 }, (_, n) => `HP,6Z7W8EA,REG${n}`)
  const content = `vendor,productNumber,serialNumber\n${rows.join('\n')}\n`
  return (await who.call('POST', '/device-registrations', multipart({ name: 'own.csv', content }, { tenant: 'own' }))).json<{
    id: string
  }>().id
}

/** From everywhere to fifty customers, the first of which gets a third; a fifth of the rows is not found. */
async function makeTransfer(who: Client, big: BenchPartner): Promise<string> {
  const rows = Array.from({ length: longRows }, (_, n) => {
    const target = big.customers[n % 3 === 0 ? 0 : n % 50]?.customerId
    return `${n % 5 === 4 ? `GONE${n}` : serialOf('P0', n + 1)};${target}`
  })
  const file = multipart({ name: 'move.csv', content: `serial;customer id\n${rows.join('\n')}\n` }, { confirmed: 'true', several: 'true' })
  const { id } = (await who.call('POST', '/transfers', file)).json<{ id: string }>()
  await until('the transfer done', async () => (await who.call('GET', `/transfers/${id}`)).json<{ state: string }>().state === 'done')
  return id
}

/** The same transfer as it would be before it ran, or after its undo. */
async function copyTransfer(database: pg.Pool, transfer: string, state: 'undone' | 'previewed'): Promise<string> {
  const copy = newId()
  const change =
    state === 'undone'
      ? `case when r.outcome = 'moved' then jsonb_build_object('undo', case when r.line % 10 = 0 then 'moved_since' else 'moved_back' end) else '{}' end`
      : `'{"outcome": null, "reason": null}'::jsonb`
  await database.query(
    `insert into transfer select (jsonb_populate_record(t, jsonb_build_object('id', $2::uuid, 'state', $3::text))).* from transfer t where t.id = $1`,
    [transfer, copy, state],
  )
  await database.query(
    `insert into transfer_row select (jsonb_populate_record(r, jsonb_build_object('transfer', $2::uuid) || ${change})).* from transfer_row r where r.transfer = $1`,
    [transfer, copy],
  )
  await database.query('insert into transfer_end select $2, side, tenant, devices from transfer_end where transfer = $1', [transfer, copy])
  return copy
}

/** A device that moved, and where the customer reads which devices came. */
async function findMoved(database: pg.Pool, transfer: string): Promise<{ device: string; event: string; customer: string }> {
  const { rows } = await database.query<{ device: string; event: string; customer: string }>(
    `select r.device, e.id as event, t.organisation as customer from transfer_row r join tenant t on t.id = r.to_tenant
     join audit_event e on e.organisation = t.organisation and e.kind = 'transfer.moved_in'
     where r.transfer = $1 and r.outcome = 'moved' and t.kind = 'customer' order by (e.detail->>'count')::int desc, r.line limit 1`,
    [transfer],
  )
  if (!rows[0]) throw new Error('nothing moved')
  return rows[0]
}

/** A long log, many notifications, many removals. */
async function makeStories(database: pg.Pool, { organisation, holding }: BenchPartner): Promise<void> {
  const person = idOf('partner 0 person')
  await database.query(
    `insert into audit_event (id, at, organisation, era, kind, person, home, acting, capacity, subject)
     select hub.new_id(), now() - n * interval '1 second', $1, 1, (array['customer.updated', 'transfer.done', 'member.updated'])[1 + n % 3], $2, $1, $1, 'organisation', hub.new_id()
     from generate_series(1, 100000) n`,
    [organisation, person],
  )
  await database.query(
    `insert into notification (id, at, person, organisation, kind, link, mailing)
     select hub.new_id(), now() - n * interval '1 second', $2, $1, 'transfer_done', '/', null from generate_series(1, 20000) n`,
    [organisation, person],
  )
  await database.query(
    `insert into device_removal (id, organisation, tenant, person, removed_by, devices, at, undo_until)
     select hub.new_id(), $1, $3, $2, 'A', 1, now() - n * interval '1 minute', now() + interval '1 day' from generate_series(1, 20000) n`,
    [organisation, person, holding.id],
  )
}

/** Pages that begin at about the 20,000th row, in both directions. */
async function deepIn(database: pg.Pool, { organisation }: BenchPartner): Promise<Deep> {
  const page = { offset: 20_000, pageRows: 50 }
  const devices: string[] = []
  for (const [sort, key] of Object.entries(sorts)) {
    const where = `d.tenant in (select r.tenant from reach r where r.organisation = '${organisation}')`
    const cursor = writeCursor(await deepCursor(database, { from: 'device d', where, key }, page))
    devices.push(`&sort=${sort}&cursor=${cursor}`, `&sort=-${sort}&cursor=${cursor}`)
  }
  const cards = { from: 'customer_card d', where: `d.partner = '${organisation}'`, key: 'name_key', id: 'relationship' }
  return { '/devices': devices, '/customers': [`&sort=name&cursor=${writeCursor(await deepCursor(database, cards, page))}`] }
}
