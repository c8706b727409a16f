import { beforeAll, describe, expect, test } from 'vitest'
import { password } from '../server/demonstration/world.ts'
import { languageNames } from '../web/app/languages.ts'
import { choose, openPlace, sees, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, says } from './words.ts'

// A first visit to a demonstration hub: a shown sign-in, its language, and a selection of all but a few (R-T1).

const journey = openJourney()
const customer = 'Stadtwerke Isental'

let visitor: Visitor

beforeAll(async () => {
  visitor = await journey.visitor('somebody new')
})

describe('a shown sign-in', () => {
  test('names the person, the organisation and what they are for, and keeps the language of the sign-in page', async () => {
    const { page } = visitor
    await page.goto('/sign-in')
    const card = page.getByRole('button', { name: /^Anton Bauer/ })
    await sees(card.filter({ hasText: 'Alpenblick IT' }).filter({ hasText: 'moves devices to customers' }))
    await page.getByLabel(says.shell.language).selectOption({ label: languageNames.fr })
    await sees(card.filter({ hasText: 'partenaire' }))
    await page.locator('header select').selectOption({ label: languageNames.en })
    await sees(card.filter({ hasText: 'partner' }))
    await card.click()
    await sees(page.getByRole('heading', { level: 1, name: says.shell.places.home }))
    await page.reload()
    await sees(page.getByRole('heading', { level: 1, name: says.shell.places.home }))
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })
})

test('whoever types a sign-in gets the language that is theirs', async () => {
  const { page } = await journey.visitor('Sina')
  await page.goto('/sign-in')
  await page.getByLabel(says.session.mail).fill('sina@alpenblick.example')
  await page.getByRole('textbox', { name: says.session.password }).fill(password)
  await page.getByRole('button', { name: says.session.signIn, exact: true }).click()
  await page.locator('html[lang=de]').waitFor()
})

describe('all that match, but for a few', () => {
  test('is picked, read or not, and single rows are unticked wherever they are', async () => {
    const { page } = visitor
    await openPlace(visitor, says.shell.places.unassigned)
    await page.getByRole('button', { name: says.kit.pickAll }).click()
    const boxes = page.locator('tbody input[type=checkbox]')
    const ticked = page.locator('tbody input:checked')
    expect(await ticked.count()).toBe(await boxes.count())
    await ticked.first().uncheck()
    await page.keyboard.press('End')
    await expect.poll(async () => (await boxes.count()) - (await ticked.count())).toBeLessThan(2)
    await ticked.last().uncheck()
    await page.getByRole('button', { name: says.transfers.transfer, exact: true }).last().click()
    await sees(page.getByText(fill(says.transfers.filtered.butFor_other, { formatted: 2 })))
  })

  test('a mistyped Customer ID is called mistyped where it is typed', async () => {
    const target = visitor.page.getByRole('combobox', { name: says.transfers.target })
    await target.fill('C-1234-5678-G')
    await sees(visitor.page.getByText(says.customers.mistypedId))
    await choose(target, customer)
    await visitor.page.getByRole('button', { name: says.transfers.preview, exact: true }).click()
    await sees(visitor.page.getByRole('heading', { level: 1, name: fill(says.transfers.to, { target: customer }) }))
  })
})
