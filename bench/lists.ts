import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { listCustomerRows } from '../server/customers/queries.ts'
import {
  countDevices,
  type DevicePage,
  findPlace,
  listLinkedDevices,
  listReachedDevices,
  listTenantDevices,
  type Place,
} from '../server/devices/queries.ts'
import { newSessionToken } from '../server/platform/access/session.ts'
import { systemActor } from '../server/platform/database/actor.ts'
import type { Scope } from '../server/platform/database/database.ts'
import { compile, type Query } from '../server/platform/database/query.ts'
import { type CursorValue, writeCursor } from '../server/platform/http/cursor.ts'
import { deepCursor } from './deep-cursor.ts'
import { percentile, type Result, result } from './result.ts'
import { type BenchServer, headersOf, makeFolder, readyLine, removeFolder, startServer } from './server.ts'
import { type BenchPartner, type BenchWorld, makeWorld } from './world.ts'

const requests = 200
const pageRows = 50
/** The 1,000th page. */
const deep = { offset: 999 * pageRows, pageRows }
const sorts = { serialNumber: 'serial_key', model: 'model', arrivedAt: 'arrived_at' } as const
type Statement = { text: string; values: unknown[] }
type Case = { name: string; path: string; caller: BenchPartner; statements: Statement[] }

/** Whole requests for lists, first page and 1,000th (or the last full one), for partners of four sizes, one request at a time. */
export async function benchLists(scale: number): Promise<Result[]> {
  const folder = await makeFolder()
  const server = await startServer(folder)
  try {
    const began = performance.now()
    const world = await makeWorld(server.superuser, scale)
    const making = (performance.now() - began) / 1000
    const cases: Case[] = []
    for (const partner of world.partners.slice(0, 4)) cases.push(...(await casesOf(server, partner)))
    const twin = await startTwin(server, cases)
    try {
      const sessions = await openSessions(server, world)
      const results = [result({ name: 'lists: the world is made', scale, value: making, unit: 's', most: scale > 1 ? 60 * scale : 60 })]
      for (const [n, one] of cases.entries())
        results.push(...(await measure(one, { server, sessions, twinUrl: `${twin.url}/${n}` }, scale)))
      return results
    } finally {
      await twin.stop()
    }
  } finally {
    await server.stop()
    await removeFolder(folder)
  }
}

async function casesOf(server: BenchServer, partner: BenchPartner): Promise<Case[]> {
  const size = `${partner.share * 100} %`
  const largest = await server.superuser.query<Place>(
    `select t.id, t.kind, t.organisation, t.customer_id, o.name from tenant t join organisation o on o.id = t.organisation
     join (select tenant, count(*) as n from device group by tenant) d on d.tenant = t.id where t.managing_partner = $1 order by d.n desc limit 1`,
    [partner.organisation],
  )
  const tenant = largest.rows[0]
  const made: Case[] = []
  for (const [sort, key] of Object.entries(sorts)) {
    const by = sort as keyof typeof sorts
    const page = (after: CursorValue[] | null): DevicePage => ({
      order: { by, descending: false },
      after,
      limit: pageRows,
      serialStart: null,
      model: null,
      archived: 'without',
      waiting: null,
    })
    const all = `d.tenant in (select r.tenant from reach r where r.organisation = '${partner.organisation}')`
    for (const after of [null, await deepCursor(server.superuser, { from: 'device d', where: all, key }, deep)]) {
      const where = `${size}, ${after ? 'deep' : 'first'} page, by ${sort}`
      const query = `limit=${pageRows}&sort=${sort}${after ? `&cursor=${writeCursor(after)}` : ''}`
      const statements = await capture(partner, async (scope) => [
        await listReachedDevices(scope, page(after)),
        await listLinkedDevices(scope, page(after)),
      ])
      made.push({ name: `devices of all customers, ${where}`, path: `/devices?${query}`, caller: partner, statements })
    }
    if (!tenant) continue
    for (const after of [null, await deepCursor(server.superuser, { from: 'device d', where: `d.tenant = '${tenant.id}'`, key }, deep)]) {
      const where = `${size}, ${after ? 'deep' : 'first'} page, by ${sort}`
      const query = `tenant=${tenant.customer_id}&limit=${pageRows}&sort=${sort}${after ? `&cursor=${writeCursor(after)}` : ''}`
      const statements = await capture(partner, async (scope) => [
        await findPlace(scope, tenant.customer_id),
        await listTenantDevices(scope, tenant, page(after)),
        await countDevices(scope, tenant.id),
      ])
      made.push({ name: `devices of one customer, ${where}`, path: `/devices?${query}`, caller: partner, statements })
    }
  }
  const cards = { from: 'customer_card d', where: `d.partner = '${partner.organisation}'`, key: 'name_key', id: 'relationship' }
  for (const after of [null, await deepCursor(server.superuser, cards, deep)]) {
    const statements = await capture(partner, (scope) =>
      listCustomerRows(scope, { q: null, access: null, order: { by: 'name', descending: false }, after, limit: pageRows }),
    )
    const path = `/customers?limit=${pageRows}&sort=name${after ? `&cursor=${writeCursor(after)}` : ''}`
    made.push({ name: `customers, ${size}, ${after ? 'deep' : 'first'} page, by name`, path, caller: partner, statements })
  }
  return made
}

/** The statements that the server would run, as the owner has to say them: what the policies add stands in them. */
async function capture(partner: BenchPartner, work: (scope: Scope) => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = []
  const keep = (query: Query<unknown>) => {
    const { sql, parameters } = compile(query)
    const acting = `'${partner.organisation}'::uuid`
    const text = sql
      .replaceAll('hub.acting()', acting)
      .replace('own where not x.listed', `own where not x.listed and x.organisation = ${acting}`)
      .replaceAll('from location l\n', `from (select * from location where partner = ${acting}) l\n`)
      .replace(
        /door\.describe_cards\((array\(select relationship from p\))\)/,
        `(select c.relationship, t.customer_id, (coalesce((select sum(n.n) from counter n where n.tenant = t.id and n.kind = 'devices'), 0) + coalesce((select sum(n.n) from counter_delta n where n.tenant = t.id and n.kind = 'devices'), 0))::bigint as devices from customer_card c join tenant t on t.organisation = c.organisation and t.kind = 'customer' where c.relationship = any ($1))`.replace(
          '$1',
          '(array(select relationship from p))',
        ),
      )
    statements.push({ text, values: [...parameters] })
  }
  const all = async <Row>(query: Query<Row>): Promise<Row[]> => {
    keep(query)
    return []
  }
  const nothing = () => {
    throw new Error('a list only reads')
  }
  await work({
    actor: systemActor('bench'),
    all,
    one: async <Row>(query: Query<Row>) => {
      keep(query)
      return { n: 0 } as Row
    },
    maybe: async <Row>(query: Query<Row>) => (await all(query))[0],
    run: nothing,
    see: () => {},
    asQueue: nothing,
    become: nothing,
    forMany: nothing,
    afterCommit: nothing,
  })
  return statements
}

async function startTwin(server: BenchServer, cases: readonly Case[]): Promise<{ url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./lists-twin.ts', import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify({ ownerUrl: server.ownerUrl, cases: cases.map((one) => one.statements) }))
  const url = await readyLine(child)
  return {
    url,
    async stop() {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** One session is in use once a minute or so, as of people: many sessions, in turn. */
async function openSessions(server: BenchServer, world: BenchWorld): Promise<Map<string, string[]>> {
  const sessions = new Map<string, string[]>()
  for (const { organisation } of world.partners.slice(0, 4)) {
    const tokens = Array.from({ length: 400 }, () => newSessionToken())
    await server.superuser.query(
      'insert into session (id, person, token_hash) select hub.new_id(), m.person, x.hash from unnest($1::bytea[]) x (hash) cross join membership m where m.organisation = $2',
      [tokens.map((one) => one.hash), organisation],
    )
    sessions.set(
      organisation,
      tokens.map((one) => one.token),
    )
  }
  return sessions
}

type Against = { server: BenchServer; sessions: Map<string, string[]>; twinUrl: string }

/** Both in turn, one request at a time, so that what else the machine does falls on both. */
async function measure(one: Case, { server, sessions, twinUrl }: Against, scale: number): Promise<Result[]> {
  const tokens = sessions.get(one.caller.organisation) ?? []
  const ours: number[] = []
  const bare: number[] = []
  for (let n = -20; n < requests; n += 1) {
    const token = tokens[(n + 20) % tokens.length] ?? ''
    const taken = await timed(`${server.url}/api/v1${one.path}`, headersOf({ ...one.caller, token }))
    const barely = await timed(twinUrl, {})
    if (n < 0) continue
    ours.push(taken)
    bare.push(barely)
  }
  return [
    result({
      name: `lists: ${one.name}, p95`,
      scale,
      value: percentile(ours, 0.95),
      unit: 'ms',
      twin: percentile(bare, 0.95),
      most: 25,
      mostRatio: 1.5,
    }),
    result({ name: `lists: ${one.name}, p50`, scale, value: percentile(ours, 0.5), unit: 'ms', twin: percentile(bare, 0.5) }),
  ]
}

async function timed(url: string, headers: Record<string, string>): Promise<number> {
  const began = performance.now()
  const reply = await fetch(url, { headers })
  const body = await reply.text()
  const taken = performance.now() - began
  if (reply.status !== 200) throw new Error(`${url} answered ${reply.status} ${body}`)
  return taken
}
