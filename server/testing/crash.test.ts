import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { expect, it } from 'vitest'
import { startBench } from './crash/bench.ts'
import { makeJournal } from './crash/client.ts'
import { killAgainAndAgain, type Setting } from './crash/kills.ts'
import { type AcknowledgedPeople, writePeople } from './crash/people.ts'
import { emptyHistogram, phases } from './crash/phases.ts'
import { embeddedHub, externalHub, type KillableHub, openTruth } from './crash/server.ts'
import { severalHub } from './crash/several.ts'
import { type AcknowledgedSessions, findSessionFaults, signInAndOut } from './crash/sign-ins.ts'
import { type Acknowledged, findFaults, openJobs } from './crash/truth.ts'
import { startWork } from './crash/work.ts'
import { makeCrashWorld } from './crash/world.ts'
import { makeTestFolder, processesOf, until } from './embedded.ts'

// `RUNS=300 npm run test:crash` kills three hundred times; `SEED` repeats a series of choices.
const runs = Number(process.env.RUNS ?? 12)
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9))
/** More than one chunk, so that there is a between. */
const rows = Number(process.env.ROWS ?? 11_000)
/** From so many runs on each phase must have been hit so often. */
const manyRuns = 300
const leastHits = 10

const say = (line: string) => console.log(`crash: seed ${seed}, ${line}`)
const hits = emptyHistogram()
const aims = emptyHistogram()

it.each([
  { kind: 'its embedded PostgreSQL', make: embeddedHub, kills: Math.ceil(runs / 2), cutsOff: true },
  { kind: 'a PostgreSQL of its own, with web and worker apart,', make: externalHub, kills: Math.floor(runs / 2), cutsOff: true },
  // What one of three leaves, another takes up: nothing is counted as cut off.
  { kind: 'three servers, one PostgreSQL,', make: severalHub, kills: Math.ceil(runs / 4), cutsOff: false },
])(
  'a hub with $kind loses nothing and strands nothing when its processes are killed $kills times at any point',
  {
    // Each kill costs seconds, on a machine that is busy with other things up to half a minute.
    timeout: 300_000 + runs * 60_000,
  },
  async ({ make, kills, cutsOff }) => {
    const folder = await makeTestFolder()
    const hub = make(folder, await freePort())
    const told: string[] = []
    const began = performance.now()
    const tell = (line: string) => told.push(`${((performance.now() - began) / 1000).toFixed(1)} s: ${line}`)
    const truth = openTruth(folder)
    try {
      await hub.start()
      await killAndLook({ hub, truth, kills, tell, ...(cutsOff ? { hits, aims } : { hits: emptyHistogram(), aims: emptyHistogram() }) })
      await truth.end()
      await expectEndAndStart(hub, folder)
    } catch (error) {
      console.log(`crash: seed ${seed}\n${told.join('\n')}\nthe hub said:\n${hub.said.slice(-60).join('')}`)
      throw error
    } finally {
      if (!truth.ended) await truth.end()
      await hub.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
)

it(`hits each phase of each act, at least ${leastHits} times in ${manyRuns} kills`, () => {
  say(`hits ${JSON.stringify(hits)}`)
  if (runs >= manyRuns) expect(phases.filter((phase) => hits[phase] < leastHits)).toEqual([])
})

type Task = Pick<Setting, 'hub' | 'truth' | 'hits' | 'aims' | 'tell'> & { kills: number }

/** Clients work on through all kills; then everything is looked at that they were told. */
async function killAndLook({ hub, truth, kills, hits, aims, tell }: Task): Promise<void> {
  const world = await makeCrashWorld(truth, { lanes: 3, rows, shortLanes: 4 })
  tell('the world is made')
  const journal = makeJournal()
  const work = startWork(hub.url, world, journal)
  const bench = startBench({ work, truth, world, rows })
  const setting: Setting = { hub, truth, bench, journal, hits, aims, random: repeatable(seed), tell, say }
  const ending = new AbortController()
  const common = { world, truth, journal, ending: ending.signal }
  const clients = Promise.all([
    work.write(ending.signal),
    signInAndOut(hub.url, common),
    ...['a', 'b', 'c', 'd', 'e'].map((name) => writePeople(hub.url, { name, ...common })),
  ])
  // Its failure ends the kills.
  const failed = new Promise<never>((_, reject) => clients.catch(reject))
  try {
    const start = performance.now()
    await Promise.race([killAgainAndAgain(setting, kills), failed])
    say(`${kills} kills, ${((performance.now() - start) / 1000 / kills).toFixed(1)} s each`)
    ending.abort()
    await bench.ended()
    bench.check()
    const [, sessions, ...people] = await clients
    tell('all work ended')
    await expectTruth(setting, work.acknowledged, sum(people), sessions)
  } finally {
    ending.abort()
    journal.isOver = true
  }
}

/** All that was acknowledged is there, and all that is there is as it must be. */
async function expectTruth(
  { hub, truth, journal }: Setting,
  acknowledged: Acknowledged,
  people: AcknowledgedPeople,
  sessions: AcknowledgedSessions,
): Promise<void> {
  say(
    `${journal.asked} requests, ${journal.away} times "come again", ${journal.broken} broken connections, ${acknowledged.feeds.length} feeds, ${acknowledged.transfers.length} transfers, ${acknowledged.locations.length} small writes, ${people.members.length} members, ${sessions.open.length + sessions.ended.length} sessions`,
  )
  await allAtRest(truth)
  expect(journal.unexpected).toEqual([])
  expect(await findFaults(truth, acknowledged, people)).toEqual([])
  expect(await findSessionFaults(hub.url, sessions, journal)).toEqual([])
}

/** A stop leaves nothing running, nor does a kill; the start after either needs no hand. */
async function expectEndAndStart(hub: KillableHub, folder: string): Promise<void> {
  expect(await hub.stop()).toEqual([])
  await hub.start()
  await hub.kill('all')
  expect(await until(() => processesOf(folder).length === 0)).toBe(true)
  await hub.revive('all')
  expect(await hub.stop()).toEqual([])
}

function sum(people: readonly AcknowledgedPeople[]): AcknowledgedPeople {
  return { customers: people.flatMap((one) => one.customers), members: people.flatMap((one) => one.members) }
}

/** What was done when whoever did it died is written down by the next try: a mail that was delivered, a job whose feed had ended. */
async function allAtRest(truth: pg.Pool): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const mails = await truth.query("select id from mail where state not in ('sent', 'dropped') limit 1")
    const jobs = await truth.query(openJobs)
    if (mails.rows.length + jobs.rows.length === 0) return
    await pause(100)
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
