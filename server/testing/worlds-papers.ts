// Longer than 300 lines: an entry for each table, a line for each column.
import { feedRowKey, type Reach, type Viewer } from './model/reach.ts'
import type { World } from './model/world.ts'
import { textOf } from './worlds-texts.ts'

// Tables that the naive model does not name, because their rows follow from rows that it has: retries from feeds, requests for proof from devices,
// visits from customers. Each with the rows that a world gets and who should see them, by the rule that names it.

type Row = Record<string, unknown>
export type Paper = {
  table: string
  key: string
  rows(world: World): Row[]
  /** What a viewer who is let in sees of it; `inside`: in a read-only session. */
  seen(see: Seeing): string[]
}
export type Seeing = { world: World; viewer: Viewer; reach: Reach; me: string; inside: boolean }

const then = '2026-01-01'
/** An id that follows from another's, of the same world. */
const idFrom = (id: string, letter: string) => `${letter.repeat(8)}${id.slice(8)}`
/** Whoever did something: each thing has an author of its own, as far as there are people. */
export const authorOf = (world: World, id: string): string => world.persons[Number(id.slice(-4)) % world.persons.length]?.id ?? ''
const perPerson = (columns: (id: string) => Row) => (world: World) => world.persons.map(({ id }) => ({ person: id, ...columns(id) }))
/** "Notification, view, session: the person." */
const ownPerson = ({ viewer }: Seeing) => (viewer.capacity === 'person' && viewer.person !== null ? [viewer.person] : [])
const administrates = ({ viewer }: Seeing) => viewer.capacity === 'member' || viewer.capacity === 'read_only_session'
const organisationsOf = (world: World, kind: string) => world.organisations.filter((one) => one.kind === kind).map(({ id }) => id)
const tenantsIn = (see: Seeing) => (administrates(see) ? [...see.reach.tenants] : [])
const managing = (world: World) => world.relationships.filter(({ kind }) => kind === 'manages')
const bytes = (id: string) => `\\x${id.replaceAll('-', '')}`

/** What somebody did in a tenant: its own organisation, and in a customer's each partner that ever asked to manage it. */
function actsIn(world: World): { id: string; tenant: string; by: string; own: boolean }[] {
  return world.tenants.flatMap(({ id, organisation, kind }) => [
    { id: idFrom(id, 'a'), tenant: id, by: organisation, own: true },
    ...world.relationships
      .filter((one) => kind === 'customer' && one.kind === 'manages' && one.to === organisation)
      .map((one) => ({ id: idFrom(one.id, 'b'), tenant: id, by: one.from, own: false })),
  ])
}

/** One for each unproven record that is there; the tenant's own organisation asked, or a partner. */
function proofRequestsIn(world: World): { id: string; device: string; tenant: string; vendor: string; by: string }[] {
  return world.devices
    .filter(({ retired, proof }) => !retired && proof === 'none')
    .map(({ id, tenant, vendor }) => {
      const acts = actsIn(world).filter((act) => act.tenant === tenant)
      return { id: idFrom(id, 'c'), device: id, tenant, vendor, by: acts[Number(id.slice(-4)) % acts.length]?.by ?? '' }
    })
}

const whose = (world: World, tenant: string) => world.tenants.find(({ id }) => id === tenant)?.organisation
/** "the acts of partners on it": for the tenant's organisation all, for a partner its own; in a session none of a partner's. */
const seesAct = (see: Seeing, { tenant, by }: { tenant: string; by: string }) =>
  administrates(see) && see.reach.tenants.has(tenant) && (by === see.me || (whose(see.world, tenant) === see.me && !see.inside))

/** Through `any`, requests for proof with what was said: for whoever asked and the tenant's own organisation (R-D11). */
export const proofWordsSeen = (see: Seeing) =>
  proofRequestsIn(see.world)
    .filter((one) => seesAct(see, one))
    .map(({ id }) => id)
/** What waits for proof by a vendor. */
export const proofsAskedOf = (world: World, vendor: string) =>
  proofRequestsIn(world)
    .filter((one) => one.vendor === vendor)
    .map(({ id }) => id)
/** Visits of whoever runs the hub, that are over. */
/** Of a partner's agent another name than of whoever runs the hub. */
export const nameOfVisitor = (visit: string) => textOf(visit.startsWith('8') ? 'X' : 'N', visit)
/** Of a removal by a partner another name than of one by the tenant's own people. */
export const nameOfRemover = (removal: string) => textOf(removal.startsWith('a') ? 'U' : 'H', removal)
export const visitOf = (customer: string) => idFrom(customer, 'd')
/** Of a partner's agent, in a customer that it manages. */
const agentsVisitOf = (relationship: string) => idFrom(relationship, '8')
/** What whoever runs the hub did that concerns no organisation. */
export const hubEventOf = (world: World) => idFrom(world.organisations[0]?.id ?? '', '9')
export const deviceRegistrationOf = (tenant: string) => idFrom(tenant, 'a')
export const registrationOf = (location: string) => idFrom(location, 'e')
export const applicationOf = (accreditation: string) => idFrom(accreditation, 'f')

const removalRows = (world: World) =>
  actsIn(world).flatMap(({ id, tenant }) => {
    // One of the world's own, not one that began since.
    const stay = world.possessions.find((possession) => possession.tenant === tenant && possession.id.startsWith('00000018-'))
    return stay ? [{ removal: id, device: stay.device, possession: stay.id }] : []
  })

const removalsSeen = (see: Seeing) =>
  actsIn(see.world)
    .filter((act) => seesAct(see, act))
    .map(({ id }) => id)
/** Removals in one tenant, by whomever. */
export const removalsIn = (world: World, tenant: string) =>
  actsIn(world)
    .filter((act) => act.tenant === tenant)
    .map(({ id }) => id)
const ownRegistrations = (see: Seeing) =>
  administrates(see) ? see.world.tenants.filter(({ organisation }) => organisation === see.me).map(({ id }) => idFrom(id, 'a')) : []

const own = (see: Seeing, kind: string) =>
  organisationsOf(see.world, kind).filter((id) => see.viewer.capacity === 'member' && id === see.me)

export const papers = {
  quotas: {
    table: 'quota',
    key: 'partner',
    rows: (world) =>
      organisationsOf(world, 'partner').map((partner) => ({ partner, devices: 1000, used: 0, revision: 1, counted_at: then, told: 0 })),
    seen: (see) => own(see, 'partner'),
  },
  criteria: {
    table: 'vendor_criteria',
    key: 'vendor',
    rows: (world) => organisationsOf(world, 'vendor').map((vendor) => ({ vendor, is_open: false, criteria: 'C', revision: 1 })),
    seen: (see) => own(see, 'vendor'),
  },
  feedRetries: {
    table: 'feed_retry',
    key: 'feed',
    rows: (world) =>
      world.feeds.map(({ id, reporter }) => ({
        feed: id,
        run: 1,
        reporter,
        person: authorOf(world, id),
        asked_by: textOf('G', id),
        asked_at: then,
        rows: 0,
        decided: 0,
        placed: 0,
        finished_at: then,
      })),
    seen: ({ reach }) => [...reach.feeds],
  },
  feedPasts: {
    table: 'feed_row_past',
    key: "feed || '/' || line",
    rows: (world) =>
      world.feedRows.map(({ feed, line }) => ({
        feed,
        line,
        revision: 1,
        reporter: world.feeds.find(({ id }) => id === feed)?.reporter,
        at: then,
        act: 'corrected',
        by_name: textOf('G', feed),
      })),
    seen: ({ world, reach }) => world.feedRows.filter(({ feed }) => reach.feeds.has(feed)).map(feedRowKey),
  },
  feedCounts: {
    table: 'feed_count',
    key: 'feed',
    rows: (world) => world.feeds.map(({ id, reporter }) => ({ feed: id, reporter, outcome: 'placed', reported_at: then, n: 0 })),
    seen: ({ reach }) => [...reach.feeds],
  },
  transferEnds: {
    table: 'transfer_end',
    key: 'transfer',
    // Of a tenant that is not there: its id stands without a foreign key, and lists pass it over.
    rows: (world) => world.transfers.map(({ id }) => ({ transfer: id, side: 'source', tenant: id, devices: 1 })),
    seen: ({ reach }) => [...reach.transfers],
  },
  choices: { table: 'notification_choice', key: 'person', rows: perPerson(() => ({ ways: {}, revision: 1 })), seen: ownPerson },
  savedViews: {
    table: 'saved_view',
    key: 'person',
    rows: perPerson((id) => ({ id, organisation: null, list: 'devices', name: 'V', state: {}, is_default: false, revision: 1 })),
    seen: ownPerson,
  },
  secondFactors: { table: 'second_factor', key: 'person', rows: perPerson((id) => ({ secret: bytes(id), last_step: 0 })), seen: ownPerson },
  recoveryCodes: { table: 'recovery_code', key: 'person', rows: perPerson((id) => ({ hash: bytes(id) })), seen: ownPerson },
  keys: {
    table: 'idempotency_key',
    key: 'organisation',
    rows: (world) =>
      // Of an organisation, or of whoever runs the hub, who acts for none.
      [...world.organisations, ...world.persons].map(({ id }) => ({
        organisation: id,
        key: 'worlds',
        operation: 'O',
        content_hash: '\\x00',
        created_at: then,
      })),
    seen: (see) => (see.viewer.capacity === 'member' ? [see.me] : []),
  },
  visits: {
    table: 'support_session',
    key: 'id',
    rows: (world) =>
      [
        ...organisationsOf(world, 'customer').map((customer) => ({ id: visitOf(customer), customer, home: null })),
        ...managing(world).map(({ id, from, to }) => ({ id: agentsVisitOf(id), customer: to, home: from })),
      ].map((visit) => ({
        ...visit,
        person: authorOf(world, visit.id),
        person_name: nameOfVisitor(visit.id),
        kind: 'read_only',
        reason: 'R',
        opened_at: then,
        ends_at: '2026-01-02',
        ended_at: '2026-01-02',
        ended_by: 'time',
      })),
    // Either side: the customer, and whose agent it was.
    seen: (see) => [
      ...own(see, 'customer').map(visitOf),
      ...managing(see.world).flatMap(({ id, from, to }) =>
        see.viewer.capacity === 'member' && (from === see.me || to === see.me) ? [agentsVisitOf(id)] : [],
      ),
    ],
  },
  registrations: {
    table: 'registration',
    key: 'id',
    rows: (world) =>
      world.locations.map(({ id, partner, locationId }) => ({
        id: registrationOf(id),
        mail: `${textOf('J', id)}@hub.test`,
        name: textOf('J', id),
        language: 'en',
        location_id: locationId,
        token_hash: bytes(id),
        asked_at: then,
        expires_at: then,
        person: authorOf(world, id),
        confirmed_at: then,
        partner,
      })),
    seen: (see) =>
      administrates(see) ? see.world.locations.filter(({ partner }) => partner === see.me).map(({ id }) => registrationOf(id)) : [],
  },
  applications: {
    table: 'application',
    key: 'id',
    rows: (world) =>
      world.accreditations.map(({ id, vendor, organisation }) => ({
        id: applicationOf(id),
        vendor,
        organisation,
        company_key: id,
        company: 'C',
        name: textOf('I', id),
        mail: `${textOf('I', id)}@hub.test`,
        kinds: ['report_sales'],
        statement: '',
        filed_at: then,
      })),
    seen: ({ reach }) => [...reach.accreditations].map(applicationOf),
  },
  deviceRegistrations: {
    table: 'device_registration',
    key: 'id',
    rows: (world) =>
      world.tenants.map(({ id, organisation }) => ({
        id: idFrom(id, 'a'),
        organisation,
        tenant: id,
        person: authorOf(world, id),
        registered_by: textOf('U', id),
        rows: 1,
        outcomes: {},
        at: then,
      })),
    seen: ownRegistrations,
  },
  deviceRegistrationRows: {
    table: 'device_registration_row',
    key: 'registration',
    rows: (world) =>
      world.tenants.map(({ id }) => ({
        registration: idFrom(id, 'a'),
        line: 1,
        vendor_name: '',
        product_number: '',
        product_key: '',
        serial: '',
        serial_key: '',
        model: '',
        evidence: '',
        outcome: 'registered',
      })),
    seen: ownRegistrations,
  },
  removals: {
    table: 'device_removal',
    key: 'id',
    rows: (world) =>
      actsIn(world).map(({ id, tenant, by }) => ({
        id,
        organisation: by,
        tenant,
        person: authorOf(world, id),
        removed_by: nameOfRemover(id),
        devices: 1,
        at: then,
        undo_until: then,
      })),
    seen: removalsSeen,
  },
  removalRows: {
    table: 'device_removal_row',
    key: 'removal',
    rows: removalRows,
    seen: (see) => removalsSeen(see).filter((id) => removalRows(see.world).some(({ removal }) => removal === id)),
  },
  proofRequests: {
    table: 'proof_request',
    key: 'id',
    rows: (world) =>
      proofRequestsIn(world).map(({ id, device, tenant, vendor, by }) => ({
        id,
        device,
        possession: world.possessions.findLast((one) => one.device === device)?.id,
        tenant,
        vendor,
        organisation: by,
        person: authorOf(world, id),
        evidence: 'E',
        asked_at: then,
        state: 'open',
      })),
    // That a record waits for proof, for all who reach its tenant.
    seen: (see) =>
      proofRequestsIn(see.world)
        .filter((one) => administrates(see) && see.reach.tenants.has(one.tenant) && (!see.inside || one.by === see.me))
        .map(({ id }) => id),
  },
  acquaintances: {
    table: 'acquaintance',
    key: "viewer || '/' || organisation",
    rows: () => [], // worlds-insert.ts
    seen: (see) => (administrates(see) ? [...see.reach.organisationsAsCard].map((card) => `${see.me}/${card}`) : []),
  },
  reaches: {
    table: 'reach',
    key: "organisation || '/' || tenant",
    rows: () => [], // worlds-insert.ts, and the door
    seen: (see) => tenantsIn(see).map((tenant) => `${see.me}/${tenant}`),
  },
  counters: {
    table: 'counter',
    key: 'tenant',
    rows: (world) => world.tenants.map(({ id }) => ({ tenant: id, kind: 'worlds', n: 0 })),
    seen: tenantsIn,
  },
  counterDeltas: {
    table: 'counter_delta',
    key: 'tenant',
    rows: (world) => world.tenants.map(({ id }) => ({ tenant: id, kind: 'worlds', n: 0 })),
    seen: tenantsIn,
  },
  deviceUsers: {
    table: 'device_user',
    key: 'possession',
    rows: () => [], // worlds-insert.ts
    // With the device, by the person of whom it is said (reading 29). That administrators read it too (R-H3) comes with the pages on users.
    seen: ({ world, viewer, reach }) =>
      world.possessions
        .filter(
          ({ device, ended, recordedUser }) =>
            viewer.capacity === 'end_user' && ended === null && recordedUser === viewer.person && reach.devices.has(device),
        )
        .map(({ id }) => id),
  },
} satisfies Record<string, Paper>
export type PaperName = keyof typeof papers
export const paperNames = Object.keys(papers) as PaperName[]

/** The rows that hang on a world's things, in an order in which they may be inserted. */
export function paperRowsOf(world: World): [string, Row[]][] {
  return paperNames.map((name) => {
    const paper: Paper = papers[name]
    return [paper.table, paper.rows(world)]
  })
}
