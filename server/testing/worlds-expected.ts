import { feedRowKey, type Reach, reachOf, transferRowKey, type Viewer, writableDevices } from './model/reach.ts'
import type { World } from './model/world.ts'
import { type PaperName, paperNames, papers, proofWordsSeen, type Seeing } from './worlds-papers.ts'

// What should be seen and what could be changed in a world: the naive model's answer, and the readings in which the product says more than
// R-A7 or needs more. Written from the rules; nothing here knows a table.

/** The model's sets, and those that follow from them. */
export type Sets = Reach & Record<'details' | 'invitations' | PaperName, Set<string>>

/**
 * What should be seen: the model's answer, but for these readings, in which the product says more than R-A7 or needs more.
 * Everything else must be equal.
 */
export function expected(strict: World, viewer: Viewer): Sets {
  const world = readDates(strict)
  const reach = reachOf(world, viewer)
  const equipment = ownTenantOfProvider(world, viewer, reach)
  for (const { id, tenant } of world.devices) if (equipment.has(tenant)) reach.devices.add(id)
  for (const { id, tenant } of world.possessions) if (equipment.has(tenant)) reach.possessions.add(id)
  if (viewer.capacity !== 'read_only_session') reach.organisationsAsCard = expectedCards(world, viewer)
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
  const seesDetails = isAdmitted(reach, viewer) || isInside(world, viewer)
  const details = new Set(seesDetails && viewer.organisation !== null ? [viewer.organisation] : [])
  const see = seeing(world, viewer, reach)
  const follow = Object.fromEntries(paperNames.map((name) => [name, new Set(papers[name].seen(see))])) as Record<PaperName, Set<string>>
  return { ...reach, ...follow, details, invitations: new Set(reach.relationships) }
}

function seeing(world: World, viewer: Viewer, reach: Reach): Seeing {
  return { world, viewer, reach, me: viewer.organisation ?? '', inside: viewer.capacity === 'read_only_session' }
}

/** What one way alone gives of a set, where that is less than all ways together. */
export function byWay(way: string, set: keyof Sets, { world, viewer }: { world: World; viewer: Viewer }, should: Sets): Set<string> {
  if (way === 'any' && set === 'proofRequests') return new Set(proofWordsSeen(seeing(world, viewer, should)))
  if (way !== 'linked' || set !== 'locations') return should[set]
  // Through a slot one's own locations alone matter.
  const owned = world.locations.filter(({ id, partner }) => partner === viewer.organisation && should.locations.has(id))
  return new Set(owned.map(({ id }) => id))
}

/** Devices that a member may change, and those of a provider's own equipment (R-D13). */
export function expectedToChange(world: World, viewer: Viewer): Set<string> {
  const equipment = ownTenantOfProvider(world, viewer, reachOf(world, viewer))
  const own = world.devices.filter(({ tenant, retired }) => !retired && equipment.has(tenant))
  return new Set([...writableDevices(world, viewer), ...own.map(({ id }) => id)])
}

/** The viewer's devices by reach of tenants, a provider's own equipment among them. */
export function equipmentOf(world: World, viewer: Viewer): string[] {
  const equipment = ownTenantOfProvider(world, viewer, reachOf(world, viewer))
  return world.devices.filter(({ tenant }) => equipment.has(tenant)).map(({ id }) => id)
}

/**
 * What a viewer may change at all, row by row; which columns is the grants', when is the rules'. R-A7: its own rows; devices, their stays,
 * tenants and cPINs by reach of the tenant; a request: who asked takes it back while it is open, who was asked answers it.
 */
export function writable(world: World, viewer: Viewer): Partial<Record<keyof Sets, Set<string>>> {
  const reach = expected(world, viewer)
  const { persons, notifications, sessions, choices, keys } = reach
  if (viewer.capacity === 'person') return { persons, notifications, sessions, choices, keys }
  if (!isAdmitted(reach, viewer) || viewer.organisation === null) return {}
  const me = viewer.organisation
  const answered = new Set(world.consents.map(({ request }) => request))
  const mine = world.requests.filter(({ id, partner, customer }) => customer === me || (partner === me && !answered.has(id)))
  const asked = new Set(world.requests.flatMap(({ id, customer }) => (customer === me ? [id] : [])))
  const feeds = new Set(world.feeds.flatMap(({ id, reporter }) => (reporter === me ? [id] : [])))
  const rejected = world.feedRows.filter(({ feed, outcome }) => feeds.has(feed) && !['placed', 'held', 'already_there'].includes(outcome))
  return {
    organisationsAsCard: new Set([me]),
    details: reach.details,
    criteria: reach.criteria,
    keys: reach.keys,
    visits: reach.visits,
    memberships: new Set(world.memberships.flatMap(({ id, organisation }) => (organisation === me ? [id] : []))),
    tenants: reach.tenants,
    tenantSecrets: reach.tenantSecrets,
    devices: expectedToChange(world, viewer),
    possessions: reach.possessions,
    feeds,
    feedRows: new Set(rejected.map(feedRowKey)),
    transfers: reach.transfers,
    transferRows: new Set(world.transferRows.flatMap((row) => (reach.transfers.has(row.transfer) ? [transferRowKey(row)] : []))),
    requests: new Set(mine.map(({ id }) => id)),
    consents: new Set(world.consents.flatMap(({ id, request }) => (asked.has(request) ? [id] : []))),
  }
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
function ownTenantOfProvider(world: World, viewer: Viewer, reach: Reach): Set<string> {
  const isProvider = world.organisations.some(({ id, kind }) => id === viewer.organisation && kind === 'provider')
  return new Set(isProvider ? world.tenants.flatMap(({ id }) => (reach.tenants.has(id) ? [id] : [])) : [])
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

/** Whether it is a support session in a customer that is there to be entered. */
function isInside(world: World, { capacity, organisation }: Viewer): boolean {
  return capacity === 'read_only_session' && world.organisations.some(({ id, state }) => id === organisation && state === 'active')
}
