// Organisations and what they have to do with each other: applications, accreditations, relationships, customers, consents, quotas.
import * as applications from '../../contract/applications.ts'
import * as consents from '../../contract/consents.ts'
import * as customers from '../../contract/customers.ts'
import * as dealings from '../../contract/dealings.ts'
import * as devices from '../../contract/devices.ts'
import * as organisations from '../../contract/organisations.ts'
import * as quotas from '../../contract/quotas.ts'
import { acceptInvitation } from '../../contract/session.ts'
import { people, until, type World } from './world.ts'

const password = 'correct horse battery staple'

export async function tellOfDealings(world: World): Promise<void> {
  await tellOfOrganisations(world)
  await tellOfApplications(world)
  await tellOfAccreditations(world)
  await tellOfRelationships(world)
  await tellOfCustomers(world)
  await tellOfSettings(world)
  await tellOfConsents(world)
}

async function tellOfOrganisations({ as, organisationOf }: World): Promise<void> {
  const [otto, greta] = [await as(people.operator), await as(people.partner)]
  await otto.tell(organisations.createOrganisation, {
    body: {
      name: 'Marsch Informatik',
      kind: 'partner',
      country: 'DE',
      administrator: { name: 'Inga Marsch', mail: 'inga@marsch.example' },
    },
    idempotencyKey: 'create-marsch',
  })
  await otto.tell(organisations.listOrganisations, { query: { kind: 'partner', limit: 2 } })
  const id = await organisationOf(greta)
  const { revision } = (await greta.tell(organisations.getOrganisation, { params: { id } })) as { revision: number }
  await greta.tell(organisations.updateOrganisation, {
    params: { id },
    body: { city: 'Kempten', postcode: '87435', web: 'https://alpenblick.example', signInPolicy: { sessionHours: 240 } },
    ifMatch: revision,
  })
  await greta.refused('organisations.own_second_factor_first', organisations.updateOrganisation, {
    params: { id },
    body: { signInPolicy: { secondFactorRequired: true } },
  })
  await otto.tell(quotas.setQuota, { params: { id }, body: { devices: 2_000 } })
  await otto.tell(quotas.listQuotas, {})
  await greta.tell(quotas.getQuota, {})
  await otto.refused('http.no_organisation', organisations.listMembers, {})
}

async function tellOfApplications({ as, stranger, nobody, mailed, organisationOf }: World): Promise<void> {
  const [vera, petra] = [await as(people.vendor), await as('mart@baltic.example')]
  const { revision } = await vera.tell(applications.getVendorCriteria, {})
  const criteria = 'A workshop, and two technicians who have passed our course. We answer within ten working days.'
  await vera.tell(applications.setVendorCriteria, { body: { open: true, criteria }, ifMatch: revision })
  await nobody.tell(applications.listOpenVendors, {})
  const vendor = await organisationOf(vera)
  const apply = async (company: string, name: string, mail: string) => {
    const somebody = stranger(name)
    await somebody.tell(applications.applyAsCompany, {
      body: {
        ...{ company, country: 'AT', city: 'Bregenz', name, mail, language: 'en', vendors: [vendor], kinds: ['resell_monitor'] },
        statement: 'Twelve people, a workshop of our own, three certified technicians.',
      },
    })
    const params = { token: await mailed(mail) }
    await somebody.tell(applications.getCompanyApplication, { params })
    await somebody.tell(applications.confirmCompanyApplication, { params, body: { password, language: 'en' } })
    return until(`the application of ${company}`, async () => {
      const { items } = await vera.ask(applications.listApplications, { query: { state: 'open' } })
      return items.find((one) => one.company === company)?.id
    })
  }
  const good = await apply('Bodensee Systeme', 'Lena Vogt', 'lena@bodensee.example')
  await vera.tell(applications.listApplications, { query: { state: 'open' } })
  const terms = { kinds: ['resell_monitor' as const], validFrom: '2026-01-01', validUntil: '2999-12-31' }
  await vera.tell(applications.approveApplication, { params: { id: good }, body: terms })
  await vera.refused('applications.decided', applications.approveApplication, { params: { id: good }, body: terms })
  const other = await apply('Kleinwalser Technik', 'Udo Moser', 'udo@kleinwalser.example')
  await vera.tell(applications.refuseApplication, {
    params: { id: other },
    body: { reason: 'No workshop yet. Please apply again when there is one.' },
  })
  await nobody.refused('applications.not_valid', applications.getCompanyApplication, { params: { token: 'x'.repeat(43) } })
  const asked = { vendorId: vendor, kinds: ['report_sales' as const], statement: 'We sell to fifty resellers in the Baltics.' }
  const partner = await as('gijs@delta.example')
  const more = { ...asked, kinds: ['resell_monitor' as const], statement: 'We would sell to our customers too.' }
  await partner.tell(applications.applyForAccreditation, { body: more, idempotencyKey: 'apply-to-helion' })
  await partner.refused('applications.already_open', applications.applyForAccreditation, { body: more })
  await petra.refused('accreditations.kind_of_organisation', applications.applyForAccreditation, {
    body: { ...asked, kinds: ['resell_monitor'] },
  })
}

async function tellOfAccreditations({ as }: World): Promise<void> {
  const [vera, greta] = [await as(people.vendor), await as(people.partner)]
  const site = await greta.tell(dealings.createLocation, {
    body: { name: 'Workshop Memmingen', city: 'Memmingen', country: 'DE' },
    idempotencyKey: 'create-memmingen',
  })
  await greta.tell(dealings.listLocations, {})
  const given = await vera.tell(dealings.giveAccreditation, {
    body: { locationId: site.locationId, kind: 'resell_monitor', validFrom: '2998-01-01', validUntil: '2998-12-31' },
    idempotencyKey: 'accredit-alpenblick',
  })
  await vera.refused('accreditations.dates', dealings.changeAccreditation, { params: { id: given.id }, body: { validUntil: '2020-01-01' } })
  await vera.tell(dealings.changeAccreditation, { params: { id: given.id }, body: { validUntil: '2999-12-31' } })
  await greta.tell(dealings.listAccreditations, {})
}

async function tellOfRelationships({ as }: World): Promise<void> {
  const [supplier, gijs] = [await as(people.provider), await as('gijs@delta.example')]
  const { items: sites } = await gijs.ask(dealings.listLocations, {})
  const body = { kind: 'supplies' as const, locationId: sites[0]?.locationId ?? '' }
  const { id } = await supplier.tell(dealings.requestRelationship, { body, idempotencyKey: 'supply-delta' })
  const params = { id }
  await supplier.refused('relationships.exists', dealings.requestRelationship, { body })
  await gijs.tell(dealings.acceptRelationship, { params })
  await gijs.tell(dealings.listRelationships, { query: { kind: 'supplies' } })
  await gijs.tell(dealings.setRelationshipAccess, { params, body: { enabled: false } })
  await gijs.refused('customers.access_unchanged', dealings.setRelationshipAccess, { params, body: { enabled: false } })
  await gijs.tell(dealings.endRelationship, { params })
  await gijs.refused('relationships.not_open', dealings.acceptRelationship, { params })
}

async function tellOfCustomers({ as, stranger, mailed }: World): Promise<void> {
  const greta = await as(people.partner)
  const mail = 'tina@talbahn.example'
  const created = await greta.tell(customers.createCustomer, {
    body: { name: 'Talbahn', city: 'Sonthofen', country: 'DE', administrator: { name: 'Tina Thal', mail } },
    idempotencyKey: 'create-talbahn',
  })
  const params = { id: created.id }
  await greta.tell(customers.updateCustomer, { params, body: { name: 'Talbahn AG', postcode: '87527' }, ifMatch: created.revision })
  await greta.refused('customers.never_accepted', customers.setCustomerAccess, { params, body: { enabled: false } })
  const first = await mailed(mail)
  await greta.tell(customers.inviteCustomer, { params })
  const token = await until('the second invitation', async () => {
    const newest = await mailed(mail)
    return newest === first ? null : newest
  })
  await stranger('Tina Thal').ask(acceptInvitation, { params: { token }, body: { password } })
  await greta.tell(customers.getCustomer, { params })
  await greta.tell(customers.listCustomers, { query: { q: 'b', access: 'accepted', limit: 2 } })
  await greta.refused('customers.not_pending', customers.inviteCustomer, { params })
  await greta.tell(customers.setCustomerAccess, { params, body: { enabled: false } })
  await greta.tell(customers.removeCustomer, { params })
}

async function tellOfSettings({ as, organisationOf }: World): Promise<void> {
  const clara = await as(people.customer)
  const params = { id: await organisationOf(clara) }
  const { revision } = await clara.tell(customers.getCustomerSettings, { params })
  await clara.tell(customers.updateCustomerSettings, { params, body: { archiveAfterDays: 90 }, ifMatch: revision })
  await clara.tell(customers.getCpin, { params })
  await clara.tell(customers.rotateCpin, { params, body: { graceHours: 24 } })
}

async function tellOfConsents({ as, organisationOf, day }: World): Promise<void> {
  const [greta, clara] = [await as(people.partner), await as(people.customer)]
  const customer = await organisationOf(clara)
  const terms = { kind: 'device_move' as const, customer, purpose: 'Exchange of the machines on the second floor', until: day(120) }
  const { items } = await greta.ask(devices.listDevices, { query: { limit: 200 } })
  const owned = items.filter(({ tenant }) => tenant?.organisationId === customer).slice(0, 2)
  const asked = await greta.tell(consents.sendRequest, {
    body: { ...terms, devices: owned.map(({ id }) => id) },
    idempotencyKey: 'ask-bergmann',
  })
  await greta.refused('requests.until', consents.sendRequest, { body: { ...terms, until: '2020-01-01' } })
  await greta.refused('requests.already_open', consents.sendRequest, { body: { ...terms, devices: owned.map(({ id }) => id) } })
  await clara.tell(consents.listRequests, { query: { state: 'open' } })
  await clara.tell(consents.answerRequest, { params: { id: asked.id }, body: { answer: 'accepted' } })
  await greta.refused('requests.not_open', consents.withdrawRequest, { params: { id: asked.id } })
  const ledger = await clara.tell(consents.listConsents, {})
  const consent = ledger.items[0]?.id ?? ''
  await clara.tell(consents.withdrawConsent, { params: { id: consent } })
  await clara.refused('consents.not_standing', consents.withdrawConsent, { params: { id: consent } })
  const second = await greta.ask(consents.sendRequest, { body: terms })
  await greta.tell(consents.withdrawRequest, { params: { id: second.id } })
  await clara.tell(consents.exportConsents, {})
}
