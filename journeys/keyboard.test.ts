import type { Locator } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { linkInMail, rowWith, sees, seesNoLonger, serialsOf, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { type Keyboard, keyboardOf } from './keyboard.ts'
import { heard } from './looking.ts'
import { fill, says } from './words.ts'

// The main jobs by keys alone: the focus is seen after each key, goes into what opens, comes back from it, and is never lost (WCAG 2.1.1, 2.4.3, 2.4.7).

const journey = openJourney({ steps: false })
const count = (sentence: string, n: number) => fill(sentence, { count: n, formatted: n })
const customer = 'Laiterie du Cap'
const newCustomer = 'Boulangerie Arvor'
const newMail = 'yann@arvor.example'

let gaelle: Visitor
let keys: Keyboard

beforeAll(async () => {
  gaelle = await journey.visitor('Gaëlle')
  keys = keyboardOf(gaelle)
  await signIn(gaelle, 'gaelle@cote.example')
})

const isFocused = (wanted: Locator) => wanted.evaluate((element) => element.contains(document.activeElement))

describe('the frame of every page', () => {
  test('one signs in, and the first Tab offers to skip the menu', async () => {
    const visitor = await journey.visitor('Aurélie')
    const { page } = visitor
    const { type, press, to } = keyboardOf(visitor)
    await page.goto('/sign-in')
    await type(page.getByRole('textbox', { name: says.session.mail }), 'aurelie@cote.example')
    await type(page.getByRole('textbox', { name: says.session.password }), 'steward-demo-2026')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/o\/./)
    await sees(page.getByRole('heading', { level: 1 }))
    await page.reload()
    await sees(page.getByRole('heading', { level: 1 }))
    await page.keyboard.press('Tab')
    await to(page.locator('a[href="#content"]'))
    await press('Enter')
    expect(await isFocused(page.locator('#content'))).toBe(true)
    expect(visitor.faults.filter((fault) => !fault.includes('401'))).toEqual([])
  })

  test('language and appearance are changed in the menu of the person, which gives the focus back', async () => {
    const { page } = gaelle
    const menu = page.getByRole('banner').locator('button[aria-haspopup=menu]')
    const pick = async (name: string) => {
      await keys.act(menu)
      const item = page.getByRole('menuitem', { name, exact: true })
      await sees(item)
      for (let presses = 0; presses < 30 && !(await isFocused(item)); presses += 1) await keys.press('ArrowDown')
      await keys.press('Enter')
      await page.getByRole('menu').waitFor({ state: 'hidden' })
      await expect.poll(() => isFocused(menu)).toBe(true)
    }
    await pick('Deutsch')
    await page.locator('html[lang=de]').waitFor()
    await pick('English')
    await page.locator('html[lang=en]').waitFor()
    await pick(says.shell.scheme.dark)
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor()
    await pick(says.shell.scheme.auto)
  })

  test('the palette leads to a page, and Escape out of it leads back', async () => {
    const { page } = gaelle
    const before = page.getByRole('link', { name: says.shell.places.members, exact: true })
    await keys.to(before)
    await keys.press('Control+k')
    const box = page.getByLabel(says.palette.find)
    await expect.poll(() => isFocused(box)).toBe(true)
    await keys.press('Escape')
    await seesNoLonger(box)
    await expect.poll(() => isFocused(before)).toBe(true)
    await keys.press('Control+k')
    await expect.poll(() => isFocused(box)).toBe(true)
    await page.keyboard.type(says.shell.places.unassigned)
    await keys.press('Enter')
    await sees(page.getByRole('heading', { level: 1, name: says.shell.places.unassigned }))
    await keys.holds()
  })

  test('the customer selector leads to a customer, the bell opens and closes', async () => {
    const { page } = gaelle
    await keys.act(page.getByRole('button', { name: /^Customer: / }))
    await sees(page.getByRole('option', { name: customer }))
    await page.keyboard.type(customer.slice(0, 8))
    await seesNoLonger(page.getByRole('option', { name: /Mairie/ }))
    await keys.press('ArrowDown')
    await keys.press('ArrowDown')
    await keys.press('Enter')
    await sees(page.getByRole('heading', { level: 1, name: customer }))
    await keys.holds()
    const bell = page.getByRole('button', { name: /^Notifications/ })
    await keys.act(bell)
    const dropdown = page.getByRole('dialog', { name: says.notifications.title })
    await expect.poll(() => isFocused(dropdown)).toBe(true)
    await keys.press('Tab')
    await keys.press('Tab')
    expect(await isFocused(dropdown)).toBe(true)
    await keys.press('Escape')
    await expect.poll(() => isFocused(bell)).toBe(true)
  })
})

describe('a customer is added and decides', () => {
  test('in a dialog that keeps the focus and gives it back', async () => {
    const { page } = gaelle
    await keys.place(says.shell.places.customers)
    const add = page.getByRole('button', { name: says.customers.add })
    await keys.act(add)
    const dialog = page.getByRole('dialog', { name: says.customers.add })
    const company = dialog.getByRole('group', { name: says.customers.company })
    const name = company.getByLabel(says.customers.name)
    await expect.poll(() => isFocused(name)).toBe(true)
    for (let presses = 0; presses < 15; presses += 1) {
      await keys.press('Tab')
      expect(await isFocused(dialog)).toBe(true)
    }
    await keys.to(name)
    await keys.press('Escape')
    await seesNoLonger(dialog)
    await expect.poll(() => isFocused(add)).toBe(true)
    await keys.press('Enter')
    await keys.type(name, newCustomer)
    await keys.choose(company.getByRole('combobox', { name: says.customers.country }), 'France')
    const administrator = dialog.getByRole('group', { name: says.customers.administrator })
    await keys.type(administrator.getByLabel(says.session.name), 'Yann Arvor')
    await keys.type(administrator.getByLabel(says.session.mail), newMail)
    await keys.act(dialog.getByRole('button', { name: says.customers.addAndInvite }))
    await sees(page.getByRole('heading', { level: 1, name: newCustomer }))
    await keys.holds()
  })

  test('its administrator accepts the invitation', async () => {
    const yann = await journey.visitor('Yann')
    const { page } = yann
    const { type, act, holds } = keyboardOf(yann)
    await page.goto(await linkInMail(yann, newMail, newCustomer))
    await type(page.getByRole('textbox', { name: says.session.newPassword }), 'bread needs patience')
    await page.keyboard.press('Tab')
    await act(page.getByRole('button', { name: says.session.invitation.accept }))
    await sees(page.getByRole('heading', { level: 1, name: says.shell.places.home }))
    await holds()
    expect(yann.faults.filter((fault) => !fault.includes('401'))).toEqual([])
  })
})

describe('devices are transferred', () => {
  let serials: string[] = []

  test('rows are picked with arrows and Space, and Tab leads on to what one does with them', async () => {
    const { page } = gaelle
    await keys.place(says.shell.places.unassigned)
    serials = await serialsOf(gaelle, 4)
    await keys.to(rowWith(page, serials[0] ?? ''))
    await keys.press('Space')
    await keys.press('Shift+ArrowDown')
    await sees(page.getByText(count(says.kit.picked_other, 2)))
    await keys.act(page.getByRole('button', { name: says.kit.clearPicked }))
    expect(await isFocused(page.getByRole('table'))).toBe(true)
    await keys.to(rowWith(page, serials[0] ?? ''))
    await keys.press('Space')
    await keys.press('Shift+ArrowDown')
    await keys.act(page.getByRole('button', { name: says.transfers.transfer, exact: true }).last())
    await sees(page.getByText(count(says.transfers.way.picked, 2)))
    await keys.holds()
  })

  test('previewed, confirmed; what goes on and what came of it is heard, and so is the bell', async () => {
    const { page } = gaelle
    const target = page.getByRole('combobox', { name: says.transfers.target })
    // What was typed first is typed over: Enter takes what the hub has found for the second, without an arrow.
    await keys.type(target, 'nobody')
    await sees(page.getByText(says.transfers.noTarget))
    await keys.press('ControlOrMeta+a')
    await page.keyboard.type(customer)
    await sees(page.locator('[role=option][data-combobox-selected]').filter({ hasText: customer }))
    await keys.press('Enter')
    await keys.act(page.getByRole('button', { name: says.transfers.preview, exact: true }))
    await keys.to(page.getByRole('checkbox', { name: fill(says.transfers.confirm.customer, { target: customer }) }))
    const progress = await heard(page.locator('main [role=status]').filter({ hasText: says.transfers.states.previewed }).first())
    const bell = await heard(page.getByRole('banner').locator('[aria-live=polite]').last())
    await keys.press('Space')
    await keys.act(page.getByRole('button', { name: count(says.transfers.confirm.move_other, 2) }))
    await sees(page.getByText(says.transfers.states.done, { exact: true }))
    await keys.holds()
    await expect.poll(async () => (await progress()).at(-1)).toBe(`${says.transfers.states.done} · ${says.transfers.moved}: 2`)
    expect((await progress()).length).toBeLessThan(5)
    await expect.poll(async () => (await bell()).at(-1)).toMatch(/^Notifications, \d+ unread$/)
  })

  test('the Summary is undone in a dialog', async () => {
    const { page } = gaelle
    const undo = page.getByRole('button', { name: says.transfers.undo, exact: true })
    await keys.act(undo)
    const dialog = page.getByRole('dialog', { name: says.transfers.undoTitle })
    await expect.poll(() => isFocused(dialog)).toBe(true)
    await keys.press('Escape')
    await seesNoLonger(dialog)
    await expect.poll(() => isFocused(undo)).toBe(true)
    await keys.press('Enter')
    await keys.act(dialog.getByRole('button', { name: count(says.transfers.undoAction_other, 2) }))
    await sees(page.getByText(says.transfers.states.undone, { exact: true }))
    await keys.holds()
  })

  test('a preview is mended where it stands, and the focus stays with the rows', async () => {
    const { page } = gaelle
    const { mend, outcomes } = says.transfers
    await keys.place(says.shell.places.transfers)
    await keys.act(page.getByRole('link', { name: says.transfers.new }).first())
    await keys.to(page.getByRole('radio', { name: says.transfers.way.file }))
    await keys.press('ArrowRight')
    await keys.type(
      page.getByRole('textbox', { name: says.transfers.pasted.label }),
      `${serials[2]} NOSUCHDEVICE3 NOSUCHDEVICE4`.replaceAll(' ', ','),
    )
    await keys.choose(page.getByRole('combobox', { name: says.transfers.target }), customer)
    await keys.act(page.getByRole('button', { name: says.transfers.preview, exact: true }))
    await keys.act(page.getByRole('button', { name: fill(mend.rowsOf, { name: outcomes.not_found }) }))
    const field = page.getByLabel(fill(mend.inLine, { label: says.devices.serialNumber, line: 2 }))
    await keys.to(field)
    await keys.press('Control+a')
    await page.keyboard.type(serials[3] ?? '')
    await keys.act(page.getByRole('button', { name: mend.save, exact: true }))
    const fates = page.getByRole('list', { name: says.transfers.byOutcome })
    await sees(fates.getByRole('listitem').filter({ hasText: new RegExp(`${says.transfers.willMove}\\s*2(?!\\d)`) }))
    await expect.poll(() => isFocused(fates)).toBe(true)
    await keys.act(page.getByRole('button', { name: mend.again, exact: true }))
    // All rows are decided anew: one goes on at what has become of them.
    await expect.poll(() => isFocused(fates)).toBe(true)
  })
})

describe('a report is sent', () => {
  test('its file is chosen by the button, and the focus goes on to the report', async () => {
    const fay = await journey.visitor('Fay')
    const { page } = fay
    await signIn(fay, 'fay@helion.example')
    const { place, to, act, holds } = keyboardOf(fay)
    await place(says.shell.places.feeds)
    // Waited for from here on: right before the key would be too late.
    const chooser = page.waitForEvent('filechooser')
    await to(page.getByRole('button', { name: says.kit.file.choose }))
    await page.keyboard.press('Enter')
    const text = 'vendor,productNumber,serialNumber,model,soldToLocationId\nHelion Systems,HX-900,KEYS-0001,Helion X,L-00000-00000\n'
    await (await chooser).setFiles({ name: 'keys.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
    await sees(page.getByText('keys.csv'))
    await holds()
    await act(page.getByRole('button', { name: says.feeds.send }))
    await sees(page.getByRole('heading', { level: 1, name: 'keys.csv' }))
    await holds()
    expect(fay.faults).toEqual([])
  })
})

test('nothing of all this was complained about', () => {
  expect(gaelle.faults).toEqual([])
})
