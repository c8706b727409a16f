import type { World } from './model/world.ts'
import type { Asking } from './worlds-answers.ts'
import { nameOfRemover, nameOfVisitor, proofsAskedOf } from './worlds-papers.ts'
import { customerIdOf, serialOfRow, textOf } from './worlds-texts.ts'

// What may stand in an answer to somebody: names of worlds (`textOf`), ids, Customer IDs and location IDs. Anything else of a world that is found in a
// text is told to whoever may not know it, whether the model has a set for it or not (R-A1, R-A2).

const ids = /[0-9a-f]{8}-[0-9a-f]{4}-7000-8000-[0-9]{12}/g

/** The ids of worlds in a text, and the IDs that people copy, each once. */
export function idsIn(text: string): string[] {
  return [
    ...new Set([
      ...(text.match(ids) ?? []),
      ...(text.match(/\bC-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b/g) ?? []),
      ...(text.match(/\bL\d+-[0-9a-f]{4}\b/g) ?? []),
    ]),
  ]
}

/** The ends of what the viewer reaches: what its rows name by the rules that give them. */
function namedBy({ world, viewer, reach }: Asking): { organisations: string[]; tenants: string[]; devices: string[]; vendors: string[] } {
  const stays = world.possessions.filter(({ id }) => reach.possessions.has(id))
  const devices = world.devices.filter(({ id }) => reach.devices.has(id))
  const asked = world.requests.filter(({ id }) => reach.requests.has(id))
  const ends = world.relationships.filter(({ id }) => reach.relationships.has(id)).flatMap(({ from, to }) => [from, to])
  // R-C2: the line of a customer in My customers bears its Customer ID, while access is off too.
  const mine = world.invitedCards.filter(({ id }) => reach.invitedCards.has(id)).map(({ customer }) => customer)
  const vendorOf = (device: string) => world.devices.find(({ id }) => id === device)?.vendor
  const staying = stays.map(({ device }) => device)
  return {
    organisations: [...ends, ...mine, ...asked.flatMap(({ partner, customer }) => [partner, customer])],
    tenants: [
      ...reach.tenants,
      ...stays.map(({ tenant }) => tenant),
      ...world.tenants
        .filter(({ organisation }) => mine.includes(organisation) || organisation === viewer.organisation)
        .map(({ id }) => id),
      ...world.tenants
        .filter(({ kind, organisation }) => kind === 'customer' && asked.some(({ customer }) => customer === organisation))
        .map(({ id }) => id),
    ],
    devices: [...devices.map(({ id }) => id), ...staying, ...asked.flatMap((request) => request.devices)],
    vendors: [
      ...[...devices.map(({ id }) => id), ...staying].flatMap((device) => vendorOf(device) ?? []),
      ...world.feedRows.filter(({ feed }) => reach.feeds.has(feed)).flatMap(({ vendor }) => vendor ?? []),
    ],
  }
}

/** The ids that may be in what a viewer reads. */
export function idsKnownTo(who: Asking): Set<string> {
  const { world, viewer, reach } = who
  const named = namedBy(who)
  const ofSets = Object.values(reach).flatMap((keys) => [...keys].flatMap((key) => key.match(ids) ?? []))
  const colleagues = world.memberships.flatMap(({ id, person }) => (reach.memberships.has(id) && person !== null ? [person] : []))
  // A member's list of locations they are limited to names no more than these.
  const locations = world.locations.filter(({ id }) => reach.locations.has(id))
  return new Set([
    ...ofSets,
    ...named.organisations,
    ...named.vendors,
    ...named.tenants,
    ...named.devices,
    ...colleagues,
    ...(viewer.person === null ? [] : [viewer.person]),
    ...(who.kind === 'vendor' ? proofsAskedOf(world, viewer.organisation ?? '') : []),
    ...named.tenants.map(customerIdOf),
    ...locations.map(({ locationId }) => locationId),
  ])
}

/** The names that may be in what a viewer reads: of organisations, members, locations, devices, what was typed, and who did what. */
export function namesKnownTo(who: Asking): Set<string> {
  const { world, viewer, reach } = who
  const named = namedBy(who)
  const serialOf = (device: string) => world.devices.find(({ id }) => id === device)?.twinOf ?? device
  const rows = world.feedRows.filter((row) => reach.feedRows.has(`${row.feed}/${row.line}`))
  const known: [string, Iterable<string>][] = [
    ['o', [...reach.organisationsAsCard, ...named.vendors]],
    ['p', viewer.person === null ? [] : [viewer.person]],
    ['m', reach.memberships],
    ['l', reach.locations],
    ['k', reach.invitedCards],
    ['y', reach.invitedCards],
    ['s', named.devices.map(serialOf)],
    ['r', reach.transfers],
    ['q', reach.requests],
    ['g', reach.feeds],
    ['t', reach.transfers],
    ['w', reach.requests],
    ['v', reach.consents],
    ['u', reach.deviceRegistrations],
    ['j', reach.registrations],
    ['i', reach.applications],
  ]
  return new Set([
    ...known.flatMap(([letter, all]) => [...all].map((id) => textOf(letter, id))),
    ...rows.map(serialOfRow).map((text) => text.toLowerCase()),
    ...[...reach.visits].map(nameOfVisitor).map((text) => text.toLowerCase()),
    ...[...reach.removals].map(nameOfRemover).map((text) => text.toLowerCase()),
  ])
}

/** What is a person's own: their id, and where they belong. */
export function knownToPerson(world: World, person: string): { names: Set<string>; ids: Set<string> } {
  const mine = world.memberships.filter((one) => one.person === person && one.status === 'active')
  const open = mine.filter(({ organisation }) => world.organisations.some(({ id, state }) => id === organisation && state === 'active'))
  const notices = world.notifications.filter((one) => one.person === person)
  const sessions = world.sessions.filter((one) => one.person === person)
  return {
    names: new Set([textOf('p', person), ...open.flatMap(({ id, organisation }) => [textOf('m', id), textOf('o', organisation)])]),
    ids: new Set([person, ...open.flatMap(({ id, organisation }) => [id, organisation]), ...[...notices, ...sessions].map(({ id }) => id)]),
  }
}
