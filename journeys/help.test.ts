import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '../contract/endpoint.ts'
import { languageNames } from '../web/app/languages.ts'
import { words as german } from '../web/words/de/index.ts'
import { openPlace, sees, seesNoLonger, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, says } from './words.ts'

// Guides: beside the page at work, in a page of their own, found by words, in one's own language.

const journey = openJourney()

async function titleOf(guide: string, language: Language): Promise<string> {
  const text = await readFile(new URL(`../docs/guides/${language}/${guide}.md`, import.meta.url), 'utf8')
  return /^title: (.+)$/m.exec(text)?.[1] ?? ''
}

describe('somebody at work', () => {
  let anton: Visitor
  beforeAll(async () => {
    anton = await journey.visitor('Anton')
    await signIn(anton, 'anton@alpenblick.example')
  })

  test('opens the guide of the page beside it, and works on', async () => {
    const { page } = anton
    await openPlace(anton, says.shell.places.unassigned)
    await page.getByRole('banner').getByRole('link', { name: says.help.title }).click()
    const beside = page.getByRole('complementary', { name: says.help.title })
    await sees(beside.getByRole('heading', { name: await titleOf('transfer', 'en'), exact: true }))
    await page.getByRole('button', { name: says.transfers.transfer, exact: true }).click()
    await sees(page.getByRole('heading', { level: 1, name: says.transfers.title }))
    await sees(beside.getByRole('heading', { name: await titleOf('transfer', 'en'), exact: true }))
  })

  test('on a small screen it stands before the page', async () => {
    const { page } = anton
    await page.setViewportSize({ width: 360, height: 780 })
    await sees(page.getByRole('dialog', { name: says.help.title }).getByRole('heading', { name: await titleOf('transfer', 'en') }))
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  test('goes on to another guide, and opens it as a page', async () => {
    const { page } = anton
    const beside = page.getByRole('complementary', { name: says.help.title })
    const title = await titleOf('undo-transfer', 'en')
    await beside.getByRole('button', { name: 'undo it', exact: true }).click()
    await sees(beside.getByRole('heading', { name: title, exact: true }))
    await beside.getByRole('link', { name: says.help.page }).click()
    await seesNoLonger(beside)
    await sees(page.getByRole('heading', { level: 1, name: title, exact: true }))
    expect(new URL(page.url()).pathname).toBe('/help/undo-transfer')
    expect(anton.faults).toEqual([])
  })

  test('finds a guide by words with a letter wrong; the address keeps them', async () => {
    const { page } = anton
    await page.getByRole('link', { name: says.help.all }).click()
    await page.getByRole('searchbox', { name: says.help.find }).fill('recovry codes')
    const first = page.getByRole('main').getByRole('listitem').first()
    await sees(first.getByRole('link', { name: await titleOf('second-factor', 'en') }))
    await sees(first.locator('mark'))
    expect(new URL(page.url()).searchParams.get('q')).toBe('recovry codes')
    await page.reload()
    await sees(first.locator('mark'))
    await page.getByRole('searchbox', { name: says.help.find }).fill('xylophone')
    await sees(page.getByText(fill(says.help.noHit, { q: 'xylophone' })))
  })
})

describe('somebody who is not signed in', () => {
  let nobody: Visitor
  beforeAll(async () => {
    nobody = await journey.visitor('nobody')
  })

  test('reads in German, and finds without an umlaut', async () => {
    const { page } = nobody
    await page.goto('/sign-in')
    await page.getByRole('link', { name: says.help.title, exact: true }).click()
    await sees(page.getByRole('heading', { level: 1, name: await titleOf('sign-in', 'en'), exact: true }))
    await page.getByLabel(says.shell.language).selectOption(languageNames.de)
    await sees(page.getByRole('heading', { level: 1, name: await titleOf('sign-in', 'de'), exact: true }))
    await page.getByRole('link', { name: german.help.all }).click()
    await page.getByRole('searchbox', { name: german.help.find }).fill('rueckgangig rückgangig')
    const title = await titleOf('undo-transfer', 'de')
    await page.getByRole('main').getByRole('link', { name: title }).first().click()
    await sees(page.getByRole('heading', { level: 1, name: title, exact: true }))
    expect(nobody.faults.filter((fault) => !fault.includes('/api/v1/'))).toEqual([])
  })
})
