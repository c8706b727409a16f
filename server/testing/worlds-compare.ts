import type { Role } from '../../contract/permissions.ts'
import { findAsker } from '../platform/access/session.ts'
import { type Actor, systemActor, type Way } from '../platform/database/actor.ts'
import { type Database, openDatabase, type Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { makeTestDatabase, type TestDatabase } from './database.ts'
import { devicesBy, reachOf, type Viewer } from './model/reach.ts'
import type { World } from './model/world.ts'
import { equipmentOf, expected, type Sets, writable } from './worlds-expected.ts'
import { insertWorlds } from './worlds-insert.ts'

// Compares what the database gives and lets change, with what the rules say, for every viewer of random worlds (R-A1, R-A7): table by table, row
// by row, in every way of seeing. Nothing here writes a `where`. Several worlds stand in one database at a time: none may show in another.

/** Where the rows of each set are, and what they are called by. */
export const compared: Record<keyof Sets, { table: string; key: string }> = {
  persons: { table: 'person', key: 'id' },
  organisationsAsCard: { table: 'organisation', key: 'id' },
  invitedCards: { table: 'customer_card', key: 'relationship' },
  memberships: { table: 'membership', key: 'id' },
  relationships: { table: 'relationship', key: 'id' },
  accreditations: { table: 'accreditation', key: 'id' },
  locations: { table: 'location', key: 'id' },
  tenants: { table: 'tenant', key: 'id' },
  tenantSecrets: { table: 'tenant_secret', key: 'tenant' },
  devices: { table: 'device', key: 'id' },
  possessions: { table: 'possession', key: 'id' },
  feeds: { table: 'feed', key: 'id' },
  feedRows: { table: 'feed_row', key: "feed || '/' || line" },
  transfers: { table: 'transfer', key: 'id' },
  transferRows: { table: 'transfer_row', key: "transfer || '/' || line" },
  notifications: { table: 'notification', key: 'id' },
  auditEvents: { table: 'audit_event', key: 'id' },
  sessions: { table: 'session', key: 'id' },
  requests: { table: 'request', key: 'id' },
  requestDevices: { table: 'request_device', key: "request || '/' || device" },
  consents: { table: 'consent', key: 'id' },
  details: { table: 'organisation_detail', key: 'organisation' },
  invitations: { table: 'invitation', key: 'id' },
}
export const sets = Object.keys(compared) as (keyof Sets)[]
const ways: readonly Way[] = ['managed', 'linked', 'vendor', 'any', 'end_user', 'person', 'operator']
const waysOfMembers: readonly Way[] = ['managed', 'linked', 'vendor', 'any']

/** What somebody got: the rows of each set, in each way. */
type Got = Map<Way, Map<keyof Sets, Set<string>>>
type Statements = Map<Way, { see: string; change: string; sets: ReadonlySet<keyof Sets> }>
export type Difference = { world: number; viewer: string; what: string; got: string[]; should: string[] }
export type Walls = { test: TestDatabase; database: Database; statements: Statements }

/** A database of its own for worlds, and what may be asked of it. */
export async function openWalls(): Promise<Walls> {
  const test = await makeTestDatabase()
  const database = await openDatabase({ url: test.appUrl, connections: 4 })
  return { test, database, statements: await statementsOf(test, database.prefix) }
}

export async function closeWalls({ test, database }: Walls): Promise<void> {
  await database.close()
  await test.drop()
}

/** For each way one statement over all the tables that it may read, and one over those that it may change. */
async function statementsOf(test: TestDatabase, prefix: string): Promise<Statements> {
  const found = await test.owner.query<{ way: Way; table: string; change: boolean }>(
    `select w.way, t.table, has_any_column_privilege($4 || '_' || w.way, 'hub.' || t.table, 'update') as change
     from unnest($1::text[]) w (way), unnest($2::text[], $3::text[]) t ("table", key)
     where has_column_privilege($4 || '_' || w.way, 'hub.' || t.table, t.key, 'select')`,
    [ways, sets.map((set) => compared[set].table), sets.map((set) => compared[set].key.split(' ')[0]), prefix],
  )
  const held = (way: Way, set: keyof Sets) => found.rows.find((row) => row.way === way && row.table === compared[set].table)
  const all = (chosen: readonly (keyof Sets)[], lock: string) =>
    chosen
      .map((set) => `select '${set}' as set, key from (select (${compared[set].key})::text as key from ${compared[set].table}${lock}) rows`)
      .join(' union all ')
  return new Map(
    ways.map((way) => {
      const seen = sets.filter((set) => held(way, set))
      // A row lock asks what an UPDATE would ask; this one lets the others lock too.
      const changed = sets.filter((set) => held(way, set)?.change)
      return [way, { see: all(seen, ''), change: all(changed, ' for key share'), sets: new Set(seen) }]
    }),
  )
}

async function ask(walls: Walls, actor: Actor, asked: readonly Way[], what: 'see' | 'change'): Promise<Got> {
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
type Asker = { world: World; n: number; viewer: Viewer; actor: Actor; ways: readonly Way[] }

function nameOf({ person, organisation, capacity, roles }: Viewer): string {
  return `${person ?? 'nobody'} as ${capacity} (${roles.join(', ')}) for ${organisation ?? 'nobody'}`
}

function difference({ n, viewer }: Pick<Asker, 'n' | 'viewer'>, what: string, got: Set<string>, should: Set<string>): Difference[] {
  const same = got.size === should.size && [...got].every((key) => should.has(key))
  return same ? [] : [{ world: n, viewer: nameOf(viewer), what, got: [...got].sort(), should: [...should].sort() }]
}

/** All that differs between database and rules in these worlds, which stand beside each other. Their numbers are the first part of every id's tail. */
export async function compare(walls: Walls, worlds: readonly World[]): Promise<Difference[]> {
  await insertWorlds(walls.test.owner, worlds)
  const found: Difference[][] = []
  for (const [n, world] of worlds.entries()) {
    const members = world.memberships.filter(({ person }) => person !== null)
    found.push(
      ...(await Promise.all([
        ...members.map((membership) => asMember(walls, world, n, membership)),
        ...world.organisations.flatMap((organisation) => [asKey(walls, world, n, organisation), asSession(walls, world, n, organisation)]),
        ...world.persons.map((person) => asPerson(walls, world, n, person.id)),
      ])),
    )
  }
  found.push(await asNobody(walls), await asOperator(walls, worlds))
  return found.flat()
}

async function asMember(walls: Walls, world: World, n: number, membership: World['memberships'][number]): Promise<Difference[]> {
  const { person, organisation, roles } = membership
  const viewer: Viewer = { person, organisation, capacity: roles.every((role) => role === 'end_user') ? 'end_user' : 'member', roles }
  const actor = await findAsker(walls.database, person ?? '', organisation, 'worlds')
  // R-A4: who is let in at all.
  if (!actor) return difference({ n, viewer }, 'let in', new Set(), expected(world, viewer).memberships)
  return look(walls, { world, n, viewer, actor, ways: actor.capacity === 'member' ? [...waysOfMembers, 'end_user'] : ['end_user'] })
}

/** As an API key would be: the organisation's, of no person. */
async function asKey(walls: Walls, world: World, n: number, { id, kind, state }: World['organisations'][number]): Promise<Difference[]> {
  if (state !== 'active') return [] // no key is let in; asMember tells of people
  const role: Role = ({ vendor: 'vendor_admin', provider: 'provider_admin', partner: 'global_admin', customer: 'customer_admin' } as const)[
    kind
  ]
  const actor: Actor = { ...systemActor('worlds'), capacity: 'member', acting: { id, name: '', kind, roles: [role], locations: null } }
  const viewer: Viewer = { person: null, organisation: id, capacity: 'member', roles: [role] }
  return look(walls, { world, n, viewer, actor, ways: [...waysOfMembers, 'end_user', 'person'] })
}

/** As whoever runs the hub, inside a customer to read (R-H7). */
async function asSession(walls: Walls, world: World, n: number, { id, kind, state }: World['organisations'][number]): Promise<Difference[]> {
  if (kind !== 'customer' || state !== 'active') return [] // no session begins there
  const acting = { id, name: '', kind, roles: ['read_only_session' as const], locations: null }
  const actor: Actor = { ...systemActor('worlds'), capacity: 'read_only_session', acting, support: { id, home: null } }
  const viewer: Viewer = { person: null, organisation: id, capacity: 'read_only_session', roles: [] }
  return look(walls, { world, n, viewer, actor, ways: [...waysOfMembers, 'end_user', 'person'] })
}

async function asPerson(walls: Walls, world: World, n: number, person: string): Promise<Difference[]> {
  const who = { id: person, name: '', mail: '', language: 'en', timeZone: 'UTC', operator: false } as const
  const viewer: Viewer = { person, organisation: null, capacity: 'person', roles: [] }
  const actor: Actor = { ...systemActor('worlds'), capacity: 'person', person: who }
  return look(walls, { world, n, viewer, actor, ways: ['person', ...waysOfMembers, 'end_user'] })
}

async function asNobody(walls: Walls): Promise<Difference[]> {
  const viewer: Viewer = { person: null, organisation: null, capacity: 'system', roles: [] }
  const got = await ask(walls, systemActor('worlds'), ways.slice(0, -1), 'see')
  return sets.flatMap((set) => difference({ n: -1, viewer }, set, together(got, set), new Set()))
}

/** "Operator: organisations, accreditations, queues, health; customer data only in a support session." */
async function asOperator(walls: Walls, worlds: readonly World[]): Promise<Difference[]> {
  const viewer: Viewer = { person: null, organisation: null, capacity: 'system', roles: ['OP'] }
  const got = await ask(walls, { ...systemActor('worlds'), capacity: 'operator' }, ways, 'see')
  const all: Partial<Record<keyof Sets, string[]>> = {
    organisationsAsCard: worlds.flatMap(({ organisations }) => organisations.map(({ id }) => id)),
    accreditations: worlds.flatMap(({ accreditations }) => accreditations.map(({ id }) => id)),
  }
  return sets.flatMap((set) => difference({ n: -1, viewer }, set, together(got, set), new Set(all[set])))
}

async function look(walls: Walls, asker: Asker): Promise<Difference[]> {
  const { world, viewer, actor } = asker
  const should = expected(world, viewer)
  // What is a person's is seen in their own name alone (asPerson).
  if (viewer.capacity !== 'person') for (const set of ['persons', 'notifications', 'sessions'] as const) should[set].clear()
  const got = await ask(walls, actor, asker.ways, 'see')
  const seen = sets.flatMap((set) => difference(asker, set, together(got, set), should[set]))
  if (viewer.capacity === 'person' || viewer.capacity === 'member') seen.push(...(await lookToChange(walls, asker)))
  return [...seen, ...lookByWay(walls, asker, got, should)]
}

/** Each way alone: what it may read at all it reads whole; devices are what the ways differ in. */
function lookByWay(walls: Walls, asker: Asker, got: Got, should: Sets): Difference[] {
  const { world, viewer } = asker
  const administers = viewer.capacity === 'member' || viewer.capacity === 'read_only_session'
  const found = asker.ways.flatMap((way) =>
    waysOfMembers.includes(way) && administers
      ? sets
          .filter((set) => set !== 'devices' && walls.statements.get(way)?.sets.has(set))
          .flatMap((set) => difference(asker, `${set} as ${way}`, got.get(way)?.get(set) ?? new Set(), byWay(way, set, asker, should)))
      : [],
  )
  const inside = viewer.capacity === 'read_only_session'
  const devices: [Way, Set<string>][] = [
    ['managed', inside ? should.devices : new Set([...devicesBy('managed', world, viewer), ...equipmentOf(world, viewer)])],
    ['linked', devicesBy('slot', world, viewer)],
    ['vendor', devicesBy('vendor', world, viewer)],
    ['end_user', devicesBy('recorded_user', world, viewer)],
    ['any', inside ? should.devices : new Set(['managed', 'slot'].flatMap((way) => [...devicesBy(way as 'slot', world, viewer)]).concat(equipmentOf(world, viewer)))],
  ]
  for (const [way, these] of devices) {
    if (asker.ways.includes(way)) found.push(...difference(asker, `devices as ${way}`, got.get(way)?.get('devices') ?? new Set(), these))
  }
  return found
}

/** Through a slot one's own locations alone matter. */
function byWay(way: Way, set: keyof Sets, { world, viewer }: Asker, should: Sets): Set<string> {
  if (way !== 'linked' || set !== 'locations') return should[set]
  const owns = reachOf(world, viewer).locations
  return new Set(world.locations.flatMap(({ id, partner }) => (partner === viewer.organisation && owns.has(id) ? [id] : [])))
}

/** What the actor may change at all, by each way that may change such rows. */
async function lookToChange(walls: Walls, asker: Asker): Promise<Difference[]> {
  const { world, viewer, actor } = asker
  const should = writable(world, viewer)
  const got = await ask(walls, actor, asker.ways.filter((way) => way !== 'end_user'), 'change')
  return [...got].flatMap(([way, here]) =>
    sets
      .filter((set) => walls.statements.get(way)?.change.includes(`'${set}'`))
      .filter((set) => (way === 'person') === (viewer.capacity === 'person'))
      .flatMap((set) => difference(asker, `${set} to change as ${way}`, here.get(set) ?? new Set(), should[set] ?? new Set())),
  )
}
