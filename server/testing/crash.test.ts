import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, expect, it } from 'vitest'
import { makeTestFolder } from '../platform/embedded-postgres/testing.ts'
import { type Journal, makeJournal } from './crash/client.ts'
import { writePeople } from './crash/people.ts'
import { emptyHistogram, type Histogram, type Work as InProgress, keyOf, type Phase, phases, untilIn, workNow } from './crash/phases.ts'
import { type KillableServer, killableServer, openTruth } from './crash/server.ts'
import { findFaults } from './crash/truth.ts'
import { startWork, type Work } from './crash/work.ts'
import { type CrashWorld, type Lane, laterLocation, makeCrashWorld } from './crash/world.ts'

// `RUNS=300 npm run test:crash` kills three hundred times; `SEED` repeats a series of moments.
const runs = Number(process.env.RUNS ?? 7)
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
/** More than one chunk, so that there is a between. */
const rows = Number(process.env.ROWS ?? 12_000)
const victims = ['server', 'database', 'both'] as const

const acts = ['adding a customer', 'accepting an invitation', 'registering', 'confirming a registration', 'admitting']

type Setting = { server: KillableServer; truth: pg.Pool; world: CrashWorld; work: Work; journal: Journal; random: () => number }

let folder: string
let server: KillableServer | undefined
let truth: pg.Pool | undefined
let hasPassed = false
const told: string[] = []
const tell = (line: string) => told.push(`${(performance.now() / 1000).toFixed(1)} s: ${line}`)
const hookMilliseconds = 120_000
afterAll(async () => {
  if (!hasPassed) console.log(`crash: seed ${seed}\n${told.join('\n')}\nthe server said:\n${server?.said.slice(-60).join('')}`)
  if (truth?.ended === false) await truth.end()
  await server?.stop()
  if (folder) await rm(folder, { recursive: true, force: true })
}, hookMilliseconds)

it(`loses nothing and strands nothing when server and database are killed ${runs} times at any point`, {
  // Each kill costs seconds, on a machine that is busy with other things up to half a minute.
  timeout: 120_000 + runs * 60_000,
}, async () => {
  folder = await makeTestFolder()
  server = killableServer(folder, await freePort())
  await server.start()
  truth = openTruth(folder)
  const world = await makeCrashWorld(truth, { lanes: 3, rows })
  tell('the world is made')
  const journal = makeJournal()
  const work = startWork(server.url, world, journal)
  const setting: Setting = { server, truth, world, work, journal, random: repeatable(seed) }
  const ending = new AbortController()
  const writing = work.write(ending.signal)
  const people = writePeople(server.url, { world, truth, journal, ending: ending.signal })
  // Its failure is told where it is awaited.
  people.catch(() => {})
  const hits = await killAgainAndAgain(setting)
  ending.abort()
  await writing
  const acknowledgedPeople = await people
  console.log(
    `crash: seed ${seed}, ${runs} kills, ${journal.away} times "come again", ${journal.broken} broken connections, ${work.acknowledged.locations.length} small writes, ${acknowledgedPeople.members.length} members, hits ${JSON.stringify(hits)}, cut off ${JSON.stringify(journal.cutOff)}`,
  )
  await allMailed(truth)
  expect(journal.unexpected).toEqual([])
  expect(await findFaults(truth, work.acknowledged, acknowledgedPeople)).toEqual([])
  if (runs >= 100) for (const act of acts) expect(journal.cutOff[act], act).toBeGreaterThan(0)
  if (runs >= phases.length) for (const phase of phases) expect(hits[phase], phase).toBeGreaterThan(0)
  // What was still in the air is swept by the server itself; the next start needs no hand, and a stop leaves nothing running.
  await truth.end()
  expect(await server.stop()).toEqual([])
  await server.start()
  expect(await server.stop()).toEqual([])
  hasPassed = true
})

/** Within what a phase lasts: an upload is sent this slowly, a job's chunks are quick. */
function longestPause(phase: Phase): number {
  return phase.endsWith('receiving') ? 2000 : 150
}

/** One kill after the other, each in a phase that is waited for; work that was hit goes on beside the next. */
async function killAgainAndAgain(setting: Setting): Promise<Histogram> {
  const { server, truth, work, world, random } = setting
  const hits = emptyHistogram()
  const counted = new Set<string>()
  const pursued: Promise<unknown>[] = []
  const failures: unknown[] = []
  const pursue = (one: Promise<unknown>) => pursued.push(one.catch((error: unknown) => failures.push(error)))
  const held: Lane[] = [...world.lanes]
  const moved: string[] = []
  const laneOf = new Map<string, Lane>()
  const giveBack = async () => {
    const transfer = await oneOf(moved, failures)
    pursue(work.undo(transfer).then(() => held.push(laneOf.get(transfer) as Lane)))
  }
  const move = (slow: boolean) => async () => {
    // Each round has three transfers and one undo: without this, no devices would be left to be moved.
    if (held.length === 0) await giveBack()
    const lane = await oneOf(held, failures)
    pursue(
      work.transfer(lane, { slow }).then((id) => {
        laneOf.set(id, lane)
        moved.push(id)
      }),
    )
  }
  const begin: Record<Phase, (run: number) => Promise<void>> = {
    'feed receiving': async (run) => void pursue(work.feed(String(run), rows, { slow: true })),
    'feed placing': async (run) => void pursue(work.feed(String(run), rows, { slow: false })),
    'feed retrying': async (run) => {
      const { locationId, open } = laterLocation(truth, world)
      const feed = await work.rejectedFeed(`R${run}`, rows, locationId)
      await patiently(open)
      pursue(work.retry(feed))
    },
    'transfer receiving': move(true),
    'transfer previewing': move(false),
    'transfer running': move(false),
    'transfer undoing': giveBack,
  }
  for (let run = 0; run < runs; run += 1) {
    const phase = phases[run % phases.length] as Phase
    const victim = victims[Math.floor(random() * victims.length)] as (typeof victims)[number]
    const former = new Set((await patiently(() => workNow(truth))).map(keyOf))
    await begin[phase](run)
    if (await untilIn(truth, phase, former, 60)) await pause(random() * longestPause(phase))
    tell(`kill ${run}: ${phase}, ${victim}`)
    const before = await patiently(() => workNow(truth))
    await kill(server, victim)
    await count(truth, { before, hits, counted })
    if (failures.length > 0) throw failures[0]
  }
  tell('the last kill was made')
  await Promise.all(pursued)
  tell('all work ended')
  if (failures.length > 0) throw failures[0]
  return hits
}

/** A server that lost its database only gets no help: it is to bring it back by itself. */
async function kill(server: KillableServer, victim: (typeof victims)[number]): Promise<void> {
  if (victim !== 'server') await server.killDatabase()
  if (victim === 'database') return
  await server.killServer()
  await server.start()
}

type Counting = { before: readonly InProgress[]; hits: Histogram; counted: Set<string> }

/**
 * Counts what the kill cut off, each piece of work once per phase: what had begun before it and has not got beyond the phase as soon as
 * the database answers again. A receipt may be gone by then: a server that lived on takes it back.
 */
async function count(truth: pg.Pool, { before, hits, counted }: Counting): Promise<void> {
  const left = new Map((await patiently(() => workNow(truth))).map((one) => [one.id, one]))
  for (const one of before) {
    const key = keyOf(one)
    const now = left.get(one.id)
    const isHit = now ? now.phase === one.phase : one.phase.endsWith('receiving')
    if (!one.began || !isHit || counted.has(key)) continue
    counted.add(key)
    hits[one.phase] += 1
  }
}

async function patiently<T>(look: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await look()
    } catch (error) {
      if (tries === 600) throw error
      await pause(50)
    }
  }
}

/** A mail that was delivered when its sender died is written down by the next try. */
async function allMailed(truth: pg.Pool): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { rows } = await patiently(() => truth.query("select id from mail where state <> 'sent' limit 1"))
    if (rows.length === 0) return
    await pause(100)
  }
}

async function oneOf<T>(list: T[], failures: readonly unknown[]): Promise<T> {
  for (;;) {
    const one = list.shift()
    if (one !== undefined) return one
    if (failures.length > 0) throw failures[0]
    await pause(50)
  }
}

/** A repeatable stream of numbers between 0 and 1. */
function repeatable(from: number): () => number {
  let state = from >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
