// Longer than 300 lines: one server, started once, and everything that is sent to it.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessionCookie } from '../platform/access/session.ts'
import { systemClock } from '../platform/clock.ts'
import { archiveLimits } from '../platform/files/archive.ts'
import { textsLimits } from '../platform/files/texts.ts'
import { type CrashWorld, makeCrashWorld, type Somebody } from './crash/world.ts'
import { makeTestDatabase, type TestDatabase } from './database.ts'
import { until } from './hub.ts'
import { archiveOf, type Parts, partsOf } from './workbook.ts'

// Uploads that are made to fill a server: sent to a process as an operator runs it, whose memory and connections are looked at from outside.

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const metricsToken = 'a token of this test alone'
const megabyte = 1_048_576

let database: TestDatabase
let world: CrashWorld
let server: ChildProcess
let url: URL
/** What the server wrote to its log and its standard error. */
let complaints = ''

beforeAll(async () => {
  database = await makeTestDatabase()
  world = await makeCrashWorld(database.owner, { lanes: 6, rows: 20 })
  server = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: database.appUrl,
      SECRET_KEY: 'the key of a hub that is sent too much',
      METRICS_TOKEN: metricsToken,
      PORT: '0',
      LOG_LEVEL: 'error',
      STEWARD_TEST: 'on',
    },
  })
  let said = ''
  server.stdout?.on('data', (chunk) => {
    said += String(chunk)
    if (said.includes('ready at')) complaints += String(chunk)
  })
  server.stderr?.on('data', (chunk) => {
    complaints += String(chunk)
  })
  const address = await until('a server that is ready', async () => {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`)
    return /ready at (\S+)/.exec(said)?.[1]
  })
  url = new URL(address)
})
afterAll(async () => {
  const ended = once(server, 'exit')
  server.kill('SIGKILL')
  await ended
  await database.drop()
})

type Receiver = { path: string; who: () => Somebody; fields: () => Record<string, string>; header: string; row: (n: number) => string }

/** Whatever takes a file. */
const receivers = {
  feeds: {
    path: '/feeds',
    who: () => world.vendor,
    fields: () => ({}),
    header: 'vendor,productNumber,serialNumber,model,soldToLocationId,note',
    row: (n) => `Acme,P-9,UP${n},Model,${world.locationId},`,
  },
  preview: {
    path: '/transfers/preview',
    who: () => world.partner,
    fields: () => ({}),
    header: 'serial number,customer id,note',
    row: (n) => `UP${n},${world.lanes[0]?.customerId},`,
  },
  transfers: {
    path: '/transfers',
    who: () => world.partner,
    fields: () => ({ confirmed: 'true' }),
    header: 'serial number,customer id,note',
    row: (n) => `UP${n},${world.lanes[0]?.customerId},`,
  },
  registrations: {
    path: '/device-registrations',
    who: () => world.partner,
    fields: () => ({ tenant: 'own' }),
    header: 'vendor,productNumber,serialNumber,note',
    row: (n) => `Acme,P-9,UP${n},`,
  },
} satisfies Record<string, Receiver>

type Heard = { status: number; code: string | undefined; body: { id: string; code?: string }; seconds: number } | null

/** Sends a file piece by piece, as fast as it is taken; null where the connection broke before an answer. */
async function send(to: Receiver, pieces: Iterable<Buffer> | AsyncIterable<Buffer>, key?: string): Promise<Heard> {
  const began = systemClock.now().getTime()
  const sending = begin(to, key)
  const heard = new Promise<Heard>((resolve) => {
    sending.on('error', () => resolve(null))
    sending.on('response', async (reply) => {
      const parts: Buffer[] = []
      for await (const part of reply) parts.push(part as Buffer)
      const body = JSON.parse(Buffer.concat(parts).toString()) as { id: string; code?: string }
      resolve({ status: reply.statusCode ?? 0, code: body.code, body, seconds: (systemClock.now().getTime() - began) / 1_000 })
    })
  })
  let isAnswered = false
  void heard.then(() => {
    isAnswered = true
  })
  for await (const piece of pieces) {
    if (isAnswered) break
    if (!sending.write(piece)) await Promise.race([once(sending, 'drain').catch(() => {}), heard])
  }
  sending.end('\r\n--b--\r\n')
  return heard
}

function begin(to: Receiver, key?: string) {
  const { organisation, token } = to.who()
  const sending = request(`${url.origin}/api/v1${to.path}`, {
    method: 'POST',
    agent: false,
    headers: {
      cookie: `${sessionCookie}=${token}`,
      'x-steward-request': '1',
      'x-steward-acting-for': organisation,
      'content-type': 'multipart/form-data; boundary=b',
      ...(key ? { 'idempotency-key': key } : {}),
    },
  })
  for (const [name, value] of Object.entries(to.fields()))
    sending.write(`--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
  sending.write('--b\r\ncontent-disposition: form-data; name="file"; filename="hostile"\r\n\r\n')
  return sending
}

/** So many megabytes, none of which is ever held twice. */
function* much(start: string | Buffer, megabytes: number, fill = ' '): Generator<Buffer> {
  const piece = Buffer.alloc(megabyte, fill)
  yield Buffer.from(start)
  for (let n = 0; n < megabytes; n++) yield piece
}

/** How much more memory the server has had while something went on than it ever had before, in megabytes. */
async function growthDuring(work: () => Promise<void>): Promise<number> {
  const most = async () => Number(/VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1_024
  const before = await most()
  await work()
  return (await most()) - before
}

/** Everything that an upload can leave in the database, and on the disk. */
async function left(): Promise<Record<string, number>> {
  const { rows } = await database.owner.query<Record<string, number>>(
    `select (select count(*) from feed where state <> 'failed')::int as feeds, (select count(*) from feed_row)::int as feed_rows,
      (select count(*) from transfer)::int as transfers, (select count(*) from transfer_row)::int as transfer_rows,
      (select count(*) from device_registration)::int as registrations, (select count(*) from device_registration_row)::int as registered_rows,
      (select count(*) from device)::int as devices, (select count(*) from idempotency_key)::int as keys,
      (select count(*) from audit_event)::int as events`,
  )
  const files = (await readdir(tmpdir())).filter((name) => name.startsWith('steward-') && name.length > 40)
  return { ...rows[0], files: files.length }
}

/** Once, so that what a process needs anyway is not counted as growth. */
async function warm(to: Receiver): Promise<void> {
  const heard = await send(to, much(`${to.header}\n${to.row(0)}\n`, 64))
  expect(heard?.status).toBeLessThan(400)
}

const named: [string, Receiver][] = Object.values(receivers).map((to) => [`POST ${to.path}`, to])

describe('a file that is larger than any may be', () => {
  beforeAll(async () => {
    for (const to of Object.values(receivers)) await warm(to)
  })

  it('1 GB: is refused by its size, in flat memory, and nothing is left of it', async () => {
    const { header, row } = receivers.feeds
    const before = await left()
    let heard: Heard = null
    const grown = await growthDuring(async () => {
      heard = await send(receivers.feeds, much(`${header}\n${row(1)}\n`, 1_024))
    })
    expect(heard).toMatchObject({ status: 413, code: 'http.too_large', body: { detail: expect.stringMatching(/ 512\sMB\./) } })
    expect(grown).toBeLessThan(100)
    expect(await left()).toEqual(before)
  })

  it.each(named)('that is refused at its beginning: %s tells whoever is still sending, without reading the rest', async (_, to) => {
    const before = await left()
    const swapped = `customer id,serial number\n${`${world.lanes[0]?.customerId},UP1\n`.repeat(30)}`
    const heard = await send(to, much(swapped, 150, `${world.lanes[0]?.customerId},UP1\n`))
    expect(heard).toMatchObject({ status: 422, code: expect.stringMatching(/^files\.column(s_swapped|_missing)$/) })
    expect(await left()).toEqual(before)
  })
})

describe('a slow upload', () => {
  it.each(named)('to %s holds no connection to the database while it comes in, and is done in the end', async (_, to) => {
    async function* slowly() {
      const content = Buffer.from(`${to.header}\n${to.row(7)}\n`)
      for (let at = 0; at < content.length; at += 4) {
        await pause(15)
        yield content.subarray(at, at + 4)
      }
      // Timers of the server use one now and then; one that the upload held would never come back.
      await until('a time without a connection in use', async () => (await connectionsInUse()) === 0)
      yield Buffer.from(`${to.row(8)}\n`)
    }
    const heard = await send(to, slowly())
    expect(heard?.status).toBeLessThan(300)
  })
})

async function connectionsInUse(): Promise<number> {
  const reply = await fetch(`${url.origin}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })
  const counted = Object.fromEntries(
    [...(await reply.text()).matchAll(/steward_database_connections\{state="(\w+)"\} (\d+)/g)].map(([, state, n]) => [state, Number(n)]),
  )
  return (counted.open ?? Number.NaN) - (counted.idle ?? Number.NaN)
}

describe('an upload that breaks off', () => {
  it.each(named)('to %s leaves no row, no key, no file and no job', async (_, to) => {
    const before = await left()
    for (const start of [
      `${to.header}\n${Array.from({ length: 12_000 }, (_row, n) => to.row(n)).join('\n')}\n`,
      'PK\u0003\u0004half',
      '',
    ]) {
      const sending = begin(to, `broken ${to.path} ${start.length}`)
      sending.on('error', () => {})
      sending.write(start)
      await pause(150)
      sending.destroy()
    }
    await until('nothing that is left', async () => JSON.stringify(await left()) === JSON.stringify(before), 20)
  })
})

describe('the same file twice at once', () => {
  const fileOf = (to: Receiver, lane: number, n: number) => {
    const { serials = [], customerId } = world.lanes[lane] ?? {}
    const rows = to.path.startsWith('/transfers')
      ? serials.map((serial) => `${serial},${customerId},`)
      : Array.from({ length: 20 }, (_, row) => to.row(n + row))
    return [Buffer.from(`${to.header}\n${rows.join('\n')}\n`)]
  }

  it.each(named)('to %s: with one key it is one thing and one answer', async (_, to) => {
    const answers = await Promise.all(Array.from({ length: 3 }, () => send(to, fileOf(to, 1, 1_000), `one ${to.path}`)))
    expect(answers[0]?.status).toBeLessThan(300)
    for (const answer of answers) expect(answer?.body).toEqual(answers[0]?.body)
    const other = await send(to, fileOf(to, 2, 2_000), `one ${to.path}`)
    expect(other).toMatchObject({ status: 422, code: 'http.idempotency_content_differs' })
  })

  it.each(named.filter(([, { path }]) => path !== '/transfers/preview'))(
    'to %s: with two keys it is two things, of which only one does something',
    async (_, to) => {
      const before = await left()
      const answers = await Promise.all(['a', 'b'].map((key) => send(to, fileOf(to, 3, 3_000), `${key} ${to.path}`)))
      expect(new Set(answers.map((answer) => answer?.body.id)).size).toBe(2)
      const outcomes = await Promise.all(answers.map((answer) => outcomesOf(to, answer?.body.id ?? '')))
      const done = outcomes.map((counted) => (counted.moved ?? 0) + (counted.placed ?? 0) + (counted.registered ?? 0))
      expect(done.toSorted((one, next) => one - next)).toEqual([0, 20])
      const after = await left()
      expect((after.devices ?? 0) - (before.devices ?? 0)).toBe(to.path === '/transfers' ? 0 : 20)
    },
  )
})

/** By outcome, once it is done. */
function outcomesOf(to: Receiver, id: string): Promise<Record<string, number>> {
  const { organisation, token } = to.who()
  return until('the end', async () => {
    const reply = await fetch(`${url.origin}/api/v1${to.path}/${id}`, {
      headers: { cookie: `${sessionCookie}=${token}`, 'x-steward-acting-for': organisation },
    })
    const { state = 'done', outcomes } = (await reply.json()) as { state?: string; outcomes: Record<string, number> }
    return state === 'done' && outcomes
  })
}

describe('a workbook that is small and unpacks to gigabytes', () => {
  const book = (replaced: Parts) => archiveOf({ ...partsOf([{ rows: '' }]), ...replaced })
  /** So many texts of 27,000 bytes, packed thirtyfold: not so well that the archive gives itself away. */
  function* texts(count: number): Generator<string> {
    yield '<sst>'
    for (let n = 0; n < count; n++)
      yield `<si><t>${String.fromCharCode(...Array.from(randomBytes(300), (byte) => 0x6771 + (byte % 32))).repeat(30)}</t></si>`
    yield '</sst>'
  }
  const bombs: Record<string, { make: () => Promise<Buffer>; code: string; keeps?: number }> = {
    'a sheet of nothing': {
      make: () => book({ 'xl/sheet0.xml': () => Readable.from(much('<worksheet>', 256)) }),
      code: 'files.unpacks_too_large',
    },
    'shared texts of nothing': {
      make: () => book({ 'xl/texts.xml': () => Readable.from(much('<sst>', 100)) }),
      code: 'files.unpacks_too_large',
    },
    'more entries than any workbook has': {
      make: () => book(Object.fromEntries(Array.from({ length: archiveLimits.entries }, (_, n) => [`xl/part${n}.xml`, 'x']))),
      code: 'files.unpacks_too_large',
    },
    'shared texts in shared texts': {
      make: () => book({ 'xl/texts.xml': () => Readable.from(['<sst>'.repeat(200_000)]) }),
      code: 'files.unreadable',
    },
    'more shared texts than are kept': {
      make: () => book({ 'xl/texts.xml': () => Readable.from(texts(5_500)) }),
      code: 'files.unpacks_too_large',
      // What cells share is kept in memory, up to its limit.
      keeps: textsLimits.bytes / megabyte,
    },
  }
  it.each(Object.entries(bombs))('%s: is refused within seconds, in memory that has an end', async (_, { make, code, keeps = 0 }) => {
    const content = await make()
    expect(content.length).toBeLessThan(16 * megabyte)
    const before = await left()
    let heard: Heard = null
    const grown = await growthDuring(async () => {
      heard = await send(receivers.registrations, [content])
    })
    expect(heard).toMatchObject({ status: 422, code })
    expect(grown).toBeLessThan(100 + keeps)
    expect(await left()).toEqual(before)
  })
})

it('none of it was a fault of the hub', () => {
  expect(complaints.replace(/^Steward is ready.*$/m, '').trim()).toBe('')
})
