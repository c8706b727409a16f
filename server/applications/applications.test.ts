// Longer than 300 lines: one vendor’s desk, and every way to it and from it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { getCompanyApplication, getVendorCriteria, listApplications, listOpenVendors } from '../../contract/applications.ts'
import type { listAccreditations, listLocations } from '../../contract/dealings.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { limits } from '../../contract/limits.ts'
import type { signIn } from '../../contract/session.ts'
import { devicesRoutes } from '../devices/routes.ts'
import { mailJobs } from '../mail/index.ts'
import { dealingsRoutes } from '../organisations/dealings-routes.ts'
import { organisationsRoutes } from '../organisations/routes.ts'
import { peopleJobs } from '../people/jobs.ts'
import { peopleRoutes } from '../people/routes.ts'
import { sessionCookie } from '../platform/access/session.ts'
import { sql } from '../platform/database/query.ts'
import { newId } from '../platform/id.ts'
import { type Client, client, openTestHub, type TestHub } from '../testing/hub.ts'
import { fileOneApplication } from './apply.ts'
import { applicationsJobs } from './jobs.ts'
import { applicationsRoutes } from './routes.ts'

// A company applies to be a partner; the vendor decides by its criteria; on approval it gets a location ID and is recognised at the next
// request; likewise for accreditation (R-B6). Nothing on the way tells a stranger what the hub knows (R-A2).

type Session = ReplyOf<typeof signIn>
type Application = ReplyOf<typeof listApplications>['items'][number]
const password = 'correct horse battery staple'
let test: TestHub
let vendor: string
let desk: Client
let operator: Client
beforeAll(async () => {
  test = await openTestHub({
    routes: (hub) => [
      ...peopleRoutes(hub),
      ...organisationsRoutes(hub),
      ...dealingsRoutes(hub),
      ...devicesRoutes(hub),
      ...applicationsRoutes(hub),
    ],
    jobs: [...mailJobs, ...peopleJobs, ...applicationsJobs],
    trustProxy: ['loopback'],
  })
  operator = await test.operator()
  ;({ vendor, desk } = await aVendor('Helion'))
})
afterAll(() => test.close())

async function aVendor(name: string, open = true) {
  const id = await test.organisation('vendor', name)
  const admin = await test.member(id, ['vendor_admin'], { name: 'Vera' })
  if (open) expect((await admin.call('PUT', '/vendor-criteria', { body: { open, criteria: `As ${name} says.` } })).status).toBe(200)
  return { vendor: id, desk: admin }
}

let n = 0
function anywhere() {
  n += 1
  return { 'x-forwarded-for': `203.0.${Math.floor(n / 250)}.${n % 250}` }
}
const form = (mail: string, more: object = {}) => ({
  ...{ company: 'Nordwind GmbH', country: 'de', city: 'Kiel', name: 'Nora Nord', mail, vendors: [vendor], kinds: ['resell_monitor'] },
  ...more,
})
const apply = (mail: string, more: object = {}, headers: Record<string, string> = anywhere()) =>
  test.nobody.call('POST', '/company-applications', { body: form(mail, more), headers })
async function mailed(mail: string): Promise<{ id: string; token: string }> {
  const { rows } = await test.database.owner.query<{ id: string }>(
    "select payload->>'applicantId' as id from mail where to_address = $1 and kind = 'application' order by at desc, id desc limit 1",
    [mail.toLowerCase()],
  )
  const id = rows[0]?.id ?? ''
  return { id, token: test.hub.secrets.linkToken('application', id) }
}
const confirm = (token: string, who: Client = test.nobody, body: object = { password }) =>
  who.call('POST', `/company-applications/${token}/confirmation`, { body })
/** Applies, confirms by the mailed link, and has the job done. */
async function applied(mail: string, more: object = {}): Promise<{ me: Client; session: Session }> {
  expect((await apply(mail, more)).status).toBe(204)
  const { id, token } = await mailed(mail)
  const answer = await confirm(token)
  expect(answer.status, answer.text).toBe(200)
  await fileOneApplication(test.hub, id)
  const cookie = new RegExp(`${sessionCookie}=([^;]+)`).exec(String(answer.headers['set-cookie']))?.[1] ?? ''
  const session = answer.json<Session>()
  return { session, me: client(test.app, session.person.id, null, cookie) }
}
const list = async (who = desk, query = '') =>
  (await who.call('GET', `/applications${query}`)).json<ReplyOf<typeof listApplications>>().items
const from = async (mail: string, who = desk): Promise<Application> => {
  const found = (await list(who)).find((one) => one.mail === mail)
  if (!found) throw new Error(`no application of ${mail}`)
  return found
}
const approve = (id: string, who = desk, body: object = {}) =>
  who.call('POST', `/applications/${id}/approval`, { body: { kinds: ['resell_monitor'], validFrom: '2020-01-01', ...body } })
const refuse = (id: string, who = desk, reason = 'Too far away.') => who.call('POST', `/applications/${id}/refusal`, { body: { reason } })
const sessionOf = async (who: Client) => (await who.call('GET', '/session')).json<Session>()
const mailsTo = async (mail: string) =>
  (
    await test.database.owner.query<{ kind: string; payload: Record<string, string> }>(
      "select kind, payload from mail where to_address = $1 and kind <> 'application' order by at, id",
      [mail],
    )
  ).rows
const log = async (organisation: string) =>
  (
    await test.database.owner.query<{ kind: string }>('select kind from audit_event where organisation = $1 order by at, id', [
      organisation,
    ])
  ).rows.map(({ kind }) => kind)
const told = async (who: Client) =>
  (
    await test.database.owner.query<{ kind: string }>('select kind from notification where person = $1 order by at, id', [who.person])
  ).rows.map(({ kind }) => kind)

describe('a company applies to be a partner (R-B6)', () => {
  it('and is recognised at its administrator’s next request: organisation, location ID, accreditation, holding tenant', async () => {
    const { me, session } = await applied('nora@nordwind.test', { statement: 'We serve the coast.' })
    expect(session).toMatchObject({ person: { name: 'Nora Nord' }, memberships: [], actingFor: null })
    expect(await told(desk)).toContain('application_received')
    const waiting = await from('nora@nordwind.test')
    expect(waiting).toMatchObject({
      company: 'Nordwind GmbH',
      country: 'DE',
      city: 'Kiel',
      kinds: ['resell_monitor'],
      statement: 'We serve the coast.',
      organisationId: null,
      decidedAt: null,
    })
    const approved = await approve(waiting.id)
    expect(approved.json<Application>(), approved.text).toMatchObject({ approved: true, organisationId: expect.any(String) })
    const partner = approved.json<Application>().organisationId ?? ''

    const now = await sessionOf(me)
    expect(now.memberships).toMatchObject([{ organisationId: partner, organisationName: 'Nordwind GmbH', roles: ['global_admin'] }])
    const locations = (await me.call('GET', '/locations')).json<ReplyOf<typeof listLocations>>().items
    expect(locations).toMatchObject([{ name: 'Kiel', city: 'Kiel', locationId: expect.stringMatching(/^L-\d{5}-\d{5}$/) }])
    const held = (await me.call('GET', '/accreditations')).json<ReplyOf<typeof listAccreditations>>().items
    expect(held).toMatchObject([{ vendor: { name: 'Helion' }, kind: 'resell_monitor', valid: true }])
    expect((await me.call('GET', '/holding-tenant')).status).toBe(200)
    expect(await log(partner)).toEqual([
      ...['organisation.created', 'location.created', 'registration.admitted', 'accreditation.given', 'holding.opened'],
      'application.approved',
    ])
    expect(await mailsTo('nora@nordwind.test')).toMatchObject([{ kind: 'application_approved', payload: { vendor: 'Helion' } }])
    expect((await approve(waiting.id)).problem()).toMatchObject({ code: 'applications.decided', rule: 'R-B6' })
    expect((await refuse(waiting.id)).problem().code).toBe('applications.decided')
  })

  it('a refusal is told in its words, and makes nothing', async () => {
    const { me } = await applied('rita@south.test', { company: 'South' })
    const { id } = await from('rita@south.test')
    expect((await refuse(id)).json<Application>()).toMatchObject({ approved: false, reason: 'Too far away.', organisationId: null })
    expect(await mailsTo('rita@south.test')).toMatchObject([{ kind: 'application_refused', payload: { reason: 'Too far away.' } }])
    expect((await sessionOf(me)).memberships).toEqual([])
    expect((await test.database.owner.query("select from organisation where name = 'South'")).rowCount).toBe(0)
  })

  it('names several vendors, each of which decides for itself; the company becomes one organisation', async () => {
    const other = await aVendor('Solar')
    const { me } = await applied('ines@two.test', { company: 'Two', vendors: [vendor, other.vendor, newId()] })
    const [one, two] = [await from('ines@two.test'), await from('ines@two.test', other.desk)]
    const answers = await Promise.all([approve(one.id), approve(two.id, other.desk, { kinds: ['service_delivery', 'report_sales'] })])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    const [here, there] = answers.map((answer) => answer.json<Application>())
    expect(here?.organisationId).toBe(there?.organisationId)
    expect((await sessionOf(me)).memberships).toHaveLength(1)
    const held = (await me.call('GET', '/accreditations')).json<ReplyOf<typeof listAccreditations>>().items
    expect(held.map(({ kind }) => kind).sort()).toEqual(['report_sales', 'resell_monitor', 'service_delivery'])
    expect((await me.call('GET', '/locations')).json<ReplyOf<typeof listLocations>>().items).toHaveLength(1)
  })

  it('is approved once, also by two at once', async () => {
    await applied('tina@twice.test', { company: 'Twice' })
    const { id } = await from('tina@twice.test')
    const answers = await Promise.all([approve(id), approve(id), refuse(id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect((await test.database.owner.query("select from organisation where name = 'Twice'")).rowCount).toBeLessThan(2)
  })

  it('asked again by the same person for another vendor, becomes no second organisation; a stranger with its name does not get in', async () => {
    const later = await aVendor('Later')
    const { me } = await applied('sam@same.test', { company: 'Same' })
    const first = (await approve((await from('sam@same.test')).id)).json<Application>()
    await apply('sam@same.test', { company: 'same', vendors: [later.vendor] })
    const { id, token } = await mailed('sam@same.test')
    expect((await confirm(token, me, {})).status).toBe(200)
    await fileOneApplication(test.hub, id)
    const second = (await approve((await from('sam@same.test', later.desk)).id, later.desk)).json<Application>()
    expect(second.organisationId).toBe(first.organisationId)
    await applied('eve@same.test', { company: 'Same', vendors: [later.vendor] })
    const third = (await approve((await from('eve@same.test', later.desk)).id, later.desk)).json<Application>()
    expect(third.organisationId).not.toBe(first.organisationId)
    // What is no longer asked is not told either.
    await later.desk.call('PUT', '/vendor-criteria', { body: { open: false, criteria: '' } })
  })

  it('once it is an organisation, lies on no desk twice, and is given no kind that it has (R-B6)', async () => {
    const further = await aVendor('Further')
    const { me } = await applied('olga@one.test', { company: 'Olga', vendors: [vendor, further.vendor] })
    const here = await from('olga@one.test')
    const there = await from('olga@one.test', further.desk)
    const { organisationId } = (await approve(here.id)).json<Application>()
    const asked = await me.call('POST', '/applications', { body: { vendorId: further.vendor, kinds: ['service_delivery'] } })
    expect(asked.problem().code).toBe('applications.already_open')
    expect(await list(me, '?state=open')).toMatchObject([{ id: there.id, organisationId }])
    await apply('olga@one.test', { company: 'olga', vendors: [vendor, further.vendor] })
    const { id, token } = await mailed('olga@one.test')
    expect((await confirm(token, me, {})).status).toBe(200)
    await fileOneApplication(test.hub, id)
    expect((await list(me, '?state=open')).length).toBe(2)
    const again = (await list(me, '?state=open')).find((one) => one.id !== there.id)
    for (const [on, desk] of [
      [again?.id ?? '', undefined],
      [there.id, further.desk],
    ] as const)
      expect((await approve(on, desk)).status).toBe(200)
    const held = (await me.call('GET', '/accreditations')).json<ReplyOf<typeof listAccreditations>>().items
    expect(new Set(held.map(({ vendor, kind }) => `${vendor.id} ${kind}`)).size).toBe(held.length)
    await further.desk.call('PUT', '/vendor-criteria', { body: { open: false, criteria: '' } })
  })

  it('lies once on a vendor’s desk; another company of the same name is another company', async () => {
    await applied('anna@once.test', { company: 'Once AG' })
    await applied('berta@once.test', { company: ' once  AG ' })
    await applied('eve@elsewhere.test', { company: 'Once AG' })
    const shown = (await list()).filter(({ company }) => /once/i.test(company)).map(({ mail }) => mail)
    expect(shown).toEqual(['eve@elsewhere.test', 'anna@once.test'])
  })

  it('the operator decides for any vendor', async () => {
    const { me } = await applied('olga@op.test', { company: 'Op' })
    const { id } = await from('olga@op.test', operator)
    expect((await approve(id, operator)).status).toBe(200)
    expect((await sessionOf(me)).memberships).toHaveLength(1)
    const partner = await applied('paul@op.test', { company: 'Op 2' })
    expect((await refuse((await from('paul@op.test', operator)).id, operator)).status).toBe(200)
    expect((await sessionOf(partner.me)).memberships).toEqual([])
  })
})

describe('nothing tells a stranger what the hub knows (R-A2)', () => {
  it('asked with a known and an unknown mail, company and vendor, the answers are alike', async () => {
    const { vendor: closed } = await aVendor('Closed', false)
    await applied('known@strange.test', { company: 'Known' })
    const answers = [
      await apply('known@strange.test', { company: 'Known' }),
      await apply('unknown@strange.test', { company: 'Unknown' }),
      await apply('closed@strange.test', { vendors: [closed] }),
      await apply('made-up@strange.test', { vendors: [newId()] }),
    ]
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(new Set(['204 ']))
    const shown = []
    for (const mail of ['closed@strange.test', 'made-up@strange.test', 'unknown@strange.test']) {
      const { id, token } = await mailed(mail)
      const answer = await confirm(token)
      await fileOneApplication(test.hub, id)
      const { person, ...session } = answer.json<Session>()
      shown.push({ status: answer.status, session, name: person.name })
    }
    expect(shown[1]).toEqual(shown[0])
    expect(shown[2]).toEqual(shown[0])
  })

  it('nobody hears of an application whose mail is not confirmed', async () => {
    await apply('quiet@strange.test', { company: 'Quiet' })
    await fileOneApplication(test.hub, (await mailed('quiet@strange.test')).id)
    expect((await list()).filter(({ company }) => company === 'Quiet')).toEqual([])
  })

  it('the criteria are never changed over a change that was not seen, and only a change is in the log', async () => {
    const { vendor: id, desk: admin } = await aVendor('Twofold', false)
    const put = (criteria: string, ifMatch: string) => admin.call('PUT', '/vendor-criteria', { body: { open: false, criteria }, ifMatch })
    expect((await put('First.', '"0"')).json()).toEqual({ open: false, criteria: 'First.', revision: 1 })
    for (const late of ['"0"', '"2"']) expect((await put('Second.', late)).problem().code).toBe('http.stale')
    expect((await put('First.', '"1"')).json()).toMatchObject({ revision: 1 })
    expect((await put('Second.', '"1"')).headers.etag).toBe('"2"')
    expect((await log(id)).filter((kind) => kind.startsWith('application.criteria'))).toHaveLength(2)
  })

  it('only vendors that say so are told, with their criteria', async () => {
    await aVendor('Hidden', false)
    const page = (await test.nobody.call('GET', '/open-vendors?limit=1')).json<ReplyOf<typeof listOpenVendors>>()
    expect(page.items).toMatchObject([{ name: 'Helion', criteria: 'As Helion says.' }])
    const rest = await test.nobody.call('GET', `/open-vendors?cursor=${page.nextCursor}`)
    expect(rest.json<ReplyOf<typeof listOpenVendors>>().items.map(({ name }) => name)).toEqual(['Solar'])
    const { desk: leaving, vendor: left } = await aVendor('Leaving')
    expect((await leaving.call('GET', '/vendor-criteria')).json<ReplyOf<typeof getVendorCriteria>>().open).toBe(true)
    await leaving.call('PUT', '/vendor-criteria', { body: { open: false, criteria: '' } })
    expect((await test.nobody.call('GET', '/open-vendors')).text).not.toContain(left)
    expect(await log(left)).toEqual(['application.criteria_opened', 'application.criteria_closed'])
  })

  it('the link is good once and for its time, for its own person', async () => {
    await apply('late@strange.test')
    const { token } = await mailed('late@strange.test')
    expect((await test.nobody.call('GET', `/company-applications/${token}`)).json<ReplyOf<typeof getCompanyApplication>>()).toMatchObject({
      mail: 'late@strange.test',
      company: 'Nordwind GmbH',
      accountExists: false,
    })
    expect((await confirm(token, desk, {})).problem().code).toBe('applications.other_person')
    expect((await confirm(token, test.nobody, {})).problem().code).toBe('invitations.password_needed')
    const answers = await Promise.all(Array.from({ length: 3 }, () => confirm(token)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await confirm(token)).problem()).toMatchObject({ code: 'applications.not_valid', rule: 'R-A2' })
    await apply('later@strange.test')
    await test.database.owner.query("update applicant set expires_at = now() where mail = 'later@strange.test'")
    expect((await confirm((await mailed('later@strange.test')).token)).problem().code).toBe('applications.not_valid')
  })

  it('cannot be used to fill a mailbox, nor from one place without end', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => apply('fill@strange.test')))
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(limits.mailedLinkAttempts.perMail)
    const here = { 'x-forwarded-for': '198.51.100.1' }
    const many = await Promise.all(Array.from({ length: 25 }, (_, of) => apply(`t${of}@strange.test`, {}, here)))
    expect(many.filter(({ status }) => status === 204)).toHaveLength(limits.mailedLinkAttempts.perAddress)
  })

  it('another vendor hears of neither the application nor its number', async () => {
    await applied('walled@strange.test', { company: 'Walled' })
    const { id } = await from('walled@strange.test')
    const { desk: other } = await aVendor('Other')
    expect(await list(other)).toEqual([])
    for (const act of [approve, refuse]) {
      const [real, madeUp] = [await act(id, other), await act(newId(), other)]
      expect([real.status, { ...real.problem(), correlationId: '' }]).toEqual([404, { ...madeUp.problem(), correlationId: '' }])
    }
    const agent = await test.member(vendor, ['vendor_agent'])
    expect((await approve(id, agent)).problem()).toMatchObject({ status: 403, permission: 'application.decide' })
  })
})

describe('a partner or provider applies for accreditation by a further vendor (R-B6)', () => {
  const ask = (who: Client, more: object = {}) =>
    who.call('POST', '/applications', { body: { vendorId: vendor, kinds: ['service_delivery'], ...more } })

  it('waits on the vendor’s desk, hears the answer at its bell, and may apply again', async () => {
    const partner = await test.organisation('partner', 'Alder')
    const admin = await test.member(partner, ['global_admin'], { name: 'Alma' })
    const sent = await ask(admin, { statement: 'Three technicians.' })
    expect(sent.json<Application>(), sent.text).toMatchObject({ company: 'Alder', organisationId: partner, kinds: ['service_delivery'] })
    expect((await ask(admin)).problem()).toMatchObject({ code: 'applications.already_open', rule: 'R-B6' })
    const { id } = sent.json<Application>()
    expect((await refuse(id)).status).toBe(200)
    expect(await list(admin)).toMatchObject([{ id, approved: false, reason: 'Too far away.' }])
    const again = (await ask(admin)).json<Application>()
    expect((await approve(again.id, desk, { kinds: ['resell_monitor'] })).status).toBe(200)
    expect((await list(admin, '?state=open')).length).toBe(0)
    expect(await told(admin)).toEqual(['application_refused', 'application_approved'])
    expect((await admin.call('GET', '/holding-tenant')).status).toBe(200)
    expect(await log(partner)).toEqual([
      ...['application.sent', 'application.refused', 'application.sent', 'accreditation.given', 'holding.opened', 'application.approved'],
    ])
  })

  it('hears at its bell what the operator decides in the vendor’s name', async () => {
    const admin = await test.member(await test.organisation('partner'), ['global_admin'])
    for (const decide of [refuse, approve]) {
      const { id } = (await ask(admin)).json<Application>()
      expect((await decide(id, operator)).status).toBe(200)
    }
    expect(await told(admin)).toEqual(['application_refused', 'application_approved'])
  })

  it('a vendor that takes none is as absent; a provider may only report sales', async () => {
    const { vendor: closed } = await aVendor('Shut', false)
    const admin = await test.member(await test.organisation('partner'), ['global_admin'])
    const answers = [await ask(admin, { vendorId: closed }), await ask(admin, { vendorId: newId() })]
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    expect({ ...answers[0]?.problem(), correlationId: '' }).toEqual({ ...answers[1]?.problem(), correlationId: '' })
    const provider = await test.member(await test.organisation('provider'), ['provider_admin'])
    expect((await ask(provider)).problem().code).toBe('accreditations.kind_of_organisation')
    const { id } = (await ask(provider, { kinds: ['report_sales'] })).json<Application>()
    expect((await approve(id)).problem().code).toBe('accreditations.kind_of_organisation')
    expect((await approve(id, desk, { kinds: ['report_sales'] })).status).toBe(200)
    for (const kind of ['customer', 'vendor'] as const) {
      const member = await test.member(await test.organisation(kind), [kind === 'customer' ? 'customer_admin' : 'vendor_admin'])
      expect((await ask(member)).problem().code).toBe('accreditations.kind_of_organisation')
    }
    expect((await ask(await test.member(await test.organisation('partner'), ['admin_agent']))).status).toBe(403)
  })

  it('one organisation’s applications are not another’s (R-A1)', async () => {
    const [one, other] = [await test.organisation('partner'), await test.organisation('partner')]
    await ask(await test.member(one, ['global_admin']))
    expect(await list(await test.member(other, ['global_admin']))).toEqual([])
  })
})

describe('what is past its time', () => {
  it('forgets what was never confirmed and what was refused long ago, never what became a partner', async () => {
    const forget = () => test.hub.database.inSystem(newId(), (scope) => scope.one(sql`select door.forget_applications(180)`))
    const left = async () => (await test.database.owner.query<{ mail: string }>('select mail from applicant')).rows.map(({ mail }) => mail)
    await test.database.owner.query("update applicant set expires_at = now() - interval '2 days'")
    await forget()
    expect(await left()).not.toContain('quiet@strange.test')
    expect(await left()).toEqual(expect.arrayContaining(['rita@south.test', 'nora@nordwind.test']))
    await test.database.owner.query("update application set decided_at = now() - interval '181 days' where decided_at is not null")
    await forget()
    expect(await left()).not.toContain('rita@south.test')
    expect(await left()).toContain('nora@nordwind.test')
  })
})
