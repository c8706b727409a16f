import type { FastifyInstance } from 'fastify'
import { createPerson, type DemonstrationSignIn, findPassword, hashPassword, keepDemonstrationSignIns } from '../people/index.ts'
import type { Hub } from '../platform/hub.ts'
import { newId } from '../platform/id.ts'
import { type Caller, caller, waitFor } from './caller.ts'
import { feedFile, type Sale } from './feed-file.ts'
import { accreditationsOf, criteriaOf, sales } from './goods.ts'
import { customers, type DemoPerson, operatorMail, operatorName, organisations, password } from './world.ts'

type Somebody = { caller: Caller; organisation: string }
type Made = { call: () => Caller; people: Map<string, Somebody>; ids: Map<string, string>; locations: Map<string, string> }

/**
 * Makes the demonstration's world through the API, once. Every step can be repeated: a start that was cut short goes on where it was.
 * Answers when the sign-ins work and the devices are where they belong.
 */
export async function makeDemonstration(hub: Hub, app: FastifyInstance, ending: AbortSignal): Promise<void> {
  const callers: Caller[] = []
  const call = () => {
    const made = caller(app, ending)
    callers.push(made)
    return made
  }
  const open = call()
  if ((await open.get<{ signIns: unknown[] }>('/demonstration')).signIns.length > 0) return
  const operator = await makeOperator(hub, call())
  const made: Made = {
    call,
    people: new Map([[operatorMail, { caller: operator, organisation: '' }]]),
    ids: new Map(),
    locations: new Map(),
  }
  // Side by side: most of the time is waiting for mails and password hashes.
  await Promise.all(organisations.map((organisation) => makeOrganisation(made, operator, organisation)))
  await makeDealings(made)
  await openToApplications(made)
  await Promise.all(customers.map((customer) => makeCustomer(made, customer)))
  await sell(made)
  await Promise.all([...new Set(customers.map(({ partner }) => partner))].map((partner) => assign(made, partner)))
  // Nobody finds a session among theirs that they did not open.
  await Promise.all(callers.map((each) => (each.cookie ? each.send('DELETE', '/session', undefined) : undefined)))
  await hub.database.inSystem(newId(), (scope) => keepDemonstrationSignIns(scope, shownSignIns()))
}

async function makeOperator(hub: Hub, operator: Caller): Promise<Caller> {
  const passwordHash = await hashPassword(hub, password)
  await hub.database.inSystem(newId(), async (scope) => {
    if (await findPassword(scope, operatorMail)) return
    await createPerson(scope, { id: newId(), mail: operatorMail, name: operatorName, language: 'en', passwordHash, operator: true })
  })
  await operator.send('POST', '/session', { mail: operatorMail, password })
  return operator
}

async function makeOrganisation(made: Made, operator: Caller, organisation: (typeof organisations)[number]): Promise<void> {
  const { name, kind, country } = organisation
  const [first, ...others] = organisation.people
  if (!first) return
  const { id } = await operator.send<{ id: string }>(
    'POST',
    '/organisations',
    { name, kind, country, administrator: { name: first.name, mail: first.mail } },
    { key: `demo-${name}` },
  )
  made.ids.set(name, id)
  await join(made, first, id)
  await inviteAll(made, { by: first, organisation: id }, others)
}

/** Accepts the newest invitation that was mailed, by its link; who has accepted before signs in. */
async function join(made: Made, person: DemoPerson, organisation: string | null): Promise<void> {
  const one = made.call()
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
        timeZone: 'Europe/Berlin',
      })
    : await one.send<Session>('POST', '/session', { mail: person.mail, password })
  const home = organisation ?? session.memberships[0]?.organisationId
  if (!home) throw new Error(`the demonstration could not be made: ${person.mail} is no member`)
  made.people.set(person.mail, { caller: one, organisation: home })
}

async function inviteAll(made: Made, from: { by: DemoPerson; organisation: string }, people: readonly DemoPerson[]): Promise<void> {
  const { organisation } = from
  const { caller: admin } = of(made, from.by)
  await Promise.all(
    people.map(async (person) => {
      const { name, mail, roles } = person
      await admin.send('POST', '/members', { name, mail, roles }, { actingFor: organisation, key: `demo-${mail}` })
      await join(made, person, organisation)
    }),
  )
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
    if (kind !== 'partner') continue
    const { caller: admin, organisation } = adminOf(made, name)
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

/** Vendors say by what they decide on companies that apply (R-B6). */
async function openToApplications(made: Made): Promise<void> {
  for (const [vendor, criteria] of Object.entries(criteriaOf)) {
    const { caller: admin, organisation } = adminOf(made, vendor)
    await admin.send('PUT', '/vendor-criteria', { open: true, criteria }, { actingFor: organisation })
  }
}

/** Providers have no location ID: the operator speaks for the vendor (docs/permissions.md). */
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

async function makeCustomer(made: Made, customer: (typeof customers)[number]): Promise<void> {
  const { caller: admin, organisation } = adminOf(made, customer.partner)
  const [first, ...others] = customer.people
  if (!first) return
  const { name, city, postcode, country } = customer
  const { id } = await admin.send<{ id: string }>(
    'POST',
    '/customers',
    { name, city, postcode, country, administrator: { name: first.name, mail: first.mail } },
    { actingFor: organisation, key: `demo-${name}` },
  )
  made.ids.set(name, id)
  if (customer.access === 'pending') return
  await join(made, first, null)
  await inviteAll(made, { by: first, organisation: of(made, first).organisation }, others)
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

/** Part of what a partner received goes to its customers, one after the other; the rest waits. One customer's access ends switched off. */
async function assign(made: Made, partner: string): Promise<void> {
  const { caller: admin, organisation } = adminOf(made, partner)
  const total = sales.filter((sale) => sale.partner === partner).reduce((sum, sale) => sum + sale.devices, 0)
  type Transfers = { items: { id: string; target: { tenant: string } | null }[] }
  const earlier = await admin.get<Transfers>('/transfers?limit=200', organisation)
  for (const customer of customers) {
    if (customer.partner !== partner || customer.share === 0) continue
    const id = made.ids.get(customer.name) ?? ''
    const { customerId, access } = await admin.get<{ customerId: string; access: string }>(`/customers/${id}`, organisation)
    if (access !== 'accepted') continue
    // A start that was cut short finds other devices unassigned: what it had asked for is not asked for again.
    const asked = earlier.items.find(({ target }) => target?.tenant === customerId)
    const transfer =
      asked ??
      (await admin.send<{ id: string }>(
        'POST',
        '/transfers',
        { devices: await unassigned(admin, organisation, Math.round(total * customer.share)), target: customerId, confirmed: true },
        { actingFor: organisation, key: `demo-transfer-${customer.name}` },
      ))
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
    what: 'operator',
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
