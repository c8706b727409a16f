import { beforeAll, describe, expect, test } from 'vitest'
import { linkInMail, openPlace, rowWith, sees, seesNoLonger, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, hubSays, says } from './words.ts'

// The people of an organisation: invited, with other roles, removed; the last administrator stays (R-A4, R-A5).

const journey = openJourney()
const partner = 'Delta Workplace'
const administrator = 'Gijs de Vries'
const colleague = 'Mila Jansen'
const milasMail = 'mila@delta.example'

let gijs: Visitor
let mila: Visitor

beforeAll(async () => {
  gijs = await journey.visitor('Gijs')
  mila = await journey.visitor('Mila')
  await signIn(gijs, 'gijs@delta.example')
})

describe('the members of an organisation', () => {
  test('an administrator reads what each role may do, and what roles may together before giving them', async () => {
    const { page } = gijs
    await openPlace(gijs, says.shell.places.members)
    await page.getByRole('button', { name: says.members.explain }).click()
    const explained = page.getByRole('dialog', { name: says.members.explain })
    const viewer = explained.getByRole('region', { name: says.roles.viewer, exact: true })
    await sees(viewer.getByText(says.members.abilities.transfers, { exact: true }))
    expect(await viewer.getByText(says.members.abilities.transfersMake).count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: says.members.invite }).click()
    const dialog = page.getByRole('dialog', { name: says.members.invite })
    await dialog.getByRole('checkbox', { name: says.roles.viewer }).check()
    await sees(dialog.getByText(says.members.abilities.transfers, { exact: true }))
    await seesNoLonger(dialog.getByText(says.members.abilities.transfersMake))
    await dialog.getByRole('checkbox', { name: says.roles.admin_agent }).check()
    await sees(dialog.getByText(says.members.abilities.transfersMake))
    await dialog.getByRole('button', { name: says.kit.cancel }).click()
  })

  test('an administrator invites a member, who accepts by the link of the mail', async () => {
    const { page } = gijs
    await openPlace(gijs, says.shell.places.members)
    await page.getByRole('button', { name: says.members.invite }).click()
    const dialog = page.getByRole('dialog', { name: says.members.invite })
    await dialog.getByLabel(says.session.name).fill(colleague)
    await dialog.getByLabel(says.session.mail).fill(milasMail)
    await dialog.getByRole('checkbox', { name: says.roles.viewer }).check()
    await dialog.getByRole('button', { name: says.members.sendInvitation }).click()
    await seesNoLonger(dialog)
    await sees(rowWith(page, milasMail).filter({ hasText: says.members.statuses.invited }))
    await mila.page.goto(await linkInMail(mila, milasMail, partner))
    await sees(mila.page.getByText(fill(says.session.invitation.member, { organisation: partner })))
    await mila.page.getByRole('textbox', { name: says.session.newPassword }).fill('polders lie below')
    await mila.page.getByRole('button', { name: says.session.invitation.accept }).click()
    await openPlace(mila, says.shell.places.unassigned)
    await sees(mila.page.getByRole('table'))
    expect(await mila.page.getByRole('button', { name: says.transfers.transfer, exact: true }).count()).toBe(0)
  })

  test('other roles are in force at the member’s next request', async () => {
    const { page } = gijs
    await page.reload()
    await sees(rowWith(page, milasMail).filter({ hasText: says.members.statuses.active }).filter({ hasText: says.roles.viewer }))
    const rolesOf = fill(says.members.rolesOf, { name: colleague })
    await page.getByRole('button', { name: rolesOf }).click()
    const dialog = page.getByRole('dialog', { name: rolesOf })
    await dialog.getByRole('checkbox', { name: says.roles.viewer }).uncheck()
    await dialog.getByRole('checkbox', { name: says.roles.admin_agent }).check()
    await dialog.getByRole('button', { name: says.kit.save }).click()
    await seesNoLonger(dialog)
    await sees(rowWith(page, milasMail).filter({ hasText: says.roles.admin_agent }))
    await mila.page.reload()
    await sees(mila.page.getByRole('button', { name: says.transfers.transfer, exact: true }))
  })

  test('the last administrator can neither be removed nor give up the role, and the page says why', async () => {
    const { page } = gijs
    const removeOf = fill(says.members.removeOf, { name: administrator })
    await page.getByRole('button', { name: removeOf }).click()
    const removal = page.getByRole('dialog', { name: removeOf })
    await removal.getByRole('button', { name: says.members.remove }).click()
    const why = hubSays.problems['members.last_administrator'].detail
    await sees(removal.getByRole('alert').filter({ hasText: why }))
    await removal.getByRole('button', { name: says.kit.cancel }).click()
    const rolesOf = fill(says.members.rolesOf, { name: administrator })
    await page.getByRole('button', { name: rolesOf }).click()
    const roles = page.getByRole('dialog', { name: rolesOf })
    await roles.getByRole('checkbox', { name: says.roles.global_admin }).uncheck()
    await roles.getByRole('checkbox', { name: says.roles.viewer }).check()
    await roles.getByRole('button', { name: says.kit.save }).click()
    await sees(roles.getByRole('alert').filter({ hasText: why }))
    await roles.getByRole('button', { name: says.kit.cancel }).click()
    await sees(rowWith(page, administrator).filter({ hasText: says.roles.global_admin }))
  })

  test('a removed member is out at the next request', async () => {
    const { page } = gijs
    const removeOf = fill(says.members.removeOf, { name: colleague })
    await page.getByRole('button', { name: removeOf }).click()
    const dialog = page.getByRole('dialog', { name: removeOf })
    await dialog.getByRole('button', { name: says.members.remove }).click()
    await seesNoLonger(dialog)
    await mila.page.reload()
    await sees(mila.page.getByRole('heading', { name: says.session.nowhere.heading }))
  })
})
