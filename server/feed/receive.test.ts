import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessionCookie } from '../platform/access/session.ts'
import { type Client, multipart, openTestHub, type TestHub, until } from '../testing/hub.ts'
import { type World, worldMaker } from '../testing/world.ts'
import { feedColumns } from './file.ts'
import { feedJobBindings, feedJobs, takeBackLostFeeds } from './jobs.ts'
import { feedRoutes } from './routes.ts'

let hub: TestHub
let world: World
let provider: string
let dora: Client
let site: { locationId: string }

beforeAll(async () => {
  hub = await openTestHub({ routes: feedRoutes, jobs: feedJobs, jobBindings: feedJobBindings })
  world = worldMaker(hub)
  const vendor = await hub.organisation('vendor', 'HP')
  provider = await hub.organisation('provider', 'Distribution AG')
  const partner = await hub.organisation('partner', 'Partner One')
  await world.accredit(provider, vendor, 'report_sales')
  await world.accredit(partner, vendor, 'resell_monitor')
  await world.acquaint(provider, partner)
  await hub.database.owner.query(
    "insert into relationship (id, kind, from_organisation, to_organisation, state, accepted_at) values (gen_random_uuid(), 'supplies', $1, $2, 'accepted', now())",
    [provider, partner],
  )
  await world.holding(partner)
  site = await world.location(partner)
  dora = await hub.member(provider, ['feed_manager'])
})
afterAll(() => hub.close())

let serials = 0
const line = () => {
  serials += 1
  return `HP,6Z7W8EA,5CG${String(serials).padStart(7, '0')},Z2 G9,${site.locationId},2026-03-04,WO-1,Contoso\n`
}
const file = (rows: number) => `${feedColumns.join(',')}\n${Array.from({ length: rows }, line).join('')}`
const send = (content: string, more: { key?: string; name?: string; who?: Client } = {}) =>
  (more.who ?? dora).call('POST', '/feeds', {
    ...multipart({ name: more.name ?? 'sales.csv', content }),
    ...(more.key ? { key: more.key } : {}),
  })

type Shown = {
  id: string
  state: string
  rows: number
  decided: number
  outcomes: Record<string, number>
  fileName: string
  finishedAt: string | null
}
const done = (id: string) =>
  until('the end of a feed', async () => {
    const feed = (await dora.call('GET', `/feeds/${id}`)).json<Shown>()
    return feed.state === 'done' && feed
  })
async function kept() {
  const found = await hub.database.owner.query<{ feeds: number; rows: number }>(
    'select (select count(*) from feed)::int as feeds, (select count(*) from feed_row)::int as rows',
  )
  return found.rows[0] ?? { feeds: 0, rows: 0 }
}

test('R-B3: a feed is answered at once, and placed by the queue', async () => {
  const reply = await send(file(3), { name: 'week 9.csv' })
  expect(reply.status).toBe(202)
  expect(reply.json()).toMatchObject({
    state: 'queued',
    fileName: 'week 9.csv',
    rows: 3,
    decided: 0,
    outcomes: {},
    reportedBy: expect.any(String),
    finishedAt: null,
  })
  expect(await done(reply.json<Shown>().id)).toMatchObject({ decided: 3, outcomes: { placed: 3 }, finishedAt: expect.any(String) })
})

test('more rows than a batch are all there, in the order of the file', async () => {
  const { id } = (await send(file(10_050))).json<Shown>()
  expect(await done(id)).toMatchObject({ rows: 10_050, decided: 10_050, outcomes: { placed: 10_050 } })
  const first = (await dora.call('GET', `/feeds/${id}/rows?limit=2`)).json<{ items: { line: number }[]; nextCursor: string }>()
  const second = (await dora.call('GET', `/feeds/${id}/rows?limit=2&cursor=${first.nextCursor}`)).json<{ items: { line: number }[] }>()
  expect([...first.items, ...second.items].map((row) => row.line)).toEqual([2, 3, 4, 5])
})

test('rows can be asked for by outcome', async () => {
  const { id } = (await send(`${file(2)}HP,,X1,Z2,L,,,\n${line()}HP,,X2,Z2,L,,,\n`)).json<Shown>()
  await done(id)
  const bad = (await dora.call('GET', `/feeds/${id}/rows?outcome=bad_row&limit=1`)).json<{
    items: { line: number }[]
    nextCursor: string
  }>()
  const more = (await dora.call('GET', `/feeds/${id}/rows?outcome=bad_row&limit=1&cursor=${bad.nextCursor}`)).json<{
    items: { line: number }[]
    nextCursor: null
  }>()
  expect([bad.items[0]?.line, more.items[0]?.line, more.nextCursor]).toEqual([4, 6, null])
  expect((await dora.call('GET', `/feeds/${id}/rows?outcome=lost`)).status).toBe(422)
  for (const cursor of ['x', Buffer.from('["a"]').toString('base64url'), Buffer.from('[1e300]').toString('base64url')]) {
    expect((await dora.call('GET', `/feeds/${id}/rows?cursor=${cursor}`)).problem()).toMatchObject({ status: 422, code: 'http.invalid' })
  }
})

test('the same key with the same content is one feed; with other content it is refused and leaves nothing', async () => {
  const content = file(2)
  const first = await send(content, { key: 'k1' })
  await done(first.json<Shown>().id)
  const before = await kept()
  const again = await send(content, { key: 'k1', name: 'other.csv' })
  expect([again.status, again.json<Shown>()]).toEqual([202, first.json<Shown>()])
  expect((await send(file(2), { key: 'k1' })).problem()).toMatchObject({ status: 422, code: 'http.idempotency_content_differs' })
  expect(await kept()).toEqual(before)
})

test('the same key sent several times at once is one feed', async () => {
  const content = file(4)
  const before = await kept()
  const replies = await Promise.all(Array.from({ length: 5 }, () => send(content, { key: 'k2' })))
  expect(new Set(replies.map((reply) => reply.json<Shown>().id)).size).toBe(1)
  expect(await kept()).toEqual({ feeds: before.feeds + 1, rows: before.rows + 4 })
})

test.each([
  ['files.empty', ''],
  ['files.empty', `${feedColumns.join(',')}\n`],
  ['files.unreadable', 'PK\u0003\u0004 a workbook'],
  ['files.column_missing', 'vendor,serialNumber\nHP,1\n'],
  ['files.column_twice', `${feedColumns.join(',')},model\n`],
])('a file that is refused leaves a failed feed without rows: %s', async (code, content) => {
  const before = await kept()
  expect((await send(content)).problem()).toMatchObject({ status: 422, code })
  expect(await kept()).toEqual({ feeds: before.feeds + 1, rows: before.rows })
  expect((await dora.call('GET', '/feeds?limit=1')).json()).toMatchObject({
    items: [{ state: 'failed', rows: 0, finishedAt: expect.any(String) }],
  })
})

test('what is no multipart with a file is refused', async () => {
  const before = await kept()
  expect((await dora.call('POST', '/feeds')).problem()).toMatchObject({ status: 422, code: 'files.missing' })
  const other = multipart({ name: 'x', content: '' })
  const named = Buffer.from(other.payload.toString().replace('name="file"', 'name="other"'))
  expect((await dora.call('POST', '/feeds', { ...other, payload: named })).problem()).toMatchObject({ status: 422, code: 'files.missing' })
  expect(await kept()).toEqual(before)
})

test('an upload that breaks off leaves nothing but a failed feed, and places nothing', async () => {
  await hub.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = hub.app.server.address() as AddressInfo
  const before = await kept()
  const devices = 'select count(*)::int as n from device'
  const placed = await hub.database.owner.query(devices)
  const sending = request({
    port,
    method: 'POST',
    path: '/api/v1/feeds',
    headers: {
      cookie: `${sessionCookie}=${dora.token}`,
      'x-steward-request': '1',
      'x-steward-acting-for': provider,
      'content-type': 'multipart/form-data; boundary=b',
    },
  })
  sending.on('error', () => {})
  sending.write('--b\r\ncontent-disposition: form-data; name="file"; filename="cut.csv"\r\n\r\n')
  sending.write(file(25_000))
  await until('a batch', async () => (await kept()).rows > before.rows)
  sending.destroy()
  const { id } = await until('the feed that failed', async () => {
    const { items } = (await dora.call('GET', '/feeds?limit=1')).json<{ items: Shown[] }>()
    return items[0]?.fileName === 'cut.csv' && items[0].state === 'failed' && items[0]
  })
  expect(await kept()).toEqual({ feeds: before.feeds + 1, rows: before.rows })
  expect((await dora.call('GET', `/feeds/${id}`)).json()).toMatchObject({ rows: 0, decided: 0 })
  expect((await hub.database.owner.query(devices)).rows).toEqual(placed.rows)
})

test('a feed that no batch came to for an hour is taken back; one that is still received is not', async () => {
  const open = async (id: string, minutes: number) => {
    await hub.database.owner.query(
      `insert into feed (id, reporter, person, reported_by, file_name, state, rows, created_at, received_at)
       values ($1, $2, $3, 'Dora', 'x', 'receiving', 1, now() - interval '1 day', now() - make_interval(mins => $4))`,
      [id, provider, dora.person, minutes],
    )
    await hub.database.owner.query('insert into feed_row (feed, line, reporter) values ($1, 2, $2)', [id, provider])
  }
  const [lost, alive] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002']
  await open(lost, 61)
  await open(alive, 59)
  await takeBackLostFeeds(hub.hub)
  const states = await hub.database.owner.query(
    'select f.state, (select count(*)::int from feed_row r where r.feed = f.id) as rows from feed f where f.id = any ($1) order by f.id',
    [[lost, alive]],
  )
  expect(states.rows).toEqual([
    { state: 'failed', rows: 0 },
    { state: 'receiving', rows: 1 },
  ])
})

test('feeds are listed newest first, page by page, each once', async () => {
  const all = (await dora.call('GET', '/feeds?limit=200')).json<{ items: (Shown & { createdAt: string })[] }>().items
  const times = all.map((feed) => feed.createdAt)
  expect(times).toEqual(times.toSorted().toReversed())
  const paged: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: Shown[]; nextCursor: string | null } = (
      await dora.call('GET', `/feeds?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
    ).json()
    paged.push(...page.items.map((feed) => feed.id))
    cursor = page.nextCursor
  }
  expect(paged).toEqual(all.map((feed) => feed.id))
})

test('R-A1, R-A2: another organisation sees no feed of ours, and nobody sees any without the permission', async () => {
  const { id } = (await send(file(1))).json<Shown>()
  const rival = await hub.member(await hub.organisation('provider'), ['provider_admin'])
  const absent = '01900000-0000-7000-8000-00000000dead'
  for (const path of ['', '/rows']) {
    const hidden = (await rival.call('GET', `/feeds/${id}${path}`)).problem()
    const missing = (await rival.call('GET', `/feeds/${absent}${path}`)).problem()
    expect({ ...hidden, correlationId: '' }).toEqual({ ...missing, correlationId: '' })
    expect(hidden.status).toBe(404)
  }
  expect((await rival.call('GET', '/feeds')).json()).toEqual({ items: [], nextCursor: null })
  const agent = await hub.member(provider, ['provider_agent'])
  expect((await agent.call('GET', `/feeds/${id}`)).problem()).toMatchObject({ status: 403, permission: 'feed.read' })
  const before = await kept()
  expect((await send(file(1), { who: agent })).problem()).toMatchObject({ status: 403, permission: 'feed.upload' })
  expect((await hub.nobody.call('GET', '/feeds')).status).toBe(401)
  expect(await kept()).toEqual(before)
})
