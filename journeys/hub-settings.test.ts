import { beforeAll, expect, test } from 'vitest'
import { unnamedHub } from '../contract/hub-settings.ts'
import { words as german } from '../web/words/de/index.ts'
import { openPlace, sees, seesNoLonger, signIn, speak, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { says } from './words.ts'

// The operator names the hub and announces something; everybody sees both, signed in or not, until the operator takes it back.

const journey = openJourney()
const name = 'Alpenhub'
const announcement = 'On Sunday this hub is away from 8 to 9.'
const germanAnnouncement = 'Am Sonntag ist dieser Hub von 8 bis 9 Uhr nicht erreichbar.'

let otto: Visitor
let anton: Visitor
let stranger: Visitor

beforeAll(async () => {
  otto = await journey.visitor('Otto')
  anton = await journey.visitor('Anton')
  stranger = await journey.visitor('Stranger')
  await signIn(otto, 'operator@steward.example')
  await signIn(anton, 'anton@alpenblick.example')
})

test('the operator names the hub', async () => {
  const { page } = otto
  await openPlace(otto, says.shell.operatorPlaces.settings)
  await page.getByRole('textbox', { name: says.operator.settings.name }).fill(name)
  await page.getByRole('button', { name: says.kit.save, exact: true }).click()
  await sees(page.getByText(says.kit.saved))
  await sees(page.getByRole('banner').getByText(name))
})

test('and announces something, in two languages', async () => {
  const { page } = otto
  const announce = page.getByRole('button', { name: says.operator.settings.announce, exact: true })
  expect(await announce.isDisabled()).toBe(true)
  const inLanguage = (of: 'en' | 'de') => says.operator.settings.text.replace('{{language}}', says.operator.settings.languages[of])
  await page.getByRole('textbox', { name: inLanguage('en') }).fill(announcement)
  await page.getByRole('textbox', { name: inLanguage('de') }).fill(germanAnnouncement)
  await announce.click()
  await sees(page.getByText(says.operator.settings.now))
  await sees(page.getByRole('main').getByRole('status').getByText(announcement))
})

test('whoever is not signed in reads both on the sign-in page', async () => {
  const { page } = stranger
  await page.goto('/sign-in')
  await sees(page.getByText(announcement))
  await sees(page.getByText(name).first())
  await page.waitForFunction((of) => document.title.includes(of), name)
})

test('whoever is signed in reads it in their own language, above the page', async () => {
  const { page } = anton
  await page.reload()
  await sees(page.getByText(announcement))
  await speak(anton, 'de')
  await sees(page.getByText(germanAnnouncement))
  await page.getByRole('button', { name: german.kit.close }).click()
  await seesNoLonger(page.getByText(germanAnnouncement))
})

test('the operator takes the announcement back, and the name: nobody sees them any more', async () => {
  const { page } = otto
  await speak(otto, 'de')
  await page.getByRole('button', { name: german.operator.settings.takeBack, exact: true }).click()
  await sees(page.getByText(german.operator.settings.none))
  await page.getByRole('textbox', { name: german.operator.settings.name }).fill('')
  await page.getByRole('button', { name: german.kit.save, exact: true }).click()
  await sees(page.getByRole('banner').getByText(unnamedHub))
  await stranger.page.goto('/sign-in')
  await sees(stranger.page.getByRole('heading', { level: 1 }))
  await seesNoLonger(stranger.page.getByText(announcement))
  expect(otto.faults).toEqual([])
})
