// npm run screenshots: a picture of every page and state, for every kind of person, in three languages, two schemes and three widths, from a
// demonstration hub of its own, into .screenshots/, where index.html shows them all. Less of it: `-- --only transfer --languages de,fr
// --schemes dark --widths 360`. `--whole` makes each picture as high as its page.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { type Language, languages } from '../contract/endpoint.ts'
import { launchBrowser, openVisitor, signIn, speak, type Visitor } from '../journeys/browser.ts'
import { buildPages, startHub } from '../journeys/hub.ts'
import { still } from '../journeys/looking.ts'
import { type Kind, people, placesOf, placesOfNobody, settled } from '../journeys/places.ts'
import { says, saysIn } from '../journeys/words.ts'
import { type Picture, sheetOf } from './pictures/sheet.ts'
import { type State, statesOf, statesOfNobody } from './pictures/states.ts'

const folder = fileURLToPath(new URL('../.screenshots', import.meta.url))
const list = { type: 'string', multiple: true } as const
const { values } = parseArgs({
  options: { only: list, languages: list, schemes: list, widths: list, whole: { type: 'boolean', default: false } },
})

/** What was asked for by one option; everything where it was not given. */
function chosen<Of extends string>(all: readonly Of[], asked: readonly string[] = []): readonly Of[] {
  const named = asked.flatMap((value) => value.split(','))
  const unknown = named.find((name) => !all.some((one) => one === name))
  if (unknown !== undefined) throw new Error(`${unknown} is none of ${all.join(', ')}`)
  return named.length > 0 ? all.filter((one) => named.includes(one)) : all
}

const wanted = {
  languages: chosen(languages, values.languages),
  schemes: chosen(['light', 'dark'], values.schemes),
  widths: chosen(['360', '1280', '1920'], values.widths),
}
const parts = (values.only ?? []).flatMap((value) => value.split(','))
/** Two windows at a time: one thinks while the other is drawn. */
const windows = 2
const pictures: Picture[] = []

/** A page as a state: its name is its path, without the identifiers. */
function pageState(kind: string, path: string): State {
  const plain = path.replace(/^\/(o\/[^/]+|operator)\//, '').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|nothing-is-behind-this-link/g, 'one')
  return {
    name: `${kind}-${plain.replaceAll(/[^\w]+/g, '-').replaceAll(/^-|-$/g, '')}`,
    async show(page, said) {
      await page.goto(path)
      await settled(page, said)
    },
  }
}

/** All pictures of these states in one language: each is brought about once, and then only the window changes. */
async function takeAll({ page }: Visitor, states: readonly State[], language: Language): Promise<void> {
  for (const { name, show } of states) {
    if (parts.length > 0 && !parts.some((part) => name.includes(part))) continue
    await page.setViewportSize({ width: 1280, height: 900 })
    try {
      await show(page, saysIn[language])
      await take(page, name, language)
    } catch (fault) {
      process.exitCode = 1
      console.error(`${name}, ${language}: ${String(fault).split('\n')[0]}`)
      await page.screenshot({ path: join(folder, `${name}.${language}.fault.png`) })
    }
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  }
}

async function take(page: Page, name: string, language: Language): Promise<void> {
  const spoken = await page.locator('html').getAttribute('lang')
  if (spoken !== language) throw new Error(`the page speaks ${spoken}`)
  for (const width of wanted.widths) {
    await page.setViewportSize({ width: Number(width), height: width === '360' ? 780 : 900 })
    if (values.whole) await growTo(page)
    // Neither what the mouse rests on nor what lies below the picture: a state that lists are in is seen.
    await page.mouse.move(0, 0)
    const state = page.locator('main').locator('[role=alert], [role=status][aria-label]').first()
    if (/-(failed|loading)$/.test(name)) await state.evaluate((part) => part.scrollIntoView({ block: 'nearest' }))
    await still(page)
    for (const scheme of wanted.schemes) {
      await page.emulateMedia({ colorScheme: scheme })
      await page.locator(`html[data-mantine-color-scheme=${scheme}]`).waitFor()
      const file = `${name}.${language}.${scheme}.${width}.jpeg`
      await page.screenshot({ path: join(folder, file), type: 'jpeg', quality: 85, animations: 'disabled' })
      pictures.push({ name, language, scheme, width, file })
    }
  }
}

async function growTo(page: Page): Promise<void> {
  const { width = 0, height = 0 } = page.viewportSize() ?? {}
  const needed = await page.evaluate(() => document.scrollingElement?.scrollHeight ?? 0)
  await page.setViewportSize({ width, height: Math.max(height, needed) })
}

async function picturesOfNobody(browser: Browser, url: string): Promise<void> {
  const nobody = await openVisitor(browser, url, 'nobody')
  await nobody.page.goto('/sign-in')
  const states = [...placesOfNobody.map((path) => pageState('nobody', path)), ...statesOfNobody]
  for (const language of wanted.languages) {
    await nobody.page.evaluate((chosen) => localStorage.setItem('steward-language', chosen), language)
    await takeAll(nobody, states, language)
  }
  await nobody.context.close()
}

async function picturesOf(browser: Browser, url: string, { kind, mail }: { kind: Kind; mail: string }): Promise<void> {
  const visitor = await openVisitor(browser, url, kind)
  await signIn(visitor, mail)
  const start = visitor.page.url()
  const pages = await placesOf(visitor, kind, says)
  const states = [...pages.map((path) => pageState(kind, path)), ...(await statesOf(visitor, kind))]
  for (const language of wanted.languages) {
    await visitor.page.setViewportSize({ width: 1280, height: 900 })
    await visitor.page.goto(start)
    await visitor.page.getByRole('banner').waitFor()
    await speak(visitor, language)
    await takeAll(visitor, states, language)
  }
  await visitor.context.close()
}

const began = performance.now()
if (parts.length === 0) await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
await buildPages()
const hub = await startHub()
const browser = await launchBrowser()
try {
  const works = [...people.map((person) => () => picturesOf(browser, hub.url, person)), () => picturesOfNobody(browser, hub.url)].values()
  const work = async () => {
    for (const next of works) await next()
  }
  await Promise.all(Array.from({ length: windows }, work))
} finally {
  await browser.close()
  await hub.stop()
}
await writeFile(join(folder, 'index.html'), sheetOf(pictures))
console.log(`${pictures.length} pictures in ${Math.round((performance.now() - began) / 1000)} s: ${join(folder, 'index.html')}`)
