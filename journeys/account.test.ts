import { Secret, TOTP } from 'otpauth'
import { beforeAll, describe, expect, test } from 'vitest'
import { unnamedHub } from '../contract/hub-settings.ts'
import { password } from '../server/demonstration/world.ts'
import { linkInMail, openPlace, rowWith, sees, seesNoLonger, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, hubSays, says } from './words.ts'

// One's own account: a new password by mail, a second factor, and the way in by location ID (R-A2, R-A8).

const journey = openJourney()
const newPassword = 'a boat on the quiet fjord'

async function enter({ page }: Visitor, mail: string, secret: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel(says.session.mail).fill(mail)
  await page.getByRole('textbox', { name: says.session.password }).fill(secret)
  await page.getByRole('button', { name: says.session.signIn, exact: true }).click()
}

describe('a forgotten password', () => {
  const mail = 'nils@nordlicht.example'
  let nils: Visitor
  beforeAll(async () => {
    nils = await journey.visitor('Nils')
  })

  test('is set anew by a mailed link; the page says the same for an address that nobody has', async () => {
    const { page } = nils
    for (const address of ['nobody@nowhere.example', mail]) {
      await page.goto('/sign-in')
      await page.getByRole('link', { name: says.account.forgot }).click()
      await sees(page.getByRole('heading', { name: says.account.reset.title }))
      await page.getByLabel(says.session.mail).fill(address)
      await page.getByRole('button', { name: says.account.reset.ask }).click()
      await sees(page.getByText(fill(says.account.reset.asked, { mail: address })))
    }
    // Nils reads German.
    await page.goto(await linkInMail(nils, mail, 'Neues Passwort für Steward setzen'))
    await page.getByRole('textbox', { name: says.account.newPassword }).fill(newPassword)
    await page.getByRole('button', { name: says.account.reset.set }).click()
    await sees(page.getByRole('heading', { name: says.account.reset.doneTitle }))
  })

  test('no longer lets in; the new one does', async () => {
    const { page } = nils
    await enter(nils, mail, password)
    await sees(page.getByRole('alert').filter({ hasText: hubSays.problems['session.wrong_mail_or_password'].detail }))
    await enter(nils, mail, newPassword)
    await page.waitForURL(/\/o\/./)
  })
})

describe('a second factor', () => {
  const mail = 'paul@distrivia.example'
  let paul: Visitor
  let app: TOTP
  let recovery: string[]
  beforeAll(async () => {
    paul = await journey.visitor('Paul')
    await signIn(paul, mail)
  })

  test('is set up with the password and a code of the app; the recovery codes are shown once', async () => {
    const { page } = paul
    await page.goto('/account')
    await page.getByRole('button', { name: says.account.secondFactor.setUp }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: says.account.currentPassword }).fill(password)
    await dialog.getByRole('button', { name: says.account.secondFactor.begin }).click()
    await sees(dialog.getByRole('img', { name: says.account.secondFactor.picture }))
    const secret = /[A-Z2-7]{32}/.exec(await dialog.innerText())?.[0] ?? ''
    app = new TOTP({ secret: Secret.fromBase32(secret) })
    await dialog.getByRole('textbox', { name: says.account.code, exact: true }).fill(app.generate({ timestamp: Date.now() - 30_000 }))
    await dialog.getByRole('button', { name: says.account.secondFactor.confirm }).click()
    const codes = dialog.getByRole('list', { name: says.account.secondFactor.codes }).getByRole('listitem')
    await sees(codes)
    recovery = await codes.allInnerTexts()
    expect(recovery).toHaveLength(10)
    await dialog.getByRole('button', { name: says.account.secondFactor.kept }).click()
    await seesNoLonger(dialog)
    await sees(page.getByText(fill(says.account.secondFactor.left_other, { count: 10 })))
  })

  test('is asked for when signing in: a code of the app, or a recovery code', async () => {
    const { page } = paul
    for (const [wrong, right] of [
      ['000000', app.generate()],
      ['AAAAA-AAAAA', recovery[0] ?? ''],
    ] as const) {
      await enter(paul, mail, password)
      const code = page.getByLabel(says.account.code)
      await code.fill(wrong)
      await page.getByRole('button', { name: says.session.signIn, exact: true }).click()
      await sees(page.getByRole('alert').filter({ hasText: hubSays.problems['session.wrong_code'].detail }))
      await code.fill(right)
      await page.getByRole('button', { name: says.session.signIn, exact: true }).click()
      await page.waitForURL(/\/o\/./)
    }
  })

  test('says after a recovery code how many are left, on every page until it is put away, and leads to new ones', async () => {
    const { page } = paul
    await sees(page.getByText(says.account.secondFactor.used))
    await sees(page.getByText(fill(says.account.secondFactor.left_other, { count: 9 })))
    await page.getByRole('link', { name: says.account.secondFactor.makeNew }).click()
    await sees(page.getByRole('button', { name: says.account.secondFactor.renew }))
    const said = page.getByRole('status').filter({ hasText: says.account.secondFactor.used })
    await said.getByRole('button', { name: says.kit.close }).click()
    await seesNoLonger(page.getByText(says.account.secondFactor.used))
  })

  test('is turned off again with the password', async () => {
    const { page } = paul
    await page.goto('/account')
    await page.getByRole('button', { name: says.account.secondFactor.turnOff }).click()
    const dialog = page.getByRole('dialog', { name: says.account.secondFactor.turnOff })
    await dialog.getByRole('textbox', { name: says.account.currentPassword }).fill(password)
    await dialog.getByRole('button', { name: says.account.secondFactor.turnOff }).click()
    await sees(page.getByRole('button', { name: says.account.secondFactor.setUp }))
    await enter(paul, mail, password)
    await page.waitForURL(/\/o\/./)
  })
})

describe('registering by location ID', () => {
  const mail = 'lotte@delta.example'
  const partner = 'Delta Workplace'
  let gijs: Visitor
  let lotte: Visitor
  beforeAll(async () => {
    gijs = await journey.visitor('Gijs')
    lotte = await journey.visitor('Lotte')
    await signIn(gijs, 'gijs@delta.example')
  })

  test('is something that an administrator chooses to hear of by mail (R-N1)', async () => {
    const { page } = gijs
    await page.goto('/account')
    await page.getByRole('link', { name: says.notifications.choices.open }).click()
    await sees(page.getByRole('heading', { name: says.notifications.choices.title }))
    await page.getByLabel(says.notifications.choices.kinds.registration_waiting).selectOption('mail')
    await page.getByRole('button', { name: says.kit.save }).click()
    await sees(page.getByText(says.kit.saved))
    await page.reload()
    expect(await page.getByLabel(says.notifications.choices.kinds.registration_waiting).inputValue()).toBe('mail')
  })

  test('leads by the mailed link to an account that waits', async () => {
    const organisationId = /\/o\/([^/]+)/.exec(gijs.page.url())?.[1] ?? ''
    const answer = await gijs.context.request.get(`/api/v1/locations?actingFor=${organisationId}`)
    const { items } = (await answer.json()) as { items: { locationId: string }[] }
    const { page } = lotte
    await page.goto('/sign-in')
    await page.getByRole('link', { name: says.account.register }).click()
    await sees(page.getByRole('heading', { name: says.account.registration.title }))
    await page.getByLabel(says.session.name).fill('Lotte Visser')
    await page.getByLabel(says.session.mail).fill(mail)
    await page.getByLabel(says.account.registration.locationId).fill(items[0]?.locationId ?? '')
    await page.getByRole('button', { name: says.account.registration.send }).click()
    await sees(page.getByText(fill(says.account.registration.sent, { mail })))
    await page.goto(await linkInMail(lotte, mail, fill(hubSays.mails.registration.subject, { hub: 'Steward' })))
    await page.getByRole('textbox', { name: says.session.newPassword }).fill(newPassword)
    await page.getByRole('button', { name: says.account.registration.confirm }).click()
    await sees(page.getByRole('heading', { name: says.account.registration.waitingTitle }))
  })

  test('an administrator admits with roles, and the person works for the partner', async () => {
    const { page } = gijs
    await page.goto(
      await linkInMail(gijs, 'gijs@delta.example', fill(hubSays.notifications.registration_waiting, { name: 'Lotte Visser' })),
    )
    await page.waitForURL(/\/members$/)
    await page.getByRole('button', { name: fill(says.account.admission.admitOf, { name: 'Lotte Visser' }) }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('checkbox', { name: says.roles.viewer }).check()
    await dialog.getByRole('button', { name: says.account.admission.admit }).click()
    await seesNoLonger(dialog)
    await sees(rowWith(page, mail).filter({ hasText: says.members.statuses.active }))
    await lotte.page.goto(await linkInMail(lotte, mail, fill(hubSays.mails.admission.subject, { organisation: partner, hub: unnamedHub })))
    await openPlace(lotte, says.shell.places.unassigned)
  })
})
