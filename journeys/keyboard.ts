import type { Locator } from 'playwright-core'
import { sees, type Visitor } from './browser.ts'
import { faultOfFocus, stepTo } from './focus.ts'
import { says } from './words.ts'

// Whoever has no mouse: keys alone, and after each of them something has the focus that one can see.

const mostPresses = 80
/** As long as for a click: what is to be pressed, or what takes the focus after it, may have to be read first. */
const patienceMilliseconds = 15_000
const pauseMilliseconds = 40
const isTypedIn = /^(text|search|email|tel|number|password|date|textarea|select)$/

/** Whose keys are pressed: all that is needed of a visitor. */
type Hands = Pick<Visitor, 'page'>
export type Keyboard = ReturnType<typeof keyboardOf>

export function keyboardOf({ page }: Hands) {
  /** What had the focus may be gone for a moment, until its place is taken. */
  async function holds(isPressed = true): Promise<void> {
    const until = Date.now() + patienceMilliseconds
    for (;;) {
      const fault = await page.evaluate(faultOfFocus, isPressed)
      if (fault === '') return
      if (Date.now() > until) throw new Error(fault)
      await page.waitForTimeout(pauseMilliseconds)
    }
  }

  async function press(key: string): Promise<void> {
    await page.keyboard.press(key)
    await holds()
  }

  /** Presses what leads there until this has the focus; answers what it is. */
  async function to(wanted: Locator): Promise<string> {
    await wanted.first().waitFor({ state: 'attached' })
    // One may have scrolled away from it.
    await holds(false)
    const until = Date.now() + patienceMilliseconds
    for (let presses = 0; presses < mostPresses; ) {
      const { press: key, kind } = await wanted.first().evaluate(stepTo)
      if (key === 'there') return kind
      if (key === 'wait') {
        if (Date.now() > until) throw new Error(`the focus is kept from ${wanted}`)
        await page.waitForTimeout(pauseMilliseconds)
        continue
      }
      await press(key)
      // An arrow that is held down repeats itself.
      presses += key.endsWith('Tab') ? 1 : 0.25
    }
    throw new Error(`${mostPresses} times Tab does not lead to ${wanted}`)
  }

  /** What a click would do: Space for what is switched on and off, Enter for the rest. A box that offers choices opens, one that is typed in waits. */
  async function act(wanted: Locator): Promise<void> {
    const kind = await to(wanted)
    if (kind === 'checkbox' || kind === 'radio' || kind === 'switch') await press('Space')
    else if (!isTypedIn.test(kind)) await press('Enter')
    else if ((await wanted.getAttribute('aria-expanded')) === 'false') await press('ArrowDown')
  }

  /** Picks all rows from the one that has the focus to this one, which may leave the page on the way. */
  async function stretch(wanted: Locator): Promise<void> {
    const aim = await wanted.evaluate((element) => Number(element.closest('tr')?.dataset.index))
    for (let presses = 0; presses < mostPresses; presses += 1) {
      const far = aim - (await page.evaluate(() => Number(document.activeElement?.closest('tr')?.dataset.index)))
      if (far === 0) return
      await press(`Shift+${Math.abs(far) > 40 ? 'Page' : 'Arrow'}${far > 0 ? 'Down' : 'Up'}`)
    }
    throw new Error(`the rows up to ${wanted} are not picked by keys`)
  }

  async function type(wanted: Locator, text: string): Promise<void> {
    await to(wanted)
    await page.keyboard.type(text)
  }

  /** Types into a box that offers choices, and takes the first that fits. */
  async function choose(wanted: Locator, choice: string): Promise<void> {
    await type(wanted, choice)
    await act(page.getByRole('option', { name: choice }).first())
  }

  /** By the link in the main menu. */
  async function place(name: string): Promise<void> {
    await act(page.getByRole('navigation', { name: says.shell.main }).getByRole('link', { name, exact: true }))
    await sees(page.getByRole('heading', { level: 1, name, exact: true }))
    await holds()
  }

  return { holds, press, to, act, stretch, type, choose, place }
}
