import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../contract/permissions.ts'
import { findAsker } from '../platform/access/session.ts'
import { systemClock } from '../platform/clock.ts'
import { type Actor, systemActor, type Way } from '../platform/database/actor.ts'
import { type Database, openDatabase, type Scope } from '../platform/database/database.ts'
import { sql } from '../platform/database/query.ts'
import { makeTestDatabase, type TestDatabase } from './database.ts'
import { devicesBy, ways as deviceWays, type Reach, reachOf, type Viewer, writableDevices } from './model/reach.ts'
import type { World } from './model/world.ts'
import { worlds } from './worlds.ts'
import { insertWorld } from './worlds-insert.ts'

// R-A1, R-A7: in random worlds every viewer gets from every table exactly the rows that the naive model gives them, whatever way of seeing
// is asked for. The model was written from the rules alone. Nothing here writes a `where`.

/** The model's sets, and two that follow from them. */
type Sets = Reach & { details: Set<string>; invitations: Set<string> }

/** Where the rows of each set are, and what they are called by. */
const compared: Record<keyof Sets, { table: string; key: string }> = {
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
const sets = Object.keys(compared) as (keyof Sets)[]

/** Tables that are not compared, and why. */
const beside: Record<string, string> = {
  acquaintance: 'what cards are decided from',
  reach: 'what tenants are decided from',
  vendor: 'names of vendors, for all who see devices (R-D1)',
  device_user: 'what an end user’s devices are decided from',
  support_session: 'its customer’s and its agent’s side (support/support.test.ts)',
  registration: 'its partner’s administrators until it is decided (organisations/admit.test.ts)',
  vendor_criteria: 'its vendor’s (applications/applications.test.ts)',
  applicant: 'no way of seeing has a grant',
  application: 'its vendor’s and its organisation’s (applications/applications.test.ts)',
  device_registration: 'its organisation’s (registration/register.test.ts)',
  device_registration_row: 'rows of registrations',
  device_removal: 'its tenant’s (removal/remove.test.ts)',
  device_removal_row: 'rows of removals',
  proof_request: 'its tenant’s, and its vendor’s by a door (registration/prove.test.ts)',
  feed_retry: 'its reporter’s, like the feed (feed/retry.test.ts)',
  feed_row_past: 'its reporter’s, like the feed’s rows (feed/retry.test.ts)',
  feed_count: 'numbers of rows of feeds',
  second_factor: 'the person’s own (people)',
  recovery_code: 'the person’s own (people)',
  known_device: 'no way of seeing has a grant',
  password_reset: 'no way of seeing has a grant',
  counter: 'numbers of devices of tenants in reach',
  counter_delta: 'numbers of devices of tenants in reach',
  audit_seal: 'numbers of seals, nobody’s rows',
  quota: 'its partner’s, and the operator’s (quota/quota.test.ts)',
  idempotency_key: 'the caller’s own keys for a day',
  attempt: 'no way of seeing has a grant',
  mail: 'no way of seeing has a grant',
  notification_choice: 'the person’s own (notifications/mail.test.ts)',
  digest: 'no way of seeing has a grant',
  mailbox_message: 'no way of seeing has a grant',
  person_secret: 'no way of seeing has a grant',
  demonstration_sign_in: 'no way of seeing has a grant',
  setting: 'no way of seeing has a grant',
  installation: 'no way of seeing has a grant',
  migration: 'no way of seeing has a grant',
}
const ways: readonly Way[] = ['managed', 'linked', 'vendor', 'any', 'end_user', 'person']

/** What a viewer got: the rows of each set, in each way. */
type Got = Record<Way, Record<keyof Sets, string[]>>
type Difference = { viewer: string; what: string; got: string[]; should: string[] }

type Hub = { test: TestDatabase; database: Database; statements: Map<Way, string> }

async function openHub(): Promise<Hub> {
  const test = await makeTestDatabase()
  const database = await openDatabase({ url: test.appUrl, connections: 4 })
  return { test, database, statements: await statementsOf(test, database.prefix) }
}

async function closeHub({ test, database }: Hub): Promise<void> {
  await database.close()
  await test.drop()
}

/** For each way one statement over all the tables that it may read. */
async function statementsOf(test: TestDatabase, prefix: string): Promise<Map<Way, string>> {
  const found = await test.owner.query<{ way: Way; table: string }>(
    `select w.way, t.table from unnest($1::text[]) w (way), unnest($2::text[], $3::text[]) t ("table", key)
     where has_column_privilege($4 || '_' || w.way, 'hub.' || t.table, t.key, 'select')`,
    [ways, sets.map((set) => compared[set].table), sets.map((set) => compared[set].key.split(' ')[0]), prefix],
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
    return scope.all<{ set: keyof Sets; key: string }>(sql.raw(hub.statements.get(way) ?? ''))
  }
  const rows = await hub.database.inReadOnlyScope(actor, (scope) => Promise.all(asked.map((way) => see(scope, way))), asked[0])
  const nothing = () => Object.fromEntries(sets.map((set) => [set, []])) as unknown as Record<keyof Sets, string[]>
  const got = Object.fromEntries(ways.map((way) => [way, nothing()])) as Got
  for (const [n, way] of asked.entries()) for (const { set, key } of rows[n] ?? []) got[way][set].push(key)
  return got
}

/**
 * What should be seen: the model's answer, but for these readings, in which the product says more than R-A7 or needs more.
 * Everything else must be equal.
 */
function expected(strict: World, viewer: Viewer): Sets {
  const world = readDates(strict)
  const reach = reachOf(world, viewer)
  for (const device of ownEquipment(world, viewer)) reach.devices.add(device)
  for (const { id, tenant } of world.possessions) if (isOwnOfProvider(world, viewer, tenant)) reach.possessions.add(id)
  reach.organisationsAsCard = expectedCards(world, viewer)
  // R-C1, R-G2: the card is also the partner's line of an accepted or disabled customer in My customers; it goes when the relationship ends.
  if (isAdmitted(reach, viewer)) {
    const standing = world.relationships.filter(
      ({ kind, from, state }) => kind === 'manages' && from === viewer.organisation && state !== 'ended',
    )
    reach.invitedCards = new Set(standing.map(({ id }) => id))
  }
  // A person's own membership stays theirs to read where the organisation is closed; its card does not, and nobody is let in by it (R-A4).
  if (viewer.capacity === 'person') {
    for (const { id, person, status } of world.memberships) if (person === viewer.person && status === 'active') reach.memberships.add(id)
  }
  // Not in the model: an organisation's details are its own, an invitation is both ends' (there is one for each relationship).
  const details = new Set(isAdmitted(reach, viewer) && viewer.organisation !== null ? [viewer.organisation] : [])
  return { ...reach, details, invitations: reach.relationships }
}

/** An accreditation counts on its last day too (contract: "Change an accreditation's last day"); the model ends it the day before. */
function readDates(world: World): World {
  const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
  return {
    ...world,
    accreditations: world.accreditations.map((one) => ({ ...one, validUntil: one.validUntil === null ? null : dayAfter(one.validUntil) })),
  }
}

/** R-D13: a provider's own tenant holds its own equipment; "never devices" of R-A7 is read as those of others. */
function isOwnOfProvider(world: World, viewer: Viewer, tenant: string): boolean {
  const whose = world.tenants.find(({ id }) => id === tenant)?.organisation
  const isProvider = world.organisations.some(({ id, kind }) => id === whose && kind === 'provider')
  return isProvider && whose === viewer.organisation && reachOf(world, viewer).tenants.has(tenant)
}

function ownEquipment(world: World, viewer: Viewer, only: (device: World['devices'][number]) => boolean = () => true): string[] {
  return world.devices.filter((device) => only(device) && isOwnOfProvider(world, viewer, device.tenant)).map(({ id }) => id)
}

/**
 * A vendor and whom it accredited know each other's card: lists of accreditations name both. And no door fills a slot for a partner with
 * whom the customer has no relationship, so a slot alone makes nobody known yet; the door that will do so has to acquaint both ends.
 */
function expectedCards(world: World, viewer: Viewer): Set<string> {
  const unslotted = { ...world, devices: world.devices.map((device) => ({ ...device, reseller: null, service: null })) }
  const reach = reachOf(unslotted, viewer)
  for (const { id, organisation, vendor } of world.accreditations) {
    if (reach.accreditations.has(id)) reach.organisationsAsCard.add(organisation).add(vendor)
  }
  return reach.organisationsAsCard
}

/** Whether the viewer acts as a member at all: members have at least their organisation's card. */
function isAdmitted(reach: Reach, viewer: Viewer): boolean {
  return viewer.capacity === 'member' && viewer.organisation !== null && reach.organisationsAsCard.has(viewer.organisation)
}

function differences(viewer: Viewer, got: Got, should: Sets): Difference[] {
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
  const who = `${person} for ${organisation}`
  const viewer: Viewer = { person, organisation, capacity: roles.every((role) => role === 'end_user') ? 'end_user' : 'member', roles }
  const should = expected(world, viewer)
  // R-A4: who is let in at all.
  if (!actor) return difference(who, 'let in', new Set(), should.memberships)
  // What is a person's is seen in their own name alone (asPerson).
  for (const set of ['persons', 'notifications', 'sessions'] as const) should[set].clear()
  const got = await look(hub, actor, actor.capacity === 'member' ? ['managed', 'linked', 'vendor', 'any', 'end_user'] : ['end_user'])
  const byWay = [
    ...difference(
      who,
      'devices as managed',
      new Set(got.managed.devices),
      new Set([...devicesBy('managed', world, viewer), ...ownEquipment(world, viewer)]),
    ),
    ...difference(who, 'devices as linked', new Set(got.linked.devices), devicesBy('slot', world, viewer)),
    ...difference(who, 'devices as vendor', new Set(got.vendor.devices), devicesBy('vendor', world, viewer)),
    ...difference(who, 'devices as end user', new Set(got.end_user.devices), devicesBy('recorded_user', world, viewer)),
    ...difference(
      who,
      'devices to change',
      await lockable(hub, actor),
      new Set([...writableDevices(world, viewer), ...ownEquipment(world, viewer, ({ retired }) => !retired)]),
    ),
  ]
  return [...differences(viewer, got, should), ...byWay]
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
  const role: Role = ({ vendor: 'vendor_admin', provider: 'provider_admin', partner: 'global_admin', customer: 'customer_admin' } as const)[
    kind
  ]
  const actor: Actor = { ...systemActor('worlds'), capacity: 'member', acting: { id, name: '', kind, roles: [role], locations: null } }
  const viewer: Viewer = { person: null, organisation: id, capacity: 'member', roles: [role] }
  const got = await look(hub, actor, ['managed', 'linked', 'vendor', 'any', 'end_user', 'person'])
  return differences(viewer, got, expected(world, viewer))
}

async function asPerson(hub: Hub, world: World, person: string): Promise<Difference[]> {
  const who = { id: person, name: '', mail: '', language: 'en', timeZone: 'UTC', operator: false } as const
  const viewer: Viewer = { person, organisation: null, capacity: 'person', roles: [] }
  const got = await look(hub, { ...systemActor('worlds'), capacity: 'person', person: who }, [
    'person',
    'managed',
    'linked',
    'vendor',
    'any',
    'end_user',
  ])
  return differences(viewer, got, expected(world, viewer))
}

async function asNobody(hub: Hub, world: World): Promise<Difference[]> {
  const viewer: Viewer = { person: null, organisation: null, capacity: 'system', roles: [] }
  return differences(viewer, await look(hub, systemActor('worlds'), ways), expected(world, viewer))
}

/** What a careless hand could do to a policy, and in what it has to show. */
const mishaps: { name: string; policy: string; table: string; test: string; shows: string }[] = [
  { name: 'reach of everybody', table: 'reach', policy: 'see_as_managed', test: 'true', shows: 'devices as managed' },
  { name: 'slots of other partners', table: 'location', policy: 'see_as_linked', test: 'true', shows: 'devices as linked' },
  {
    name: 'slots of locations that a member is not for',
    table: 'device',
    policy: 'see_as_linked',
    test: 'reseller in (select l.id from hub.location l) or service in (select l.id from hub.location l)',
    shows: 'devices as linked',
  },
  {
    name: 'feed rows of other partners',
    table: 'feed_row',
    policy: 'see_as_any',
    test: "reporter = hub.acting() or placed_for is not null or (vendor = hub.acting() and outcome = 'held')",
    shows: 'feedRows',
  },
  {
    name: 'held feed rows of other vendors',
    table: 'feed_row',
    policy: 'see_as_any',
    test: "reporter = hub.acting() or placed_for = hub.acting() or outcome = 'held'",
    shows: 'feedRows',
  },
  { name: 'requests to other customers', table: 'request', policy: 'see_as_any', test: 'partner is not null', shows: 'requests' },
  { name: 'consents for other partners', table: 'consent', policy: 'see_as_managed', test: 'true', shows: 'consents' },
  { name: 'retired records', table: 'device', policy: 'change_as_managed', test: 'true', shows: 'devices to change' },
]

describe('who reaches a row', () => {
  let hub: Hub
  const today = systemClock.now().toISOString().slice(0, 10)

  beforeAll(async () => {
    hub = await openHub()
  })
  afterAll(() => closeHub(hub))

  it('every table of the hub is compared, or named with the reason why not', async () => {
    const there = await hub.test.owner.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'hub'::regnamespace and relkind in ('r', 'p') and not relispartition",
    )
    expect([...Object.keys(beside), ...sets.map((set) => compared[set].table)].sort()).toEqual(there.rows.map((row) => row.name).sort())
  })

  it('is the same by the policies and by the rules, in random worlds', { timeout: 3_600_000 }, async () => {
    const runs = Number(process.env.RUNS ?? 25)
    const property = fc.asyncProperty(worlds(today), async (world) => {
      expect(await compare(hub, world)).toEqual([])
    })
    await fc.assert(property, { numRuns: runs })
  })

  it('is looked at in worlds that have something to see in every table and by every way', async () => {
    const seen = new Map<string, number>()
    for (const world of fc.sample(worlds(today), { numRuns: 25, seed: 1 })) {
      for (const { person, organisation, roles } of world.memberships) {
        const capacity = roles.every((role) => role === 'end_user') ? 'end_user' : 'member'
        const viewer: Viewer = { person, organisation, capacity, roles }
        for (const [set, keys] of Object.entries(expected(world, viewer))) seen.set(set, (seen.get(set) ?? 0) + keys.size)
        for (const way of deviceWays) seen.set(way, (seen.get(way) ?? 0) + devicesBy(way, world, viewer).size)
      }
    }
    for (const what of [...sets, ...deviceWays]) expect(seen.get(what), what).toBeGreaterThan(0)
  })

  it.each(mishaps)('the comparison is awake: it sees $name', async ({ table, policy, test, shows }) => {
    const { owner } = hub.test
    const before = await owner.query<{ qual: string }>(
      'select qual from pg_policies where schemaname = $1 and tablename = $2 and policyname = $3',
      ['hub', table, policy],
    )
    expect(before.rows).toHaveLength(1)
    await owner.query(`alter policy ${policy} on hub.${table} using (${test})`)
    try {
      const found: Difference[] = []
      for (const world of fc.sample(worlds(today), { numRuns: 25, seed: 1 })) {
        found.push(...(await compare(hub, world)))
        if (found.some(({ what }) => what === shows)) break
      }
      expect(found.map(({ what }) => what)).toContain(shows)
    } finally {
      await owner.query(`alter policy ${policy} on hub.${table} using (${before.rows[0]?.qual})`)
    }
  })
})
