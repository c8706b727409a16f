// Longer than 300 lines: the readings of the rules stand at the top of what was written from them, so that a reviewer has both before them.
// The naive model of reach: R-A7, sentence by sentence, in loops. It was written from docs/rules.md and docs/permissions.md alone,
// by somebody who had not seen the tables, the policies or the server. Do not mend it by looking at them. Readings 29 to 35 came later, when what it said was
// compared with the product and both with the rules; each names the sentence that decided.
//
// Reach says which rows a viewer gets at all. What they may do with a row is the matrix (permit.ts); which columns of it
// they get (a vendor: identity only; a card: name, country, kind; configuration: R-D5) is not in this model.
//
// Where a rule is silent or can be read two ways, this model takes the strictest reading. These are the choices:
//
//  1. R-A7, R-A4  To act as a member or end user of an organisation takes a membership there with status 'active' (R-H3:
//                 verified, not_verified and inactive do not act), and the organisation is 'active' itself: for an invited
//                 or closed organisation nobody reaches anything but what is theirs as a person.
//  2. R-A7        Roles decide reach only thus: a `member` needs at least one role that permissions.md lists for that kind of
//                 organisation (feed_manager: partner, provider, vendor); "administrators" of a customer are customer_admin
//                 and device_admin; capacity 'end_user' needs the role end_user, in a customer. A role counts only if the
//                 viewer claims it and the membership has it. All else about roles is the matrix.
//  3. R-A7        Capacity is exclusive: an administrator who acts as 'end_user' reaches what an end user does, no more; a
//                 'member' reaches nothing by being the recorded user.
//  4. R-A7        'system' has no line in the table: it reaches nothing.
//  5. R-A7        'person' (signed in, acting for nobody): their person, notifications, sessions, their own active memberships
//                 and the cards of those organisations that are active (reading 33). Nothing of an organisation.
//  6. R-A7        An API key is a 'member' with person null: the reach of its organisation without limit to locations.
//  7. R-A7, R-C2  "accepted, enabled" is the state 'accepted' alone, and the customer must be 'active': through an invited or
//                 closed customer a partner reaches no tenant, device or membership, whatever the relationship says.
//  8. R-A7        `manages` counts only from a partner to a customer, and reaches tenants of kind 'customer' only.
//  9. R-A7, R-D13 "never devices" means those of others: R-D13 gives a provider an own tenant for its own equipment, which it reaches whole, as a
//                 partner does. No cell of the matrix lets a provider read or change a device there. A vendor reaches no tenant.
// 10. R-A7        "members may be limited to locations" stands in the sentence on slots and limits the slot way. It does not
//                 limit the holding tenant, the own tenant or managed tenants, nor the organisation's list of its locations.
//                 It also limits placed feed rows reached as "the partner of the location" (silent; strictest).
// 11. R-D4, R-B2  A slot reaches the device row only: not the tenant, not its possessions, not the members. It counts only in a
//                 tenant of kind 'customer' of an 'active' customer, or in a tenant of the partner itself: a slot in another
//                 partner's holding or own tenant shows nothing.
// 12. R-A7        A slot needs no accreditation and no relationship to be seen through (the sentence asks for none; R-E3 is
//                 about routing, R-D5 about columns).
// 13. R-D11       Nothing is said on who sees a retired record: it is reached by tenant reach ("all rows of its tenant"),
//                 not by slot, vendor or recorded user, and it is not writable.
// 14. R-A7        A vendor's "own devices" are all records that name it as vendor, wherever they are, whatever their proof
//                 and whatever the state of who holds them.
// 15. R-T8        A possession is reached by the tenant it was in, whole history, and by nothing else: no slot, vendor or recorded user.
//                 Not even the possession that a device reached otherwise is in now.
// 16. R-A7        End user, beyond devices: their own membership and the card of their organisation. No tenant, no possession,
//                 no other member, no log.
// 17. R-A7        Cards are exactly the list in the rule: oneself, both ends of any relationship (in any state: "any"), of an
//                 invitation, of a slot (only through devices reached by that slot, or by a customer on its own devices), of
//                 an audit event. So a feed row, a location or a device's vendor shows no card by itself; an accreditation: reading 32.
//                 (Cases are not in this world.)
// 18. R-A7        A relationship is reached by its two ends, in every state, and by no managing partner of an end.
// 19. R-A7        "the accrediting vendor" of a location is a vendor that has an accreditation of that partner valid today, of
//                 any kind; valid from its first day to its last, both included (R-B1: "a future date counts on its day"). The accreditation
//                 itself is reached by both its ends for ever.
// 20. R-A7        By exact location ID a customer gets the name only: the function `locationNamedBy`, not the set `locations`. It is
//                 for members (administrators) of customers; case and spaces count.
// 21. R-A7        A feed (the batch) is its reporter's only. "Once placed" is the outcome 'placed' alone (not 'already_there').
//                 'held' shows the row to the row's vendor and not to the partner of the location.
// 22. R-A7        An audit event is reached by members of the organisation whose log it is in; the actor does not reach it there.
// 23. R-C1, R-G2  What a partner typed about a customer is reached by that partner only, until their relationship ends: it is its line of
//                 that customer in My customers, pending, accepted or disabled (no `manages` relationship: not reached).
// 24. R-A7, R-C5  A cPIN belongs to a tenant of kind 'customer' and is reached by tenant reach: the customer's administrators, the managing
//                 partner. Never by slot. (Who of them may read it: cpin.read.)
// 25. R-A7        A person row is reached by that person only; a notification and a session likewise, whatever they act for.
// 26. R-T2        `writableDevices` is tenant reach on devices that are not retired. Where a device may go, R-T2's further conditions and the
//                 matrix come on top.
// 27. R-A7, R-D10 A request, the devices that it names and the consent that answers it are reached by the members of the two organisations
//                 between which it is, the asking partner and the asked customer, in every state ("a ledger that both sides read") and
//                 whatever has become of their relationship; by nobody else: "never other partners' requests, grants".
// 28. R-A7        A read-only session is entered by whoever runs the hub, of no organisation ('read_only_session', the customer as the organisation
//                 acted for): "what the customer's administrators see", less "cPIN and other secrets; other partners' relationships, requests,
//                 grants, consents, acts". To somebody of no organisation every partner is another one. No act at all: audit.read has
//                 no cell for it. No card but the customer's own: another would tell of a relationship. Nothing of a person.
//
// 29. R-T8, R-A7  The recorded user is said of a stay, and is an end user of the customer whose stay it is: nothing of it goes along with a transfer,
//                 comes back with the device, or outlives the stay. The row that says so is reached with the device, by that person alone.
// 30. R-C1        A partner whose request an active customer has not answered yet sees what it typed and not the customer's card, though they are
//                 both ends of a relationship: "only what it typed, until". Of an invited customer the card is what it typed.
// 31. R-A7        Of an audit event the organisation whose log it is gets the actor's card, not the actor the organisation's: where the actor may know it,
//                 another sentence gives it; a vendor must not ("not the tenant's name, not in holding tenants whose").
// 32. R-A7        Both ends of an accreditation get the other's card, in every state: R-A7 lets both read the accreditation, which says nothing without
//                 the other's name. (R-A7's list of cards does not name it: the sentence on accreditations decides.)
// 33. R-A4, R-A7  A person's own active membership stays theirs to read where the organisation is closed, without its card ("own rows").
// 34. R-H7, R-A7  Whether a customer allows support sessions decides whether one begins, not what one inside reaches.
// 35. R-A7        Cards of both ends stay when a relationship has ended: "any relationship"; ledgers and logs that both keep name the other.
//
// A world is expected to hold at most one membership per person and organisation, and at most one relationship that has not ended
// per kind and pair.

import type {
  Device,
  FeedRow,
  Location,
  Membership,
  Organisation,
  OrganisationKind,
  Possession,
  Relationship,
  Request,
  Tenant,
  TransferRow,
  World,
} from './world.ts'

export interface Viewer {
  person: string | null
  /** The organisation acted for. */
  organisation: string | null
  capacity: 'member' | 'end_user' | 'read_only_session' | 'system' | 'person'
  roles: string[]
}

export type Way = 'managed' | 'slot' | 'vendor' | 'recorded_user'
export const ways: readonly Way[] = ['managed', 'slot', 'vendor', 'recorded_user']

export interface Reach {
  persons: Set<string>
  organisationsAsCard: Set<string>
  invitedCards: Set<string>
  memberships: Set<string>
  relationships: Set<string>
  accreditations: Set<string>
  locations: Set<string>
  tenants: Set<string>
  tenantSecrets: Set<string>
  devices: Set<string>
  possessions: Set<string>
  feeds: Set<string>
  /** Keys by `feedRowKey`. */
  feedRows: Set<string>
  transfers: Set<string>
  /** Keys by `transferRowKey`. */
  transferRows: Set<string>
  notifications: Set<string>
  auditEvents: Set<string>
  sessions: Set<string>
  requests: Set<string>
  /** Keys by `requestDeviceKey`. */
  requestDevices: Set<string>
  consents: Set<string>
}

export function feedRowKey(row: FeedRow): string {
  return `${row.feed}/${row.line}`
}

export function transferRowKey(row: TransferRow): string {
  return `${row.transfer}/${row.line}`
}

export function requestDeviceKey(request: Request, device: string): string {
  return `${request.id}/${device}`
}

/** Roles of members who are no end users, as the legend of permissions.md has them. */
export const memberRoles: Record<OrganisationKind, readonly string[]> = {
  partner: ['global_admin', 'admin_agent', 'helpdesk_agent', 'helpdesk_agent_advanced', 'sales_agent', 'viewer', 'feed_manager'],
  provider: ['provider_admin', 'provider_agent', 'feed_manager'],
  vendor: ['vendor_admin', 'vendor_agent', 'feed_manager'],
  customer: ['customer_admin', 'device_admin'],
}

// --- Who is looking -------------------------------------------------------------------------------------------------

/** An organisation that the viewer really acts for, as its member, and the locations they are limited to. */
interface Standing {
  organisation: Organisation
  locations: string[] | null
}

function organisationOf(world: World, id: string | null): Organisation | null {
  for (const organisation of world.organisations) if (organisation.id === id) return organisation
  return null
}

function tenantOf(world: World, id: string): Tenant | null {
  for (const tenant of world.tenants) if (tenant.id === id) return tenant
  return null
}

function locationOf(world: World, id: string | null): Location | null {
  for (const location of world.locations) if (location.id === id) return location
  return null
}

/** The organisation acted for, if it is there and active (reading 1). */
function actingOrganisation(world: World, viewer: Viewer): Organisation | null {
  const organisation = organisationOf(world, viewer.organisation)
  if (organisation === null) return null
  if (organisation.state !== 'active') return null
  return organisation
}

/** The viewer's own active membership in the organisation acted for (reading 1). */
function actingMembership(world: World, viewer: Viewer): Membership | null {
  if (viewer.person === null) return null
  for (const membership of world.memberships) {
    if (membership.person !== viewer.person) continue
    if (membership.organisation !== viewer.organisation) continue
    if (membership.status !== 'active') continue
    return membership
  }
  return null
}

function hasOneOf(wanted: readonly string[], claimed: readonly string[], held: readonly string[]): boolean {
  for (const role of wanted) if (claimed.includes(role) && held.includes(role)) return true
  return false
}

/** R-A7, "member of a customer / partner / provider / vendor" and "API key"; null = not a member. */
function asMember(world: World, viewer: Viewer): Standing | null {
  if (viewer.capacity !== 'member') return null
  const organisation = actingOrganisation(world, viewer)
  if (organisation === null) return null
  const wanted = memberRoles[organisation.kind]
  if (viewer.person === null) {
    // An API key (reading 6).
    if (!hasOneOf(wanted, viewer.roles, viewer.roles)) return null
    return { organisation, locations: null }
  }
  const membership = actingMembership(world, viewer)
  if (membership === null) return null
  if (!hasOneOf(wanted, viewer.roles, membership.roles)) return null
  return { organisation, locations: membership.locations }
}

/** R-A7, "end user": the membership they act by; null = not an end user. */
function asEndUser(world: World, viewer: Viewer): Membership | null {
  if (viewer.capacity !== 'end_user') return null
  const organisation = actingOrganisation(world, viewer)
  if (organisation === null) return null
  if (organisation.kind !== 'customer') return null
  const membership = actingMembership(world, viewer)
  if (membership === null) return null
  if (!hasOneOf(['end_user'], viewer.roles, membership.roles)) return null
  return membership
}

// --- Tenants --------------------------------------------------------------------------------------------------------

/** "customers with an accepted, enabled `manages` relationship" (readings 7, 8). */
function managesNow(world: World, partner: Organisation, customerId: string): boolean {
  if (partner.kind !== 'partner') return false
  const customer = organisationOf(world, customerId)
  if (customer === null) return false
  if (customer.kind !== 'customer') return false
  if (customer.state !== 'active') return false
  for (const relationship of world.relationships) {
    if (relationship.kind !== 'manages') continue
    if (relationship.from !== partner.id) continue
    if (relationship.to !== customer.id) continue
    if (relationship.state === 'accepted') return true
  }
  return false
}

/** Tenant reach: one's own tenants, and for a partner those of the customers it manages. */
function reachesTenant(world: World, standing: Standing, tenant: Tenant): boolean {
  const { organisation } = standing
  if (tenant.organisation === organisation.id) {
    if (organisation.kind === 'customer') return tenant.kind === 'customer'
    if (organisation.kind === 'partner') return tenant.kind === 'holding' || tenant.kind === 'own'
    if (organisation.kind === 'provider') return tenant.kind === 'own'
    return false
  }
  if (tenant.kind !== 'customer') return false
  return managesNow(world, organisation, tenant.organisation)
}

// --- Devices, by each way -------------------------------------------------------------------------------------------

function isManaged(world: World, standing: Standing, device: Device): boolean {
  if (standing.organisation.kind === 'vendor') return false
  const tenant = tenantOf(world, device.tenant)
  if (tenant === null) return false
  return reachesTenant(world, standing, tenant)
}

/** "that device while the slot names one of its locations (members may be limited to locations)". */
function isInSlot(world: World, standing: Standing, device: Device, slot: string | null): boolean {
  if (standing.organisation.kind !== 'partner') return false
  if (device.retired) return false
  const location = locationOf(world, slot)
  if (location === null) return false
  if (location.partner !== standing.organisation.id) return false
  if (standing.locations !== null && !standing.locations.includes(location.id)) return false
  const tenant = tenantOf(world, device.tenant)
  if (tenant === null) return false
  if (tenant.organisation === standing.organisation.id) return true
  if (tenant.kind !== 'customer') return false // R-B2, R-D3 (reading 11)
  const customer = organisationOf(world, tenant.organisation)
  if (customer === null) return false
  return customer.state === 'active'
}

/** "identity and entitlements of its own devices". */
function isOfVendor(standing: Standing, device: Device): boolean {
  if (standing.organisation.kind !== 'vendor') return false
  if (device.retired) return false
  return device.vendor === standing.organisation.id
}

function presentStayOf(world: World, device: Device): Possession | null {
  for (const possession of world.possessions) {
    if (possession.device === device.id && possession.tenant === device.tenant && possession.ended === null) return possession
  }
  return null
}

/** "devices they are the recorded user of" in the present stay (reading 29), in a tenant of the organisation they act for. */
function isRecordedUserOf(world: World, membership: Membership, device: Device): boolean {
  if (device.retired) return false
  const stay = presentStayOf(world, device)
  if (stay === null || stay.recordedUser === null) return false
  if (stay.recordedUser !== membership.person) return false
  const tenant = tenantOf(world, device.tenant)
  if (tenant === null) return false
  if (tenant.kind !== 'customer') return false
  return tenant.organisation === membership.organisation
}

/** The devices that the viewer reaches by one way, apart from the others. */
export function devicesBy(way: Way, world: World, viewer: Viewer): Set<string> {
  const reached = new Set<string>()
  const member = asMember(world, viewer)
  const endUser = asEndUser(world, viewer)
  for (const device of world.devices) {
    if (way === 'managed' && member !== null && isManaged(world, member, device)) reached.add(device.id)
    if (way === 'slot' && member !== null && isInSlot(world, member, device, device.reseller)) reached.add(device.id)
    if (way === 'slot' && member !== null && isInSlot(world, member, device, device.service)) reached.add(device.id)
    if (way === 'vendor' && member !== null && isOfVendor(member, device)) reached.add(device.id)
    if (way === 'recorded_user' && endUser !== null && isRecordedUserOf(world, endUser, device)) reached.add(device.id)
  }
  return reached
}

/** The devices reached through one slot: R-D6 gives the service partner alerts and cases too, the reseller not. */
export function devicesBySlot(slot: 'reseller' | 'service', world: World, viewer: Viewer): Set<string> {
  const reached = new Set<string>()
  const member = asMember(world, viewer)
  if (member === null) return reached
  for (const device of world.devices) if (isInSlot(world, member, device, device[slot])) reached.add(device.id)
  return reached
}

/** R-T2: whose device row the viewer's organisation may move or change: tenant reach only (reading 26). */
export function writableDevices(world: World, viewer: Viewer): Set<string> {
  const writable = new Set<string>()
  const member = asMember(world, viewer)
  if (member === null) return writable
  for (const device of world.devices) {
    if (device.retired) continue
    if (isManaged(world, member, device)) writable.add(device.id)
  }
  return writable
}

// --- Locations ------------------------------------------------------------------------------------------------------

function accreditsToday(world: World, vendorId: string, organisationId: string): boolean {
  for (const accreditation of world.accreditations) {
    if (accreditation.vendor !== vendorId) continue
    if (accreditation.organisation !== organisationId) continue
    if (accreditation.validFrom > world.today) continue
    if (accreditation.validUntil !== null && accreditation.validUntil < world.today) continue
    return true
  }
  return false
}

/** "by exact location ID any customer (name only)": the `id` of the location whose name the viewer learns, or null. */
export function locationNamedBy(world: World, viewer: Viewer, locationId: string): string | null {
  const member = asMember(world, viewer)
  if (member === null) return null
  if (member.organisation.kind !== 'customer') return null
  for (const location of world.locations) if (location.locationId === locationId) return location.id
  return null
}

// --- Everything -----------------------------------------------------------------------------------------------------

function nothing(): Reach {
  return {
    persons: new Set(),
    organisationsAsCard: new Set(),
    invitedCards: new Set(),
    memberships: new Set(),
    relationships: new Set(),
    accreditations: new Set(),
    locations: new Set(),
    tenants: new Set(),
    tenantSecrets: new Set(),
    devices: new Set(),
    possessions: new Set(),
    feeds: new Set(),
    feedRows: new Set(),
    transfers: new Set(),
    transferRows: new Set(),
    notifications: new Set(),
    auditEvents: new Set(),
    sessions: new Set(),
    requests: new Set(),
    requestDevices: new Set(),
    consents: new Set(),
  }
}

export function reachOf(world: World, viewer: Viewer): Reach {
  const reach = nothing()
  if (viewer.capacity === 'system') return reach // reading 4
  if (viewer.capacity === 'read_only_session') return reachInside(world, viewer.organisation) // reading 28
  addWhatIsThePersons(world, viewer, reach)
  if (viewer.capacity === 'person') addWhereTheyBelong(world, viewer, reach)
  for (const way of ways) for (const device of devicesBy(way, world, viewer)) reach.devices.add(device)
  const endUser = asEndUser(world, viewer)
  if (endUser !== null) {
    reach.memberships.add(endUser.id)
    reach.organisationsAsCard.add(endUser.organisation)
  }
  const member = asMember(world, viewer)
  if (member !== null) {
    addTenants(world, member, reach)
    addRowsOfOrganisation(world, member, reach)
    addFeeds(world, member, reach)
    addTransfers(world, member, reach)
    addRequests(world, member, reach)
    addCards(world, member, viewer, reach)
  }
  return reach
}

/** "what the customer's administrators see, to read", and what never (reading 28). */
function reachInside(world: World, organisation: string | null): Reach {
  const customer = organisationOf(world, organisation)
  if (customer === null || customer.kind !== 'customer') return nothing()
  const reach = reachOf(world, { person: null, organisation, capacity: 'member', roles: ['customer_admin'] })
  return {
    ...reach,
    auditEvents: new Set(),
    organisationsAsCard: new Set(reach.organisationsAsCard.has(customer.id) ? [customer.id] : []),
    tenantSecrets: new Set(),
    relationships: new Set(),
    invitedCards: new Set(),
    requests: new Set(),
    requestDevices: new Set(),
    consents: new Set(),
  }
}

/** "Notification, view, session: the person." */
function addWhatIsThePersons(world: World, viewer: Viewer, reach: Reach): void {
  if (viewer.person === null) return
  for (const person of world.persons) if (person.id === viewer.person) reach.persons.add(person.id)
  for (const notification of world.notifications) if (notification.person === viewer.person) reach.notifications.add(notification.id)
  for (const session of world.sessions) if (session.person === viewer.person) reach.sessions.add(session.id)
}

/** Someone who acts for nobody yet sees where they could (reading 5). */
function addWhereTheyBelong(world: World, viewer: Viewer, reach: Reach): void {
  if (viewer.person === null) return
  for (const membership of world.memberships) {
    if (membership.person !== viewer.person) continue
    if (membership.status !== 'active') continue
    const organisation = organisationOf(world, membership.organisation)
    reach.memberships.add(membership.id)
    if (organisation === null || organisation.state !== 'active') continue // reading 33
    reach.organisationsAsCard.add(organisation.id)
  }
}

function addTenants(world: World, member: Standing, reach: Reach): void {
  for (const tenant of world.tenants) {
    if (!reachesTenant(world, member, tenant)) continue
    reach.tenants.add(tenant.id)
    for (const secret of world.tenantSecrets) {
      if (secret.tenant === tenant.id && tenant.kind === 'customer') reach.tenantSecrets.add(secret.id)
    }
    for (const possession of world.possessions) if (possession.tenant === tenant.id) reach.possessions.add(possession.id)
  }
}

/** "Rows of an organisation". */
function addRowsOfOrganisation(world: World, member: Standing, reach: Reach): void {
  const me = member.organisation
  // "membership: that organisation's members; a managing partner: the customer's"
  for (const membership of world.memberships) {
    if (membership.organisation === me.id) reach.memberships.add(membership.id)
    if (managesNow(world, me, membership.organisation)) reach.memberships.add(membership.id)
  }
  // its own; "never other partners' relationships"
  for (const relationship of world.relationships) {
    if (relationship.from === me.id || relationship.to === me.id) reach.relationships.add(relationship.id)
  }
  // "Location, accreditation: their owner and the accrediting vendor"
  for (const accreditation of world.accreditations) {
    if (accreditation.organisation === me.id) reach.accreditations.add(accreditation.id)
    if (accreditation.vendor === me.id) reach.accreditations.add(accreditation.id)
  }
  for (const location of world.locations) {
    if (location.partner === me.id) reach.locations.add(location.id)
    if (me.kind === 'vendor' && accreditsToday(world, me.id, location.partner)) reach.locations.add(location.id)
  }
  for (const event of world.auditEvents) if (event.organisation === me.id) reach.auditEvents.add(event.id)
  // "of invited ones: the card with what it typed" (reading 23)
  for (const card of world.invitedCards) {
    if (card.partner !== me.id) continue
    for (const relationship of world.relationships) {
      if (relationship.id !== card.id || relationship.kind !== 'manages') continue
      if (relationship.from !== me.id || relationship.to !== card.customer) continue
      if (relationship.state !== 'ended') reach.invitedCards.add(card.id)
    }
  }
}

/** "Feed row: its reporter; once placed, the partner of the location; `held`: the vendor." */
function addFeeds(world: World, member: Standing, reach: Reach): void {
  const me = member.organisation
  for (const feed of world.feeds) {
    if (feed.reporter !== me.id) continue
    reach.feeds.add(feed.id)
    for (const row of world.feedRows) if (row.feed === feed.id) reach.feedRows.add(feedRowKey(row))
  }
  for (const row of world.feedRows) {
    if (row.outcome === 'placed') {
      const location = locationOf(world, row.location)
      if (location === null) continue
      if (location.partner !== me.id) continue
      if (member.locations !== null && !member.locations.includes(location.id)) continue // reading 10
      reach.feedRows.add(feedRowKey(row))
    }
    if (row.outcome === 'held' && me.kind === 'vendor' && row.vendor === me.id) reach.feedRows.add(feedRowKey(row))
  }
}

/** "Transfer, its rows and files: the asking organisation; customers see audit events only." */
function addTransfers(world: World, member: Standing, reach: Reach): void {
  for (const transfer of world.transfers) {
    if (transfer.asker !== member.organisation.id) continue
    reach.transfers.add(transfer.id)
    for (const row of world.transferRows) if (row.transfer === transfer.id) reach.transferRows.add(transferRowKey(row))
  }
}

/** "a partner asks the customer ...; every answer is in a consent ledger that both sides read" (reading 27). */
function addRequests(world: World, member: Standing, reach: Reach): void {
  for (const request of world.requests) {
    if (request.partner !== member.organisation.id && request.customer !== member.organisation.id) continue
    reach.requests.add(request.id)
    for (const device of request.devices) reach.requestDevices.add(requestDeviceKey(request, device))
    for (const consent of world.consents) if (consent.request === request.id) reach.consents.add(consent.id)
  }
}

/** "Card (name, country, kind): both ends of any relationship, invitation, slot, case or audit event" (reading 17). */
function addCards(world: World, member: Standing, viewer: Viewer, reach: Reach): void {
  const me = member.organisation
  const cards = reach.organisationsAsCard
  cards.add(me.id)
  for (const relationship of world.relationships) {
    if (relationship.from === me.id && !isUnanswered(world, relationship)) cards.add(relationship.to)
    if (relationship.to === me.id) cards.add(relationship.from)
  }
  for (const accreditation of world.accreditations) {
    // Reading 32.
    if (accreditation.organisation === me.id) cards.add(accreditation.vendor)
    if (accreditation.vendor === me.id) cards.add(accreditation.organisation)
  }
  // A slot's two ends: who holds the device, and the partner that the slot names.
  const throughSlot = devicesBy('slot', world, viewer)
  const inMyTenant = devicesBy('managed', world, viewer)
  for (const device of world.devices) {
    const tenant = tenantOf(world, device.tenant)
    if (tenant === null) continue
    if (throughSlot.has(device.id)) cards.add(tenant.organisation)
    if (tenant.organisation !== me.id || !inMyTenant.has(device.id)) continue
    for (const slot of [device.reseller, device.service]) {
      const location = locationOf(world, slot)
      if (location !== null) cards.add(location.partner)
    }
  }
  for (const event of world.auditEvents) {
    if (event.organisation === me.id && event.actor !== null) cards.add(event.actor) // reading 31
  }
}

/** A customer that is its own master has not said yes yet (reading 30). */
function isUnanswered(world: World, { kind, to, state }: Relationship): boolean {
  if (kind !== 'manages' || state !== 'requested') return false
  return organisationOf(world, to)?.state !== 'invited'
}
