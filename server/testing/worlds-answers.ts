// Longer than 300 lines: every GET of the API, a few lines each.
import { readFileSync } from 'node:fs'
import { type Matrix, readMatrix, rolesPermit } from './model/permit.ts'
import { feedRowKey, type Viewer } from './model/reach.ts'
import type { Device, Membership, Organisation, Tenant, World } from './model/world.ts'
import { expected, type Sets } from './worlds-expected.ts'
import { deviceRegistrationOf, proofsAskedOf, removalsIn, visitOf } from './worlds-papers.ts'
import { customerIdOf, textOf } from './worlds-texts.ts'

// What every GET of the API should answer in a world, in the naive model's words: written from docs/rules.md (R-A7), docs/permissions.md and the
// endpoints' own summaries, never from the server. A question is a path and which rows must come, or that it is refused.

export type Item = Record<string, unknown>
export type Question = {
  /** The endpoint's name. */
  of: string
  path: string
  /** `permission`: 403. `absent`: 404, told like an id that is made up. `either`: a file of what one may not read. */
  refused?: 'permission' | 'absent' | 'either'
  /** Exactly these rows, over all pages; of a file: the names in it that begin with `letter`. */
  rows?: Iterable<string>
  key?: (item: Item) => string
  letter?: string
  /** The same, of a file with ids: those that begin so. */
  ids?: string
  /** What a page's `total`, or the thing's own count, says. */
  count?: number
}
export type Asking = { world: World; viewer: Viewer; kind: Organisation['kind']; reach: Sets }

const document = readFileSync(new URL('../../docs/permissions.md', import.meta.url), 'utf8')
const matrix: Matrix = readMatrix(document)
export const madeUp = '01900000-0000-7000-8000-00000000dead'

/** Which letters the document gives for a permission: of roles, or of the column of read-only sessions. */
function lettersOf({ viewer, kind }: Asking, permission: string): string {
  if (viewer.capacity === 'read_only_session') return matrix.cells.get(permission)?.get('RS') ?? ''
  const letters = rolesPermit(document, viewer.roles, permission)
  return [...letters]
    .filter((letter) => (letter !== 'v' || kind === 'provider' || kind === 'vendor') && (letter !== 'w' || kind === 'vendor'))
    .join('')
}

/** Who asks, in which world; null where they may not act for the organisation at all. */
export function asking(world: World, viewer: Viewer): Asking | null {
  const organisation = world.organisations.find(({ id }) => id === viewer.organisation)
  const reach = expected(world, viewer)
  return organisation && reach.organisationsAsCard.has(organisation.id) ? { world, viewer, kind: organisation.kind, reach } : null
}

const byId = (item: Item) => String(item.id)
const text = (value: unknown) => String(value)

/** One in three, others for each person: all are searched for in a world, by somebody. */
function inTurn<T>({ person, organisation }: Viewer, all: readonly T[]): T[] {
  const turn = Number((person ?? organisation ?? '').slice(-4))
  return all.filter((_, n) => (n + turn) % 3 === 0)
}

/** Devices that are not retired: lists and pages show no others. */
function live({ world, reach }: Asking): Device[] {
  return world.devices.filter(({ id, retired }) => reach.devices.has(id) && !retired)
}

/** Whether the document lets whoever asks try something. */
export function may(who: Asking, permission: string): boolean {
  return lettersOf(who, permission) !== ''
}

/** Every question for a member, an end user or a read-only session. */
export function questionsFor(who: Asking): Question[] {
  return [
    ...ofOrganisations(who),
    ...ofCustomers(who),
    ...ofDevices(who),
    ...ofFeeds(who),
    ...ofTransfers(who),
    ...ofLedger(who),
    ...ofLogs(who),
  ]
}

/** The questions about a permission: refused at once where the document gives none. */
function under(who: Asking, permission: string, of: string, path: string, questions: () => Omit<Question, 'of'>[]): Question[] {
  if (!may(who, permission)) return [{ of, path: path.replace('{id}', madeUp), refused: 'permission' }]
  return questions().map((question) => ({ of, ...question }))
}

/** A page for each id: there for these alone. */
function each(path: string, ids: Iterable<string>, there: ReadonlySet<string>, more: (id: string) => Partial<Question> = () => ({})) {
  return [...ids].map((id) => ({ path: path.replace('{id}', id), ...(there.has(id) ? more(id) : { refused: 'absent' as const }) }))
}

function ofOrganisations(who: Asking): Question[] {
  const { world, viewer, reach } = who
  const me = viewer.organisation ?? ''
  // `o`: own organisation only.
  const cards = lettersOf(who, 'organisation.read') === 'x' ? reach.organisationsAsCard : new Set([me])
  // The list leaves out organisations that are closed; their card stays where it is linked from.
  const listed = new Set(world.organisations.filter(({ id, state }) => cards.has(id) && state !== 'closed').map(({ id }) => id))
  const all = world.organisations.map(({ id }) => id)
  const isMember = ({ id, organisation, status }: Membership) => organisation === me && reach.memberships.has(id) && status !== 'removed'
  const members = world.memberships.filter(isMember).map(({ id }) => id)
  const ofKind = (wanted: string) => world.organisations.filter(({ id, kind }) => listed.has(id) && kind === wanted).map(({ id }) => id)
  const relationships = (wanted: string) => world.relationships.filter(({ id, kind }) => reach.relationships.has(id) && kind === wanted)
  const list = (path: string, rows: Iterable<string>, key = byId) => ({ path, rows, key })
  return [
    ...under(who, 'organisation.read', 'listOrganisations', '/organisations', () => [
      list('/organisations', listed),
      list(`/organisations?q=${textOf('O', me).slice(0, 6)}`, listed),
      ...inTurn(viewer, world.organisations).map(({ id }) => list(`/organisations?q=${textOf('O', id)}`, listed.has(id) ? [id] : [])),
      ...['vendor', 'provider', 'partner', 'customer'].map((kind) => list(`/organisations?kind=${kind}`, ofKind(kind))),
    ]),
    ...under(who, 'organisation.read', 'getOrganisation', '/organisations/{id}', () => each('/organisations/{id}', all, cards)),
    ...under(who, 'organisation.read', 'getQuota', '/quota', () => [{ path: '/quota' }].filter(() => who.kind === 'partner')),
    ...under(who, 'member.read', 'listMembers', '/members', () => [
      list('/members', members),
      ...inTurn(viewer, world.memberships).map(({ id }) => list(`/members?q=${textOf('M', id)}`, members.includes(id) ? [id] : [])),
    ]),
    ...under(who, 'member.manage', 'listRegistrations', '/registrations', () => [list('/registrations', reach.registrations)]),
    ...under(who, 'accreditation.read', 'listAccreditations', '/accreditations', () => [list('/accreditations', reach.accreditations)]),
    ...under(who, 'accreditation.read', 'listApplications', '/applications', () => [list('/applications', reach.applications)]),
    ...under(who, 'application.decide', 'getVendorCriteria', '/vendor-criteria', () => [{ path: '/vendor-criteria' }]),
    ...under(who, 'accreditation.read', 'listLocations', '/locations', () => [list('/locations', reach.locations)]),
    ...under(who, 'relationship.read', 'listRelationships', '/relationships', () => [
      list('/relationships', reach.relationships),
      ...['manages', 'supplies'].map((kind) =>
        list(
          `/relationships?kind=${kind}`,
          relationships(kind).map(({ id }) => id),
        ),
      ),
    ]),
  ]
}

/** The tenants of customers in reach, by organisation. */
function settledIn({ world, reach }: Asking): Set<string> {
  const tenants = world.tenants.filter(({ id, kind }) => kind === 'customer' && reach.tenants.has(id))
  return new Set(tenants.map(({ organisation }) => organisation))
}

/** Reading a cPIN is written in logs (R-C5): asked last. */
export function questionsOfSecrets(who: Asking): Question[] {
  const all = who.world.organisations.map(({ id }) => id)
  return under(who, 'cpin.read', 'getCpin', '/customers/{id}/cpin', () => each('/customers/{id}/cpin', all, settledIn(who)))
}

/** What whoever runs the hub reads outside support sessions: "organisations, accreditations, queues, health". */
export function questionsForOperator(worlds: readonly World[], listed: readonly string[]): Question[] {
  const paths: [string, string][] = [
    ['listHubAudit', '/operator/audit'],
    ['getHubHealth', '/operator/health'],
    ['listHubJobs', '/operator/jobs'],
    ['getHubSettings', '/operator/settings'],
    ['listQuotas', '/operator/quotas'],
    ['listApplications', '/applications'],
  ]
  const accreditations = worlds.flatMap((world) => world.accreditations.map(({ id }) => id))
  return [
    { of: 'listOrganisations', path: '/organisations', rows: listed, key: byId },
    { of: 'listAccreditations', path: '/accreditations', rows: accreditations, key: byId },
    ...worlds.flatMap((world) => world.organisations.map(({ id }) => ({ of: 'getOrganisation', path: `/organisations/${id}` }))),
    ...paths.map(([of, path]) => ({ of, path })),
  ]
}

/** R-G1, R-C1: a partner's customers, pending ones as typed; the settings of tenants in reach. */
function ofCustomers(who: Asking): Question[] {
  const { world, reach } = who
  const all = world.organisations.map(({ id }) => id)
  const mine = world.relationships.filter(({ id }) => reach.invitedCards.has(id) && who.kind === 'partner')
  const ids = (states: readonly string[]) => mine.filter(({ state }) => states.includes(state)).map(({ to }) => to)
  const accesses: [string, string][] = [
    ['pending', 'requested'],
    ['accepted', 'accepted'],
    ['disabled', 'disabled'],
  ]
  const settled = settledIn(who)
  const of = new Set(mine.map(({ to }) => to))
  return [
    ...under(who, 'customer.read', 'listCustomers', '/customers', () => [
      { path: '/customers', rows: of, key: byId },
      { path: '/customers?sort=-invitedAt', rows: of, key: byId },
      ...accesses.map(([access, state]) => ({ path: `/customers?access=${access}`, rows: ids([state]), key: byId })),
    ]),
    ...under(who, 'customer.read', 'getCustomer', '/customers/{id}', () => each('/customers/{id}', all, of)),
    ...under(who, 'tenant_settings.read', 'getCustomerSettings', '/customers/{id}/settings', () =>
      each('/customers/{id}/settings', all, settled),
    ),
  ]
}

function ofDevices(who: Asking): Question[] {
  const { world, viewer, reach, kind } = who
  const seen = live(who)
  const ids = new Set(seen.map(({ id }) => id))
  // Lists leave out what is archived unless it is asked for; whether it is, a vendor does not know.
  const listed = seen.filter(({ archived }) => !archived || kind === 'vendor')
  const all = world.devices.map(({ id }) => id)
  const ofTenant = (tenant: string) => listed.filter((device) => device.tenant === tenant)
  // A stay belongs to its tenant for ever (R-T8): also of a device that has gone, or is retired.
  const stayed = (device: string) => world.possessions.filter((one) => one.device === device && reach.possessions.has(one.id))
  const known = new Set(all.filter((device) => stayed(device).length > 0))
  const picked = (tenant: Tenant | undefined, asked: string): Omit<Question, 'of'> => {
    const there = tenant !== undefined && reach.tenants.has(tenant.id) && viewer.capacity !== 'end_user'
    const devices = there ? ofTenant(tenant.id) : []
    const path = `/devices?tenant=${asked}`
    return there ? { path, rows: devices.map(({ id }) => id), key: byId, count: devices.length } : { path, refused: 'absent' }
  }
  const own = (wanted: string) => world.tenants.find((tenant) => tenant.kind === wanted && tenant.organisation === viewer.organisation)
  const idsOf = (devices: Device[]) => devices.map(({ id }) => id)
  const lists = (path: string) => ({ path, rows: idsOf(listed), key: byId })
  const file = (of: string, path: string): Question =>
    !may(who, 'export')
      ? { of, path, refused: 'permission' }
      : may(who, 'device.read')
        ? { of, path, rows: listed.map(({ twinOf }) => textOf('S', twinOf).toLowerCase()), letter: 's' }
        : { of, path, refused: 'either' }
  return [
    ...under(who, 'device.read', 'listDevices', '/devices', () => [
      lists('/devices'),
      lists('/devices?sort=-serialNumber'),
      lists(`/devices?q=${textOf('S', viewer.organisation ?? '').slice(0, 5)}`),
      ...inTurn(viewer, world.devices).map(({ id }) => {
        const bearing = listed.filter(({ twinOf }) => twinOf === id)
        return { path: `/devices?q=${textOf('S', id)}`, rows: bearing.map((device) => device.id), key: byId }
      }),
      ...world.tenants.map((tenant) => picked(tenant, customerIdOf(tenant.id))),
      ...(viewer.capacity === 'end_user' ? [] : world.tenants.filter(({ id }) => reach.tenants.has(id))).map(({ id }) => ({
        path: `/devices?tenant=${customerIdOf(id)}&archived=only`,
        rows: idsOf(seen.filter(({ tenant, archived }) => tenant === id && archived)),
        key: byId,
      })),
      ...(kind === 'partner' ? [picked(own('holding'), 'unassigned'), picked(own('own'), 'own')] : []),
    ]),
    ...under(who, 'device.read', 'getDevice', '/devices/{id}', () => each('/devices/{id}', all, ids)),
    ...under(who, 'device.read', 'listPossessions', '/devices/{id}/possessions', () =>
      each('/devices/{id}/possessions', all, known, (device) => ({ rows: stayed(device).map(({ id }) => id), key: byId })),
    ),
    ...under(who, 'device.read', 'getHoldingTenant', '/holding-tenant', () =>
      own('holding')
        ? [{ path: '/holding-tenant', count: ofTenant(own('holding')?.id ?? '').length }]
        : [{ path: '/holding-tenant', refused: 'absent' as const }],
    ),
    // Of all ages together, the archive left out (R-B5).
    ...under(who, 'device.read', 'getHoldingHistory', '/holding-tenant/history', () => {
      const holding = own('holding')?.id
      return holding
        ? [{ path: '/holding-tenant/history', count: ofTenant(holding).length }]
        : [{ path: '/holding-tenant/history', refused: 'absent' as const }]
    }),
    ...under(who, 'device.read', 'getOwnTenant', '/own-tenant', () =>
      kind === 'partner' && own('own') ? [{ path: '/own-tenant', count: ofTenant(own('own')?.id ?? '').length }] : [],
    ),
    file('exportDevices', '/devices/export.csv'),
    file('exportDevicesWorkbook', '/devices/export.xlsx'),
    ...under(who, 'device.register', 'listDeviceRegistrations', '/device-registrations', () => [
      { path: '/device-registrations', rows: reach.deviceRegistrations, key: byId },
    ]),
    ...['', '/rows'].flatMap((part) =>
      under(
        who,
        'device.register',
        part === '' ? 'getDeviceRegistration' : 'listRegistrationRows',
        `/device-registrations/{id}${part}`,
        () =>
          each(
            `/device-registrations/{id}${part}`,
            world.tenants.map(({ id }) => deviceRegistrationOf(id)),
            reach.deviceRegistrations,
          ),
      ),
    ),
    ...under(who, 'device.remove', 'listRemovals', '/removals', () =>
      world.tenants.map(({ id }) => {
        const path = `/removals?tenant=${customerIdOf(id)}`
        const removals = removalsIn(world, id).filter((removal) => reach.removals.has(removal))
        return reach.tenants.has(id) ? { path, rows: removals, key: byId } : { path, refused: 'absent' }
      }),
    ),
    ...under(who, 'feed.settle_held', 'listProofRequests', '/proof-requests', () => [
      { path: '/proof-requests', rows: kind === 'vendor' ? proofsAskedOf(world, viewer.organisation ?? '') : [], key: byId },
    ]),
  ]
}

/** "Feed row: its reporter; `held`: the vendor." What a partner got by somebody's feed it sees as devices. */
function ofFeeds(who: Asking): Question[] {
  const { world, viewer, reach, kind } = who
  const all = world.feeds.map(({ id }) => id)
  const rows = (feed: string, outcome?: string) =>
    world.feedRows.filter((row) => row.feed === feed && (outcome ?? row.outcome) === row.outcome).map(({ line }) => text(line))
  const held = world.feedRows.filter(({ vendor, outcome }) => kind === 'vendor' && vendor === viewer.organisation && outcome === 'held')
  const line = (item: Item) => text(item.line)
  return [
    ...under(who, 'feed.read', 'listFeeds', '/feeds', () => [{ path: '/feeds', rows: reach.feeds, key: byId }]),
    ...under(who, 'feed.read', 'getFeed', '/feeds/{id}', () => each('/feeds/{id}', all, reach.feeds)),
    ...under(who, 'feed.read', 'listFeedRows', '/feeds/{id}/rows', () => [
      ...each('/feeds/{id}/rows', all, reach.feeds, (id) => ({ rows: rows(id), key: line })),
      ...each('/feeds/{id}/rows?outcome=held', all, reach.feeds, (id) => ({ rows: rows(id, 'held'), key: line })),
    ]),
    ...under(who, 'feed.read', 'feedHealth', '/feeds/health', () => [{ path: '/feeds/health' }]),
    ...under(who, 'feed.settle_held', 'listHeldRows', '/feeds/held', () => [
      { path: '/feeds/held', rows: held.map(feedRowKey), key: (item) => `${text(item.feedId)}/${text(item.line)}` },
    ]),
  ]
}

/** "Transfer, its rows and files: the asking organisation." */
function ofTransfers(who: Asking): Question[] {
  const { world, reach } = who
  const all = world.transfers.map(({ id }) => id)
  const lines = (transfer: string) => world.transferRows.filter((row) => row.transfer === transfer).map((row) => text(row.line))
  const rows = (id: string) => ({ rows: lines(id), key: (item: Item) => text(item.line) })
  const named = (id: string) => ({ rows: lines(id).length > 0 ? [textOf('R', id).toLowerCase()] : [], letter: 'r' })
  const of = (name: string, path: string, more: (id: string) => Partial<Question> = () => ({})) =>
    under(who, 'transfer.read', name, path, () => each(path, all, reach.transfers, more))
  return [
    ...under(who, 'transfer.read', 'listTransfers', '/transfers', () => [{ path: '/transfers', rows: reach.transfers, key: byId }]),
    ...of('getTransfer', '/transfers/{id}'),
    ...of('listTransferRows', '/transfers/{id}/rows', rows),
    ...of('listTransferTenants', '/transfers/{id}/tenants', () => ({ rows: [], key: byId })),
    ...under(who, 'transfer.undo', 'foreseeUndo', '/transfers/{id}/undo', () => each('/transfers/{id}/undo', all, reach.transfers)),
    ...of('transferSummary', '/transfers/{id}/summary.csv', named),
    ...of('transferSummaryWorkbook', '/transfers/{id}/summary.xlsx', named),
    ...of('transferFaulty', '/transfers/{id}/faulty.csv', named),
    ...of('transferFaultyWorkbook', '/transfers/{id}/faulty.xlsx', named),
  ]
}

/** R-D10: both sides read the ledger. */
function ofLedger(who: Asking): Question[] {
  const { world, reach } = who
  const open = world.requests.filter(({ id, state }) => reach.requests.has(id) && state === 'open').map(({ id }) => id)
  const exported: Question = { of: 'exportConsents', path: '/consents/export.csv' }
  return [
    ...under(who, 'consent.read', 'listRequests', '/requests', () => [
      { path: '/requests', rows: reach.requests, key: byId },
      { path: '/requests?state=open', rows: open, key: byId },
    ]),
    ...under(who, 'consent.read', 'listConsents', '/consents', () => [{ path: '/consents', rows: reach.consents, key: byId }]),
    !may(who, 'export')
      ? { ...exported, refused: 'permission' }
      : may(who, 'consent.read')
        ? { ...exported, rows: [...reach.requests].map((id) => textOf('Q', id).toLowerCase()), letter: 'q' }
        : { ...exported, refused: 'either' },
  ]
}

function ofLogs(who: Asking): Question[] {
  const { world, viewer, reach } = who
  const all = world.auditEvents.map(({ id }) => id)
  const mine = new Set(world.tenants.flatMap(({ id, organisation }) => (organisation === viewer.organisation ? [id] : [])))
  // What came in the first hour into the own tenants: that is when these events say that something came.
  const came = world.possessions.filter(({ tenant, began }) => mine.has(tenant) && began === '2026-01-01T01:00:00Z').map(({ id }) => id)
  const partners = world.auditEvents.filter(({ id, actor }) => reach.auditEvents.has(id) && actor !== null && actor !== viewer.organisation)
  const jobs = new Set([...(may(who, 'transfer.read') ? reach.transfers : []), ...(may(who, 'feed.read') ? reach.feeds : [])])
  const works = [...world.transfers, ...world.feeds].map(({ id }) => id)
  const events = { rows: reach.auditEvents, ids: '00000022' }
  return [
    ...under(who, 'audit.read', 'listAudit', '/audit', () => [
      { path: '/audit', rows: reach.auditEvents, key: byId },
      { path: '/audit?by=partners', rows: partners.map(({ id }) => id), key: byId },
    ]),
    ...under(who, 'audit.read', 'listEventDevices', '/audit/{id}/devices', () =>
      each('/audit/{id}/devices', all, reach.auditEvents, () => ({ rows: came, key: byId })),
    ),
    ...under(who, 'audit.export', 'exportAuditTable', '/audit/export.csv', () => [{ path: '/audit/export.csv', ...events }]),
    ...under(who, 'audit.export', 'exportAuditProof', '/audit/export.ndjson', () => [{ path: '/audit/export.ndjson', ...events }]),
    ...under(who, 'support_session.read', 'listSupportSessions', '/support-sessions', () => [
      { path: '/support-sessions', rows: reach.visits, key: byId },
    ]),
    ...under(who, 'support_session.read', 'getSupportSession', '/support-sessions/{id}', () =>
      each(
        '/support-sessions/{id}',
        world.organisations.map(({ id }) => visitOf(id)),
        reach.visits,
      ),
    ),
    ...under(who, 'export', 'getJob', '/jobs/{id}', () => each('/jobs/{id}', works, jobs)),
  ]
}
