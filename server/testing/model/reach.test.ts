// Longer than 300 lines: one test for each sentence of R-A7, with the world that the sentence speaks of.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { permissionsIn, rolesIn, rolesPermit } from './permit.ts'
import type { Reach, Viewer } from './reach.ts'
import { devicesBy, devicesBySlot, locationNamedBy, reachOf, ways, writableDevices } from './reach.ts'
import { type Device, emptyWorld, type Membership, type OrganisationKind, type Possession, type Relationship, type World } from './world.ts'

// Every expected answer below was written by hand from the sentence that the test is named after.

function device(id: string, tenant: string, more: Partial<Device> = {}): Device {
  return {
    id,
    vendor: 'vendorX',
    tenant,
    reseller: null,
    service: null,
    proof: 'feed',
    retired: false,
    twinOf: id,
    archived: false,
    ...more,
  }
}

/** A stay that lasts, of nobody in particular. */
function stay(id: string, device: string, tenant: string, more: Partial<Possession> = {}): Possession {
  return { id, device, tenant, began: '2026-01-01', ended: null, recordedUser: null, ...more }
}

function membership(person: string, organisation: string, roles: string[], more: Partial<Membership> = {}): Membership {
  return { id: `${person}@${organisation}`, person, organisation, roles, locations: null, status: 'active', ...more }
}

function member(person: string, organisation: string, roles: string[]): Viewer {
  return { person, organisation, capacity: 'member', roles }
}

function endUser(person: string, organisation: string): Viewer {
  return { person, organisation, capacity: 'end_user', roles: ['end_user'] }
}

/**
 * Partners P and Q, each with a holding tenant, an own tenant and two locations; customers A and B; provider D with its own tenant;
 * vendors X and Y. P manages A, Q manages B; D supplies P. One person per role that the tests need.
 */
function usualWorld(): World {
  const world = emptyWorld('2026-03-10')
  const organisations: [string, OrganisationKind][] = [
    ['vendorX', 'vendor'],
    ['vendorY', 'vendor'],
    ['providerD', 'provider'],
    ['partnerP', 'partner'],
    ['partnerQ', 'partner'],
    ['customerA', 'customer'],
    ['customerB', 'customer'],
  ]
  for (const [id, kind] of organisations) world.organisations.push({ id, kind, state: 'active' })
  for (const id of ['xena', 'dora', 'pia', 'paul', 'quinn', 'ada', 'bob', 'eve']) world.persons.push({ id })
  world.memberships = [
    membership('xena', 'vendorX', ['vendor_admin']),
    membership('dora', 'providerD', ['provider_admin']),
    membership('pia', 'partnerP', ['global_admin']),
    membership('paul', 'partnerP', ['viewer'], { locations: ['p1'] }),
    membership('quinn', 'partnerQ', ['global_admin']),
    membership('ada', 'customerA', ['customer_admin']),
    membership('bob', 'customerB', ['customer_admin']),
    membership('eve', 'customerA', ['end_user']),
  ]
  world.relationships = [
    { id: 'PA', kind: 'manages', from: 'partnerP', to: 'customerA', state: 'accepted' },
    { id: 'QB', kind: 'manages', from: 'partnerQ', to: 'customerB', state: 'accepted' },
    { id: 'DP', kind: 'supplies', from: 'providerD', to: 'partnerP', state: 'accepted' },
  ]
  world.locations = [
    { id: 'p1', partner: 'partnerP', locationId: 'LOC-P-1' },
    { id: 'p2', partner: 'partnerP', locationId: 'LOC-P-2' },
    { id: 'q1', partner: 'partnerQ', locationId: 'LOC-Q-1' },
  ]
  world.tenants = [
    { id: 'tA', kind: 'customer', organisation: 'customerA' },
    { id: 'tB', kind: 'customer', organisation: 'customerB' },
    { id: 'hP', kind: 'holding', organisation: 'partnerP' },
    { id: 'hQ', kind: 'holding', organisation: 'partnerQ' },
    { id: 'oP', kind: 'own', organisation: 'partnerP' },
    { id: 'oD', kind: 'own', organisation: 'providerD' },
  ]
  return world
}

const xena = member('xena', 'vendorX', ['vendor_admin'])
const dora = member('dora', 'providerD', ['provider_admin'])
const pia = member('pia', 'partnerP', ['global_admin'])
const paul = member('paul', 'partnerP', ['viewer'])
const quinn = member('quinn', 'partnerQ', ['global_admin'])
const ada = member('ada', 'customerA', ['customer_admin'])
const bob = member('bob', 'customerB', ['customer_admin'])
const eve = endUser('eve', 'customerA')

function sorted(set: Set<string>): string[] {
  return [...set].sort()
}

/** Every set of a reach that is not empty, sorted. */
function all(reach: Reach): Record<string, string[]> {
  const filled: Record<string, string[]> = {}
  for (const [kind, ids] of Object.entries(reach) as [string, Set<string>][]) if (ids.size > 0) filled[kind] = sorted(ids)
  return filled
}

function byWay(world: World, viewer: Viewer): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const way of ways) {
    const ids = sorted(devicesBy(way, world, viewer))
    if (ids.length > 0) found[way] = ids
  }
  return found
}

describe('who reaches a device', () => {
  it('R-A7: a customer reaches all of its tenant, a partner its holding tenant, its own tenant and the tenants it manages, and no other', () => {
    const world = usualWorld()
    world.devices = [device('inA', 'tA'), device('inB', 'tB'), device('inHP', 'hP'), device('inHQ', 'hQ'), device('inOP', 'oP')]
    expect(byWay(world, ada)).toEqual({ managed: ['inA'] })
    expect(byWay(world, bob)).toEqual({ managed: ['inB'] })
    expect(byWay(world, pia)).toEqual({ managed: ['inA', 'inHP', 'inOP'] })
    expect(byWay(world, quinn)).toEqual({ managed: ['inB', 'inHQ'] })
    expect(sorted(reachOf(world, pia).tenants)).toEqual(['hP', 'oP', 'tA'])
    expect(sorted(reachOf(world, ada).tenants)).toEqual(['tA'])
    expect(sorted(writableDevices(world, pia))).toEqual(['inA', 'inHP', 'inOP'])
    expect(sorted(writableDevices(world, ada))).toEqual(['inA'])
  })

  it.each<[Relationship['state'], string[]]>([
    ['requested', []],
    ['accepted', ['inA']],
    ['disabled', []],
    ['ended', []],
  ])('R-A7, R-C2: with a manages relationship that is %s the partner reaches %j of the customer', (state, expected) => {
    const world = usualWorld()
    world.relationships[0]!.state = state
    world.devices = [device('inA', 'tA')]
    world.possessions = [stay('stay', 'inA', 'tA')]
    world.tenantSecrets = [{ id: 'pinA', tenant: 'tA' }]
    const reach = reachOf(world, pia)
    expect(sorted(reach.devices)).toEqual(expected)
    expect(sorted(writableDevices(world, pia))).toEqual(expected)
    expect(sorted(reach.tenants)).toEqual(expected.length ? ['hP', 'oP', 'tA'] : ['hP', 'oP'])
    expect(sorted(reach.possessions)).toEqual(expected.length ? ['stay'] : [])
    expect(sorted(reach.tenantSecrets)).toEqual(expected.length ? ['pinA'] : [])
    expect(reach.memberships.has('ada@customerA')).toBe(expected.length > 0)
    // "Card: both ends of any relationship", but "only what it typed, until" the customer accepts (R-C1).
    expect(reach.organisationsAsCard.has('customerA')).toBe(state !== 'requested')
    expect(reach.relationships.has('PA')).toBe(true)
  })

  it('R-A7: an earlier ended relationship does not spoil the accepted one that came after it', () => {
    const world = usualWorld()
    world.relationships.unshift({ id: 'old', kind: 'manages', from: 'partnerP', to: 'customerA', state: 'ended' })
    world.devices = [device('inA', 'tA')]
    expect(byWay(world, pia)).toEqual({ managed: ['inA'] })
  })

  it('R-B2: only the owning partner sees a holding tenant, its devices and the stays in it', () => {
    const world = usualWorld()
    world.devices = [device('box', 'hP', { reseller: 'p1', service: 'p1' })]
    world.possessions = [stay('stay', 'box', 'hP')]
    for (const viewer of [quinn, ada, bob, dora]) {
      expect(sorted(reachOf(world, viewer).devices)).toEqual([])
      expect(sorted(reachOf(world, viewer).possessions)).toEqual([])
      expect(reachOf(world, viewer).tenants.has('hP')).toBe(false)
    }
    expect(byWay(world, pia)).toEqual({ managed: ['box'], slot: ['box'] })
    expect(sorted(reachOf(world, pia).possessions)).toEqual(['stay'])
    // R-A7: the vendor knows its device, not in whose holding tenant it is.
    expect(byWay(world, xena)).toEqual({ vendor: ['box'] })
    expect(sorted(reachOf(world, xena).tenants)).toEqual([])
    expect(sorted(reachOf(world, xena).organisationsAsCard)).toEqual(['vendorX'])
  })

  it('R-D4, R-D6: through a slot a partner sees that device and not its neighbours, nor the tenant, and may not write it', () => {
    const world = usualWorld()
    world.devices = [
      device('sold', 'tB', { reseller: 'p1' }),
      device('served', 'tB', { service: 'p2' }),
      device('both', 'tB', { reseller: 'p1', service: 'p2' }),
      device('neighbour', 'tB'),
      device('others', 'tB', { reseller: 'q1' }),
    ]
    world.possessions = [stay('stay', 'sold', 'tB')]
    expect(byWay(world, pia)).toEqual({ slot: ['both', 'served', 'sold'] })
    expect(sorted(devicesBySlot('reseller', world, pia))).toEqual(['both', 'sold'])
    expect(sorted(devicesBySlot('service', world, pia))).toEqual(['both', 'served'])
    expect(sorted(writableDevices(world, pia))).toEqual([])
    const reach = reachOf(world, pia)
    expect(sorted(reach.tenants)).toEqual(['hP', 'oP', 'tA'])
    expect(sorted(reach.possessions)).toEqual([])
    expect(reach.memberships.has('bob@customerB')).toBe(false)
    // "Card: both ends of a slot"
    expect(reach.organisationsAsCard.has('customerB')).toBe(true)
    expect(reachOf(world, bob).organisationsAsCard.has('partnerP')).toBe(true)
    expect(reachOf(world, ada).organisationsAsCard.has('customerB')).toBe(false)
  })

  it('R-A7: a member limited to locations sees through slots only devices that name one of these, and the rest of the partner unchanged', () => {
    const world = usualWorld()
    world.devices = [
      device('one', 'tB', { reseller: 'p1' }),
      device('two', 'tB', { service: 'p2' }),
      device('mixed', 'tB', { reseller: 'p2', service: 'p1' }),
      device('inA', 'tA', { reseller: 'p2' }),
      device('inHP', 'hP', { reseller: 'p2', service: 'p2' }),
    ]
    expect(byWay(world, paul)).toEqual({ managed: ['inA', 'inHP'], slot: ['mixed', 'one'] })
    world.memberships.find((row) => row.person === 'paul')!.locations = []
    expect(byWay(world, paul)).toEqual({ managed: ['inA', 'inHP'] })
    expect(byWay(world, pia)).toEqual({ managed: ['inA', 'inHP'], slot: ['inA', 'inHP', 'mixed', 'one', 'two'] })
    // An API key has its organisation's reach.
    expect(byWay(world, { ...pia, person: null })).toEqual(byWay(world, pia))
  })

  it("R-A7, R-B2: a slot shows nothing in another partner's holding or own tenant, nor at a customer that is closed", () => {
    const world = usualWorld()
    world.devices = [device('stray', 'hQ', { reseller: 'p1' }), device('kept', 'tB', { service: 'p1' })]
    expect(byWay(world, pia)).toEqual({ slot: ['kept'] })
    world.organisations.find((row) => row.id === 'customerB')!.state = 'closed'
    expect(byWay(world, pia)).toEqual({})
    expect(byWay(world, quinn)).toEqual({ managed: ['stray'] })
  })

  it('R-A7: a vendor reaches the identity of its own devices wherever they are, no others, no tenant, and writes none', () => {
    const world = usualWorld()
    world.devices = [
      device('d1', 'tA'),
      device('d2', 'hQ'),
      device('d3', 'oD', { proof: 'none' }),
      device('foreign', 'tA', { vendor: 'vendorY' }),
    ]
    world.possessions = [stay('stay', 'd1', 'tA')]
    expect(byWay(world, xena)).toEqual({ vendor: ['d1', 'd2', 'd3'] })
    expect(sorted(writableDevices(world, xena))).toEqual([])
    expect(all(reachOf(world, xena))).toEqual({
      persons: ['xena'],
      organisationsAsCard: ['vendorX'],
      memberships: ['xena@vendorX'],
      devices: ['d1', 'd2', 'd3'],
    })
  })

  it('R-A7, R-D13: a provider reaches its own rows and equipment and its partners’ cards, never a tenant through a partner, nor its devices', () => {
    const world = usualWorld()
    world.devices = [device('inA', 'tA'), device('inHP', 'hP'), device('inOD', 'oD')]
    world.possessions = [stay('stay', 'inOD', 'oD')]
    expect(byWay(world, dora)).toEqual({ managed: ['inOD'] })
    expect(all(reachOf(world, dora))).toEqual({
      persons: ['dora'],
      organisationsAsCard: ['partnerP', 'providerD'],
      memberships: ['dora@providerD'],
      relationships: ['DP'],
      tenants: ['oD'],
      devices: ['inOD'],
      possessions: ['stay'],
    })
  })

  it('R-A7: an end user reaches the devices they are the recorded user of, only while these are in a tenant of the organisation acted for', () => {
    const world = usualWorld()
    world.devices = [device('hers', 'tA'), device('adas', 'tA'), device('nobodys', 'tA'), device('moved', 'tB'), device('returned', 'hP')]
    world.possessions = [
      stay('stay', 'hers', 'tA', { recordedUser: 'eve' }),
      stay('adas', 'adas', 'tA', { recordedUser: 'ada' }),
      stay('moved', 'moved', 'tB', { recordedUser: 'eve' }),
      stay('returned', 'returned', 'hP', { recordedUser: 'eve' }),
    ]
    world.notifications = [
      { id: 'toEve', person: 'eve' },
      { id: 'toAda', person: 'ada' },
    ]
    expect(byWay(world, eve)).toEqual({ recorded_user: ['hers'] })
    expect(sorted(writableDevices(world, eve))).toEqual([])
    expect(all(reachOf(world, eve))).toEqual({
      persons: ['eve'],
      organisationsAsCard: ['customerA'],
      memberships: ['eve@customerA'],
      devices: ['hers'],
      notifications: ['toEve'],
    })
    // The role end_user makes nobody a member with the administrators' reach, and being administrator nobody an end user.
    expect(sorted(reachOf(world, member('eve', 'customerA', ['end_user'])).devices)).toEqual([])
    expect(sorted(reachOf(world, member('eve', 'customerA', ['customer_admin'])).devices)).toEqual([])
    expect(byWay(world, endUser('ada', 'customerA'))).toEqual({})
  })

  it('R-A7: a person in two organisations reaches, acting for one, nothing of the other', () => {
    const world = usualWorld()
    world.memberships.push(membership('ada', 'partnerQ', ['admin_agent']), membership('ada', 'customerB', ['end_user']))
    world.devices = [device('inA', 'tA'), device('inB', 'tB'), device('inHQ', 'hQ')]
    world.possessions = [stay('inB', 'inB', 'tB', { recordedUser: 'ada' })]
    world.transfers = [{ id: 'byQ', asker: 'partnerQ' }]
    world.auditEvents = [{ id: 'logA', organisation: 'customerA', actor: null }]
    world.notifications = [{ id: 'toAda', person: 'ada' }]
    expect(all(reachOf(world, ada))).toEqual({
      persons: ['ada'],
      organisationsAsCard: ['customerA', 'partnerP'],
      memberships: ['ada@customerA', 'eve@customerA'],
      relationships: ['PA'],
      tenants: ['tA'],
      devices: ['inA'],
      notifications: ['toAda'],
      auditEvents: ['logA'],
    })
    expect(all(reachOf(world, member('ada', 'partnerQ', ['admin_agent'])))).toEqual({
      persons: ['ada'],
      organisationsAsCard: ['customerB', 'partnerQ'],
      memberships: ['ada@customerB', 'ada@partnerQ', 'bob@customerB', 'quinn@partnerQ'],
      relationships: ['QB'],
      locations: ['q1'],
      tenants: ['hQ', 'tB'],
      devices: ['inB', 'inHQ'],
      possessions: ['inB'],
      transfers: ['byQ'],
      notifications: ['toAda'],
    })
    expect(byWay(world, endUser('ada', 'customerB'))).toEqual({ recorded_user: ['inB'] })
    // A place that is inactive, or in an organisation that is closed, is none.
    world.organisations.push({ id: 'partnerZ', kind: 'partner', state: 'closed' })
    world.memberships.push(membership('ada', 'partnerP', ['viewer'], { status: 'inactive' }), membership('ada', 'partnerZ', ['viewer']))
    // Acting for nobody: where she belongs, and what is hers.
    expect(all(reachOf(world, { person: 'ada', organisation: null, capacity: 'person', roles: [] }))).toEqual({
      persons: ['ada'],
      organisationsAsCard: ['customerA', 'customerB', 'partnerQ'],
      memberships: ['ada@customerA', 'ada@customerB', 'ada@partnerQ', 'ada@partnerZ'],
      notifications: ['toAda'],
    })
  })

  it('R-A4: who is no member, no longer active, or whose organisation is closed reaches only what is theirs as a person', () => {
    const world = usualWorld()
    world.devices = [device('inA', 'tA')]
    world.sessions = [{ id: 'hers', person: 'ada' }]
    const onlyHers = { persons: ['ada'], sessions: ['hers'] }
    expect(all(reachOf(world, member('ada', 'customerB', ['customer_admin'])))).toEqual(onlyHers)
    const row = world.memberships.find((entry) => entry.person === 'ada')!
    row.status = 'inactive'
    expect(all(reachOf(world, ada))).toEqual(onlyHers)
    row.status = 'active'
    world.organisations.find((entry) => entry.id === 'customerA')!.state = 'closed'
    expect(all(reachOf(world, ada))).toEqual(onlyHers)
    expect(sorted(reachOf(world, pia).devices)).toEqual([])
    expect(all(reachOf(world, { person: null, organisation: 'partnerP', capacity: 'system', roles: [] }))).toEqual({})
  })

  it('R-A7, R-D10: a request and its consent are both sides’, whatever has become of their relationship, and no other partner’s', () => {
    const world = usualWorld()
    world.relationships.push({ id: 'QA', kind: 'manages', from: 'partnerQ', to: 'customerA', state: 'accepted' })
    world.devices = [device('inA', 'tA')]
    world.requests = [{ id: 'ask', partner: 'partnerP', customer: 'customerA', devices: ['inA'], state: 'accepted' }]
    world.consents = [{ id: 'yes', request: 'ask', ended: 'no' }]
    for (const state of ['accepted', 'disabled', 'ended'] as const) {
      const managing = world.relationships.find(({ id }) => id === 'PA')
      if (managing) managing.state = state
      for (const viewer of [pia, paul, ada]) {
        const reach = reachOf(world, viewer)
        expect([sorted(reach.requests), sorted(reach.requestDevices), sorted(reach.consents)]).toEqual([['ask'], ['ask/inA'], ['yes']])
      }
      for (const viewer of [quinn, bob, dora, xena, eve]) {
        const reach = reachOf(world, viewer)
        expect([...reach.requests, ...reach.requestDevices, ...reach.consents]).toEqual([])
      }
    }
  })

  it('R-D11: a retired record is reached by who reaches its tenant, by no other way, and written by nobody', () => {
    const world = usualWorld()
    world.devices = [device('gone', 'tA', { retired: true, reseller: 'q1', proof: 'none' })]
    world.possessions = [stay('gone', 'gone', 'tA', { recordedUser: 'eve' })]
    expect(byWay(world, ada)).toEqual({ managed: ['gone'] })
    expect(byWay(world, pia)).toEqual({ managed: ['gone'] })
    for (const viewer of [quinn, xena, eve]) expect(byWay(world, viewer)).toEqual({})
    for (const viewer of [ada, pia, quinn, xena, eve]) expect(sorted(writableDevices(world, viewer))).toEqual([])
  })

  it('R-T8: whose device it was is of that stay: it comes to nobody’s sight in the next one, and not again when the device comes back', () => {
    const world = usualWorld()
    world.memberships.push(membership('eve', 'customerB', ['end_user']))
    world.devices = [device('box', 'tA')]
    const first = stay('first', 'box', 'tA', { recordedUser: 'eve' })
    world.possessions = [first]
    expect(byWay(world, eve)).toEqual({ recorded_user: ['box'] })
    first.ended = '2026-02-01'
    world.possessions.push(stay('second', 'box', 'tB', { ended: '2026-03-01' }), stay('third', 'box', 'tA'))
    for (const viewer of [eve, endUser('eve', 'customerB')]) expect(byWay(world, viewer)).toEqual({})
  })
})

describe('who reaches a device: what the words mean exactly', () => {
  it('R-A7: only a `manages` relationship from a partner to a customer opens a tenant, and only a customer tenant', () => {
    const world = usualWorld()
    world.relationships = [
      { id: 'r1', kind: 'supplies', from: 'partnerP', to: 'customerA', state: 'accepted' },
      { id: 'r2', kind: 'manages', from: 'providerD', to: 'customerA', state: 'accepted' },
      { id: 'r3', kind: 'manages', from: 'vendorX', to: 'customerA', state: 'accepted' },
      { id: 'r4', kind: 'manages', from: 'customerB', to: 'customerA', state: 'accepted' },
      { id: 'r5', kind: 'manages', from: 'partnerP', to: 'partnerQ', state: 'accepted' },
      { id: 'r6', kind: 'manages', from: 'customerA', to: 'partnerP', state: 'accepted' },
    ]
    world.devices = [device('inA', 'tA', { vendor: 'vendorY' }), device('inHQ', 'hQ', { vendor: 'vendorY' }), device('lost', 'nowhere')]
    expect(byWay(world, ada)).toEqual({ managed: ['inA'] })
    for (const viewer of [pia, dora, bob]) expect(byWay(world, viewer)).toEqual({})
    expect(byWay(world, xena)).toEqual({ vendor: ['lost'] })
    expect(sorted(reachOf(world, pia).memberships)).toEqual(['paul@partnerP', 'pia@partnerP'])
    expect(sorted(reachOf(world, dora).tenants)).toEqual(['oD'])
    expect(sorted(reachOf(world, xena).tenants)).toEqual([])
  })

  it('R-A7: a role of another kind of organisation, or none, makes nobody a member, nor does an API key without any', () => {
    const world = usualWorld()
    world.memberships.push(membership('zoe', 'partnerP', ['customer_admin', 'end_user', 'provider_admin']))
    world.devices = [device('inA', 'tA'), device('inHP', 'hP')]
    world.possessions = [stay('inHP', 'inHP', 'hP', { recordedUser: 'zoe' })]
    for (const role of ['customer_admin', 'provider_admin', 'global_admin'])
      expect(byWay(world, member('zoe', 'partnerP', [role]))).toEqual({})
    expect(byWay(world, endUser('zoe', 'partnerP'))).toEqual({})
    expect(byWay(world, { person: null, organisation: 'partnerP', capacity: 'member', roles: [] })).toEqual({})
    expect(byWay(world, { ...pia, capacity: 'person' })).toEqual({})
    expect(byWay(world, { ...pia, capacity: 'system' })).toEqual({})
    expect(byWay(world, { ...pia, organisation: null })).toEqual({})
  })
})

describe('who reaches the history of a device', () => {
  it("R-T8: of a device that went from A to B and back to A, A keeps the first and the third stay and B its own, and each other's is hidden", () => {
    const world = usualWorld()
    world.devices = [device('box', 'tA', { service: 'q1' })]
    world.possessions = [
      stay('first', 'box', 'tA', { began: '2025-01-01', ended: '2025-06-01' }),
      stay('second', 'box', 'tB', { began: '2025-06-01', ended: '2025-12-01' }),
      stay('third', 'box', 'tA', { began: '2025-12-01' }),
    ]
    expect(sorted(reachOf(world, ada).possessions)).toEqual(['first', 'third'])
    expect(sorted(reachOf(world, bob).possessions)).toEqual(['second'])
    expect(sorted(reachOf(world, pia).possessions)).toEqual(['first', 'third'])
    // Q manages B, and fills the service slot of the device at A: the slot shows the device, none of A's stays.
    expect(byWay(world, quinn)).toEqual({ slot: ['box'] })
    expect(sorted(reachOf(world, quinn).possessions)).toEqual(['second'])
    expect(sorted(reachOf(world, bob).devices)).toEqual([])
    expect(sorted(reachOf(world, eve).possessions)).toEqual([])
    expect(sorted(reachOf(world, xena).possessions)).toEqual([])
  })
})

describe('who reaches the rows of an organisation', () => {
  it('R-A7: a managing partner sees the customer’s members, and no relationship that the customer has with another partner', () => {
    const world = usualWorld()
    world.relationships.push({ id: 'QA', kind: 'manages', from: 'partnerQ', to: 'customerA', state: 'accepted' })
    world.relationships.push({ id: 'DQ', kind: 'supplies', from: 'providerD', to: 'partnerQ', state: 'ended' })
    expect(sorted(reachOf(world, pia).relationships)).toEqual(['DP', 'PA'])
    expect(sorted(reachOf(world, quinn).relationships)).toEqual(['DQ', 'QA', 'QB'])
    expect(sorted(reachOf(world, ada).relationships)).toEqual(['PA', 'QA'])
    expect(sorted(reachOf(world, dora).relationships)).toEqual(['DP', 'DQ'])
    expect(sorted(reachOf(world, pia).memberships)).toEqual(['ada@customerA', 'eve@customerA', 'paul@partnerP', 'pia@partnerP'])
    expect(reachOf(world, pia).organisationsAsCard.has('partnerQ')).toBe(false)
    expect(sorted(reachOf(world, dora).memberships)).toEqual(['dora@providerD'])
  })

  it('R-A7, R-C1: of an invited customer a partner reaches the card with what it typed, and nothing else', () => {
    const world = usualWorld()
    world.organisations.push({ id: 'customerN', kind: 'customer', state: 'invited' })
    world.tenants.push({ id: 'tN', kind: 'customer', organisation: 'customerN' })
    world.memberships.push({ id: 'nobody@customerN', person: null, organisation: 'customerN', roles: [], locations: null, status: 'x' })
    world.relationships.push({ id: 'PN', kind: 'manages', from: 'partnerP', to: 'customerN', state: 'requested' })
    world.invitedCards = [{ id: 'PN', partner: 'partnerP', customer: 'customerN' }]
    world.tenantSecrets = [{ id: 'pinN', tenant: 'tN' }]
    const reach = reachOf(world, pia)
    expect(sorted(reach.invitedCards)).toEqual(['PN'])
    expect(sorted(reach.organisationsAsCard)).toEqual(['customerA', 'customerN', 'partnerP', 'providerD'])
    expect(reach.tenants.has('tN')).toBe(false)
    expect(reach.memberships.has('nobody@customerN')).toBe(false)
    expect(sorted(reach.tenantSecrets)).toEqual([])
    expect(sorted(reachOf(world, quinn).invitedCards)).toEqual([])
    expect(reachOf(world, quinn).organisationsAsCard.has('customerN')).toBe(false)
    // Q invites the same customer: each partner sees what it typed itself.
    world.relationships.push({ id: 'QN', kind: 'manages', from: 'partnerQ', to: 'customerN', state: 'requested' })
    world.invitedCards.push({ id: 'QN', partner: 'partnerQ', customer: 'customerN' })
    expect(sorted(reachOf(world, pia).invitedCards)).toEqual(['PN'])
    expect(sorted(reachOf(world, quinn).invitedCards)).toEqual(['QN'])
    world.relationships.find((row) => row.id === 'PN')!.state = 'ended'
    expect(sorted(reachOf(world, pia).invitedCards)).toEqual([])
    // Once it is its own master, a partner that it has not answered sees no more than what it typed; what it has answered, its card too.
    world.organisations.at(-1)!.state = 'active'
    expect(sorted(reachOf(world, quinn).invitedCards)).toEqual(['QN'])
    expect(reachOf(world, quinn).organisationsAsCard.has('customerN')).toBe(false)
    world.relationships.find((row) => row.id === 'QN')!.state = 'disabled'
    expect(sorted(reachOf(world, quinn).invitedCards)).toEqual(['QN'])
    expect(reachOf(world, quinn).organisationsAsCard.has('customerN')).toBe(true)
    // It knows who asks.
    world.memberships.push(membership('nora', 'customerN', ['customer_admin']))
    world.relationships.find((row) => row.id === 'QN')!.state = 'requested'
    expect(sorted(reachOf(world, member('nora', 'customerN', ['customer_admin'])).organisationsAsCard)).toEqual([
      'customerN',
      'partnerP',
      'partnerQ',
    ])
  })

  it('R-A7: locations and accreditations are their owner’s and the accrediting vendor’s; a customer gets a name for an exact location ID', () => {
    const world = usualWorld()
    world.accreditations = [
      { id: 'now', organisation: 'partnerP', vendor: 'vendorX', kind: 'resell_monitor', validFrom: '2026-03-10', validUntil: null },
      {
        id: 'past',
        organisation: 'partnerQ',
        vendor: 'vendorX',
        kind: 'service_delivery',
        validFrom: '2025-01-01',
        validUntil: '2026-01-01',
      },
      { id: 'other', organisation: 'partnerQ', vendor: 'vendorY', kind: 'resell_monitor', validFrom: '2025-01-01', validUntil: null },
    ]
    expect(sorted(reachOf(world, xena).accreditations)).toEqual(['now', 'past'])
    expect(sorted(reachOf(world, xena).locations)).toEqual(['p1', 'p2'])
    expect(sorted(reachOf(world, pia).accreditations)).toEqual(['now'])
    expect(sorted(reachOf(world, pia).locations)).toEqual(['p1', 'p2'])
    expect(sorted(reachOf(world, quinn).accreditations)).toEqual(['other', 'past'])
    // "validity dates": what begins tomorrow, or ended yesterday, is not valid today.
    const first = world.accreditations[0]!
    first.validFrom = '2026-03-11'
    expect(sorted(reachOf(world, xena).locations)).toEqual([])
    first.validFrom = '2026-01-01'
    first.validUntil = '2026-03-09'
    expect(sorted(reachOf(world, xena).locations)).toEqual([])
    first.validUntil = '2026-03-10'
    expect(sorted(reachOf(world, xena).locations)).toEqual(['p1', 'p2'])
    for (const viewer of [ada, dora]) {
      expect(sorted(reachOf(world, viewer).accreditations)).toEqual([])
      expect(sorted(reachOf(world, viewer).locations)).toEqual([])
    }
    expect(locationNamedBy(world, ada, 'LOC-Q-1')).toBe('q1')
    expect(locationNamedBy(world, ada, 'LOC-Q')).toBe(null)
    expect(locationNamedBy(world, pia, 'LOC-Q-1')).toBe(null)
    expect(locationNamedBy(world, eve, 'LOC-Q-1')).toBe(null)
  })

  it('R-A7: a feed row is its reporter’s; once placed also the partner’s of the location; held also the vendor’s', () => {
    const world = usualWorld()
    world.feeds = [
      { id: 'f', reporter: 'providerD' },
      { id: 'g', reporter: 'partnerQ' },
    ]
    world.feedRows = [
      { feed: 'f', line: 1, location: 'p1', vendor: 'vendorX', outcome: 'placed' },
      { feed: 'f', line: 2, location: 'p2', vendor: 'vendorX', outcome: 'placed' },
      { feed: 'f', line: 3, location: 'p1', vendor: 'vendorX', outcome: 'held' },
      { feed: 'f', line: 4, location: 'q1', vendor: 'vendorY', outcome: 'held' },
      { feed: 'f', line: 5, location: 'p1', vendor: 'vendorX', outcome: 'no_accreditation' },
      { feed: 'f', line: 6, location: 'p1', vendor: 'vendorX', outcome: 'already_there' },
      { feed: 'g', line: 1, location: null, vendor: null, outcome: 'bad_row' },
    ]
    expect(sorted(reachOf(world, dora).feeds)).toEqual(['f'])
    expect(sorted(reachOf(world, dora).feedRows)).toEqual(['f/1', 'f/2', 'f/3', 'f/4', 'f/5', 'f/6'])
    expect(sorted(reachOf(world, pia).feedRows)).toEqual(['f/1', 'f/2'])
    expect(sorted(reachOf(world, pia).feeds)).toEqual([])
    expect(sorted(reachOf(world, paul).feedRows)).toEqual(['f/1'])
    expect(sorted(reachOf(world, xena).feedRows)).toEqual(['f/3'])
    expect(sorted(reachOf(world, quinn).feedRows)).toEqual(['g/1'])
    expect(sorted(reachOf(world, ada).feedRows)).toEqual([])
  })

  it('R-A7: a transfer and its rows are the asking organisation’s; the customer sees audit events in its own log only', () => {
    const world = usualWorld()
    world.transfers = [
      { id: 'toA', asker: 'partnerP' },
      { id: 'toB', asker: 'partnerQ' },
    ]
    world.transferRows = [
      { transfer: 'toA', line: 1 },
      { transfer: 'toA', line: 2 },
      { transfer: 'toB', line: 1 },
    ]
    world.auditEvents = [
      { id: 'movedByP', organisation: 'partnerP', actor: 'partnerP' },
      { id: 'arrivedAtA', organisation: 'customerA', actor: 'partnerP' },
      { id: 'arrivedAtB', organisation: 'customerB', actor: 'partnerQ' },
    ]
    expect(sorted(reachOf(world, pia).transfers)).toEqual(['toA'])
    expect(sorted(reachOf(world, pia).transferRows)).toEqual(['toA/1', 'toA/2'])
    expect(sorted(reachOf(world, quinn).transferRows)).toEqual(['toB/1'])
    expect(sorted(reachOf(world, pia).auditEvents)).toEqual(['movedByP'])
    const customer = reachOf(world, ada)
    expect(sorted(customer.transfers)).toEqual([])
    expect(sorted(customer.transferRows)).toEqual([])
    expect(sorted(customer.auditEvents)).toEqual(['arrivedAtA'])
    expect(sorted(reachOf(world, eve).auditEvents)).toEqual([])
  })

  it('R-A7: whose log it is gets the card of whoever acted; whoever acted, and a vendor above all, none by that', () => {
    const world = usualWorld()
    world.auditEvents = [
      { id: 'once', organisation: 'customerB', actor: 'partnerP' },
      { id: 'settled', organisation: 'customerB', actor: 'vendorX' },
    ]
    expect(sorted(reachOf(world, bob).organisationsAsCard)).toEqual(['customerB', 'partnerP', 'partnerQ', 'vendorX'])
    expect(sorted(reachOf(world, pia).organisationsAsCard)).toEqual(['customerA', 'partnerP', 'providerD'])
    expect(sorted(reachOf(world, xena).organisationsAsCard)).toEqual(['vendorX'])
    expect(sorted(reachOf(world, pia).auditEvents)).toEqual([])
  })

  it('R-C5, R-A7: a cPIN is reached by the customer’s administrators and the managing partner, never through a slot, as provider or vendor', () => {
    const world = usualWorld()
    world.tenantSecrets = [
      { id: 'pinA', tenant: 'tA' },
      { id: 'pinB', tenant: 'tB' },
    ]
    world.devices = [device('sold', 'tB', { reseller: 'p1', service: 'p1' })]
    expect(sorted(reachOf(world, ada).tenantSecrets)).toEqual(['pinA'])
    expect(sorted(reachOf(world, pia).tenantSecrets)).toEqual(['pinA'])
    expect(sorted(reachOf(world, quinn).tenantSecrets)).toEqual(['pinB'])
    for (const viewer of [eve, dora, xena]) expect(sorted(reachOf(world, viewer).tenantSecrets)).toEqual([])
  })
})

// The legend and some rows of permissions.md, word for word.
const excerpt = `
Partner: **GA** \`global_admin\` · **AA** \`admin_agent\` · **HD** \`helpdesk_agent\` · **HA** \`helpdesk_agent_advanced\` · **SA** \`sales_agent\` · **VW** \`viewer\` · **FM** \`feed_manager\` (also of providers and vendors).
Provider: **PG** \`provider_admin\` · **PA** \`provider_agent\`. Vendor: **VA** \`vendor_admin\` · **VG** \`vendor_agent\`. Customer: **CA** \`customer_admin\` · **DA** \`device_admin\` · **EU** \`end_user\`.
Support session: **RS** read-only · **FS** temporary full access. Operator: **OP** (organisation.create, accreditation for any vendor, job.read, job.retry, quota.manage, health, its own desk; nothing below).

| permission | GA | AA | HD | HA | SA | VW | FM | PG | PA | VA | VG | CA | DA | EU | RS | FS |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| organisation.read | x | x | x | x | x | x | o | x | x | x | x | o | o | o | x | x |
| member.manage (invite, roles, remove) | o | | | | | | | o | | o | | o | | | | |
| feed.settle_claim | | | | | | | v | x | | x | x | | | | | |
| feed.settle_held | | | | | | | w | | | x | x | | | | | |
| device.read_configuration, device.read_person (R-D5) | x | x | x | x | | | | | | | | x | x | m | x | x |
| device.transfer, transfer.undo | x | x | | | | | | | | | | | | | | |
| alert.read | x | x | x | x | | x | | | | c | c | x | x | m | x | x |
| user.read | x | x | x | x | | | | | | | | x | x | o | x | x |
| own: session, profile, notification, view; favourite (partners) | x | x | x | x | x | x | x | x | x | x | x | x | x | x | | |
`

describe('what the matrix permits', () => {
  it('permissions.md: a cell gives its letter, an empty one nothing, and roles together the union', () => {
    expect(rolesPermit(excerpt, ['global_admin'], 'device.transfer')).toBe('x')
    expect(rolesPermit(excerpt, ['admin_agent'], 'transfer.undo')).toBe('x')
    expect(rolesPermit(excerpt, ['customer_admin'], 'device.transfer')).toBe('')
    expect(rolesPermit(excerpt, ['global_admin'], 'member.manage')).toBe('o')
    expect(rolesPermit(excerpt, ['end_user'], 'device.read_person')).toBe('m')
    expect(rolesPermit(excerpt, ['vendor_agent'], 'alert.read')).toBe('c')
    expect(rolesPermit(excerpt, ['feed_manager'], 'feed.settle_claim')).toBe('v')
    expect(rolesPermit(excerpt, ['feed_manager'], 'feed.settle_held')).toBe('w')
    expect(rolesPermit(excerpt, ['feed_manager', 'vendor_agent'], 'feed.settle_held')).toBe('x')
    expect(rolesPermit(excerpt, ['end_user', 'vendor_agent'], 'alert.read')).toBe('mc')
    expect(rolesPermit(excerpt, ['end_user', 'device_admin'], 'user.read')).toBe('x')
    expect(rolesPermit(excerpt, [], 'user.read')).toBe('')
    expect(rolesPermit(excerpt, ['RS'], 'alert.read')).toBe('x')
    expect(rolesPermit(excerpt, ['FS'], 'device.transfer')).toBe('')
  })

  it('permissions.md: the operator has what stands in the brackets and nothing below; favourites are the partners’', () => {
    expect(rolesPermit(excerpt, ['OP'], 'job.retry')).toBe('x')
    expect(rolesPermit(excerpt, ['OP'], 'organisation.read')).toBe('')
    expect(rolesPermit(excerpt, ['global_admin'], 'job.retry')).toBe('')
    expect(rolesPermit(excerpt, ['sales_agent'], 'own.favourite')).toBe('x')
    expect(rolesPermit(excerpt, ['customer_admin'], 'own.favourite')).toBe('')
    expect(rolesPermit(excerpt, ['customer_admin'], 'own.view')).toBe('x')
    expect(rolesPermit(excerpt, ['RS'], 'own.session')).toBe('')
  })

  it('permissions.md: a role or permission that it does not name is refused, not silently empty', () => {
    expect(() => rolesPermit(excerpt, ['global_admin'], 'device.teleport')).toThrow('device.teleport')
    expect(() => rolesPermit(excerpt, ['wizard'], 'device.transfer')).toThrow('wizard')
  })

  const whole = new URL('../../../docs/permissions.md', import.meta.url)
  it.skipIf(!existsSync(whole))(
    'permissions.md as copied into docs can be read whole: every column has a role, every row a permission',
    () => {
      const document = readFileSync(whole, 'utf8')
      for (const role of rolesIn(document)) for (const permission of permissionsIn(document)) rolesPermit(document, [role], permission)
      expect(permissionsIn(document)).toEqual(expect.arrayContaining(permissionsIn(excerpt)))
      expect(rolesIn(document)).toEqual(rolesIn(excerpt))
    },
  )
})
