// npm run recording: the moving picture of a transfer and the pictures of the README into docs/pictures/, from a demonstration hub of its own.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import { copied, launchBrowser, openPlace, openVisitor, sees, serialsOf, signIn, type Visitor } from '../journeys/browser.ts'
import { buildPages, startHub } from '../journeys/hub.ts'
import { fill, says } from '../journeys/words.ts'
import { openAnimation } from './pictures/animation.ts'

const folder = fileURLToPath(new URL('../docs/pictures', import.meta.url))
const customer = 'Bergmann Maschinenbau'
/** How long a page stands before the pointer moves on, and a frame while it moves. */
const calm = 1_500
const quick = 70
const stride = 7

/** A pointer that pictures show: those of a browser without a screen have none. */
const pointer = `(() => { if (document.getElementById('pointer')) return
  const it = document.createElement('div')
  it.id = 'pointer'
  it.innerHTML = '<svg width="22" height="26" viewBox="0 0 22 26"><path d="M2 2v19l5-4 3 7 4-2-3-7h7z" fill="#111" stroke="#fff" stroke-width="1.5"/></svg>'
  it.style.cssText = 'position:fixed;z-index:99999;pointer-events:none;left:-40px;top:-40px'
  document.documentElement.append(it)
  document.addEventListener('mousemove', (event) => { it.style.left = event.clientX - 2 + 'px'; it.style.top = event.clientY - 2 + 'px' }, true) })()`

type Film = {
  look(milliseconds?: number): Promise<void>
  click(what: Locator): Promise<void>
  type(what: Locator, text: string): Promise<void>
}

function openFilm(page: Page, animation: ReturnType<typeof openAnimation>): Film {
  let at = { x: 640, y: 500 }
  const look = async (milliseconds = calm) => {
    animation.add(await page.screenshot({ animations: 'disabled', caret: 'initial' }), milliseconds)
  }
  const moveTo = async (what: Locator) => {
    await what.scrollIntoViewIfNeeded()
    const box = await what.boundingBox()
    if (!box) throw new Error(`nothing to point at: ${String(what)}`)
    const to = { x: box.x + Math.min(box.width / 2, 120), y: box.y + box.height / 2 }
    for (let step = 1; step <= stride; step += 1) {
      const share = (1 - Math.cos((Math.PI * step) / stride)) / 2
      await page.mouse.move(at.x + (to.x - at.x) * share, at.y + (to.y - at.y) * share)
      await look(quick)
    }
    at = to
  }
  return {
    look,
    async click(what) {
      await moveTo(what)
      await look(300)
      await page.mouse.click(at.x, at.y)
    },
    async type(what, text) {
      await what.fill('')
      for (let end = 2; end < text.length + 2; end += 2) {
        await what.fill(text.slice(0, end))
        await look(quick)
      }
    },
  }
}

/** From Unassigned devices to a customer and back: rows of a spreadsheet with a fault in them, mended where they stand. */
async function transfer(agent: Visitor, film: Film): Promise<void> {
  const { page } = agent
  const { mend, outcomes } = says.transfers
  const target = await copyId(agent)
  await openPlace(agent, says.shell.places.unassigned)
  const [first = '', second = '', third = ''] = await serialsOf(agent, 3)
  await page.evaluate(pointer)
  await film.look()
  await film.click(page.getByRole('button', { name: says.transfers.transfer, exact: true }).last())
  await sees(page.getByRole('heading', { level: 1, name: says.transfers.title }))
  await film.look(1_000)
  const text = [first, second, `${third}X`].map((serial) => `${serial},${target}`).join('\n')
  await page.getByLabel(says.transfers.file.drop).setInputFiles({ name: 'bergmann.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await sees(page.getByRole('checkbox', { name: fill(says.transfers.confirm.customer, { target: customer }) }))
  await film.look(3_000)
  await film.click(page.getByRole('button', { name: fill(mend.rowsOf, { name: outcomes.not_found }) }))
  const box = page.getByLabel(fill(mend.inLine, { label: says.devices.serialNumber, line: 3 }))
  await sees(box)
  await film.look()
  await film.click(box)
  await film.type(box, third)
  await film.click(page.getByRole('button', { name: mend.save }))
  await sees(page.getByRole('button', { name: moves(3) }))
  await film.look(2_000)
  await film.click(page.getByRole('checkbox', { name: fill(says.transfers.confirm.customer, { target: customer }) }))
  await film.look(800)
  await film.click(page.getByRole('button', { name: moves(3) }))
  await sees(page.getByText(says.transfers.states.done, { exact: true }))
  await film.look(2_500)
  await film.click(page.getByRole('button', { name: says.transfers.undo, exact: true }))
  const dialog = page.getByRole('dialog', { name: says.transfers.undoTitle })
  await sees(dialog.getByRole('listitem'))
  await film.look(2_000)
  await film.click(dialog.getByRole('button', { name: fill(says.transfers.undoAction_other, { formatted: 3 }) }))
  await sees(page.getByText(says.transfers.states.undone, { exact: true }))
  await film.look(3_000)
}

const moves = (formatted: number) => fill(says.transfers.confirm.move_other, { formatted })

async function copyId(agent: Visitor): Promise<string> {
  await openPlace(agent, says.shell.places.customers)
  return copied(agent, agent.page.getByRole('button', { name: fill(says.customers.copyIdOf, { name: customer }) }))
}

/** The still pictures: the home of a partner, Unassigned devices, and a preview with the faults that real files have. */
async function stills(agent: Visitor): Promise<void> {
  const { page } = agent
  const still = (name: string) => page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
  await sees(page.getByRole('heading', { level: 1, name: says.shell.places.home }))
  await page.waitForLoadState('networkidle')
  await still('home')
  const target = await copyId(agent)
  await openPlace(agent, says.shell.places.unassigned)
  const [first = '', ...others] = await serialsOf(agent, 4)
  await still('unassigned-devices')
  await page.getByRole('button', { name: says.transfers.transfer, exact: true }).last().click()
  const text = [first, '5CD0400XYZ', ...others, first, '1.23E+10'].map((serial) => `${serial},${target}`).join('\n')
  await page.getByLabel(says.transfers.file.drop).setInputFiles({ name: 'bergmann.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await sees(page.getByRole('checkbox', { name: fill(says.transfers.confirm.customer, { target: customer }) }))
  await still('transfer-preview')
}

await buildPages()
const hub = await startHub()
const browser = await launchBrowser()
try {
  const options = { viewport: { width: 1280, height: 800 }, colorScheme: 'light' } as const
  const agent = await openVisitor(browser, hub.url, 'Anton', options)
  await signIn(agent, 'anton@alpenblick.example')
  await stills(agent)
  const animation = openAnimation()
  await transfer(agent, openFilm(agent.page, animation))
  const film = animation.finish()
  await writeFile(join(folder, 'transfer.png'), film)
  console.log(`docs/pictures/transfer.png: ${Math.round(film.length / 1000)} kB`)
} finally {
  await browser.close()
  await hub.stop()
}
