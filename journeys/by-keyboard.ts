import type { Locator, Page } from 'playwright-core'
import { keyboardOf } from './keyboard.ts'

// `npm run test:keyboard`: every journey as it is written, by whoever has no mouse. What it does to a page goes by keys; what it looks at is looked at.

type By<Act extends keyof Locator> = (this: Locator, ...given: Parameters<Locator[Act]>) => Promise<void>

/** A click is a press: with Shift, on a row’s box, it picks all rows from the one that has the focus. */
const click: By<'click'> = async function (options) {
  const { act, stretch } = keyboardOf({ page: this.page() })
  await this.waitFor()
  if (options?.modifiers?.includes('Shift')) await stretch(this)
  else await act(this)
}

const check: By<'check'> = async function () {
  await this.waitFor()
  if (!(await this.isChecked())) await keyboardOf({ page: this.page() }).act(this)
}

const uncheck: By<'uncheck'> = async function () {
  await this.waitFor()
  if (await this.isChecked()) await keyboardOf({ page: this.page() }).act(this)
}

/** Typed in place of what is there. What no key types is pasted: the cells of a spreadsheet. A date is typed as the browser asks for it. */
const fill: By<'fill'> = async function (text) {
  const page = this.page()
  const { to, press } = keyboardOf({ page })
  await this.waitFor()
  const kind = await to(this)
  if (kind === 'date') {
    const [year = '', month = '', day = ''] = text.split('-')
    for (let parts = 0; parts < 2; parts += 1) await press('ArrowLeft')
    await page.keyboard.type(`${month}${day}${year}`)
    return
  }
  await press('ControlOrMeta+a')
  if (text === '') await press('Delete')
  else if (text.includes('\t')) await page.keyboard.insertText(text)
  else await page.keyboard.type(text)
}

/** Opens the choices, goes to the one that is wanted, and takes it. */
const selectOption = async function (this: Locator, wanted: string | { label?: string }): Promise<void> {
  const { to, press } = keyboardOf({ page: this.page() })
  await this.waitFor()
  await to(this)
  const way = await this.evaluate((select, sought) => {
    const { options, selectedIndex } = select as HTMLSelectElement
    const named = typeof sought === 'string' ? sought : sought.label
    return [...options].findIndex(({ value, label }) => value === named || label === named) - selectedIndex
  }, wanted)
  await press('Space')
  for (let presses = 0; presses < Math.abs(way); presses += 1) await press(way > 0 ? 'ArrowDown' : 'ArrowUp')
  await press('Enter')
}

/** The choice among files is the operating system's; the button that asks for it is the page's. */
const setInputFiles: By<'setInputFiles'> = async function (files) {
  const page = this.page()
  const { to } = keyboardOf({ page })
  // Waited for from here on: right before the key would be too late.
  const chooser = page.waitForEvent('filechooser')
  await to(this.locator('xpath=..').locator('button'))
  await page.keyboard.press('Enter')
  await (await chooser).setFiles(files)
}

function refused(): never {
  throw new Error('only a mouse does this: a journey needs a way for keys')
}

/** From here on all journeys of this process go by keys: they ask the same `Locator`. */
export function goByKeys(page: Page): void {
  const byMouse = { dblclick: refused, hover: refused, dragTo: refused, tap: refused }
  Object.assign(Object.getPrototypeOf(page.locator('html')), { click, check, uncheck, fill, selectOption, setInputFiles, ...byMouse })
  // The wheel stays: it only looks.
  Object.assign(page.mouse, { click: refused, dblclick: refused, down: refused })
}
