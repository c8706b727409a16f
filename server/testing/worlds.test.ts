import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../contract/permissions.ts'
import { findAsker } from '../platform/access/session.ts'
import { systemClock } from '../platform/clock.ts'
import { type Actor, systemActor, type Way } from '../platform/database/actor.ts'
import { openDatabase, type Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { makeTestDatabase, type TestDatabase } from './database.ts'
import { devicesBy, type Reach, reachOf, type Viewer, writableDevices } from './model/reach.ts'
import type { World } from './model/world.ts'
import { insertWorld, worlds } from './worlds.ts'

// R-A1, R-A7: in random worlds every viewer gets from every table exactly the rows that the naive model gives them, whatever way of seeing
// is asked for. The model was written from the rules alone. Nothing here writes a `where`.

/** Where the rows of each set of the model are, and what they are called by. */
const compared: Record<keyof Reach, { table: string; key: string }> = {
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
}
const sets = Object.keys(compared) as (keyof Reach)[]

/** Tables that are not compared, and why. */
const beside: Record<string, string> = {
  acquaintance: 'what cards are decided from',
  reach: 'what tenants are decided from',
  vendor: 'names of vendors, for all who see devices (R-D1)',
  organisation_detail: 'has the organisation’s own policy: compared in a test of its own',
  invitation: 'has the two ends’ policy: compared in a test of its own',
  device_user: 'what an end user’s devices are decided from',
  counter: 'numbers of devices of tenants in reach',
  counter_delta: 'numbers of devices of tenants in reach',
  audit_seal: 'numbers of seals, nobody’s rows',
  idempotency_key: 'the caller’s own keys for a day',
  attempt: 'no way of seeing has a grant',
  mail: 'no way of seeing has a grant',
  mailbox_message: 'no way of seeing has a grant',
  person_secret: 'no way of seeing has a grant',
  demonstration_sign_in: 'no way of seeing has a grant',
  installation: 'no way of seeing has a grant',
  migration: 'no way of seeing has a grant',
}
const ways: readonly Way[] = ['managed', 'linked', 'vendor', 'any', 'end_user', 'person']

/** What a viewer got: the rows of each set, in each way. */
type Got = Record<Way, Record<keyof Reach, string[]>>
type Difference = { viewer: string; what: string; got: string[]; should: string[] }

const connect = async (test: TestDatabase) => ({ test, database: await openDatabase({ url: test.appUrl, connections: 4 }), statements: await statementsOf(test) })
type Hub = Awaited<ReturnType<typeof connect>>

/** For each way one statement over all the tables that it may read. */
async function statementsOf(test: TestDatabase): Promise<Map<Way, string>> {
  const found = await test.owner.query<{ way: Way; table: string }>(
    `select w.way, t.table from unnest($1::text[]) w (way), unnest($2::text[], $3::text[]) t ("table", key)
     where has_column_privilege('hub_' || w.way, 'hub.' || t.table, t.key, 'select')`,
    [ways, sets.map((set) => compared[set].table), sets.map((set) => compared[set].key.split(' ')[0])],
  )
  const statement = (way: Way) =>
    sets
      .filter((set) => found.rows.some((row) => row.way === way && row.table === compared[set].table))
      .map((set) => `select '${set}' as set, (${compared[set].key})::text as key from ${compared[set].table}`)
      .join(' union all ')
  return new Map(ways.map((way) => [way, statement(way)]))
}

async function look(hub: Hub, actor: Actor, asked: readonly Way[]): Promise<Got> {
  const see = (scope: Scope, way: Way) => {
    scope.see(way)
    return scope.all<{ set: keyof Reach; key: string }>(sql.raw(hub.statements.get(way) ?? ''))
  }
  const rows = await hub.database.inReadOnlyScope(actor, (scope) => Promise.all(asked.map((way) => see(scope, way))), asked[0])
  const nothing = () => Object.fromEntries(sets.map((set) => [set, []])) as unknown as Record<keyof Reach, string[]>
  const got = Object.fromEntries(ways.map((way) => [way, nothing()])) as Got
  for (const [n, way] of asked.entries()) for (const { set, key } of rows[n] ?? []) got[way][set].push(key)
  return got
}

/**
 * Where policies and model read a rule differently on purpose, with the reason. Everything else must be equal.
 */
function expected(world: World, viewer: Viewer): Reach {
  const reach = reachOf(world, viewer)
  return reach
}

function differences(viewer: Viewer, got: Got, should: Reach): Difference[] {
  const name = `${viewer.person ?? 'nobody'} as ${viewer.capacity} (${viewer.roles.join(', ')}) for ${viewer.organisation ?? 'nobody'}`
  return sets.flatMap((set) => difference(name, set, new Set(ways.flatMap((way) => got[way][set])), should[set]))
}

function difference(viewer: string, what: string, got: Set<string>, should: Set<string>): Difference[] {
  const same = got.size === should.size && [...got].every((key) => should.has(key))
  return same ? [] : [{ viewer, what, got: [...got].sort(), should: [...should].sort() }]
}

/** All that differs between database and model in one world. */
async function compare(hub: Hub, world: World): Promise<Difference[]> {
  await insertWorld(hub.test.owner, world)
  const members = world.memberships.filter(({ person }) => person !== null)
  const found = await Promise.all([
    ...members.map((membership) => asMember(hub, world, membership)),
    ...world.organisations.map((organisation) => asKey(hub, world, organisation)),
    ...world.persons.map((person) => asPerson(hub, world, person.id)),
    asNobody(hub, world),
  ])
  return found.flat()
}

async function asMember(hub: Hub, world: World, membership: World['memberships'][number]): Promise<Difference[]> {
  const { person, organisation, roles } = membership
  const actor = await findAsker(hub.database, person ?? '', organisation, 'worlds')
  const viewer: Viewer = { person, organisation, capacity: roles.every((role) => role === 'end_user') ? 'end_user' : 'member', roles }
  const should = expected(world, viewer)
  // R-A4: who is let in at all.
  if (!actor) return difference(`${person} for ${organisation}`, 'let in', new Set(), should.memberships)
  const own = await look(hub, { ...actor, capacity: 'person', acting: null }, ['person'])
  for (const set of ['memberships', 'organisationsAsCard'] as const) own.person[set] = [] // asPerson's
  const got = await look(hub, actor, actor.capacity === 'member' ? ['managed', 'linked', 'vendor', 'any', 'end_user'] : ['end_user'])
  const byWay = [
    ...difference(`${person} for ${organisation}`, 'devices as managed', new Set(got.managed.devices), devicesBy('managed', world, viewer)),
    ...difference(`${person} for ${organisation}`, 'devices as linked', new Set(got.linked.devices), devicesBy('slot', world, viewer)),
    ...difference(`${person} for ${organisation}`, 'devices as vendor', new Set(got.vendor.devices), devicesBy('vendor', world, viewer)),
    ...difference(`${person} for ${organisation}`, 'devices as end user', new Set(got.end_user.devices), devicesBy('recorded_user', world, viewer)),
    ...difference(`${person} for ${organisation}`, 'devices to change', await lockable(hub, actor), writableDevices(world, viewer)),
  ]
  return [...differences(viewer, { ...got, person: own.person }, should), ...byWay]
}

/** Devices that the actor may change at all: what `for update` locks. Rolled back. */
async function lockable(hub: Hub, actor: Actor): Promise<Set<string>> {
  if (actor.capacity !== 'member') return new Set()
  let rows: { id: string }[] = []
  const back = new Error('back')
  const locking = hub.database.inScope(
    actor,
    async (scope) => {
      rows = await scope.all(sql`select id from device for update`)
      throw back
    },
    'managed',
  )
  await locking.catch((error) => {
    if (error !== back) throw error
  })
  return new Set(rows.map((row) => row.id))
}

/** As an API key would be: the organisation's, of no person. */
async function asKey(hub: Hub, world: World, { id, kind, state }: World['organisations'][number]): Promise<Difference[]> {
  if (state !== 'active') return [] // no key is let in; asMember tells of people
  const role: Role = ({ vendor: 'vendor_admin', provider: 'provider_admin', partner: 'global_admin', customer: 'customer_admin' } as const)[kind]
  const actor: Actor = { ...systemActor('worlds'), capacity: 'member', acting: { id, name: '', kind, roles: [role], locations: null } }
  const viewer: Viewer = { person: null, organisation: id, capacity: 'member', roles: [role] }
  const got = await look(hub, actor, ['managed', 'linked', 'vendor', 'any', 'end_user', 'person'])
  return differences(viewer, got, expected(world, viewer))
}

async function asPerson(hub: Hub, world: World, person: string): Promise<Difference[]> {
  const who = { id: person, name: '', mail: '', language: 'en', timeZone: 'UTC', operator: false } as const
  const viewer: Viewer = { person, organisation: null, capacity: 'person', roles: [] }
  const got = await look(hub, { ...systemActor('worlds'), capacity: 'person', person: who }, ['person', 'managed', 'linked', 'vendor', 'any', 'end_user'])
  return differences(viewer, got, expected(world, viewer))
}

async function asNobody(hub: Hub, world: World): Promise<Difference[]> {
  const viewer: Viewer = { person: null, organisation: null, capacity: 'system', roles: [] }
  return differences(viewer, await look(hub, systemActor('worlds'), ways), expected(world, viewer))
}

describe('who reaches a row', () => {
  let hub: Hub
  const today = systemClock.now().toISOString().slice(0, 10)

  beforeAll(async () => {
    hub = await connect(await makeTestDatabase())
  })
  afterAll(async () => {
    await hub.database.close()
    await hub.test.drop()
  })

  it('every table of the hub is compared, or named with the reason why not', async () => {
    const there = await hub.test.owner.query<{ name: string }>("select relname as name from pg_class where relnamespace = 'hub'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1")
    expect([...Object.keys(beside), ...sets.map((set) => compared[set].table)].sort()).toEqual(there.rows.map((row) => row.name))
  })

  it('is the same by the policies and by the rules, in random worlds', { timeout: 3_600_000 }, async () => {
    const runs = Number(process.env.RUNS ?? 25)
    await fc.assert(
      fc.asyncProperty(worlds(today), async (world) => expect(await compare(hub, world)).toEqual([])),
      { numRuns: runs },
    )
  })
})
