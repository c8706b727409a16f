import { makeCustomerId } from '../contract/customer-id.ts'
import { hashPassword } from '../server/people/index.ts'
import { newId } from '../server/platform/id.ts'
import { percentile, type Result } from './result.ts'
import { type BenchServer, headersOf, makeFolder, removeFolder, startServer } from './server.ts'
import { type BenchPartner, idOf, makeWorld, serialOf } from './world.ts'

// R-A2: what is out of reach and what is absent take the same time. Both are asked for in turn, in random order, by one client; whether the
// times of the one are longer is asked by Mann and Whitney's test, and differences below 50 µs count as none.

const worldScale = 0.2
const leastMicroseconds = 50
const leastChance = 0.01
const warmUp = 50
const wrongPassword = 'not the right password'

type Ask = (which: 'real' | 'absent', n: number) => { path: string; method?: string; headers?: Record<string, string>; body?: object }
type Case = { name: string; pairs: number; status: number; ask: Ask }

/** 2,000 pairs of each kind of question that could tell whether something exists. */
export async function benchSameAnswer(scale: number): Promise<Result[]> {
  const pairs = Math.max(50, Math.round(2000 * scale))
  const folder = await makeFolder()
  const server = await startServer(folder, 'off', { TRUST_PROXY: 'loopback' })
  try {
    const world = await makeWorld(server.superuser, worldScale)
    const [other, asker] = world.partners
    if (!other || !asker) throw new Error('no partners')
    const cases = [...(await casesOfReach(server, { other, asker, pairs })), await signIns(server, pairs)]
    const results: Result[] = []
    for (const one of cases) results.push(await measure(server, one))
    return results
  } finally {
    await server.stop()
    await removeFolder(folder)
  }
}

type Both = { other: BenchPartner; asker: BenchPartner; pairs: number }

async function casesOfReach(server: BenchServer, { other, asker, pairs }: Both): Promise<Case[]> {
  const headers = headersOf(asker)
  const { rows: devices } = await server.superuser.query<{ id: string; tenant: string }>(
    'select d.id, d.tenant from device d where d.managing_partner = $1 order by d.id limit $2',
    [other.organisation, pairs],
  )
  const { rows: customers } = await server.superuser.query<{ organisation: string; customer_id: string }>(
    "select organisation, customer_id from tenant where managing_partner = $1 and kind = 'customer' order by id",
    [other.organisation],
  )
  const held = Math.round(other.devices * 0.2)
  const [target] = asker.customers
  const one = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
  const read = (name: string, path: (id: string) => string, ids: readonly string[]): Case => ({
    name,
    pairs,
    status: 404,
    ask: (which, n) => ({ path: path(which === 'real' ? one(ids, n) : newId()), headers }),
  })
  return [
    read(
      'a device by its id',
      (id) => `/devices/${id}`,
      devices.map(({ id }) => id),
    ),
    read(
      'a customer by its id',
      (id) => `/customers/${id}`,
      customers.map(({ organisation }) => organisation),
    ),
    {
      name: 'the devices of a Customer ID',
      pairs,
      status: 404,
      ask: (which, n) => ({
        path: `/devices?tenant=${which === 'real' ? one(customers, n).customer_id : makeCustomerId(Buffer.from(newId().replaceAll('-', ''), 'hex'))}`,
        headers,
      }),
    },
    {
      name: 'the preview of a transfer, by serial number',
      pairs,
      status: 200,
      ask: (which, n) => ({
        path: '/transfers/preview',
        headers,
        body: { target: target?.customerId, serials: [serialOf(which === 'real' ? 'P0' : 'X0', 1 + (n % held))] },
      }),
    },
    {
      name: 'a registration of what another tenant holds',
      pairs,
      status: 201,
      ask: (which, n) => ({
        path: '/device-registrations',
        headers,
        body: {
          tenant: target?.customerId,
          devices: [
            { vendor: 'Bench Vendor', productNumber: 'P-1', serialNumber: serialOf(which === 'real' ? 'P0' : 'Y0', 1 + n), proof: '' },
          ],
        },
      }),
    },
  ]
}

/** A wrong password of somebody who is there, and of nobody; each from an address of its own, and each person once: the limits are not the question. */
async function signIns(server: BenchServer, pairs: number): Promise<Case> {
  const people = pairs + warmUp
  const hash = await hashPassword({ testing: false }, 'the right password of everybody')
  await server.superuser.query(
    `with x as (select n, hub.new_id() as id from generate_series(0, $1::int - 1) n),
     p as (insert into person (id, mail, name) select id, 'person.' || n || '@bench.test', 'Person' from x)
     insert into person_secret (person, password_hash) select id, $2 from x`,
    [people, hash],
  )
  return {
    name: 'a wrong password',
    pairs,
    status: 401,
    ask: (which, n) => ({
      path: '/session',
      method: 'POST',
      headers: { 'x-forwarded-for': `10.${which === 'real' ? 1 : 2}.${n >> 8}.${n & 255}` },
      body: { mail: which === 'real' ? `person.${n}@bench.test` : `nobody.${n}@bench.test`, password: wrongPassword },
    }),
  }
}

async function measure(server: BenchServer, { name, pairs, status, ask }: Case): Promise<Result> {
  const times = { real: [] as number[], absent: [] as number[] }
  // The order within a pair: from the seed, not by turns.
  const first = Buffer.from(idOf(name).replaceAll('-', ''), 'hex')
  for (let n = 0; n < pairs + warmUp; n += 1) {
    const flip = ((first[n % 16] ?? 0) >> (n % 8)) & 1
    for (const which of flip ? (['real', 'absent'] as const) : (['absent', 'real'] as const)) {
      const { path, body, headers, method } = ask(which, n)
      const began = performance.now()
      const answer = await fetch(`${server.url}/api/v1${path}`, {
        method: method ?? (body ? 'POST' : 'GET'),
        headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      const text = await answer.text()
      if (n >= warmUp) times[which].push((performance.now() - began) * 1000)
      if (answer.status !== status) throw new Error(`${name}: ${answer.status} ${text.slice(0, 300)}`)
    }
  }
  const [real, absent] = [percentile(times.real, 0.5), percentile(times.absent, 0.5)]
  const chance = mannWhitney(times.real, times.absent)
  const difference = Math.abs(real - absent)
  return {
    name: `same-answer: ${name}, ${pairs} pairs (p = ${chance.toFixed(3)}; twin: what is absent)`,
    scale: worldScale,
    value: Math.round(real),
    unit: 'µs',
    twin: Math.round(absent),
    ratio: Number((real / absent).toFixed(4)),
    goal: `p >= ${leastChance} or a difference below ${leastMicroseconds} µs`,
    met: chance >= leastChance || difference < leastMicroseconds,
  }
}

/** How likely such samples are where both come from one source: two-sided, by the normal approximation (large samples), ties shared. */
function mannWhitney(one: readonly number[], other: readonly number[]): number {
  const all = [...one.map((value) => ({ value, of: 1 })), ...other.map((value) => ({ value, of: 0 }))].sort((a, b) => a.value - b.value)
  let rankSum = 0
  for (let from = 0; from < all.length; ) {
    let to = from
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1
    for (let at = from; at < to; at += 1) if (all[at]?.of === 1) rankSum += (from + 1 + to) / 2
    from = to
  }
  const [n, m] = [one.length, other.length]
  const u = rankSum - (n * (n + 1)) / 2
  const z = (u - (n * m) / 2) / Math.sqrt((n * m * (n + m + 1)) / 12)
  return 2 * (1 - normal(Math.abs(z)))
}

/** Abramowitz and Stegun 7.1.26: to 1e-7. */
function normal(z: number): number {
  const x = z / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const erf = 1 - ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp(-x * x)
  return 0.5 * (1 + erf)
}
