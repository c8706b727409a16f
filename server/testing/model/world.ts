// A world, as plain lists, for the naive model of reach (R-A7). Types and nothing else.
// Every id is a string. A field that names another thing holds that thing's `id`.

export type OrganisationKind = 'vendor' | 'provider' | 'partner' | 'customer'

export interface Organisation {
  id: string
  kind: OrganisationKind
  state: 'active' | 'invited' | 'closed'
}

export interface Person {
  id: string
}

export interface Membership {
  id: string
  person: string | null
  organisation: string
  roles: string[]
  /** The ids of the partner locations this member is limited to; null = not limited. */
  locations: string[] | null
  /** R-H3: active, verified, not_verified, inactive (or any other word): only 'active' can act. */
  status: string
}

export interface Relationship {
  id: string
  /** `manages`: partner to customer. `supplies`: provider to partner. */
  kind: 'manages' | 'supplies'
  from: string
  to: string
  state: 'requested' | 'accepted' | 'disabled' | 'ended'
}

export interface Accreditation {
  id: string
  /** The partner or provider that holds it. */
  organisation: string
  vendor: string
  kind: 'resell_monitor' | 'service_delivery' | 'report_sales'
  /** YYYY-MM-DD */
  validFrom: string
  validUntil: string | null
}

export interface Location {
  id: string
  partner: string
  /** The public location ID, which customers type in. */
  locationId: string
}

export interface Tenant {
  id: string
  kind: 'customer' | 'holding' | 'own'
  organisation: string
}

export interface Device {
  id: string
  vendor: string
  /** The device whose serial number this record bears: unproven copies have one number with the proven record (R-D11). */
  twinOf: string
  archived: boolean
  /** Where the device is now. */
  tenant: string
  /** The partner slots: each empty, or the `id` of a Location. */
  reseller: string | null
  service: string | null
  proof: 'none' | 'feed' | 'agent' | 'vendor'
  retired: boolean
}

export interface Possession {
  id: string
  device: string
  tenant: string
  began: string
  ended: string | null
  /** The person said to be the user of the device in this stay (R-T8: it is of this stay alone). */
  recordedUser: string | null
}

export interface Feed {
  id: string
  reporter: string
}

export type FeedOutcome =
  | 'placed'
  | 'already_there'
  | 'held'
  | 'unknown_location'
  | 'not_your_partner'
  | 'not_your_vendor'
  | 'no_accreditation'
  | 'unknown_vendor'
  | 'bad_row'
  | 'duplicate_row'

export interface FeedRow {
  feed: string
  line: number
  /** The `id` of the Location it was found to name, if any. */
  location: string | null
  vendor: string | null
  outcome: FeedOutcome
}

export interface Transfer {
  id: string
  /** The asking organisation. */
  asker: string
}

export interface TransferRow {
  transfer: string
  line: number
}

export interface Notification {
  id: string
  person: string
}

export interface AuditEvent {
  id: string
  /** Whose log the event is in. */
  organisation: string
  /** The organisation acted for: the other end of the event; null = nobody, the hub itself or the operator. */
  actor: string | null
}

export interface Session {
  id: string
  person: string
}

/** A tenant's cPIN. */
export interface TenantSecret {
  id: string
  tenant: string
}

/** What a partner typed about a customer it invited (R-C1). */
export interface InvitedCard {
  /** The relationship's that it began with. */
  id: string
  partner: string
  customer: string
}

/** What a partner asked of a customer (R-D10), in whatever state it is now. */
export interface Request {
  id: string
  partner: string
  customer: string
  /** The devices that it names one by one; none = the customer's whole tenant. */
  devices: string[]
  state: 'open' | 'accepted' | 'refused' | 'withdrawn' | 'lapsed'
}

/** A customer's yes to a request, standing or ended. */
export interface Consent {
  id: string
  request: string
  ended: 'no' | 'withdrawn' | 'expired'
}

export interface World {
  /** YYYY-MM-DD */
  today: string
  organisations: Organisation[]
  persons: Person[]
  memberships: Membership[]
  relationships: Relationship[]
  accreditations: Accreditation[]
  locations: Location[]
  tenants: Tenant[]
  devices: Device[]
  possessions: Possession[]
  feeds: Feed[]
  feedRows: FeedRow[]
  transfers: Transfer[]
  transferRows: TransferRow[]
  notifications: Notification[]
  auditEvents: AuditEvent[]
  sessions: Session[]
  tenantSecrets: TenantSecret[]
  invitedCards: InvitedCard[]
  requests: Request[]
  consents: Consent[]
}

/** Nothing and nobody: what a world is made of. */
export function emptyWorld(today: string): World {
  return {
    today,
    organisations: [],
    persons: [],
    memberships: [],
    relationships: [],
    accreditations: [],
    locations: [],
    tenants: [],
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
    requests: [],
    consents: [],
  }
}
