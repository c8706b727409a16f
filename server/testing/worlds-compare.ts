import type { Role } from '../../contract/permissions.ts'
import { findAsker } from '../platform/access/session.ts'
import { type Actor, systemActor, type Way, waysOf } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { devicesBy, type Viewer } from './model/reach.ts'
import type { World } from './model/world.ts'
import { byWay, expected, type Sets } from './worlds-expected.ts'
import { insertWorlds } from './worlds-insert.ts'
import { applicationOf, hubEventOf, visitOf } from './worlds-papers.ts'
import { rememberRows, sets, type Walls, waysOfMembers } from './worlds-walls.ts'
import { changeBlindly, lookToAdd, lookToChange } from './worlds-write.ts'

// Compares what the database gives and lets change, with what the rules say, for every viewer of random worlds (R-A1, R-A7): table by table, row
// by row, in every way of seeing. Nothing here writes a `where`. Several worlds stand in one database at a time: none may show in another.

/** What somebody got: the rows of each set, in each way. */
type Got = Map<Way, Map<keyof Sets, Set<string>>>
export type Difference = { world: number; viewer: string; what: string; got: string[]; should: string[] }

export async function ask(walls: Walls, actor: Actor, asked: readonly Way[], what: 'see' | 'change'): Promise<Got> {
  if (!walls.looks.includes(what)) return new Map()
  const statementOf = (way: Way) => walls.statements.get(way)?.[what] ?? ''
  const used = asked.filter((way) => statementOf(way) !== '')
  if (used.length === 0) return new Map()
  const each = (scope: Scope) =>
    Promise.all(
      used.map((way) => {
        scope.see(way)
        return scope.all<{ set: keyof Sets; key: string }>(sql.raw(statementOf(way)))
      }),
    )
  const rows = await (what === 'see' ? walls.database.inReadOnlyScope(actor, each, used[0]) : walls.database.inScope(actor, each, used[0]))
  const got: Got = new Map()
  for (const [n, way] of used.entries()) {
    const here = new Map<keyof Sets, Set<string>>()
    for (const { set, key } of rows[n] ?? []) here.set(set, (here.get(set) ?? new Set()).add(key))
    got.set(way, here)
  }
  return got
}

function together(got: Got, set: keyof Sets): Set<string> {
  return new Set([...got.values()].flatMap((here) => [...(here.get(set) ?? [])]))
}

/** Who looks at which world, as the database is to be told. */
export type Asker = { world: World; n: number; viewer: Viewer; actor: Actor; ways: readonly Way[] }

function nameOf({ person, organisation, capacity, roles }: Viewer): string {
  return `${person ?? 'nobody'} as ${capacity} (${roles.join(', ')}) for ${organisation ?? 'nobody'}`
}

export function difference({ n, viewer }: Pick<Asker, 'n' | 'viewer'>, what: string, got: Set<string>, should: Set<string>): Difference[] {
  const same = got.size === should.size && [...got].every((key) => should.has(key))
  return same ? [] : [{ world: n, viewer: nameOf(viewer), what, got: [...got].sort(), should: [...should].sort() }]
}

/** All that differs between database and rules in these worlds, which stand beside each other. Their numbers are the first part of every id's tail. */
export async function compare(walls: Walls, worlds: readonly World[]): Promise<Difference[]> {
  await insertWorlds(walls.test.owner, worlds)
  await rememberRows(walls)
  return compareInserted(walls, worlds)
}

/** The same of worlds that are there already. */
export async function compareInserted(walls: Walls, worlds: readonly World[]): Promise<Difference[]> {
  const found: Difference[][] = []
  for (const [n, world] of worlds.entries()) found.push(await compareWorld(walls, world, n))
  found.push(await asNobody(walls), await asOperator(walls, worlds))
  return found.flat()
}

/** All that differs for the people of one world, its API keys and sessions inside its customers. */
export async function compareWorld(walls: Walls, world: World, n: number): Promise<Difference[]> {
  const members = world.memberships.filter(({ person }) => person !== null)
  const found = await Promise.all([
    ...members.map((membership) => asMember(walls, world, n, membership)),
    ...world.organisations.flatMap((organisation) => [asKey(walls, world, n, organisation), asSession(walls, world, n, organisation)]),
    ...world.persons.map((person) => asPerson(walls, world, n, person.id)),
  ])
  return found.flat()
}

async function asMember(walls: Walls, world: World, n: number, membership: World['memberships'][number]): Promise<Difference[]> {
  const { person, organisation, roles } = membership
  const viewer: Viewer = { person, organisation, capacity: roles.every((role) => role === 'end_user') ? 'end_user' : 'member', roles }
  const actor = await findAsker(walls.database, person ?? '', organisation, 'worlds')
  // R-A4: who is let in at all.
  if (!actor) return difference({ n, viewer }, 'let in', new Set(), expected(world, viewer).memberships)
  return look(walls, { world, n, viewer, actor, ways: waysOf[actor.capacity] })
}

/** As an API key would be: the organisation's, of no person. */
async function asKey(walls: Walls, world: World, n: number, { id, kind, state }: World['organisations'][number]): Promise<Difference[]> {
  if (state !== 'active') return [] // no key is let in; asMember tells of people
  const role: Role = ({ vendor: 'vendor_admin', provider: 'provider_admin', partner: 'global_admin', customer: 'customer_admin' } as const)[
    kind
  ]
  const actor: Actor = { ...systemActor('worlds'), capacity: 'member', acting: { id, name: '', kind, roles: [role], locations: null } }
  const viewer: Viewer = { person: null, organisation: id, capacity: 'member', roles: [role] }
  return look(walls, { world, n, viewer, actor, ways: waysOf[actor.capacity] })
}

/** As whoever runs the hub, inside a customer to read (R-H7). */
async function asSession(
  walls: Walls,
  world: World,
  n: number,
  { id, kind, state }: World['organisations'][number],
): Promise<Difference[]> {
  if (kind !== 'customer' || state !== 'active') return [] // no session begins there
  const acting = { id, name: '', kind, roles: ['read_only_session' as const], locations: null }
  const actor: Actor = { ...systemActor('worlds'), capacity: 'read_only_session', acting, support: { id, home: null } }
  const viewer: Viewer = { person: null, organisation: id, capacity: 'read_only_session', roles: [] }
  return look(walls, { world, n, viewer, actor, ways: waysOf[actor.capacity] })
}

async function asPerson(walls: Walls, world: World, n: number, person: string): Promise<Difference[]> {
  const who = { id: person, name: '', mail: '', language: 'en', timeZone: 'UTC', operator: false } as const
  const viewer: Viewer = { person, organisation: null, capacity: 'person', roles: [] }
  const actor: Actor = { ...systemActor('worlds'), capacity: 'person', person: who }
  return look(walls, { world, n, viewer, actor, ways: waysOf.person })
}

/** A transaction that forgot to say for whom it acts, in every capacity but the operator's: no rows, and none to change. */
async function asNobody(walls: Walls): Promise<Difference[]> {
  const viewer: Viewer = { person: null, organisation: null, capacity: 'system', roles: [] }
  const capacities = ['system', 'member', 'end_user', 'person'] as const
  if (walls.looks.length === 1 && walls.looks[0] === 'change') {
    const actor: Actor = { ...systemActor('worlds'), capacity: 'member' }
    return changeBlindly(walls, { n: -1, viewer, actor, ways: waysOf.member }, {})
  }
  const all = await Promise.all(
    capacities.flatMap((capacity) =>
      (['see', 'change'] as const).map(async (what) => {
        const got = await ask(walls, { ...systemActor('worlds'), capacity }, waysOf[capacity], what)
        return walls.sets.flatMap((set) => difference({ n: -1, viewer }, `${set} to ${what} as ${capacity}`, together(got, set), new Set()))
      }),
    ),
  )
  return all.flat()
}

/** "Operator: organisations, accreditations, queues, health; customer data only in a support session." */
async function asOperator(walls: Walls, worlds: readonly World[]): Promise<Difference[]> {
  const viewer: Viewer = { person: null, organisation: null, capacity: 'system', roles: ['OP'] }
  const id = worlds[0]?.persons[0]?.id ?? ''
  const person = { id, name: '', mail: '', language: 'en', timeZone: 'UTC', operator: true } as const
  const actor: Actor = { ...systemActor('worlds'), capacity: 'operator', person }
  const got = await ask(walls, actor, ['operator'], 'see')
  const all: Partial<Record<keyof Sets, string[]>> = {
    organisationsAsCard: worlds.flatMap(({ organisations }) => organisations.map(({ id }) => id)),
    accreditations: worlds.flatMap(({ accreditations }) => accreditations.map(({ id }) => id)),
    applications: worlds.flatMap(({ accreditations }) => accreditations.map(({ id }) => applicationOf(id))),
    visits: worlds.flatMap(({ organisations }) => organisations.flatMap(({ id, kind }) => (kind === 'customer' ? [visitOf(id)] : []))),
    auditEvents: worlds.map(hubEventOf),
    keys: id === '' ? [] : [id],
    quotas: worlds.flatMap(({ organisations }) => organisations.flatMap(({ id, kind }) => (kind === 'partner' ? [id] : []))),
  }
  const nothing = Object.fromEntries(sets.map((set) => [set, new Set<string>()])) as unknown as Sets
  const seen = walls.looks.includes('see') ? walls.sets : []
  const asker = { n: -1, viewer, actor, ways: ['operator'] as const }
  const changes = { visits: new Set(all.visits), keys: new Set(all.keys) }
  const blind = walls.looks.length === 1 && walls.looks[0] === 'change'
  return [
    ...seen.flatMap((set) => difference(asker, set, together(got, set), new Set(all[set]))),
    ...(blind ? await changeBlindly(walls, asker, changes) : []),
    ...(walls.looks.includes('add') ? await lookToAdd(walls, asker, nothing, undefined) : []),
  ]
}

async function look(walls: Walls, asker: Asker): Promise<Difference[]> {
  const { world, viewer } = asker
  const should = shouldSee(world, viewer)
  const isWriter = viewer.capacity !== 'read_only_session'
  const chosen = walls.looks.length === 1 || (Number((viewer.person ?? viewer.organisation ?? '').slice(-4)) + asker.n) % 8 === 0
  return [
    ...(walls.looks.includes('see') ? await lookToSee(walls, asker, should) : []),
    ...(walls.looks.includes('change') ? await (isWriter ? lookToChange(walls, asker) : lookToBeRefused(walls, asker)) : []),
    ...(walls.looks.includes('add') && isWriter && chosen ? await lookToAdd(walls, asker, should, inOwnName(asker)) : []),
  ]
}

/** PostgreSQL's: a write in a transaction that only reads. */
const readOnly = '25006'

const remembered = new WeakMap<World, Map<string, Sets>>()

/** What the rules give; the same world is asked about again for each mutation. */
function shouldSee(world: World, viewer: Viewer): Sets {
  const ofWorld = remembered.get(world) ?? new Map<string, Sets>()
  remembered.set(world, ofWorld)
  const should = ofWorld.get(nameOf(viewer)) ?? expected(world, viewer)
  ofWorld.set(nameOf(viewer), should)
  return should
}

async function lookToSee(walls: Walls, asker: Asker, should: Sets): Promise<Difference[]> {
  const { viewer } = asker
  const got = await ask(walls, asker.actor, asker.ways, 'see')
  const own = got.get('person')
  got.delete('person')
  const theirs = inOwnName(asker)
  const seen =
    viewer.capacity === 'person'
      ? walls.sets.flatMap((set) => difference(asker, set, own?.get(set) ?? new Set(), should[set]))
      : walls.sets.flatMap((set) => [
          ...difference(asker, set, together(got, set), without(should[set], set)),
          ...difference(asker, `${set} as person`, own?.get(set) ?? new Set(), theirs?.[set] ?? new Set()),
        ])
  return [...seen, ...lookByWay(walls, asker, got, should)]
}

/** What is a person's is seen in their own name alone, whomever they act for. */
const ofPersons: readonly (keyof Sets)[] = ['persons', 'notifications', 'sessions']
const without = (keys: Set<string>, set: keyof Sets) => (ofPersons.includes(set) ? new Set<string>() : keys)
function inOwnName({ world, viewer, actor }: Asker): Sets | undefined {
  if (viewer.person === null || actor.capacity === 'read_only_session') return undefined
  return shouldSee(world, { person: viewer.person, organisation: null, capacity: 'person', roles: [] })
}

/** R-H7: nothing is locked to be changed in a support session, by any way. */
async function lookToBeRefused(walls: Walls, asker: Asker): Promise<Difference[]> {
  const refused = await ask(walls, asker.actor, asker.ways, 'change').then(
    (got) => got.size === 0,
    (error: unknown) => error instanceof Error && 'code' in error && error.code === readOnly,
  )
  return refused ? [] : difference(asker, 'anything to change', new Set(['let']), new Set())
}

/** Each way alone: what it may read at all it reads whole; devices are what the ways differ in. */
function lookByWay(walls: Walls, asker: Asker, got: Got, should: Sets): Difference[] {
  const { world, viewer } = asker
  const administers = viewer.capacity === 'member' || viewer.capacity === 'read_only_session'
  const found = asker.ways.flatMap((way) => {
    if (!administers || !waysOfMembers.includes(way)) return []
    const compared = walls.sets.filter((set) => set !== 'devices' && walls.statements.get(way)?.sets.has(set))
    return compared.flatMap((set) =>
      difference(asker, `${set} as ${way}`, got.get(way)?.get(set) ?? new Set(), byWay(way, set, asker, should)),
    )
  })
  if (!walls.sets.includes('devices')) return found
  const inside = viewer.capacity === 'read_only_session'
  const devices: [Way, Set<string>][] = [
    ['managed', inside ? should.devices : devicesBy('managed', world, viewer)],
    ['linked', devicesBy('slot', world, viewer)],
    ['vendor', devicesBy('vendor', world, viewer)],
    ['end_user', devicesBy('recorded_user', world, viewer)],
    ['any', inside ? should.devices : new Set([...devicesBy('managed', world, viewer), ...devicesBy('slot', world, viewer)])],
  ]
  for (const [way, these] of devices) {
    if (asker.ways.includes(way)) found.push(...difference(asker, `devices as ${way}`, got.get(way)?.get('devices') ?? new Set(), these))
  }
  return found
}
