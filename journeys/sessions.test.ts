import { Secret, TOTP } from 'otpauth'
import { beforeAll, describe, expect, test } from 'vitest'
import { password } from '../server/demonstration/world.ts'
import { linkInMail, openPlace, rowWith, sees, seesNoLonger, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, hubSays, says } from './words.ts'

// Where one is signed in, what an organisation asks of everybody who works for it, and a person who works for two (R-A3, R-A4, R-A8).

const journey = openJourney()
const mail = 'mart@baltic.example'
const provider = 'Baltic Supply'
const partner = 'Delta Workplace'
const newPassword = 'seven seals on the ice'

let desk: Visitor
let laptop: Visitor

async function enter({ page }: Visitor, secret: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel(says.session.mail).fill(mail)
  await page.getByRole('textbox', { name: says.session.password }).fill(secret)
  await page.getByRole('button', { name: says.session.signIn, exact: true }).click()
}

const sessionsOf = ({ page }: Visitor) => page.getByRole('table', { name: says.session.sessions.title }).getByRole('row')

/** At the next request they have to sign in. */
async function isOut({ page }: Visitor): Promise<void> {
  await page.reload()
  await page.waitForURL(/\/sign-in/)
}

beforeAll(async () => {
  desk = await journey.visitor('Desk')
  laptop = await journey.visitor('Laptop')
  await signIn(desk, mail)
  await signIn(laptop, mail)
})

describe('the sessions of a person', () => {
  test('are listed where one looks after the account, and one of them is ended from there', async () => {
    const { page } = desk
    await page.goto('/account')
    await sees(rowWith(page, says.session.sessions.current))
    const others = sessionsOf(desk).filter({ has: page.getByRole('button', { name: says.session.sessions.end, exact: true }) })
    expect(await others.count()).toBe(1)
    await others.getByRole('button', { name: says.session.sessions.end, exact: true }).click()
    await seesNoLonger(others)
    await isOut(laptop)
  })

  test('all end but this one when the password is changed; the old one lets nobody in', async () => {
    await signIn(laptop, mail)
    const { page } = desk
    await page.getByRole('textbox', { name: says.account.currentPassword }).fill(password)
    await page.getByRole('textbox', { name: says.account.newPassword }).fill(newPassword)
    await page.getByRole('button', { name: says.account.password.change }).click()
    await sees(page.getByText(says.account.password.changed))
    await isOut(laptop)
    await enter(laptop, password)
    await sees(laptop.page.getByRole('alert'))
    await enter(laptop, newPassword)
    await laptop.page.waitForURL(/\/o\/./)
  })
})

describe('an organisation that asks for a second factor', () => {
  const required = ({ page }: Visitor) => page.getByRole('checkbox', { name: says.account.policy.secondFactor })
  const save = ({ page }: Visitor) =>
    page.getByRole('region', { name: says.account.policy.title }).getByRole('button', { name: says.kit.save }).click()

  test('has an administrator who has one: else it could be left without anybody who may act', async () => {
    const { page } = desk
    await page.goto('/')
    await openPlace(desk, says.shell.places.settings)
    await required(desk).check()
    await save(desk)
    await sees(page.getByRole('alert').filter({ hasText: hubSays.problems['organisations.own_second_factor_first'].detail }))
  })

  test('lets in whoever has set one up', async () => {
    const { page } = desk
    await page.goto('/account')
    await page.getByRole('button', { name: says.account.secondFactor.setUp }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: says.account.currentPassword }).fill(newPassword)
    await dialog.getByRole('button', { name: says.account.secondFactor.begin }).click()
    await sees(dialog.getByRole('img', { name: says.account.secondFactor.picture }))
    const app = new TOTP({ secret: Secret.fromBase32(/[A-Z2-7]{32}/.exec(await dialog.innerText())?.[0] ?? '') })
    await dialog.getByRole('textbox', { name: says.account.code, exact: true }).fill(app.generate({ timestamp: Date.now() - 30_000 }))
    await dialog.getByRole('button', { name: says.account.secondFactor.confirm }).click()
    await dialog.getByRole('button', { name: says.account.secondFactor.kept }).click()
    await page.goto('/')
    await openPlace(desk, says.shell.places.settings)
    await required(desk).check()
    await save(desk)
    await sees(page.getByText(says.kit.saved))
    await openPlace(desk, says.shell.places.feeds)
  })

  test('a lost second factor is taken away by the operator, with a reason that the person reads in a mail', async () => {
    const otto = await journey.visitor('Otto')
    await signIn(otto, 'operator@steward.example')
    const { page } = otto
    await openPlace(otto, says.shell.operatorPlaces.hub)
    await page.getByRole('button', { name: says.operator.lost.act }).click()
    const dialog = page.getByRole('dialog', { name: says.operator.lost.title })
    await dialog.getByRole('textbox', { name: says.session.mail, exact: true }).fill(mail)
    await dialog.getByLabel(says.operator.lost.again).fill(mail)
    await dialog.getByLabel(says.operator.lost.reason).fill('Phone fell through the ice, called back.')
    await dialog.getByRole('button', { name: says.operator.lost.act }).click()
    await seesNoLonger(dialog)
    await page.goto(`/mailbox?q=${encodeURIComponent(mail)}`)
    await sees(page.getByRole('article').filter({ hasText: 'Phone fell through the ice' }))
    await isOut(desk)
    // The password alone lets in, not yet into the organisation.
    await enter(desk, newPassword)
    await sees(desk.page.getByRole('heading', { name: fill(says.account.barrier.secondFactorTitle, { organisation: provider }) }))
  })
})

describe('a person who works for two organisations', () => {
  test('is invited by the second one to the account that they have', async () => {
    const gijs = await journey.visitor('Gijs')
    await signIn(gijs, 'gijs@delta.example')
    const { page } = gijs
    await openPlace(gijs, says.shell.places.members)
    await page.getByRole('button', { name: says.members.invite }).click()
    const dialog = page.getByRole('dialog', { name: says.members.invite })
    await dialog.getByLabel(says.session.name).fill('Mart Tamm')
    await dialog.getByLabel(says.session.mail).fill(mail)
    await dialog.getByRole('checkbox', { name: says.roles.viewer }).check()
    await dialog.getByRole('button', { name: says.members.sendInvitation }).click()
    await seesNoLonger(dialog)
    await desk.page.goto(await linkInMail(desk, mail, partner))
    await desk.page.getByRole('button', { name: says.session.invitation.accept }).click()
    await sees(desk.page.getByRole('navigation', { name: says.shell.main }))
  })

  test('goes from one to the other in the menu; what one of them asks does not keep them out of the other', async () => {
    const { page } = desk
    const goTo = async (name: string) => {
      await page.getByRole('banner').locator('button[aria-haspopup=menu]').click()
      await page.getByRole('menuitem', { name }).click()
    }
    await openPlace(desk, says.shell.places.unassigned)
    await sees(page.getByRole('table'))
    await goTo(provider)
    await sees(page.getByRole('heading', { name: fill(says.account.barrier.secondFactorTitle, { organisation: provider }) }))
    await goTo(partner)
    await openPlace(desk, says.shell.places.unassigned)
    await sees(page.getByRole('table'))
  })
})
