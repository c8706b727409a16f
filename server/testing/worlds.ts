import fc from 'fast-check'
import type pg from 'pg'
import { rolesByKind } from '../../contract/permissions.ts'
import type { Location, Membership, Organisation, Tenant, World } from './model/world.ts'

// Random worlds for worlds.test.ts: drawn as small numbers (so that fast-check can make a failing one small), made into the plain lists
// of the naive model, and put into a database by its owner, set by set.
//
// A world holds only what the doors let come about; what that leaves out, and why:
// - roles are of the kind of the organisation (members.role_not_of_kind), and every membership has one;
// - vendors have no tenant, and no cPIN is kept but of a customer's tenant: no door makes them;
// - in a holding or own tenant a slot names the partner's own location or nothing (door.point, door.place_feed_chunk), and a customer that
//   is not active has no devices in slots: its tenant was never anybody's target;
// - whoever acts in another's log has, or had, a relationship with them (door.record is called by those who reached the thing).

const day = 86_400_000
const at = fc.nat({ max: 999 })
const perhaps = <T>(arbitrary: fc.Arbitrary<T>, freq = 2) => fc.option(arbitrary, { nil: null, freq })
const some = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number, minLength = 0) => fc.array(arbitrary, { minLength, maxLength, size: 'max' })
const states = ['active', 'active', 'active', 'active', 'active', 'active', 'invited', 'closed'] as const
const outcomes = ['placed', 'placed', 'held', 'held', 'already_there', 'unknown_location', 'no_accreditation', 'bad_row'] as const

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
  devices: some(
    fc.record({
      vendor: at,
      stays: some(at, 4, 1),
      reseller: perhaps(at),
      service: perhaps(at),
      proof: fc.constantFrom('none', 'feed', 'agent', 'vendor'),
      retired: fc.nat({ max: 3 }),
      user: perhaps(at),
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

/** Worlds as of a day (YYYY-MM-DD). */
export function worlds(today: string): fc.Arbitrary<World> {
  return drawn.map((numbers) => {
    const world: World = { ...organisationsOf(numbers), ...empty(), today }
    addDealings(world, numbers, today)
    addPeople(world, numbers)
    addDevices(world, numbers)
    addPapers(world, numbers)
    return world
  })
}

const empty = () => ({
  persons: [],
  memberships: [],
  relationships: [],
  accreditations: [],
  locations: [],
  devices: [],
  possessions: [],
  feeds: [],
  feedRows: [],
  transfers: [],
  transferRows: [],
  notifications: [],
  auditEvents: [],
  sessions: [],
  tenantSecrets: [],
  invitedCards: [],
})

function organisationsOf({ vendors, providers, partners, customers, own }: Drawn): Pick<World, 'organisations' | 'tenants'> {
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
      return kind === 'partner' ? [{ kind: 'holding', organisation }, ...equipment] : equipment
    })
    .map((tenant, n) => ({ id: id('tenant', n), ...tenant }))
  return { organisations, tenants }
}

function ofKind(world: World, ...wanted: Organisation['kind'][]): Organisation[] {
  return world.organisations.filter(({ kind }) => wanted.includes(kind))
}

function addDealings(world: World, { relationships, accreditations, locations, secrets }: Drawn, today: string): void {
  const taken = new Set<string>()
  world.relationships = relationships.flatMap(({ supplies, from, to, state }, n) => {
    const kind = supplies === 0 ? ('supplies' as const) : ('manages' as const)
    const one = kind === 'supplies' ? pick(ofKind(world, 'provider'), from) : pick(ofKind(world, 'partner'), from)
    const other = kind === 'supplies' ? pick(ofKind(world, 'partner'), to) : pick(ofKind(world, 'customer'), to)
    const pair = `${kind} ${one.id} ${other.id}`
    if (state !== 'ended' && taken.has(pair)) return []
    if (state !== 'ended') taken.add(pair)
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
          roles: [...new Set(place.roles.map((role) => pick<string>(rolesByKind[organisation.kind], role)))],
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
  for (const [n, { vendor, stays, reseller, service, proof, retired, user }] of devices.entries()) {
    const places = stays.map((stay) => pick(world.tenants, stay))
    const last = pick(places, places.length - 1)
    world.devices.push({
      id: id('device', n),
      vendor: pick(ofKind(world, 'vendor'), vendor).id,
      tenant: last.id,
      reseller: slot(last, reseller),
      service: slot(last, service),
      proof,
      retired: retired === 0,
      recordedUser: recordedUser(last, user),
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
      })
    }
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
    return { id: id('event', n), organisation: whose, actor: actor === null ? null : pick([whose, ...others], actor) }
  })
}

/** Empties the database and puts a world into it, in one transaction. */
export async function insertWorld(owner: pg.Pool, world: World): Promise<void> {
  const client = await owner.connect()
  try {
    await client.query('begin')
    await client.query(`truncate ${tables.join(', ')}`)
    for (const [table, rows] of rowsOf(world)) {
      const columns = Object.keys(rows[0] ?? {}).join(', ')
      if (rows.length > 0)
        await client.query(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::hub.${table}, $1)`, [
          JSON.stringify(rows),
        ])
    }
    // What relationships open is the door's to say, not the test's.
    await client.query('select count(f) from relationship r, lateral door.follow_relationship(r.id) f')
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

const tables = [
  'organisation',
  'organisation_detail',
  'acquaintance',
  'person',
  'membership',
  'session',
  'relationship',
  'customer_card',
  'invitation',
  'location',
  'accreditation',
  'tenant',
  'tenant_secret',
  'reach',
  'device',
  'possession',
  'device_user',
  'counter',
  'counter_delta',
  'feed',
  'feed_row',
  'transfer',
  'transfer_row',
  'audit_event',
  'notification',
  'vendor',
  'idempotency_key',
  'person_secret',
]

type Row = Record<string, unknown>

function rowsOf(world: World): [string, Row[]][] {
  return [...peopleRows(world), ...dealingRows(world), ...deviceRows(world), ...paperRows(world)]
}

function peopleRows(world: World): [string, Row[]][] {
  return [
    [
      'organisation',
      world.organisations.map(({ id, kind, state }) => ({
        id,
        kind,
        state,
        name: `${kind} ${id.slice(-2)}`,
        name_key: `${kind} ${id.slice(-2)}`,
        revision: 1,
        created_at: '2026-01-01',
      })),
    ],
    ['organisation_detail', world.organisations.map(({ id }) => ({ organisation: id, time_zone: 'UTC' }))],
    [
      'person',
      world.persons.map(({ id }) => ({
        id,
        mail: `${id}@hub.test`,
        name: id,
        language: 'en',
        time_zone: 'UTC',
        operator: false,
        created_at: '2026-01-01',
      })),
    ],
    [
      'membership',
      world.memberships.map((membership) => ({
        ...membership,
        name: 'N',
        mail: `${membership.id}@hub.test`,
        created_at: '2026-01-01',
        revision: 1,
      })),
    ],
    [
      'session',
      world.sessions.map(({ id, person }) => ({
        id,
        person,
        token_hash: `\\x${id.replaceAll('-', '')}`,
        agent: '',
        created_at: '2026-01-01',
        last_seen_at: '2026-01-01',
      })),
    ],
    ['notification', world.notifications.map(({ id, person }) => ({ id, at: '2026-01-01', person, kind: 'test', payload: {} }))],
  ]
}

function dealingRows(world: World): [string, Row[]][] {
  const known = [
    ...world.organisations.map(({ id }) => [id, id]),
    ...world.relationships.flatMap(({ from, to }) => [
      [from, to],
      [to, from],
    ]),
    ...world.accreditations.flatMap(({ organisation, vendor }) => [
      [organisation, vendor],
      [vendor, organisation],
    ]),
  ]
  const acquaintance = [...new Map(known.map((pair) => [pair.join(), pair])).values()].map(([viewer, organisation]) => ({
    viewer,
    organisation,
  }))
  const cards = world.invitedCards.map(({ id, partner, customer }) => {
    const state = world.relationships.find((relationship) => relationship.id === id)?.state
    return { relationship: id, partner, organisation: customer, state: state === 'requested' ? 'pending' : state }
  })
  return [
    ['acquaintance', acquaintance],
    [
      'relationship',
      world.relationships.map(({ id, kind, from, to, state }) => ({
        id,
        kind,
        from_organisation: from,
        to_organisation: to,
        state,
        requested_at: '2026-01-01',
        accepted_at: '2026-01-01',
        revision: 1,
      })),
    ],
    [
      'customer_card',
      cards.map((card) => ({
        ...card,
        name: 'C',
        name_key: 'c',
        admin_name: 'A',
        admin_mail: 'a@hub.test',
        invited_at: '2026-01-01',
        revision: 1,
      })),
    ],
    [
      'invitation',
      world.relationships.map(({ id, from, to }) => ({
        id,
        kind: 'customer',
        organisation: to,
        from_organisation: from,
        relationship: null,
        mail: 'a@hub.test',
        name: 'A',
        token_hash: `\\x${id.replaceAll('-', '')}`,
        version: 1,
        sent_at: '2026-01-01',
        expires_at: '2026-01-02',
      })),
    ],
    [
      'location',
      world.locations.map(({ id, partner, locationId }) => ({
        id,
        partner,
        location_id: locationId,
        name: 'L',
        takes_cases: true,
        created_at: '2026-01-01',
      })),
    ],
    [
      'accreditation',
      world.accreditations.map(({ id, organisation, vendor, kind, validFrom, validUntil }) => ({
        id,
        organisation,
        vendor,
        kind,
        valid_from: validFrom,
        valid_until: validUntil,
        created_at: '2026-01-01',
      })),
    ],
    [
      'tenant',
      world.tenants.map(({ id, kind, organisation }) => ({
        id,
        kind,
        organisation,
        customer_id: id,
        collection: false,
        ever_used: true,
        created_at: '2026-01-01',
        revision: 1,
      })),
    ],
    [
      'tenant_secret',
      world.tenantSecrets.map(({ tenant }) => ({
        tenant,
        cpin_cipher: '\\x00',
        cpin_lookup: `\\x${tenant.replaceAll('-', '')}`,
        rotated_at: '2026-01-01',
      })),
    ],
    ['reach', world.tenants.map(({ id, organisation }) => ({ organisation, tenant: id, whose: organisation, via: 'own' }))],
  ]
}

function deviceRows(world: World): [string, Row[]][] {
  const open = (device: string) => world.possessions.findLast((possession) => possession.device === device)?.id
  const serial = (device: string) => `S${device.slice(-4)}`
  return [
    [
      'device',
      world.devices.map((device) => ({
        id: device.id,
        vendor: device.vendor,
        product_number: 'P',
        product_key: 'P',
        serial: serial(device.id),
        serial_key: serial(device.id),
        model: 'M',
        connection: 'direct',
        proof: device.proof,
        tenant: device.tenant,
        possession: open(device.id),
        reseller: device.reseller,
        service: device.service,
        arrived_at: '2026-01-01',
        first_seen_at: '2026-01-01',
        retired_at: device.retired ? '2026-02-01' : null,
      })),
    ],
    [
      'possession',
      world.possessions.map(({ id, device, tenant, began, ended }) => ({
        id,
        device,
        tenant,
        began_at: began,
        ended_at: ended,
        began_by: 'transfer',
        vendor: world.devices.find((one) => one.id === device)?.vendor,
        product_number: 'P',
        serial: serial(device),
        model: 'M',
      })),
    ],
    ['device_user', world.devices.flatMap(({ id, recordedUser }) => (recordedUser === null ? [] : [{ device: id, person: recordedUser }]))],
  ]
}

function paperRows(world: World): [string, Row[]][] {
  const somebody = world.persons[0]?.id
  const partnerOf = (location: string | null) => world.locations.find(({ id }) => id === location)?.partner ?? null
  const reporterOf = (feed: string) => world.feeds.find(({ id }) => id === feed)?.reporter
  const texts = {
    vendor_name: '',
    product_number: '',
    product_key: '',
    serial: '',
    serial_key: '',
    model: '',
    location_id: '',
    sale_date_text: '',
    web_order: '',
    end_customer: '',
  }
  return [
    [
      'feed',
      world.feeds.map(({ id, reporter }) => ({
        id,
        reporter,
        person: somebody,
        reported_by: 'N',
        file_name: 'f',
        state: 'done',
        rows: 0,
        decided: 0,
        decided_to: 0,
        outcomes: {},
        created_at: '2026-01-01',
        received_at: '2026-01-01',
      })),
    ],
    [
      'feed_row',
      world.feedRows.map(({ feed, line, location, vendor, outcome }) => ({
        feed,
        line,
        reporter: reporterOf(feed),
        ...texts,
        outcome,
        vendor,
        location,
        placed_for: outcome === 'placed' ? partnerOf(location) : null,
      })),
    ],
    [
      'transfer',
      world.transfers.map(({ id, asker }) => ({
        id,
        asked_by: somebody,
        asked_by_name: 'N',
        home: asker,
        acting: asker,
        state: 'previewed',
        confirmed_on_receipt: false,
        rows: 0,
        progress: 0,
        outcomes: {},
        sources: [],
        target_key: '',
        created_at: '2026-01-01',
        revision: 1,
      })),
    ],
    [
      'transfer_row',
      world.transferRows.map(({ transfer, line }) => ({
        transfer,
        line,
        serial: 'S',
        serial_key: 'S',
        product_key: '',
        target_text: '',
        target_key: '',
        picked: false,
      })),
    ],
    [
      'audit_event',
      world.auditEvents.map(({ id, organisation, actor }) => ({
        id,
        at: '2026-01-01',
        organisation,
        era: 1,
        kind: 'test',
        acting: actor,
        home: actor,
        capacity: 'member',
        detail: {},
      })),
    ],
  ]
}
