import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { allJobBindings, allJobs, allRoutes } from '../features.ts'
import { newSessionToken, sessionCookie } from '../platform/access/session.ts'
import { systemClock } from '../platform/clock.ts'
import { newId } from '../platform/id.ts'
import { client, openTestHub, type TestHub, until } from './hub.ts'
import type { Viewer } from './model/reach.ts'
import type { World } from './model/world.ts'
import { besideEachOther, worlds } from './worlds.ts'
import { asking, may } from './worlds-answers.ts'
import { insertWorlds } from './worlds-insert.ts'
import { chosenSeed } from './worlds-run.ts'
import { customerIdOf } from './worlds-texts.ts'

// R-A7, live: in a random world devices move from one tenant to another; exactly those streams hear of it whose people read devices, of one of the two
// tenants, by the rules.

const marker = newId()
const openWork = "select from jobs.job where name like 'transfers.%' and state <> 'completed'"

type Move = { mover: { person: string; organisation: string }; device: string; from: string; to: string }

/** A move that the rules allow in this world, if there is one: out of a partner's holding tenant to a customer that it manages. */
function moveIn(world: World): Move | undefined {
  for (const { person, organisation, roles } of world.memberships) {
    const who = asking(world, { person, organisation, capacity: 'member', roles })
    if (person === null || who?.kind !== 'partner' || !may(who, 'device.transfer')) continue
    const from = world.tenants.find((tenant) => tenant.kind === 'holding' && tenant.organisation === organisation)
    const to = world.tenants.find(({ id, kind }) => kind === 'customer' && who.reach.tenants.has(id))
    // The first one hosts the others (worlds-insert.ts) and takes them along.
    const device = world.devices.find(({ tenant, retired }) => tenant === from?.id && !retired)
    if (from && to && device && device.proof !== 'none')
      return { mover: { person, organisation }, device: device.id, from: from.id, to: to.id }
  }
  return undefined
}

/** For which organisations each person is to hear of it. */
function listenersIn(world: World, { from, to }: Move): Set<string> {
  return new Set(
    world.memberships.flatMap(({ person, organisation, roles }) => {
      if (person === null) return []
      const viewer: Viewer = { person, organisation, capacity: 'member', roles }
      const who = asking(world, viewer)
      const reads = who !== null && (who.reach.tenants.has(from) || who.reach.tenants.has(to)) && may(who, 'device.read')
      return reads && who.kind !== 'provider' ? [`${person} of ${organisation}`] : []
    }),
  )
}

function hearersIn(world: World): Set<string> {
  const move = moveIn(world)
  return move ? listenersIn(world, move) : new Set()
}

let test: TestHub
beforeAll(async () => {
  test = await openTestHub({ routes: allRoutes, jobs: allJobs, jobBindings: allJobBindings })
})
afterAll(() => test.close())

it('a move is told to exactly the streams of those who may see it, in random worlds', async () => {
  const today = systemClock.now().toISOString().slice(0, 10)
  const seed = chosenSeed()
  console.log(`live: seed ${seed}`)
  const many = fc.sample(worlds(today, 'byDoors'), { seed, numRuns: 300 }).map((world) => ({ world, hear: hearersIn(world).size }))
  // Where most people are to hear of it; there are others beside them.
  const chosen = many
    .toSorted((one, other) => other.hear - one.hear)
    .slice(0, 1)
    .map(({ world }) => world)
  for (const world of besideEachOther(chosen)) {
    const move = moveIn(world)
    if (!move) throw new Error('no move')
    await insertWorlds(test.database.owner, [world])
    const tokens = await signIn(world)
    const heard = new Map(world.persons.map(({ id }) => [id, '']))
    const streams = await Promise.all(
      world.persons.map(({ id }) => listen(tokens.get(id) ?? '', (text) => heard.set(id, (heard.get(id) ?? '') + text))),
    )
    const { person, organisation } = move.mover
    const mover = client(test.app, person, organisation, tokens.get(person) ?? '')
    const made = await mover.call('POST', '/transfers', {
      body: { devices: [move.device], target: customerIdOf(move.to), confirmed: true },
    })
    expect(made.status, made.text).toBe(202)
    const { id } = made.json<{ id: string }>()
    const ended = await until('done', async () => {
      const now = (await mover.call('GET', `/transfers/${id}`)).json<{ state: string; outcomes: { moved?: number } }>()
      return now.state === 'done' ? now : null
    })
    expect(ended.outcomes.moved).toBeGreaterThan(0)
    // What was told before it has come when it comes.
    await until('the job to end', async () => (await test.database.owner.query(openWork)).rows.length === 0)
    test.hub.live.tell(world.persons.map(({ id: who }) => ({ person: who, kind: 'notification', organisationId: null, id: marker })))
    await until('the last event', async () => [...heard.values()].every((text) => text.includes(marker)))
    for (const leave of streams) leave()
    const told = [...heard].flatMap(([who, text]) => organisationsIn(text).map((of) => `${who} of ${of}`))
    expect(told.length).toBeGreaterThan(1)
    expect([...new Set(told)].sort()).toEqual([...listenersIn(world, move)].sort())
    // Which transfer it was is the mover's alone.
    const others = [...heard].filter(([who]) => world.memberships.every((one) => one.person !== who || one.organisation !== organisation))
    for (const [, text] of others) expect(text).not.toContain(id)
  }
})

function organisationsIn(text: string): string[] {
  const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? '') as { kind: string; organisationId: string })
  return events.filter(({ kind }) => kind === 'transfer').map(({ organisationId }) => organisationId)
}

async function signIn(world: World): Promise<Map<string, string>> {
  const tokens = new Map<string, string>()
  for (const { id } of world.persons) {
    const { token, hash } = newSessionToken()
    await test.database.owner.query('insert into session (id, person, token_hash) values ($1, $2, $3)', [newId(), id, hash])
    tokens.set(id, token)
  }
  return tokens
}

/** Listens until it is left; once it answers, the stream has begun. */
async function listen(token: string, hear: (text: string) => void): Promise<() => void> {
  const reply = await test.app.inject({ method: 'GET', url: '/api/v1/events', cookies: { [sessionCookie]: token }, payloadAsStream: true })
  const stream = reply.stream()
  const begun = new Promise<void>((resolve) => {
    stream.on('data', (chunk: Buffer) => {
      hear(chunk.toString())
      resolve()
    })
  })
  await begun
  return () => stream.destroy()
}
