import { beforeAll, test } from 'vitest'
import { choose, openPlace, rowWith, sees, seesNoLonger, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, says } from './words.ts'

// The operator gives a partner a quota of devices; the partner's pages say when it is reached, and nothing is refused (R-D9).

const journey = openJourney()
const partner = 'Delta Workplace'

let otto: Visitor
let gijs: Visitor

beforeAll(async () => {
  otto = await journey.visitor('Otto')
  gijs = await journey.visitor('Gijs')
  await Promise.all([signIn(otto, 'operator@steward.example'), signIn(gijs, 'gijs@delta.example')])
})

test('the operator sets a quota, and sees how much of it is used', async () => {
  const { page } = otto
  await page.getByRole('link', { name: says.shell.operatorPlaces.hub, exact: true }).click()
  await page.getByRole('button', { name: says.quotas.set }).click()
  await choose(page.getByRole('combobox', { name: says.quotas.partner }), partner)
  await page.getByRole('textbox', { name: says.quotas.devices }).fill('1')
  await page.getByRole('dialog').getByRole('button', { name: says.quotas.set }).click()
  await sees(rowWith(page, partner).filter({ hasText: says.quotas.states.reached }))
})

test('the partner’s pages say so', async () => {
  for (const place of [says.devices.unassigned, says.shell.places.feeds]) {
    await openPlace(gijs, place)
    await sees(gijs.page.getByText(says.quotas.reached.title))
  }
})

test('the operator takes it away, and nothing is said any more', async () => {
  const { page } = otto
  await page.getByRole('button', { name: fill(says.quotas.changeOf, { name: partner }) }).click()
  await page.getByRole('dialog').getByRole('button', { name: says.quotas.remove }).click()
  await seesNoLonger(rowWith(page, partner).filter({ hasText: says.quotas.states.reached }))
  await gijs.page.reload()
  await seesNoLonger(gijs.page.getByText(says.quotas.reached.title))
})
