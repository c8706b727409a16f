import type { FastifyInstance } from 'fastify'
import { createPerson, type DemonstrationSignIn, hashPassword, keepDemonstrationSignIns } from '../people/index.ts'
import { sql } from '../platform/database/query.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { type Caller, caller, waitFor } from './caller.ts'
import { feedFile, type Sale } from './feed-file.ts'
import { accreditationsOf, sales } from './goods.ts'
import { customers, type DemoPerson, operatorMail, organisations, password } from './world.ts'

type Somebody = { caller: Caller; organisation: string }
type Made = { people: Map<string, Somebody>; ids: Map<string, string>; locations: Map<string, string> }

/**
 * Makes the demonstration's world through the API, once. Every step can be repeated: a start that was cut short goes on where it was.
 * Answers when the sign-ins work and the devices are where they belong.
 */
export async function makeDemonstration(hub: Hub, app: FastifyInstance): Promise<void> {
  const open = caller(app)
  if ((await open.get<{ signIns: unknown[] }>('/demonstration')).signIns.length > 0) return
  const operator = await makeOperator(hub, app)
  const made: Made = { people: new Map([[operatorMail, { caller: operator, organisation: '' }]]), ids: new Map(), locations: new Map() }
  for (const organisation of organisations) {
    const [first, ...others] = organisation.people
    if (!first) continue
    const { name, kind, country } = organisation
    const { id } = await operator.send<{ id: string }>(
      'POST',
      '/organisations',
      { name, kind, country, administrator: { name: first.name, mail: first.mail } },
      { key: `demo-${name}` },
    )
    made.ids.set(name, id)
    await join(app, made, first, id)
    await inviteAll(app, made, { by: first, organisation: id }, others)
  }
  await makeDealings(made)
  await makeCustomers(app, made)
  await sell(made)
  await assign(made)
  await hub.database.inSystem(newId(), (scope) => keepDemonstrationSignIns(scope, shownSignIns()))
}

async function makeOperator(hub: Hub, app: FastifyInstance): Promise<Caller> {
  const passwordHash = await hashPassword(hub, password)
  await hub.database.inSystem(newId(), async (scope) => {
    if (await scope.maybe(sql`select person from door.find_password(${operatorMail})`)) return
    await createPerson(scope, { id: newId(), mail: operatorMail, name: 'Otto Operator', language: 'en', passwordHash, operator: true })
  })
  const operator = caller(app)
  await operator.send('POST', '/session', { mail: operatorMail, password })
  return operator
}

/** Accepts the newest invitation that was mailed, by its link; who has accepted before signs in. */
async function join(app: FastifyInstance, made: Made, person: DemoPerson, organisation: string | null): Promise<void> {
  const one = caller(app)
  type Mailbox = { items: { text: string }[] }
  const token = await waitFor(`the invitation of ${person.mail}`, async () => {
    const { items } = await one.get<Mailbox>(`/demonstration/mailbox?to=${encodeURIComponent(person.mail)}`)
    return /\/invitation\/([\w-]+)/.exec(items[0]?.text ?? '')?.[1]
  })
  const invitation = await one.find<{ kind: string }>(`/invitations/${token}`)
  type Session = { memberships: { organisationId: string }[] }
  const session = invitation
    ? await one.send<Session>('POST', `/invitations/${token}/acceptance`, {
        name: person.name,
        password,
        language: person.language ?? 'en',
      })
    : await one.send<Session>('POST', '/session', { mail: person.mail, password })
  const home = organisation ?? session.memberships[0]?.organisationId
  if (!home) throw new Error(`the demonstration could not be made: ${person.mail} is no member`)
  made.people.set(person.mail, { caller: one, organisation: home })
}

async function inviteAll(
  app: FastifyInstance,
  made: Made,
  from: { by: DemoPerson; organisation: string },
  people: readonly DemoPerson[],
): Promise<void> {
  const { organisation } = from
  for (const { name, mail, roles } of people) {
    await of(made, from.by).caller.send('POST', '/members', { name, mail, roles }, { actingFor: organisation, key: `demo-${mail}` })
  }
  for (const person of people) await join(app, made, person, organisation)
}

function of(made: Made, person: DemoPerson): Somebody {
  const found = made.people.get(person.mail)
  if (!found) throw new Error(`the demonstration has no ${person.mail}`)
  return found
}

/** The administrator of an organisation of the world. */
function adminOf(made: Made, name: string): Somebody {
  const [first] = organisations.find((organisation) => organisation.name === name)?.people ?? []
  if (!first) throw new Error(`the demonstration has no ${name}`)
  return of(made, first)
}

/** Locations, accreditations, and who supplies whom. */
async function makeDealings(made: Made): Promise<void> {
  for (const { name, kind, country } of organisations) {
    if (kind === 'vendor') continue
    const { caller: admin, organisation } = adminOf(made, name)
    if (kind !== 'partner') continue
    const { locationId } = await admin.send<{ locationId: string }>(
      'POST',
      '/locations',
      { name: `${name} HQ`, country },
      { actingFor: organisation, key: `demo-location-${name}` },
    )
    made.locations.set(name, locationId)
  }
  for (const { vendor, partner, provider } of sales) {
    const { caller: admin, organisation } = adminOf(made, vendor)
    const give = (to: object, kind: string, key: string) =>
      admin.send(
        'POST',
        '/accreditations',
        { ...to, kind, validFrom: '2026-01-01', validUntil: null },
        { actingFor: organisation, key: `demo-${vendor}-${key}-${kind}` },
      )
    for (const kind of accreditationsOf[partner] ?? []) await give({ locationId: made.locations.get(partner) }, kind, partner)
    await giveReporting(made, vendor, provider)
    const supplier = adminOf(made, provider)
    const { id } = await supplier.caller.send<{ id: string }>(
      'POST',
      '/relationships',
      { kind: 'supplies', locationId: made.locations.get(partner) },
      { actingFor: supplier.organisation, key: `demo-supplies-${provider}-${partner}` },
    )
    const taker = adminOf(made, partner)
    type Relationships = { items: { id: string; state: string }[] }
    const { items } = await taker.caller.get<Relationships>('/relationships?kind=supplies', taker.organisation)
    if (items.find((item) => item.id === id)?.state === 'requested') {
      await taker.caller.send('POST', `/relationships/${id}/acceptance`, undefined, { actingFor: taker.organisation })
    }
  }
}

/** Providers have no location ID: the operator speaks for the vendor (permissions.md). */
async function giveReporting(made: Made, vendor: string, provider: string): Promise<void> {
  const operator = made.people.get(operatorMail)
  if (!operator) return
  await operator.caller.send(
    'POST',
    '/accreditations',
    {
      organisationId: made.ids.get(provider),
      vendorId: made.ids.get(vendor),
      kind: 'report_sales',
      validFrom: '2026-01-01',
      validUntil: null,
    },
    { key: `demo-report-${vendor}-${provider}` },
  )
}

async function makeCustomers(app: FastifyInstance, made: Made): Promise<void> {
  for (const customer of customers) {
    const { caller: admin, organisation } = adminOf(made, customer.partner)
    const [first, ...others] = customer.people
    if (!first) continue
    const { name, city, postcode, country } = customer
    const { id } = await admin.send<{ id: string }>(
      'POST',
      '/customers',
      { name, city, postcode, country, administrator: { name: first.name, mail: first.mail } },
      { actingFor: organisation, key: `demo-${name}` },
    )
    made.ids.set(name, id)
    if (customer.access === 'pending') continue
    await join(app, made, first, null)
    await inviteAll(app, made, { by: first, organisation: of(made, first).organisation }, others)
  }
}

/** Each provider sends one file; partners find the devices under Unassigned devices. */
async function sell(made: Made): Promise<void> {
  let seed = 20
  for (const provider of new Set(sales.map((sale) => sale.provider))) {
    const { caller: admin, organisation } = adminOf(made, provider)
    const rows: Sale[] = sales
      .filter((sale) => sale.provider === provider)
      .map((sale) => ({
        vendor: sale.vendor,
        locationId: made.locations.get(sale.partner) ?? '',
        devices: sale.devices,
        orderPrefix: `${provider.slice(0, 2).toUpperCase()}${sale.partner.slice(0, 2).toUpperCase()}`,
        endCustomers: customers.filter((customer) => customer.partner === sale.partner).map((customer) => customer.name),
      }))
    seed += 1
    const { id } = await admin.upload<{ id: string }>(
      '/feeds',
      { name: 'sell-through-2026-10.csv', text: feedFile(rows, seed) },
      { actingFor: organisation, key: `demo-feed-${provider}` },
    )
    await waitFor(`the feed of ${provider}`, async () =>
      (await admin.get<{ state: string }>(`/feeds/${id}`, organisation)).state === 'done' ? true : null,
    )
  }
}

/** Part of what arrived goes to the customers; the rest waits. One customer's access ends switched off. */
async function assign(made: Made): Promise<void> {
  for (const customer of customers) {
    if (customer.share === 0) continue
    const { caller: admin, organisation } = adminOf(made, customer.partner)
    const total = sales.filter((sale) => sale.partner === customer.partner).reduce((sum, sale) => sum + sale.devices, 0)
    const id = made.ids.get(customer.name) ?? ''
    const { customerId, access } = await admin.get<{ customerId: string; access: string }>(`/customers/${id}`, organisation)
    if (access !== 'accepted') continue
    const devices = await unassigned(admin, organisation, Math.round(total * customer.share))
    const transfer = await admin.send<{ id: string }>(
      'POST',
      '/transfers',
      { devices, target: customerId, confirmed: true },
      { actingFor: organisation, key: `demo-transfer-${customer.name}` },
    )
    await waitFor(`the transfer to ${customer.name}`, async () =>
      (await admin.get<{ state: string }>(`/transfers/${transfer.id}`, organisation)).state === 'done' ? true : null,
    )
    if (customer.access === 'disabled') await admin.send('PUT', `/customers/${id}/access`, { enabled: false }, { actingFor: organisation })
  }
}

async function unassigned(admin: Caller, organisation: string, count: number): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: { items: { id: string }[]; nextCursor: string | null } = await admin.get(
      `/devices?tenant=unassigned&limit=200&sort=serialNumber${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
      organisation,
    )
    ids.push(...page.items.map((device) => device.id))
    cursor = page.nextCursor
  } while (cursor !== null && ids.length < count)
  return ids.slice(0, count)
}

function shownSignIns(): DemonstrationSignIn[] {
  const operator = {
    mail: operatorMail,
    password,
    organisation: 'Steward',
    roles: ['operator'],
    what: 'runs the hub: organisations and accreditations',
  }
  const everybody = [...organisations, ...customers.filter((customer) => customer.access !== 'pending')].flatMap(({ name, people }) =>
    people.map(({ mail, roles, what }) => ({ mail, password, organisation: name, roles: [...roles], what })),
  )
  // The main job first.
  const place = (signIn: DemonstrationSignIn) =>
    ['admin_agent', 'global_admin', 'customer_admin', 'provider_admin', 'vendor_admin'].indexOf(signIn.roles[0] ?? '')
  const first = ['anton@alpenblick.example', 'clara@bergmann.example', 'petra@distrivia.example', 'vera@helion.example']
  return [...everybody, operator].sort(
    (a, b) => rank(first.indexOf(a.mail)) - rank(first.indexOf(b.mail)) || rank(place(a)) - rank(place(b)),
  )
}

function rank(index: number): number {
  return index === -1 ? 99 : index
}
