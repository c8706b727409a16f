import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { download, openPlace, rowWith, sees, seesNoLonger, signIn, type Visitor } from './browser.ts'
import { openJourney } from './journey.ts'
import { fill, hubSays, says } from './words.ts'

// A customer's administrator finds who moved how many devices and when, takes the log home, and checks it without the hub (R-A6).

const journey = openJourney()
const partner = 'Alpenblick IT'
const administrator = 'Lotte Weiher'
const moved = new RegExp(`${partner} transferred [\\d,]+ devices into this tenant`)

let lotte: Visitor
let folder: string
let proof = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steward-activity-'))
  lotte = await journey.visitor('Lotte')
  await signIn(lotte, 'lotte@weiher.example')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The verifier over a file with this text, as anybody runs it. */
async function verify(text: string): Promise<{ status: number | null; said: string }> {
  const file = join(folder, 'activity.ndjson')
  await writeFile(file, text)
  const { status, stdout } = spawnSync(process.execPath, ['tools/verify-audit.ts', file], { encoding: 'utf8' })
  return { status, said: stdout }
}

describe('the activity of a customer', () => {
  test('says who moved how many devices and when, and that it is sealed', async () => {
    const { page } = lotte
    await openPlace(lotte, says.shell.places.activity)
    await sees(
      rowWith(page, moved)
        .filter({ hasText: says.activity.sealed })
        .filter({ hasText: /20\d\d/ })
        .first(),
    )
    await sees(rowWith(page, fill(hubSays.audit['session.signed_in'], { who: administrator })).first())
  })

  test('is filtered by topic, person and day; the address keeps it, and going back undoes it', async () => {
    const { page } = lotte
    const signedIn = rowWith(page, fill(hubSays.audit['session.signed_in'], { who: administrator })).first()
    await page.getByLabel(says.activity.topic).selectOption({ label: says.activity.topics.transfer })
    await seesNoLonger(signedIn)
    await sees(rowWith(page, moved).first())
    await page.reload()
    await sees(rowWith(page, moved).first())
    expect(await page.getByLabel(says.activity.topic).inputValue()).toBe('transfer')
    await page.goBack()
    await sees(signedIn)
    await page.getByLabel(says.activity.person).selectOption({ label: administrator })
    await seesNoLonger(rowWith(page, moved).first())
    await page.getByLabel(says.activity.from).fill('2001-01-01')
    await page.getByLabel(says.activity.to, { exact: true }).fill('2001-12-31')
    await sees(page.getByText(says.activity.noHit.title))
    await page.getByRole('button', { name: says.activity.clear }).click()
    await sees(rowWith(page, moved).first())
  })

  test('is exported as a table, as it is filtered', async () => {
    const { page } = lotte
    await page.getByLabel(says.activity.topic).selectOption({ label: says.activity.topics.transfer })
    await seesNoLonger(rowWith(page, fill(hubSays.audit['session.signed_in'], { who: administrator })).first())
    const table = await download(lotte, page.getByRole('link', { name: says.activity.exportTable }))
    expect(table.name).toMatch(/^activity-.*\.csv$/)
    expect(table.text).toMatch(moved)
    expect(table.text).not.toContain('session.signed_in')
    await page.getByRole('button', { name: says.activity.clear }).click()
  })

  test('is exported with proofs, and the file verifies by itself', async () => {
    const file = await download(lotte, lotte.page.getByRole('link', { name: says.activity.exportProof }))
    expect(file.name).toMatch(/^activity-.*\.ndjson$/)
    proof = file.text
    expect(proof).toContain('transfer.moved_in')
    const { status, said } = await verify(proof)
    expect(said).toContain('All is as it was sealed')
    expect(said).toContain('Klinik am Weiher')
    expect(status).toBe(0)
  })

  test('once somebody changes the file, it does no longer', async () => {
    const { status, said } = await verify(proof.replace('transfer.moved_in', 'transfer.moved_it'))
    expect(said).toMatch(/Line \d+: this row or its path is not as it was sealed/)
    expect(status).toBe(1)
  })
})
