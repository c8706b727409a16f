// Longer than 300 lines: how each thing of a world is drawn, and what of it is made.
import fc from 'fast-check'
import { memberRoles } from './model/reach.ts'
import { type Device, emptyWorld, type Location, type Membership, type Organisation, type Tenant, type World } from './model/world.ts'

// Random worlds for worlds.test.ts: drawn as small numbers (so that fast-check can make a failing one small), and made into the plain
// lists of the naive model. worlds-insert.ts puts them into a database.
//
// A world holds only what the doors let come about; what that leaves out, and why:
// - roles are of the kind of the organisation (members.role_not_of_kind), and every membership has one;
// - vendors have no tenant, and no cPIN is kept but of a customer's tenant: no door makes them;
// - in a holding or own tenant a slot names the partner's own location or nothing (door.point, door.place_feed_chunk), and a customer that
//   is not active has no devices in slots: its tenant was never anybody's target;
// - a request is between two who have, or had, a `manages` relationship, and names devices of the customer's tenant (consent/ask.ts);
// - an invited customer is one partner's (door.add_customer makes a new one each time);
// - whoever acts in another's log has, or had, a relationship with them, or is a vendor who settles something of theirs (R-D11, R-B3);
// - of the records with one number in a tenant one is there, and one with proof in all (R-D11).

const day = 86_400_000
const at = fc.nat({ max: 999 })
const perhaps = <T>(arbitrary: fc.Arbitrary<T>, freq = 2) => fc.option(arbitrary, { nil: null, freq })
const some = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number, minLength = 0) => fc.array(arbitrary, { minLength, maxLength, size: 'max' })
const states = ['active', 'active', 'active', 'active', 'active', 'active', 'invited', 'closed'] as const
const outcomes = [
  'placed',
  'placed',
  'placed',
  'held',
  'held',
  'already_there',
  'unknown_location',
  'no_accreditation',
  'bad_row',
  'not_your_partner',
  'not_your_vendor',
  'unknown_vendor',
  'duplicate_row',
] as const

/** Numbers point at things by remainder: 7 of 3 partners is the second. */
const drawn = fc.record({
  vendors: some(fc.constantFrom(...states), 2, 1),
  providers: some(fc.constantFrom(...states), 2, 1),
  partners: some(fc.constantFrom(...states), 4, 2),
  customers: some(fc.constantFrom(...states), 5, 2),
  relationships: some(
    fc.record({
      supplies: fc.nat({ max: 3 }),
      from: at,
      to: at,
      state: fc.constantFrom('requested', 'accepted', 'accepted', 'disabled', 'ended'),
    }),
    12,
  ),
  accreditations: some(
    fc.record({
      of: at,
      vendor: at,
      kind: fc.constantFrom('resell_monitor', 'service_delivery', 'report_sales'),
      from: fc.integer({ min: -3, max: 2 }),
      days: perhaps(fc.nat({ max: 3 })),
    }),
    6,
  ),
  locations: some(at, 6),
  people: some(
    some(
      fc.record({
        organisation: at,
        roles: some(at, 2, 1),
        locations: perhaps(some(at, 2), 3),
        status: fc.constantFrom('active', 'active', 'active', 'active', 'invited', 'removed'),
      }),
      3,
    ),
    12,
    2,
  ),
  own: some(fc.boolean(), 6, 6),
  /** A partner that was never accredited has no holding tenant yet (R-B1). */
  holding: some(fc.nat({ max: 4 }), 4, 4),
  devices: some(
    fc.record({
      vendor: at,
      stays: some(at, 4, 1),
      back: fc.nat({ max: 3 }),
      reseller: perhaps(at),
      service: perhaps(at),
      proof: fc.constantFrom('none', 'feed', 'agent', 'vendor'),
      retired: fc.nat({ max: 3 }),
      archived: fc.nat({ max: 4 }),
      copies: fc.nat({ max: 11 }),
      users: some(perhaps(at, 3), 3, 1),
    }),
    14,
  ),
  feeds: some(
    fc.record({
      reporter: at,
      rows: some(fc.record({ vendor: perhaps(at, 4), location: perhaps(at, 4), outcome: fc.constantFrom(...outcomes) }), 4),
    }),
    4,
  ),
  transfers: some(fc.record({ asker: at, rows: fc.nat({ max: 2 }) }), 4),
  notifications: some(at, 4),
  events: some(fc.record({ organisation: at, actor: perhaps(at, 4) }), 8),
  sessions: some(at, 4),
  secrets: fc.boolean(),
  requests: some(
    fc.record({
      between: at,
      devices: some(at, 2),
      state: fc.constantFrom('open', 'accepted', 'accepted', 'accepted', 'refused', 'withdrawn', 'lapsed'),
      ended: fc.constantFrom('no', 'no', 'withdrawn', 'expired'),
    }),
    5,
  ),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

const kinds = [
  'organisation',
  'person',
  'membership',
  'relationship',
  'accreditation',
  'location',
  'tenant',
  'device',
  'possession',
  'feed',
  'transfer',
  'notification',
  'event',
  'session',
  'request',
  'consent',
] as const
/** Ids that a reader can tell apart. */
function id(kind: (typeof kinds)[number], n: number): string {
  return `${String(kinds.indexOf(kind) + 10).padStart(8, '0')}-0000-7000-8000-${String(n).padStart(12, '0')}`
}

function pick<T>(from: readonly T[], n: number): T {
  const picked = from[n % from.length]
  if (picked === undefined) throw new Error('nothing to pick from')
  return picked
}

/**
 * Worlds as of a day (YYYY-MM-DD). Policies must hold also where a door erred (R-A1), so an active customer may have a request that it has not
 * answered, which no door makes; `byDoors`: for the API, none.
 */
export function worlds(today: string, how: 'also what no door makes' | 'byDoors' = 'also what no door makes'): fc.Arbitrary<World> {
  return drawn.map((drawnNumbers) => {
    const numbers = how === 'byDoors' ? answered(drawnNumbers) : drawnNumbers
    const world: World = { ...emptyWorld(today), ...organisationsOf(numbers) }
    addDealings(world, numbers, today)
    addPeople(world, numbers)
    addDevices(world, numbers)
    addPapers(world, numbers)
    addRequests(world, numbers)
    return world
  })
}

/** Without requests to customers that are not invited, but ended ones. */
function answered(numbers: Drawn): Drawn {
  const { customers } = numbers
  const relationships = numbers.relationships.map((one) =>
    one.supplies !== 0 && one.state === 'requested' && customers[one.to % customers.length] !== 'invited'
      ? { ...one, state: 'ended' as const }
      : one,
  )
  return { ...numbers, relationships }
}

/** The same worlds with ids of their own, so that one database holds them all. */
export function besideEachOther<W extends World>(worlds: readonly W[]): W[] {
  return worlds.map((world, n) => {
    const place = (n + 1).toString(16).padStart(4, '0')
    const apart = JSON.parse(JSON.stringify(world).replaceAll('-0000-7000-8000-', `-${place}-7000-8000-`)) as W
    return { ...apart, locations: apart.locations.map((one) => ({ ...one, locationId: `${one.locationId}-${place}` })) }
  })
}

function organisationsOf({ vendors, providers, partners, customers, own, holding }: Drawn): Pick<World, 'organisations' | 'tenants'> {
  const organisations: Organisation[] = [
    ...vendors.map((state) => ({ kind: 'vendor' as const, state })),
    ...providers.map((state) => ({ kind: 'provider' as const, state })),
    ...partners.map((state) => ({ kind: 'partner' as const, state })),
    ...customers.map((state) => ({ kind: 'customer' as const, state })),
  ].map((one, n) => ({ id: id('organisation', n), ...one }))
  const tenants = organisations
    .flatMap(({ id: organisation, kind }, n): Omit<Tenant, 'id'>[] => {
      if (kind === 'customer') return [{ kind: 'customer', organisation }]
      const equipment: Omit<Tenant, 'id'>[] = own[n] && kind !== 'vendor' ? [{ kind: 'own', organisation }] : []
      return kind === 'partner' && holding[n % holding.length] !== 0 ? [{ kind: 'holding', organisation }, ...equipment] : equipment
    })
    .map((tenant, n) => ({ id: id('tenant', n), ...tenant }))
  return { organisations, tenants }
}

function ofKind(world: World, ...wanted: Organisation['kind'][]): Organisation[] {
  return world.organisations.filter(({ kind }) => wanted.includes(kind))
}

function addDealings(world: World, { relationships, accreditations, locations, secrets }: Drawn, today: string): void {
  const taken = new Set<string>()
  const invitedBy = new Map<string, string>()
  world.relationships = relationships.flatMap(({ supplies, from, to, state }, n) => {
    const kind = supplies === 0 ? ('supplies' as const) : ('manages' as const)
    const one = kind === 'supplies' ? pick(ofKind(world, 'provider'), from) : pick(ofKind(world, 'partner'), from)
    const other = kind === 'supplies' ? pick(ofKind(world, 'partner'), to) : pick(ofKind(world, 'customer'), to)
    const pair = `${kind} ${one.id} ${other.id}`
    if (state !== 'ended' && taken.has(pair)) return []
    if (other.state === 'invited' && (invitedBy.get(other.id) ?? one.id) !== one.id) return []
    if (state !== 'ended') taken.add(pair)
    if (kind === 'manages') invitedBy.set(other.id, one.id)
    return [{ id: id('relationship', n), kind, from: one.id, to: other.id, state }]
  })
  world.invitedCards = world.relationships.flatMap(({ id: card, kind, from, to }) =>
    kind === 'manages' ? [{ id: card, partner: from, customer: to }] : [],
  )
  const dayFrom = (days: number) => new Date(Date.parse(today) + days * day).toISOString().slice(0, 10)
  world.accreditations = accreditations.map(({ of, vendor, kind, from, days }, n) => ({
    id: id('accreditation', n),
    organisation: pick(ofKind(world, 'partner', 'provider'), of).id,
    vendor: pick(ofKind(world, 'vendor'), vendor).id,
    kind,
    validFrom: dayFrom(from),
    validUntil: days === null ? null : dayFrom(from + days),
  }))
  world.locations = locations.map((partner, n) => ({
    id: id('location', n),
    partner: pick(ofKind(world, 'partner'), partner).id,
    locationId: `L${n}`,
  }))
  world.tenantSecrets = secrets
    ? world.tenants.filter(({ kind }) => kind === 'customer').map((tenant) => ({ id: tenant.id, tenant: tenant.id }))
    : []
}

function rolesOf({ kind }: Organisation): readonly string[] {
  return kind === 'customer' ? [...memberRoles.customer, 'end_user', 'end_user'] : memberRoles[kind]
}

function addPeople(world: World, { people }: Drawn): void {
  world.persons = people.map((_, n) => ({ id: id('person', n) }))
  world.memberships = people.flatMap((places, n) => {
    const seen = new Set<string>()
    return places.flatMap((place, m): Membership[] => {
      const organisation = pick(world.organisations, place.organisation)
      if (seen.has(organisation.id)) return []
      seen.add(organisation.id)
      const locations = world.locations.filter(({ partner }) => partner === organisation.id)
      const limited = organisation.kind === 'partner' && place.locations !== null
      return [
        {
          id: id('membership', n * 10 + m),
          person: place.status === 'invited' ? null : id('person', n),
          organisation: organisation.id,
          roles: [...new Set(place.roles.map((role) => pick(rolesOf(organisation), role)))],
          locations: limited
            ? [...new Set(locations.length === 0 ? [] : (place.locations ?? []).map((location) => pick(locations, location).id))]
            : null,
          status: place.status,
        },
      ]
    })
  })
}

function addDevices(world: World, { devices }: Drawn): void {
  const slot = (tenant: Tenant, n: number | null): string | null => {
    const holder = world.organisations.find(({ id: organisation }) => organisation === tenant.organisation)
    if (n === null || holder?.state !== 'active') return null
    const possible: Location[] =
      tenant.kind === 'customer' ? world.locations : world.locations.filter(({ partner }) => partner === tenant.organisation)
    return possible.length === 0 ? null : pick(possible, n).id
  }
  // Mostly one of those who belong there.
  const recordedUser = ({ organisation }: Tenant, n: number | null): string | null => {
    if (n === null) return null
    const members = world.memberships.flatMap((membership) =>
      membership.organisation === organisation && membership.person !== null ? [membership.person] : [],
    )
    return n % 4 !== 0 && members.length > 0 ? pick(members, n) : pick(world.persons, n).id
  }
  for (const [n, { vendor, stays, back, reseller, service, proof, retired, archived, copies, users }] of devices.entries()) {
    const way = stays.map((stay) => pick(world.tenants, stay))
    // A to B to A, more often than chance has it: the first and the third stay are A's, the second is not (R-T8).
    const places = back === 0 && way.length > 1 ? [...way, pick(way, way.length - 2)] : way
    const last = pick(places, places.length - 1)
    const original = copies < 3 ? originalOf(world, last, copies) : undefined
    world.devices.push({
      id: id('device', n),
      vendor: original?.vendor ?? pick(ofKind(world, 'vendor'), vendor).id,
      twinOf: original?.twinOf ?? id('device', n),
      tenant: last.id,
      reseller: slot(last, reseller),
      service: slot(last, service),
      proof: original ? 'none' : proof,
      retired: retired === 0,
      archived: archived === 0,
    })
    for (const [m, tenant] of places.entries()) {
      const end = m === places.length - 1 ? (retired === 0 ? m + 2 : null) : m + 2
      const time = (hour: number) => `2026-01-01T0${hour}:00:00Z`
      world.possessions.push({
        id: id('possession', n * 10 + m),
        device: id('device', n),
        tenant: tenant.id,
        began: time(m + 1),
        ended: end === null ? null : time(end),
        recordedUser: recordedUser(tenant, pick(users, m)),
      })
    }
  }
}

/** A record that was there before, of which no other is in this tenant. */
function originalOf(world: World, { id: tenant }: Tenant, n: number): Device | undefined {
  const there = new Set(world.devices.flatMap((device) => (device.tenant === tenant ? [device.twinOf] : [])))
  const possible = world.devices.filter(({ twinOf }) => !there.has(twinOf))
  return possible.length === 0 ? undefined : pick(possible, n)
}

function addRequests(world: World, { requests }: Drawn): void {
  const managing = world.relationships.filter(({ kind }) => kind === 'manages')
  if (managing.length === 0) return
  for (const [n, { between, devices, state, ended }] of requests.entries()) {
    const { from, to } = pick(managing, between)
    const tenant = world.tenants.find(({ kind, organisation }) => kind === 'customer' && organisation === to)?.id
    const were = new Set(world.possessions.flatMap((possession) => (possession.tenant === tenant ? [possession.device] : [])))
    const there = world.devices.filter((device) => were.has(device.id))
    const named = there.length === 0 ? [] : [...new Set(devices.map((device) => pick(there, device).id))]
    world.requests.push({ id: id('request', n), partner: from, customer: to, devices: named, state })
    if (state === 'accepted') world.consents.push({ id: id('consent', n), request: id('request', n), ended })
  }
}

function addPapers(world: World, { feeds, transfers, notifications, events, sessions }: Drawn): void {
  for (const [n, { reporter, rows }] of feeds.entries()) {
    world.feeds.push({ id: id('feed', n), reporter: pick(ofKind(world, 'vendor', 'provider', 'partner'), reporter).id })
    for (const [m, row] of rows.entries()) {
      world.feedRows.push({
        feed: id('feed', n),
        line: m + 1,
        location: row.location === null || world.locations.length === 0 ? null : pick(world.locations, row.location).id,
        vendor: row.vendor === null ? null : pick(ofKind(world, 'vendor'), row.vendor).id,
        outcome: row.outcome,
      })
    }
  }
  for (const [n, { asker, rows }] of transfers.entries()) {
    world.transfers.push({ id: id('transfer', n), asker: pick(ofKind(world, 'partner'), asker).id })
    for (let line = 1; line <= rows; line += 1) world.transferRows.push({ transfer: id('transfer', n), line })
  }
  world.notifications = notifications.map((person, n) => ({ id: id('notification', n), person: pick(world.persons, person).id }))
  world.sessions = sessions.map((person, n) => ({ id: id('session', n), person: pick(world.persons, person).id }))
  world.auditEvents = events.map(({ organisation, actor }, n) => {
    const whose = pick(world.organisations, organisation).id
    const others = world.relationships.flatMap(({ from, to }) => (from === whose ? [to] : to === whose ? [from] : []))
    const vendors = ofKind(world, 'vendor').map((vendor) => vendor.id)
    return { id: id('event', n), organisation: whose, actor: actor === null ? null : pick([whose, ...others, ...vendors], actor) }
  })
}
