import { beforeAll, describe, expect, test } from 'vitest'
import { linkInMail, openPlace, rowWith, sees, seesNoLonger, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, says } from './words.ts'

// A company applies to be a partner; the vendor decides by its criteria; the company is recognised at the next request (R-B6).

const journey = openJourney()
const vendor = 'Helion Systems'
const company = 'Nordwind Systeme'
const noras = 'nora@nordwind.example'
const criteria = 'At least two technicians who have passed our course.'
const words = says.applications

let vera: Visitor
let nora: Visitor
let rita: Visitor

beforeAll(async () => {
  vera = await journey.visitor('Vera')
  nora = await journey.visitor('Nora')
  rita = await journey.visitor('Rita')
  await signIn(vera, 'vera@helion.example')
})

async function applies({ page }: Visitor, of: { company: string; name: string; mail: string }): Promise<void> {
  await page.goto('/apply')
  await page.getByRole('textbox', { name: words.company, exact: true }).fill(of.company)
  await page.getByRole('combobox', { name: says.customers.country }).click()
  await page.getByRole('option', { name: 'Germany' }).click()
  await page.getByRole('textbox', { name: says.customers.city }).fill('Kiel')
  await page.getByRole('textbox', { name: words.contact }).fill(of.name)
  await page.getByLabel(says.session.mail).fill(of.mail)
  await page.getByRole('checkbox', { name: vendor }).check()
  await page.getByLabel(words.statement).fill('We serve the coast.')
  await page.getByRole('button', { name: words.send }).click()
  await sees(page.getByText(fill(says.account.registration.sent, { mail: of.mail })))
}

async function confirms(visitor: Visitor, of: { company: string; mail: string }): Promise<void> {
  const { page } = visitor
  await page.goto(await linkInMail(visitor, of.mail, of.company))
  await page.getByRole('textbox', { name: says.session.newPassword }).fill('north wind and sun')
  await page.getByRole('button', { name: says.account.registration.confirm }).click()
  await sees(page.getByRole('heading', { name: words.waitingTitle }))
}

describe('a company that applies', () => {
  test('a vendor opens itself to applications and says by what it decides', async () => {
    const { page } = vera
    await openPlace(vera, says.shell.places.applications)
    await page.getByRole('checkbox', { name: words.criteria.open }).check()
    await page.getByLabel(words.criteria.text).fill(criteria)
    await page.getByRole('button', { name: says.kit.save }).click()
    await sees(page.getByText(says.kit.saved))
    await nora.page.goto('/sign-in')
    await nora.page.getByRole('link', { name: words.send }).click()
    await sees(nora.page.getByText(criteria))
  })

  test('a company applies, confirms by mail, and waits for the vendor', async () => {
    await applies(nora, { company, name: 'Nora Nord', mail: noras })
    await confirms(nora, { company, mail: noras })
    await applies(rita, { company: 'Südwind', name: 'Rita Süd', mail: 'rita@suedwind.example' })
    await confirms(rita, { company: 'Südwind', mail: 'rita@suedwind.example' })
    await vera.page.reload()
    await sees(rowWith(vera.page, noras).filter({ hasText: 'We serve the coast.' }))
  })

  test('approved, it is a partner at the next request: accreditation, location ID, activity', async () => {
    const { page } = vera
    await page.getByRole('button', { name: `${words.approve}: ${company}` }).click()
    const dialog = page.getByRole('dialog', { name: fill(words.approveOf, { name: company }) })
    await dialog.getByRole('button', { name: words.approve }).click()
    await seesNoLonger(dialog)
    await seesNoLonger(rowWith(page, noras))
    await nora.page.goto('/')
    await openPlace(nora, says.shell.places.accreditations)
    await sees(rowWith(nora.page, vendor).filter({ hasText: says.accreditations.valid }))
    await sees(rowWith(nora.page, 'Kiel').filter({ hasText: /L-\d{5}-\d{5}/ }))
    expect(await linkInMail(nora, noras, vendor)).toContain('http')
  })

  test('refused, it reads why in the mail, and is no partner', async () => {
    const { page } = vera
    await page.getByRole('button', { name: `${words.refuse}: Südwind` }).click()
    const dialog = page.getByRole('dialog', { name: fill(words.refuseOf, { name: 'Südwind' }) })
    await dialog.getByLabel(words.reason).fill('No technician yet.')
    await dialog.getByRole('button', { name: words.refuse }).click()
    await seesNoLonger(dialog)
    await page.getByText(words.states.decided, { exact: true }).click()
    await sees(rowWith(page, 'Südwind').filter({ hasText: 'No technician yet.' }))
    await rita.page.goto('/mailbox?q=rita@suedwind.example')
    await sees(rita.page.getByText('No technician yet.').first())
    await rita.page.goto('/')
    await sees(rita.page.getByRole('heading', { name: says.session.nowhere.heading }))
  })
})
