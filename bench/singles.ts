import pg from 'pg'
import { record } from '../server/audit/index.ts'
import { findManagedDevice, setArchived } from '../server/devices/queries.ts'
import { findActor } from '../server/platform/access/session.ts'
import type { Actor } from '../server/platform/database/actor.ts'
import { type Database, openDatabase, type Scope } from '../server/platform/database/database.ts'
import { compile } from '../server/platform/database/query.ts'
import { newId } from '../server/platform/id.ts'
import { percentile, type Result, result } from './result.ts'
import { type BenchServer, makeFolder, removeFolder, startServer } from './server.ts'
import { makeWorld } from './world.ts'

const rounds = 1000
const warmUp = 100

/**
 * One device read, one written, and who a request is: behind the walls, and by the tables' owner without a question asked, by the same driver and in
 * transactions of the same shape. In turn, one at a time.
 */
export async function benchSingles(scale: number): Promise<Result[]> {
  const folder = await makeFolder()
  const server = await startServer(folder)
  const database = await openDatabase({ url: server.appUrl, connections: 2 })
  // The walls are the owner's too: past them sees the superuser alone.
  const owner = new pg.Client({
    connectionString: server.superuserUrl,
    options: '-c search_path=hub -c TimeZone=UTC -c plan_cache_mode=force_generic_plan',
    pipeline: true,
  } as pg.ClientConfig)
  try {
    await owner.connect()
    const [partner] = (await makeWorld(server.superuser, scale)).partners
    if (!partner) throw new Error('no partner')
    const actor = await findActor(database, partner.token, null, newId())
    if (!actor) throw new Error('nobody is signed in')
    const { rows } = await server.superuser.query<{ id: string }>('select id from device where tenant = $1 order by id limit $2', [
      partner.holding.id,
      rounds + warmUp,
    ])
    const devices = rows.map(({ id }) => id)
    return [
      ...(await reads({ database, owner, actor, devices }, scale)),
      ...(await writes({ database, owner, actor, devices }, scale)),
      await checks({ database, owner, token: partner.token, server }, scale),
    ]
  } finally {
    await owner.end()
    await database.close()
    await server.stop()
    await removeFolder(folder)
  }
}

type With = { database: Database; owner: pg.Client; actor: Actor; devices: readonly string[] }

async function reads({ database, owner, actor, devices }: With, scale: number): Promise<Result[]> {
  const ours = (id: string) =>
    database.inReadOnlyScope(actor, async (scope) => {
      scope.see('managed')
      if (!(await findManagedDevice(scope, id))) throw new Error('the device is not there')
    })
  const text = await textOf((scope) => findManagedDevice(scope, devices[0] ?? ''))
  const [guarded = [], bare = []] = await inTurn(devices, [
    ours,
    (id) => inTransaction(owner, 'begin transaction read only', { name: 'read', text, values: [id] }),
  ])
  return [inMicroseconds('a device read by its id (twin: past the walls)', { scale, guarded, bare })]
}

async function writes({ database, owner, actor, devices }: With, scale: number): Promise<Result[]> {
  const change = (audited: boolean) => (id: string) =>
    database.inScope(actor, async (scope) => {
      scope.see('managed')
      if ((await setArchived(scope, [id], true)).length !== 1) throw new Error('the device was not changed')
      if (audited && actor.acting)
        await record(scope, { organisation: actor.acting.id, kind: 'device.archived', subject: id, detail: { count: 1, tenant: 'bench' } })
    })
  const text = await textOf((scope) => setArchived(scope, [devices[0] ?? ''], false))
  const barely = (id: string) => inTransaction(owner, 'begin', { name: 'write', text, values: [[id], false] })
  // Into the archive by the one, out of it by the other.
  const [guarded = [], bare = []] = await inTurn(devices, [change(false), barely])
  const [audited = [], again = []] = await inTurn(devices, [change(true), barely])
  return [
    inMicroseconds('a device written, with policies (twin: past the walls)', { scale, guarded, bare, mostRatio: 1.3 }),
    inMicroseconds('a device written, with policies and audit (twin: past the walls)', {
      scale,
      guarded: audited,
      bare: again,
      mostRatio: 2,
    }),
  ]
}

type Checking = { database: Database; owner: pg.Client; token: string; server: BenchServer }

async function checks({ database, owner, token, server }: Checking, scale: number): Promise<Result> {
  const { rows } = await server.superuser.query<{ hash: Buffer }>(
    'select s.token_hash as hash from session s join membership m on m.person = s.person order by s.id limit 1',
  )
  const text = `select s.id, p.id as person, p.name, p.mail, p.language, m.organisation, m.roles, o.kind from session s join person p on p.id = s.person
    join membership m on m.person = p.id and m.status = 'active' join organisation o on o.id = m.organisation where s.token_hash = $1 and s.ended_at is null`
  const values = [rows[0]?.hash]
  const [guarded = [], bare = []] = await inTurn(Array.from({ length: rounds + warmUp }, String), [
    () => findActor(database, token, null, newId()),
    () => inTransaction(owner, 'begin', { name: 'who', text, values }),
  ])
  return inMicroseconds('who a request is (twin: the same look-up past the walls)', { scale, guarded, bare })
}

/** The statement as the server says it; the parameters come anew each time. */
async function textOf(work: (scope: Scope) => Promise<unknown>): Promise<string> {
  let text = ''
  const keep = (query: Parameters<Scope['all']>[0]) => {
    text = compile(query).sql
    return Promise.resolve([])
  }
  const never = () => {
    throw new Error('one statement')
  }
  const scope = { all: keep, maybe: keep, one: never, run: never } as unknown as Scope // what this one statement is asked with
  await work(scope)
  return text
}

/** As the server does it: sent together, without waiting in between. */
async function inTransaction(client: pg.Client, begin: string, query: pg.QueryConfig): Promise<void> {
  await Promise.all([client.query(begin), client.query(query), client.query('commit')])
}

/** Microseconds of each way for each thing, in turn. */
async function inTurn(things: readonly string[], ways: readonly ((thing: string) => Promise<unknown>)[]): Promise<number[][]> {
  const times = ways.map((): number[] => [])
  for (const [n, thing] of things.entries()) {
    for (const [at, way] of ways.entries()) {
      const began = performance.now()
      await way(thing)
      if (n >= warmUp) times[at]?.push((performance.now() - began) * 1000)
    }
  }
  return times
}

type Times = { scale: number; guarded: readonly number[]; bare: readonly number[]; mostRatio?: number }

function inMicroseconds(name: string, { scale, guarded, bare, mostRatio }: Times): Result {
  const [value, twin] = [percentile(guarded, 0.5), percentile(bare, 0.5)]
  return result({ name: `singles: ${name}, median`, scale, value, unit: 'µs', twin, ...(mostRatio ? { mostRatio } : {}) })
}
