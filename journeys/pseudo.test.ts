import { describe, expect, test } from 'vitest'
import { operatorMail, password } from '../server/demonstration/world.ts'
import { openJourney } from './journey.ts'
import { clippedIn, listen, speakPseudo, strangersIn } from './pseudo.ts'

// Every page in a language that nobody speaks: no word that was never translated, none that is cut off.

const journey = openJourney({ steps: false })
const patience = { timeout: 180_000 }
const widths = [
  { width: 1280, height: 900 },
  { width: 360, height: 780 },
]

/** A table looks whether it fits, and becomes cards. */
const settlingMilliseconds = 150

const people = ['greta@alpenblick.example', 'petra@distrivia.example', 'vera@helion.example', 'clara@bergmann.example', operatorMail]

describe.concurrent('no word is missing and none is cut off', () => {
  test.for(people)('on the pages of %s', patience, async (mail) => {
    const { page, context, faults } = await journey.visitor(mail)
    await speakPseudo(context)
    const hub = await listen(page)
    await context.request.post('/api/v1/session', { data: { mail, password } })
    await context.request.patch('/api/v1/me', { data: { language: 'en' }, headers: { 'x-steward-request': '1' } })
    await page.goto('/')
    await page.getByRole('navigation').first().waitFor()
    const links = await page
      .getByRole('navigation')
      .first()
      .getByRole('link')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    expect(links.length).toBeGreaterThan(3)
    const found: string[] = []
    for (const path of links) {
      await page.goto(path, { waitUntil: 'networkidle' })
      await page.locator('h1').first().waitFor()
      found.push(...(await strangersIn(page, hub.said())).map((text) => `${path}: not a word of ours: ${text}`))
      for (const size of widths) {
        await page.setViewportSize(size)
        await page.waitForTimeout(settlingMilliseconds)
        found.push(...(await clippedIn(page)).map((text) => `${path} at ${size.width}: ${text}`))
      }
      await page.setViewportSize(widths[0] ?? { width: 1280, height: 900 })
    }
    expect([...new Set(found)]).toEqual([])
    expect(faults).toEqual([])
  })
})
