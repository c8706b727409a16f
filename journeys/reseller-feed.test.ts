import { beforeAll, test } from 'vitest'
import { openPlace, rowWith, sees, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, says } from './words.ts'

// A partner reports its own sales (R-B1): what it sold waits for it among its unassigned devices. Others' locations are not its to report for.

const journey = openJourney()
const [sold, elsewhere] = ['9RF0000001', '9RF0000002']

let femke: Visitor
let site = ''
let othersSite = ''

async function siteOf(mail: string): Promise<string> {
  const visitor = await journey.visitor(mail)
  await signIn(visitor, mail)
  const organisationId = new URL(visitor.page.url()).pathname.split('/')[2] ?? ''
  const answer = await visitor.context.request.get('/api/v1/locations', { headers: { 'x-steward-acting-for': organisationId } })
  return ((await answer.json()) as { items: { locationId: string }[] }).items[0]?.locationId ?? ''
}

beforeAll(async () => {
  femke = await journey.visitor('Femke')
  await signIn(femke, 'femke@alpenblick.example')
  site = await siteOf('greta@alpenblick.example')
  othersSite = await siteOf('grace@bridgewater.example')
})

test('the partner sends its own report; what it sold at another partner’s location is rejected', async () => {
  const { page } = femke
  const lines = [
    'vendor,productNumber,serialNumber,model,soldToLocationId,saleDate,webOrderNumber,endCustomer',
    `Helion Systems,HD-34C,${sold},Helion Display 34 C,${site},2026-11-02,RF-1,Gasthof Sonnalp`,
    `Helion Systems,HD-34C,${elsewhere},Helion Display 34 C,${othersSite},2026-11-02,RF-1,`,
  ]
  await openPlace(femke, says.shell.places.feeds)
  await page.getByLabel(says.feeds.drop).setInputFiles({ name: 'own.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) })
  await page.getByRole('button', { name: says.feeds.send }).click()
  await sees(page.getByText(fill(says.feeds.ends.rejected_one, { rows: 1 }), { exact: true }))
  await sees(rowWith(page, sold).filter({ hasText: says.feeds.outcomes.placed }))
})

test('the device waits among the unassigned devices', async () => {
  const greta = await journey.visitor('Greta')
  await signIn(greta, 'greta@alpenblick.example')
  await openPlace(greta, says.shell.places.unassigned)
  await greta.page.getByLabel(says.devices.search).fill(sold)
  await sees(rowWith(greta.page, sold))
})
