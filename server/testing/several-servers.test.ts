import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, insist, makeJournal } from './crash/client.ts'
import { type CrashWorld, makeCrashWorld } from './crash/world.ts'
import { makeTestDatabase, type TestDatabase } from './database.ts'
import { until } from './hub.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
/** More than one chunk, so that there is a between. */
const rows = 12_000

type Server = { url: string; process: ChildProcess; ended: Promise<number | null> }

let database: TestDatabase
let world: CrashWorld
let first: Server
let second: Server
const running: Server[] = []
const journal = makeJournal()

/** One process of several, as an operator runs them over one database. */
async function startProcess(kind: 'web' | 'worker'): Promise<Server> {
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: database.appUrl,
      SECRET_KEY: 'the same key in every process of one hub',
      PROCESS: kind,
      PORT: '0',
      LOG_LEVEL: 'error',
      STEWARD_TEST: 'on',
    },
  })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += String(chunk)
  })
  const url = await until(`a ${kind} process that is ready`, async () => {
    if (child.exitCode !== null) throw new Error(`the ${kind} process ended with ${child.exitCode}`)
    return /ready at (\S+)/.exec(said)?.[1]
  })
  const server = { url, process: child, ended }
  running.push(server)
  return server
}

beforeAll(async () => {
  database = await makeTestDatabase()
  world = await makeCrashWorld(database.owner, { lanes: 2, rows })
  ;[first, second] = await Promise.all([startProcess('web'), startProcess('web')])
})
afterAll(async () => {
  for (const { process: child } of running) child.kill('SIGKILL')
  await Promise.all(running.map(({ ended }) => ended))
  await database.drop()
})

function fileOf(lane: number): { name: string; content: string; fields: Record<string, string> } {
  const { serials, customerId } = world.lanes[lane] ?? { serials: [], customerId: '' }
  return {
    name: 'move.csv',
    content: serials.map((serial) => `${serial},${customerId}`).join('\n'),
    fields: { confirmed: 'true' },
  }
}

type State = { id: string; state: string; progress: number; outcomes: Record<string, number> }
const stateOf = async (server: Server, id: string) => {
  const heard = await ask(server.url, world.partner, { method: 'GET', path: `/transfers/${id}` }, journal)
  return heard?.body as State
}

describe('several servers on one database', () => {
  it('make one thing of one request that reaches two of them at once', async () => {
    const asked = { method: 'POST', path: '/locations', key: 'twice', json: { name: 'Twice', country: 'DE' } } as const
    const [here, there] = await Promise.all([first, second].map(({ url }) => ask(url, world.partner, asked, journal)))
    expect(here?.status).toBe(201)
    expect(there).toEqual(here)
    const { rows: found } = await database.owner.query("select from location where name = 'Twice'")
    expect(found).toHaveLength(1)
  })

  it('tell each other’s pages what happened, and end a killed worker’s transfer exactly once', async () => {
    const listening = new AbortController()
    const heard: string[] = []
    const stream = await fetch(`${second.url}/api/v1/events`, {
      headers: { cookie: `steward_session=${world.partner.token}` },
      signal: listening.signal,
    })
    const reading = (async () => {
      for await (const chunk of stream.body ?? []) heard.push(Buffer.from(chunk).toString())
    })().catch(() => {})
    const worker = await startProcess('worker')
    const accepted = await insist(first.url, world.partner, { method: 'POST', path: '/transfers', key: 'move', file: fileOf(0) }, journal)
    const { id } = accepted.body as State
    await until('a chunk that was moved', async () => {
      const { state, progress } = await stateOf(second, id)
      return (state === 'running' && progress > 0) || state === 'done'
    })
    worker.process.kill('SIGKILL')
    await worker.ended
    await startProcess('worker')
    const done = await until('the end of the transfer', async () => {
      const now = await stateOf(second, id)
      return now.state === 'done' ? now : null
    })
    expect(done.outcomes).toEqual({ moved: rows })
    const { rows: opened } = await database.owner.query<{ n: number }>(
      'select count(*)::int as n from possession p join transfer_row r on r.to_possession = p.id where r.transfer = $1 and p.ended_at is null',
      [id],
    )
    expect(opened[0]?.n).toBe(rows)
    await until('its event at the other server', async () => heard.join('').includes(id))
    listening.abort()
    await reading
  })

  it('answer what they were asked before they end, and end live streams at once', async () => {
    const leaving = await startProcess('web')
    const stream = await fetch(`${leaving.url}/api/v1/events`, { headers: { cookie: `steward_session=${world.partner.token}` } })
    const streamEnd = (async () => {
      for await (const _chunk of stream.body ?? []);
    })()
    const upload = ask(
      leaving.url,
      world.partner,
      { method: 'POST', path: '/transfers', key: 'slow', file: { ...fileOf(1), pieces: 40 } },
      journal,
    )
    await until('the beginning of the upload', async () => {
      const { rowCount } = await database.owner.query("select from transfer where state = 'receiving'")
      return rowCount === 1
    })
    leaving.process.kill('SIGTERM')
    await streamEnd
    expect((await upload)?.status).toBe(202)
    expect(await leaving.ended).toBe(0)
    await expect(fetch(`${leaving.url}/livez`)).rejects.toThrow()
  })

  it('gave no answer that a client could not live with', () => {
    expect(journal.unexpected).toEqual([])
  })
})
