import { feedRowKey, type Reach, reachOf, transferRowKey, type Viewer, writableDevices } from './model/reach.ts'
import type { World } from './model/world.ts'
import { type PaperName, paperNames, papers, proofWordsSeen, type Seeing } from './worlds-papers.ts'

// What should be seen and what could be changed in a world: the naive model's answer (model/reach.ts, with its numbered readings of the rules), taken
// as it is but for `lessThanTheRules`; of tables that the model does not name, what worlds-papers.ts says, each by a rule, in terms of the model's answer.

/** The model's sets, and those that follow from them. */
export type Sets = Reach & Record<'details' | 'invitations' | PaperName, Set<string>>

type Lack = { name: string; rule: string; why: string; take(world: World, viewer: Viewer, reach: Reach): void }

/** Where the product gives less than the rules, and why: what it has not built yet. It may give more nowhere. */
export const lessThanTheRules: readonly Lack[] = [
  {
    name: 'cards by slot',
    rule: 'R-A7 "card: both ends of any ... slot"',
    why: 'no door fills a slot for a partner with whom the customer has no relationship; the one that will has to acquaint both ends (door.acquaint)',
    take(world, viewer, reach) {
      const unslotted = { ...world, devices: world.devices.map((device) => ({ ...device, reseller: null, service: null })) }
      reach.organisationsAsCard = reachOf(unslotted, viewer).organisationsAsCard
    },
  },
  {
    name: 'acts of the customer itself, inside a support session',
    rule: 'R-A7 "what the customer’s administrators see"',
    why: 'permissions.md gives sessions no audit.read, so nothing would show them',
    take: () => {}, // reading 28 of the model leaves them out already
  },
]

/** What should be seen: the model's answer, less what is not built, and what follows from both. Everything must be equal. */
export function expected(world: World, viewer: Viewer): Sets {
  const reach = reachOf(world, viewer)
  for (const { take } of lessThanTheRules) take(world, viewer, reach)
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

/**
 * What a viewer may change at all, row by row; which columns is the grants', when is the rules'. R-A7: its own rows; devices, their stays,
 * tenants and cPINs by reach of the tenant; a request: who asked takes it back while it is open, who was asked answers it.
 */
export function writable(world: World, viewer: Viewer): Partial<Record<keyof Sets, Set<string>>> {
  const reach = expected(world, viewer)
  const { persons, notifications, sessions, choices, savedViews } = reach
  if (viewer.capacity === 'person') return { persons, notifications, sessions, choices, savedViews }
  if (!isAdmitted(reach, viewer) || viewer.organisation === null) return {}
  const me = viewer.organisation
  const mine = world.requests.filter(({ partner, customer, state }) => customer === me || (partner === me && state === 'open'))
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
    devices: writableDevices(world, viewer),
    possessions: reach.possessions,
    feeds,
    feedRows: new Set(rejected.map(feedRowKey)),
    transfers: reach.transfers,
    transferRows: new Set(world.transferRows.flatMap((row) => (reach.transfers.has(row.transfer) ? [transferRowKey(row)] : []))),
    requests: new Set(mine.map(({ id }) => id)),
    consents: new Set(world.consents.flatMap(({ id, request }) => (asked.has(request) ? [id] : []))),
  }
}

/** Whether the viewer acts as a member at all: members have at least their organisation's card. */
function isAdmitted(reach: Reach, viewer: Viewer): boolean {
  return viewer.capacity === 'member' && viewer.organisation !== null && reach.organisationsAsCard.has(viewer.organisation)
}

/** Whether it is a support session in a customer that is there to be entered. */
function isInside(world: World, { capacity, organisation }: Viewer): boolean {
  return capacity === 'read_only_session' && world.organisations.some(({ id, state }) => id === organisation && state === 'active')
}
