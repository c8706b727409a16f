// Sign-in, own account, invitations, registrations, the bell: what people do for themselves.
import { Secret, TOTP } from 'otpauth'
import * as accounts from '../../contract/accounts.ts'
import * as notifications from '../../contract/notifications.ts'
import * as operator from '../../contract/operator.ts'
import * as organisations from '../../contract/organisations.ts'
import * as registrations from '../../contract/registrations.ts'
import * as session from '../../contract/session.ts'
import * as views from '../../contract/views.ts'
import { password } from '../../server/demonstration/world.ts'
import { people, until, type World } from './world.ts'

const madeUp = '01900000-0000-7000-8000-00000000dead'
const newPassword = 'correct horse battery staple'

/** `locationId` is of the partner; `digestLink` gives the token of the link that ends somebody's digest. */
export async function tellOfPeople(world: World, locationId: string, digestLink: (person: string) => string): Promise<void> {
  await tellOfSignIn(world)
  await tellOfInvitation(world)
  await tellOfRegistration(world, locationId)
  await tellOfAccount(world)
  await tellOfBell(world, digestLink)
  await tellOfViews(world)
}

async function tellOfSignIn({ nobody, as, stranger, organisationOf }: World): Promise<void> {
  await nobody.tell(session.getDemonstration, {})
  const anton = stranger('Anton Bauer')
  await anton.tell(session.signIn, { body: { mail: people.agent, password } })
  await anton.tell(session.getSession, {})
  await anton.tell(session.setActingFor, { body: { organisationId: await organisationOf(anton) } })
  await anton.tell(session.getMe, {})
  await anton.tell(session.updateMe, { body: { language: 'en', timeZone: 'Europe/Berlin', phone: '+49 831 555 0123' } })
  const other = stranger('Anton Bauer')
  await other.ask(session.signIn, { body: { mail: people.agent, password } })
  const { items } = await anton.tell(session.listSessions, {})
  await anton.tell(session.endSession, { params: { id: items.find(({ current }) => !current)?.id ?? '' } })
  await anton.tell(session.endOtherSessions, {})
  await anton.tell(session.signOut, {})
  await nobody.refused('session.wrong_mail_or_password', session.signIn, { body: { mail: people.agent, password: 'not the password' } })
  await nobody.refused('http.not_signed_in', session.getSession, {})
  const clara = await as(people.customer)
  await clara.refused('session.not_a_member', session.setActingFor, { body: { organisationId: madeUp } })
}

async function tellOfInvitation({ as, stranger, mailed, nobody }: World): Promise<void> {
  const greta = await as(people.partner)
  const mail = 'ida@alpenblick.example'
  const invited = { name: 'Ida Jung', mail, roles: ['helpdesk_agent'] }
  await greta.tell(organisations.inviteMember, { body: invited, idempotencyKey: 'invite-ida' })
  await greta.refused('http.idempotency_content_differs', organisations.inviteMember, {
    body: { ...invited, name: 'Ida' },
    idempotencyKey: 'invite-ida',
  })
  await greta.refused('members.role_not_of_kind', organisations.inviteMember, { body: { ...invited, roles: ['vendor_admin'] } })
  const token = await mailed(mail)
  await nobody.tell(session.listMailbox, { query: { to: mail } })
  const ida = stranger('Ida Jung')
  await ida.tell(session.getInvitation, { params: { token } })
  await ida.refused('invitations.password_needed', session.acceptInvitation, { params: { token }, body: { name: 'Ida Jung' } })
  await ida.tell(session.acceptInvitation, { params: { token }, body: { name: 'Ida Jung', password: newPassword, language: 'en' } })
  await nobody.refused('invitations.not_valid', session.getInvitation, { params: { token: 'x'.repeat(43) } })
  await greta.refused('members.already_a_member', organisations.inviteMember, { body: invited })
  await greta.tell(organisations.listMembers, { query: { q: 'ida', limit: 2 } })
  const { items } = await greta.ask(organisations.listMembers, { query: { q: 'ida' } })
  const member = items.find((one) => one.mail === mail)
  const params = { id: member?.id ?? '' }
  const promoted = { roles: ['helpdesk_agent_advanced'] }
  const { revision } = await greta.tell(organisations.updateMember, { params, body: promoted, ifMatch: member?.revision ?? 0 })
  await greta.refused('http.stale', organisations.updateMember, { params, body: promoted, ifMatch: revision - 1 })
  const herself = (await greta.ask(organisations.listMembers, { query: { q: 'greta' } })).items[0]
  await greta.refused('members.last_administrator', organisations.removeMember, { params: { id: herself?.id ?? '' } })
  await greta.tell(organisations.removeMember, { params })
  await greta.refused('http.invalid', organisations.inviteMember, { body: { name: '', mail: 'nobody', roles: [] } })
  await greta.refused('http.not_found', organisations.removeMember, { params: { id: madeUp } })
  const vito = await as(people.viewer)
  await vito.refused('http.not_allowed', organisations.inviteMember, { body: invited })
}

async function tellOfRegistration({ as, stranger, nobody, mailed }: World, locationId: string): Promise<void> {
  const greta = await as(people.partner)
  const register = async (name: string, mail: string) => {
    const somebody = stranger(name)
    await somebody.tell(registrations.register, { body: { name, mail, locationId, language: 'en' } })
    const params = { token: await mailed(mail) }
    await somebody.tell(registrations.getRegistration, { params })
    await somebody.refused('invitations.password_needed', registrations.confirmRegistration, { params, body: {} })
    await somebody.tell(registrations.confirmRegistration, { params, body: { password: newPassword } })
    return until('the registration', async () => {
      const { items } = await greta.ask(registrations.listRegistrations, {})
      return items.find((one) => one.mail === mail)?.id
    })
  }
  const jan = await register('Jan Keller', 'jan@alpenblick.example')
  await greta.tell(registrations.listRegistrations, {})
  await greta.tell(registrations.admitRegistration, { params: { id: jan }, body: { roles: ['sales_agent'] } })
  await greta.refused('registrations.decided', registrations.refuseRegistration, { params: { id: jan } })
  const eve = await register('Eve Nobody', 'eve@elsewhere.example')
  await greta.tell(registrations.refuseRegistration, { params: { id: eve } })
  await nobody.refused('registrations.not_valid', registrations.getRegistration, { params: { token: 'x'.repeat(43) } })
}

async function tellOfAccount({ as, stranger, nobody, mailed }: World): Promise<void> {
  const mail = 'jan@alpenblick.example'
  const jan = stranger('Jan Keller')
  const [first, second] = [`${newPassword} 2`, `${newPassword} 3`]
  await jan.ask(session.signIn, { body: { mail, password: newPassword } })
  await jan.refused('account.wrong_password', accounts.changePassword, { body: { current: 'not the password', password: first } })
  await jan.tell(accounts.changePassword, { body: { current: newPassword, password: first } })
  await nobody.tell(accounts.askPasswordReset, { body: { mail } })
  await until('the mail', async () => {
    const { items } = await nobody.ask(session.listMailbox, { query: { to: mail } })
    return items.some(({ text }) => text.includes('/password-reset/'))
  })
  const params = { token: await mailed(mail) }
  await nobody.tell(accounts.getPasswordReset, { params })
  await nobody.tell(accounts.completePasswordReset, { params, body: { password: second } })
  await nobody.refused('password_resets.not_valid', accounts.getPasswordReset, { params })

  await jan.ask(session.signIn, { body: { mail, password: second } })
  await jan.refused('second_factor.not_begun', accounts.confirmSecondFactor, { body: { code: '123456' } })
  await jan.refused('second_factor.not_in_force', accounts.endSecondFactor, { body: { password: second } })
  const { secret } = await jan.tell(accounts.beginSecondFactor, { body: { password: second } })
  // Each step of time is good for one code: the one before and the one after the present one too.
  const code = (shift: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + shift * 30_000 })
  await jan.refused('second_factor.wrong_code', accounts.confirmSecondFactor, { body: { code: '000000' } })
  await jan.tell(accounts.confirmSecondFactor, { body: { code: code(-1) } })
  await jan.refused('second_factor.in_force', accounts.beginSecondFactor, { body: { password: second } })
  await jan.refused('account.proof_needed', accounts.renewRecoveryCodes, { body: {} })
  await jan.tell(accounts.getSecondFactor, {})
  await nobody.refused('session.code_needed', session.signIn, { body: { mail, password: second } })
  await nobody.refused('session.wrong_code', session.signIn, { body: { mail, password: second, code: '000000' } })
  await jan.tell(accounts.renewRecoveryCodes, { body: { password: second } })
  await jan.tell(accounts.endSecondFactor, { body: { password: second } })

  const again = await jan.ask(accounts.beginSecondFactor, { body: { password: second } })
  const fresh = new TOTP({ secret: Secret.fromBase32(again.secret) })
  await jan.ask(accounts.confirmSecondFactor, { body: { code: fresh.generate({ timestamp: Date.now() }) } })
  const otto = await as(people.operator)
  await otto.tell(operator.takeSecondFactor, { body: { mail, reason: 'Telephone lost; known by voice and employee number.' } })
  await jan.refused('http.not_signed_in', session.getSession, {})
}

async function tellOfBell({ as }: World, digestLink: (person: string) => string): Promise<void> {
  const greta = await as(people.partner)
  await greta.tell(notifications.listNotifications, { query: { limit: 2 } })
  const { items } = await greta.ask(notifications.listNotifications, {})
  await greta.tell(notifications.readNotification, { params: { id: items[0]?.id ?? '' } })
  await greta.tell(notifications.readAllNotifications, {})
  const { revision } = await greta.tell(notifications.getNotificationChoices, {})
  const choices = { items: [{ kind: 'transfer_done' as const, way: 'mail' as const }] }
  await greta.tell(notifications.chooseNotifications, { body: choices, ifMatch: revision })
  await greta.refused('http.if_match_required', notifications.chooseNotifications, { body: choices })
  const { person } = await greta.ask(session.getSession, {})
  const params = { token: digestLink(person.id) }
  await greta.tell(notifications.getDigestSubscription, { params })
  await greta.tell(notifications.endDigestSubscription, { params })
  await greta.refused('digest_subscriptions.not_valid', notifications.getDigestSubscription, { params: { token: 'x'.repeat(43) } })
}

async function tellOfViews({ as, organisationOf }: World): Promise<void> {
  const greta = await as(people.partner)
  await organisationOf(greta)
  const body = {
    list: 'devices' as const,
    name: 'Workstations',
    state: { columns: ['serial', 'model'], sort: '-arrivedAt', filters: { q: 'HJ' } },
  }
  const { id, revision } = await greta.tell(views.createView, { body })
  await greta.refused('views.name_taken', views.createView, { body })
  await greta.tell(views.listViews, { query: { list: 'devices' } })
  await greta.tell(views.updateView, { params: { id }, body: { default: true }, ifMatch: revision })
  await greta.refused('http.stale', views.updateView, { params: { id }, body: { name: 'Others' }, ifMatch: revision })
  for (let n = 0; n < 19; n++) await greta.ask(views.createView, { body: { ...body, name: `View ${n}` } })
  await greta.refused('views.too_many', views.createView, { body: { ...body, name: 'One more' } })
  await greta.tell(views.deleteView, { params: { id } })
}
