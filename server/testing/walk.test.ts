// Longer than 300 lines: one walk over all endpoints; what it walks with is made below it.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Readable } from 'node:stream'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeCustomerId } from '../../contract/customer-id.ts'
import type { Endpoint, Problem } from '../../contract/endpoint.ts'
import { endpoints } from '../../contract/endpoints.ts'
import { type OrganisationKind, organisationKinds, type Permission, type Role, rolesByKind } from '../../contract/permissions.ts'
import { en } from '../../contract/words/en.ts'
import { allJobs, allRoutes } from '../features.ts'
import { newSessionToken, sessionCookie } from '../platform/access/session.ts'
import { newId } from '../platform/id.ts'
import { type Client, openTestHub, type TestHub } from './hub.ts'
import { permissionsIn, readMatrix, rolesPermit } from './model/permit.ts'
import { type Place, worldMaker } from './world.ts'

// Every endpoint of the contract is walked: as nobody, as each role of each kind of organisation, as somebody of elsewhere, as the operator.
// What a role may try is read from docs/permissions.md, never from the code's own table.

const document = readFileSync(new URL('../../docs/permissions.md', import.meta.url), 'utf8')
const madeUp = '01900000-0000-7000-8000-00000000dead'

/** Permissions for which there is no endpoint in this version. A permission that gets one leaves this list. */
const withoutEndpoint: Permission[] = [
  'customer.merge',
  'user.read',
  'user.manage',
  'feed.claim',
  'feed.settle_claim',
  'device.read_configuration',
  'device.read_person',
  'slot.assign',
  'access.allow',
  'request.answer',
  'delegated_admin.approve',
  'group.read',
  'group.manage',
  'alert.read',
  'alert.acknowledge',
  'maintenance.manage',
  'case.read',
  'case.create',
  'case.work',
  'case.hand_over',
  'routing.simulate',
  'entitlement.read',
  'entitlement.manage',
  'entitlement.override',
  'subscription.read',
  'subscription.manage',
  'licence.assign',
  'support_contact.read',
  'support_contact.assign',
  'delegated_admin.read',
  'delegated_admin.request',
  'delegated_admin.end',
  'search.devices',
  'helpdesk.search',
  'helpdesk.read_user',
  'helpdesk.send_code',
  'helpdesk.clear_suppression',
  'support_session.enter_read_only',
  'support_session.ask_full',
  'webhook.manage',
  'api_key.manage',
  'sign_in.manage',
  'own.session',
  'own.profile',
  'own.notification',
  'own.view',
  'own.favourite',
]

/** Bodies that pass the shape, where an endpoint with an id in its path takes one. */
const bodies: Record<string, object> = {
  updateOrganisation: { city: 'Lyon' },
  updateMember: { name: 'Another name' },
  changeAccreditation: { validUntil: '2999-12-31' },
  setRelationshipAccess: { enabled: true },
  updateCustomer: { city: 'Lyon' },
  setCustomerAccess: { enabled: true },
  updateCustomerSettings: { collection: true },
  rotateCpin: { graceHours: 0 },
  confirmTransfer: { confirmed: true },
  mendTransfer: {},
  askTransferConsent: { purpose: 'Exchange', until: '2999-12-31' },
  answerRequest: { answer: 'accepted' },
  admitRegistration: { roles: ['viewer'] },
  approveApplication: { kinds: ['report_sales'], validFrom: '2026-01-01' },
  refuseApplication: { reason: 'No.' },
  correctFeedRow: { model: 'Another model' },
  retryFeed: {},
  settleHeldRow: { decision: 'refuse', reason: 'No.' },
  askProof: { evidence: 'Invoice 1' },
  updateView: { name: 'Another name' },
  settleProofRequest: { decision: 'refuse', reason: 'No.' },
}

type Things = Record<
  | 'organisations'
  | 'members'
  | 'sessions'
  | 'customers'
  | 'devices'
  | 'device-registrations'
  | 'proof-requests'
  | 'removals'
  | 'feeds'
  | 'transfers'
  | 'jobs'
  | 'notifications'
  | 'relationships'
  | 'accreditations'
  | 'registrations'
  | 'applications'
  | 'requests'
  | 'consents'
  | 'audit'
  | 'support-sessions'
  | 'views',
  string
>
type Answer = { status: number; text: string; problem: Problem | null }

const nameOf = (endpoint: Endpoint) => `${endpoint.method} ${endpoint.path}`
const permissionOf = ({ access }: Endpoint) => (typeof access === 'object' ? access.permission : null)
// What is the operator's alone is refused before an id matters.
const withId = endpoints.filter(({ path, access }) => path.includes('{') && access !== 'public' && access !== 'operator')
const roles: { kind: OrganisationKind; role: Role }[] = organisationKinds.flatMap((kind) =>
  rolesByKind[kind].map((role: Role) => ({ kind, role })),
)

/** What the document says a member with these roles may try: `v` and `w` are for those kinds alone. */
function mayTryIt(permission: Permission, held: readonly Role[], kind: OrganisationKind): boolean {
  return [...rolesPermit(document, held, permission)].some(
    (letter) => (letter !== 'v' || kind === 'provider' || kind === 'vendor') && (letter !== 'w' || kind === 'vendor'),
  )
}

/** The same of a read-only session: a column of its own. */
function sessionMayTry(permission: Permission): boolean {
  return readMatrix(document).cells.get(permission)?.get('RS') === 'x'
}

/** Everything that must be alike in two refusals: all but the number by which one finds it in the log. */
function alike({ status, text }: Answer): unknown {
  return { status, body: { ...JSON.parse(text), correlationId: null } }
}

describe('every endpoint', () => {
  let test: TestHub
  let mine: Things
  let place: Place
  const own = {} as Record<OrganisationKind, string>
  const elsewhere = {} as Record<OrganisationKind, string>
  const members = new Map<`${Role} of ${OrganisationKind}`, Client>()
  const strangers = {} as Record<OrganisationKind, Client>
  /** Of another partner that manages the same customer. */
  let rival: Client

  /** Calls as a script would; a stream is left as soon as its head is there. */
  async function ask(
    who: Client,
    endpoint: Endpoint,
    how: { id?: string | undefined; query?: string; body?: object; actingFor?: string; inside?: string } = {},
  ): Promise<Answer> {
    const path = endpoint.path
      .replace('{line}', '2')
      .replace(/\{\w+\}/, how.id ?? (endpoint.path.includes('{token}') ? 'x'.repeat(43) : madeUp))
    const organisation = how.inside === undefined ? (how.actingFor ?? who.organisation) : null
    const body = how.body ?? (endpoint.path.includes('{') ? bodies[endpoint.name] : undefined)
    const options: InjectOptions & { payloadAsStream: true } = {
      method: endpoint.method,
      url: `/api/v1${path}${how.query ?? ''}`,
      headers: {
        'x-steward-request': '1',
        'if-match': '"1"',
        ...(organisation ? { 'x-steward-acting-for': organisation } : {}),
        ...(how.inside ? { 'x-steward-support-session': how.inside } : {}),
      },
      cookies: who.token ? { [sessionCookie]: who.token } : {},
      ...(body ? { payload: body } : {}),
      payloadAsStream: true,
    }
    const reply = await test.app.inject(options)
    const isLive = String(reply.headers['content-type']).startsWith('text/event-stream')
    const text = isLive ? '' : await textOf(reply.stream())
    if (isLive) reply.stream().destroy()
    expect(reply.statusCode, `${nameOf(endpoint)}: ${text}`).toBeLessThan(500)
    const isProblem = String(reply.headers['content-type']).startsWith('application/problem+json')
    return { status: reply.statusCode, text, problem: isProblem ? (JSON.parse(text) as Problem) : null }
  }

  beforeAll(async () => {
    test = await openTestHub({ routes: allRoutes, jobs: allJobs })
    for (const kind of organisationKinds) {
      own[kind] = await test.organisation(kind)
      elsewhere[kind] = await test.organisation(kind)
    }
    for (const { kind, role } of roles) members.set(`${role} of ${kind}`, await test.member(own[kind], [role]))
    for (const kind of organisationKinds) strangers[kind] = await test.member(elsewhere[kind], [...rolesByKind[kind]])
    const other = await test.organisation('partner')
    rival = await test.member(other, [...rolesByKind.partner])
    ;({ mine, place } = await makeThings(test, own, other))
  }, 60_000)
  afterAll(() => test.close())

  it('is there to be walked', () => {
    expect(endpoints.length).toBeGreaterThan(50)
    expect(withId.length).toBeGreaterThan(20)
    expect(roles).toHaveLength(16)
  })

  it('every permission of the document has an endpoint or is named as one without', () => {
    const used = new Set(endpoints.map(permissionOf))
    const without = permissionsIn(document).filter((permission) => !used.has(permission as Permission))
    expect([...withoutEndpoint].sort()).toEqual(without.sort())
  })

  it.each(endpoints.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
    '%s: nobody hears 401, unless it is public',
    async (_, endpoint) => {
      for (const id of [undefined, ...Object.values(mine)]) {
        const { status, problem } = await ask(test.nobody, endpoint, id === undefined ? {} : { id })
        if (endpoint.access === 'public') expect([401, 403]).not.toContain(status)
        else expect([status, problem?.code]).toEqual([401, 'http.not_signed_in'])
      }
    },
  )

  it.each(
    endpoints.flatMap((endpoint) =>
      permissionOf(endpoint) ? [[nameOf(endpoint), permissionOf(endpoint) as Permission, endpoint] as const] : [],
    ),
  )('%s: who may try it is as the document says of %s, role by role', async (_, permission, endpoint) => {
    for (const { kind, role } of roles) {
      const { status, problem } = await ask(members.get(`${role} of ${kind}`) ?? test.nobody, endpoint)
      const cell = `${role} of ${kind}`
      if (mayTryIt(permission, [role], kind)) expect([401, 403], `${cell}: ${problem?.code}`).not.toContain(status)
      else expect([status, problem?.code, problem?.permission], cell).toEqual([403, 'http.not_allowed', permission])
    }
  })

  describe('in a read-only support session', () => {
    let operator: Client
    let inside: string
    beforeAll(async () => {
      operator = await test.operator()
      const body = { customerId: place.organisation, kind: 'read-only', reason: 'To walk' }
      inside = (await operator.call('POST', '/support-sessions', { body })).json<{ id: string }>().id
    })
    const personal = (endpoint: Endpoint) => endpoint.access === 'public' || endpoint.access === 'person'

    it.each(endpoints.filter((endpoint) => !personal(endpoint)).map((endpoint) => [nameOf(endpoint), endpoint] as const))(
      '%s: refused where it writes, else as the document’s column RS says, whatever the id (R-H7)',
      async (_, endpoint) => {
        const permission = permissionOf(endpoint)
        const allowed = permission !== null && sessionMayTry(permission)
        for (const id of endpoint.path.includes('{id}') ? [madeUp, mine[thingOf(endpoint)]] : [undefined]) {
          const { status, problem } = await ask(operator, endpoint, { id, inside })
          if (endpoint.writes !== 'none') expect([status, problem?.code]).toEqual([403, 'support_sessions.read_only'])
          else if (allowed) expect([401, 403], problem?.code).not.toContain(status)
          else expect([status, problem?.code, problem?.permission]).toEqual([403, 'http.not_allowed', permission ?? 'operator'])
        }
      },
    )

    it('is in the walk with each of its cells, and each thing that can be looked at has a word in the log', async () => {
      const seen = endpoints.filter((endpoint) => {
        const permission = permissionOf(endpoint)
        return permission !== null && endpoint.writes === 'none' && sessionMayTry(permission)
      })
      expect(seen.length).toBeGreaterThan(10)
      expect(Object.keys(en.names.views).sort()).toEqual(seen.map(({ name }) => name).sort())
    })

    it('one that is over, somebody else’s or made up is not there, for every endpoint alike (R-A2)', async () => {
      for (const endpoint of endpoints.filter((one) => !personal(one))) {
        const [stranger, never] = [await ask(strangers.customer, endpoint, { inside }), await ask(operator, endpoint, { inside: madeUp })]
        expect(stranger.status, nameOf(endpoint)).toBe(404)
        expect(alike(stranger), nameOf(endpoint)).toEqual(alike(never))
      }
    })

    it('what is the person’s own, or anybody’s, is so inside too', async () => {
      for (const endpoint of endpoints.filter((one) => personal(one) && one.method === 'GET'))
        expect((await ask(operator, endpoint, { inside })).status, nameOf(endpoint)).toBe((await ask(operator, endpoint)).status)
    })
  })

  it('what is the operator’s is refused to every role, and the operator is refused what is an organisation’s', async () => {
    const operator = await test.operator()
    const operators = endpoints.filter(({ access }) => access === 'operator')
    expect(operators.length).toBeGreaterThan(0)
    for (const endpoint of operators) {
      for (const [cell, member] of members) expect((await ask(member, endpoint)).status, `${nameOf(endpoint)} as ${cell}`).toBe(403)
      expect([401, 403]).not.toContain((await ask(operator, endpoint)).status)
    }
    for (const endpoint of endpoints.filter((one) => permissionOf(one) !== null)) {
      const { status, problem } = await ask(operator, endpoint)
      const orOperator = typeof endpoint.access === 'object' && endpoint.access.orOperator === true
      if (orOperator) expect([401, 403, 409], nameOf(endpoint)).not.toContain(status)
      else expect([status, problem?.code], nameOf(endpoint)).toEqual([409, 'http.no_organisation'])
    }
  })

  it('whoever is no member of the organisation they name hears what they hear of one that is not there (R-A2)', async () => {
    const customer = strangers.customer
    for (const endpoint of endpoints.filter(({ access }) => access !== 'public')) {
      const foreign = await ask(customer, endpoint, { actingFor: own.partner })
      expect(foreign.status, nameOf(endpoint)).toBe(404)
      expect(alike(foreign)).toEqual(alike(await ask(customer, endpoint, { actingFor: madeUp })))
    }
  })

  it.each(withId.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
    '%s: a real id of somebody else’s is answered like one that is made up (R-A2)',
    async (_, endpoint) => {
      const permission = permissionOf(endpoint)
      const kinds = organisationKinds.filter((kind) => permission === null || mayTryIt(permission, rolesByKind[kind], kind))
      expect(kinds.length).toBeGreaterThan(0)
      for (const kind of kinds) {
        const real = await ask(strangers[kind], endpoint, { id: mine[thingOf(endpoint)] })
        const other = await ask(strangers[kind], endpoint, { id: madeUp })
        expect(real.status, `${kind}: ${real.text}`).toBe(404)
        expect(alike(real), kind).toEqual(alike(other))
      }
    },
  )

  it('a partner that manages the same customer hears nothing of what is the first partner’s alone (R-A7)', async () => {
    const managing = await test.database.owner.query<{ id: string }>(
      'select id from relationship where from_organisation = $1 and to_organisation = $2',
      [own.partner, place.organisation],
    )
    const alone: Partial<Things> = { ...mine, relationships: managing.rows[0]?.id ?? '' }
    for (const shared of ['customers', 'devices', 'organisations'] as const) delete alone[shared]
    for (const endpoint of withId) {
      const id = alone[thingOf(endpoint)]
      const permission = permissionOf(endpoint)
      if (id === undefined || (permission !== null && !mayTryIt(permission, rolesByKind.partner, 'partner'))) continue
      const real = await ask(rival, endpoint, { id })
      expect(real.status, `${nameOf(endpoint)}: ${real.text}`).toBe(404)
      expect(alike(real), nameOf(endpoint)).toEqual(alike(await ask(rival, endpoint, { id: madeUp })))
    }
    const shared = endpoints.find(({ name }) => name === 'getCustomer')
    expect(shared && (await ask(rival, shared, { id: mine.customers })).status).toBe(200)
  })

  it('a real id elsewhere in a request is answered like one that is made up (R-A2)', async () => {
    const byName = new Map(endpoints.map((endpoint) => [endpoint.name, endpoint]))
    const pairs: [string, OrganisationKind, (id: string) => { query?: string; body?: object }, string, string][] = [
      ['listDevices', 'partner', (id) => ({ query: `?tenant=${id}` }), place.customerId, makeCustomerId(randomBytes(16))],
      ['setActingFor', 'partner', (id) => ({ body: { organisationId: id } }), own.partner, madeUp],
      [
        'giveAccreditation',
        'vendor',
        (id) => ({ body: { organisationId: id, kind: 'report_sales', validFrom: '2026-01-01' } }),
        own.partner,
        madeUp,
      ],
    ]
    for (const [name, kind, how, real, other] of pairs) {
      const endpoint = byName.get(name)
      if (!endpoint) throw new Error(`no endpoint ${name}`)
      const answer = await ask(strangers[kind], endpoint, how(real))
      expect(answer.status, `${name}: ${answer.text}`).toBe(404)
      expect(alike(answer), name).toEqual(alike(await ask(strangers[kind], endpoint, how(other))))
    }
  })

  // Last, since it changes things. It proves that the ids above were real: whoever they belong to is answered.
  it('each of these ids is real: whom it belongs to is not told that it is not there', async () => {
    const order = ['GET', 'PATCH', 'PUT', 'POST', 'DELETE']
    const owners: readonly { role: Role; kind: OrganisationKind; member: Client | undefined }[] = [
      { role: 'global_admin', kind: 'partner', member: members.get('global_admin of partner') },
      { role: 'vendor_admin', kind: 'vendor', member: members.get('vendor_admin of vendor') },
      { role: 'customer_admin', kind: 'customer', member: await test.member(place.organisation, ['customer_admin']) },
    ]
    const sorted = withId.toSorted((one, other) => order.indexOf(one.method) - order.indexOf(other.method))
    for (const endpoint of sorted) {
      const permission = permissionOf(endpoint)
      const tried = owners.flatMap(({ role, kind, member }) =>
        member && (permission === null || mayTryIt(permission, [role], kind)) ? [member] : [],
      )
      const answers = await Promise.all(tried.map((member) => ask(member, endpoint, { id: mine[thingOf(endpoint)] })))
      expect(answers.length, nameOf(endpoint)).toBeGreaterThan(0)
      expect(
        answers.some(({ status }) => ![401, 403, 404, 422].includes(status)),
        `${nameOf(endpoint)}: ${answers[0]?.text}`,
      ).toBe(true)
    }
  })
})

function thingOf(endpoint: Endpoint): keyof Things {
  return endpoint.path.split('/')[1] as keyof Things
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}

/** One thing of each kind, of the first partner (an accreditation: given by the first vendor), by the owner's hand. */
async function makeThings(test: TestHub, own: Record<OrganisationKind, string>, rival: string): Promise<{ mine: Things; place: Place }> {
  const { owner } = test.database
  const world = worldMaker(test)
  const person =
    (
      await owner.query<{ id: string }>(
        "select m.person as id from membership m where m.organisation = $1 and m.roles = '{global_admin}'",
        [own.partner],
      )
    ).rows[0]?.id ?? ''
  const second = await test.member(own.partner, ['viewer'])
  const membership = (await owner.query<{ id: string }>('select id from membership where person = $1', [second.person])).rows[0]?.id ?? ''
  const place = await world.customer('A customer of the first partner', [{ partner: own.partner }, { partner: rival }])
  await world.holding(own.partner)
  const [device = ''] = await world.devices(own.vendor, place, ['WALK1'], { origin: own.partner })
  await world.accredit(own.partner, own.vendor, 'resell_monitor')
  const accreditation = (await owner.query<{ id: string }>('select id from accreditation')).rows[0]?.id ?? ''
  const [feed, transfer, notification, relationship, session] = [newId(), newId(), newId(), newId(), newId()]
  await owner.query("insert into feed (id, reporter, person, reported_by, file_name, state) values ($1, $2, $3, 'N', 'f.csv', 'done')", [
    feed,
    own.partner,
    person,
  ])
  const site = await world.location(own.partner)
  await owner.query(
    "insert into feed_row (feed, reporter, line, serial, serial_key, location_id, outcome, vendor, location) values ($1, $2, 2, 'H', 'H', $3, 'held', $4, $5)",
    [feed, own.partner, site.locationId, own.vendor, site.id],
  )
  await owner.query("insert into transfer (id, asked_by, asked_by_name, home, acting, state) values ($1, $2, 'N', $3, $3, 'done')", [
    transfer,
    person,
    own.partner,
  ])
  await owner.query("insert into notification (id, person, organisation, kind) values ($1, $2, $3, 'transfer.done')", [
    notification,
    person,
    own.partner,
  ])
  await world.acquaint(own.provider, own.partner)
  await owner.query(
    "insert into relationship (id, kind, from_organisation, to_organisation, state, accepted_at) values ($1, 'supplies', $2, $3, 'accepted', now())",
    [relationship, own.provider, own.partner],
  )
  await owner.query('insert into session (id, person, token_hash) values ($1, $2, $3)', [session, person, newSessionToken().hash])
  const registration = newId()
  await owner.query(
    `insert into registration (id, mail, name, language, location_id, token_hash, asked_at, expires_at, person, confirmed_at, partner)
    values ($1, 'r@hub.test', 'R', 'en', 'L-1', 'hash', now(), now(), $2, now(), $3)`,
    [registration, (await test.member(own.customer, ['end_user'])).person, own.partner],
  )
  const application = newId()
  await owner.query(
    `insert into application (id, vendor, organisation, company_key, company, name, mail, kinds, statement, filed_at)
    values ($1, $2, $3, 'key', 'C', 'N', 'n@hub.test', '{report_sales}', '', now())`,
    [application, own.vendor, own.partner],
  )
  const [request, consent] = [newId(), newId()]
  await owner.query(
    `insert into request (id, kind, partner, customer, tenant, scope, purpose, until, state, asked_by, asked_by_name, lapses_at)
    values ($1, 'device_move', $2, $3, $4, 'tenant', 'P', '2999-12-31', 'accepted', $5, 'N', '2999-12-31')`,
    [request, own.partner, place.organisation, place.id, person],
  )
  await owner.query(
    `insert into consent (id, kind, request, grantee, customer, tenant, scope, until, given_by, given_by_name)
    values ($1, 'device_move', $2, $3, $4, $5, 'tenant', '2999-12-31', $6, 'N')`,
    [consent, request, own.partner, place.organisation, place.id, person],
  )
  const [registered, proof] = [newId(), newId()]
  await owner.query(
    `insert into device_registration (id, organisation, tenant, person, registered_by, rows, outcomes) values ($1, $2, $3, $4, 'N', 0, '{}')`,
    [registered, own.partner, place.id, person],
  )
  const [unproven = ''] = await world.devices(own.vendor, place, ['WALK2'], { proof: 'none' })
  await owner.query(
    `insert into proof_request (id, device, possession, tenant, vendor, organisation, person, evidence)
    select $1, d.id, d.possession, d.tenant, d.vendor, $2, $3, 'E' from device d where d.id = $4`,
    [proof, own.partner, person, unproven],
  )
  const event = newId()
  await owner.query(
    `insert into audit_event (id, organisation, era, kind, capacity, detail)
    select $1, $2, era, 'transfer.moved_in', 'member', '{"count": 1, "at": "2026-01-01T00:00:00Z"}' from installation`,
    [event, own.partner],
  )
  const visit = newId()
  await owner.query(
    `insert into support_session (id, person, person_name, customer, kind, reason, ends_at) values ($1, $2, 'N', $3, 'read_only', 'R', now() + interval '1 hour')`,
    [visit, person, place.organisation],
  )
  const removed = newId()
  await owner.query(
    `insert into device_removal (id, organisation, tenant, person, removed_by, devices, undo_until) values ($1, $2, $3, $4, 'N', 1, '2999-12-31')`,
    [removed, own.partner, (await world.own(own.partner)).id, person],
  )
  const view = newId()
  await owner.query("insert into saved_view (id, person, organisation, list, name, state) values ($1, $2, $3, 'devices', 'V', '{}')", [
    view,
    person,
    own.partner,
  ])
  const mine = {
    organisations: own.partner,
    members: membership,
    sessions: session,
    customers: place.organisation,
    devices: device,
    'device-registrations': registered,
    'proof-requests': proof,
    removals: removed,
    feeds: feed,
    transfers: transfer,
    jobs: transfer,
    notifications: notification,
    relationships: relationship,
    accreditations: accreditation,
    registrations: registration,
    applications: application,
    requests: request,
    consents: consent,
    audit: event,
    'support-sessions': visit,
    views: view,
  }
  return { mine, place }
}
