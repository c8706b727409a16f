import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { Bench } from './bench.ts'
import type { Flight, Journal } from './client.ts'
import { about, type Histogram, keyOf, look, lookAgain, type Part, type Phase, phases, wereCutOff } from './phases.ts'
import type { KillableHub, Victim } from './server.ts'

export type Setting = {
  hub: KillableHub
  truth: pg.Pool
  bench: Bench
  journal: Journal
  hits: Histogram
  /** How often a phase was aimed at. */
  aims: Histogram
  random: () => number
  tell: (line: string) => void
  /** Says how it goes on, now and then. */
  say: (line: string) => void
}

const saidEvery = 25
const targetsAtOnce = 4

/** What is counted already, and what is still to be known. */
type Counting = { seen: Set<string>; open: Promise<void>[] }

/** One kill after the other, each in one of the phases that have been hit least; work that was hit goes on beside the next. */
export async function killAgainAndAgain(setting: Setting, runs: number): Promise<void> {
  const { bench, hits, aims, tell, say } = setting
  const counting: Counting = { seen: new Set(), open: [] }
  const spent = { reaching: 0, killing: 0 }
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now()
    const targets = leastHit(setting)
    const phase = await reach(setting, targets)
    aims[phase ?? targets[0] ?? 'signing in'] += 1
    const victim = pick(setting, phase)
    tell(`kill ${run}: ${phase ?? `missed ${targets.join(', ')}`}, ${victim}`)
    const reached = performance.now()
    await kill(setting, victim, counting)
    bench.check()
    spent.reaching += reached - began
    spent.killing += performance.now() - reached
    if ((run + 1) % saidEvery > 0 && run + 1 < runs) continue
    await Promise.all(counting.open.splice(0))
    const each = Object.entries(spent).map(([on, milliseconds]) => `${on} ${(milliseconds / 1000 / (run + 1)).toFixed(1)} s`)
    say(
      `${run + 1} kills, each ${each.join(', ')}, hits and aims so far ${phases.map((one) => `${one} ${hits[one]}/${aims[one]}`).join(', ')}`,
    )
  }
  tell('the last kill was made')
}

/** What is hard to hit holds up nobody: a miss counts for a part of a hit. */
function leastHit({ hits, aims, random }: Setting): Phase[] {
  const score = new Map(phases.map((phase) => [phase, hits[phase] + Math.max(0, aims[phase] - hits[phase]) / 4 + random() / 2]))
  return phases.toSorted((one, other) => (score.get(one) ?? 0) - (score.get(other) ?? 0)).slice(0, targetsAtOnce)
}

/** Waits until something is in one of the phases that was not in it before, and some time longer; answers the phase that it is in then. */
async function reach({ truth, journal, bench, random }: Setting, targets: readonly Phase[]): Promise<Phase | undefined> {
  const patience = AbortSignal.timeout(30_000)
  const former = new Set((await lookAgain(truth)).work.map(keyOf))
  const find = async () => {
    const flying = targets.find((phase) => [...journal.flights].some(({ act }) => act === phase))
    if (flying) return flying
    const seen = await look(truth).catch(() => undefined)
    return seen?.work.find((one) => targets.includes(one.phase) && one.began && !former.has(keyOf(one)))?.phase
  }
  let begun = false
  while (!patience.aborted) {
    bench.check()
    if (!begun) begun = bench.begin(targets)
    const phase = await find()
    // The shortest are killed in as they are seen: to look again would take longer than they last.
    if (phase && about(phase).lasts < 5) return phase
    await pause(phase ? random() * about(phase).lasts : 4)
    const still = phase && (await find())
    if (still) return still
  }
  return undefined
}

/** Something whose death cuts the phase off. */
function pick({ hub, random }: Setting, phase: Phase | undefined): Victim {
  const victims = (Object.entries(hub.victims) as [Victim, readonly Part[]][]).filter(
    ([, parts]) => phase === undefined || parts.includes('database') || parts.includes(about(phase).doer),
  )
  return victims[Math.floor(random() * victims.length)]?.[0] ?? 'all'
}

/** Kills, counts the phases that it cut off (each once) as soon as the database answers again, and brings back what does not come back by itself. */
async function kill({ hub, truth, journal, hits }: Setting, victim: Victim, counting: Counting): Promise<void> {
  const parts = hub.victims[victim] ?? []
  const cuts = (phase: Phase) => parts.includes('database') || parts.includes(about(phase).doer)
  const before = await lookAgain(truth)
  const flights = [...journal.flights]
  await hub.kill(victim)
  const working = lookAgain(truth, parts.includes('database') ? before.since : undefined).then((after) => {
    const cutOff = wereCutOff(before.work, after.work).filter((one) => cuts(one.phase) && !counting.seen.has(keyOf(one)))
    for (const one of cutOff) counting.seen.add(keyOf(one))
    for (const phase of new Set(cutOff.map((one) => one.phase))) hits[phase] += 1
  })
  await Promise.all([hub.revive(victim), working])
  for (const phase of phases) {
    const those = flights.filter(({ act }) => act === phase)
    counting.open.push(countFlights(hits, phase, those))
  }
}

/** A request that waits for the database may yet be answered: what was cut off is known later. */
async function countFlights(hits: Histogram, phase: Phase, flights: readonly Flight[]): Promise<void> {
  const cutOff = await Promise.all(flights.map((flight) => flight.cutOff))
  if (cutOff.includes(true)) hits[phase] += 1
}
