import { describe, expect, test } from 'vitest'
import { operatorMail } from '../server/demonstration/world.ts'
import { signIn } from './browser.ts'
import { openJourney } from './journey.ts'
import { clippedIn, open, still } from './looking.ts'
import { listen, marks, speakPseudo, strangersIn } from './pseudo.ts'

// Every page in a language that nobody speaks: no word that was never translated, none that is cut off.

const journey = openJourney({ steps: false })
const patience = { timeout: 180_000 }
const widths = [
  { width: 1280, height: 900 },
  { width: 360, height: 780 },
]

const people = ['greta@alpenblick.example', 'petra@distrivia.example', 'vera@helion.example', 'clara@bergmann.example', operatorMail]

describe.concurrent('no word is missing and none is cut off', () => {
  test.for(people)('on the pages of %s', patience, async (mail) => {
    const visitor = await journey.visitor(mail)
    const { page, context, faults } = visitor
    await speakPseudo(context)
    const hub = await listen(page)
    await signIn(visitor, mail)
    const links = await page
      .getByRole('navigation')
      .first()
      .getByRole('link')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
    expect(links.length).toBeGreaterThan(3)
    const found: string[] = []
    for (const path of links) {
      await open(page, path)
      found.push(...(await strangersIn(page, hub.said())).map((text) => `${path}: not a word of ours: ${text}`))
      for (const size of widths) {
        await page.setViewportSize(size)
        await still(page)
        found.push(...(await clippedIn(page, marks.begin)).map((text) => `${path} at ${size.width}: ${text}`))
      }
    }
    expect([...new Set(found)]).toEqual([])
    expect(faults).toEqual([])
  })
})
