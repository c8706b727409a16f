import type { Locator } from 'playwright-core'
import { sees, type Visitor } from './browser.ts'
import { says } from './words.ts'

// Whoever has no mouse: keys alone, and after each of them something has the focus that one can see.

const mostPresses = 80
const patienceMilliseconds = 4_000
const pauseMilliseconds = 40

export type Keyboard = ReturnType<typeof keyboardOf>

/** What is wrong with the focus: nothing has it, or nothing shows it; empty where all is well. Headings and the page have it only to begin there. */
function faultOfFocus(visitor: Visitor): Promise<string> {
  return visitor.page.evaluate(() => {
    const focused = document.activeElement
    if (!(focused instanceof HTMLElement) || focused === document.body) return 'nothing has the focus'
    if (focused.matches('h1, main, [role=dialog], [role=menu]')) return ''
    const marks = [focused, focused.nextElementSibling, focused.parentElement].filter((one) => one !== null)
    const isMarked = marks.some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0
    })
    const name = `${focused.tagName} ${focused.getAttribute('aria-label') ?? focused.textContent?.slice(0, 40)}`
    if (!isMarked) return `nothing shows the focus of ${name}`
    const { left, right, top, bottom } = focused.getBoundingClientRect()
    const isInSight = right > 0 && left < window.innerWidth && bottom > 0 && top < window.innerHeight
    return isInSight ? '' : `the focus is out of sight on ${name}`
  })
}

export function keyboardOf(visitor: Visitor) {
  const { page } = visitor

  /** What had the focus may be gone for a moment, until its place is taken. */
  async function holds(): Promise<void> {
    const until = Date.now() + patienceMilliseconds
    for (;;) {
      const fault = await faultOfFocus(visitor)
      if (fault === '') return
      if (Date.now() > until) throw new Error(fault)
      await page.waitForTimeout(pauseMilliseconds)
    }
  }

  async function press(key: string): Promise<void> {
    await page.keyboard.press(key)
    await holds()
  }

  /** Presses Tab, or Shift+Tab where it stands before, until this has the focus. */
  async function to(wanted: Locator): Promise<void> {
    await wanted.first().waitFor({ state: 'attached' })
    for (let presses = 0; presses < mostPresses; presses += 1) {
      const place = await wanted.first().evaluate((element) => {
        const focused = document.activeElement ?? document.body
        if (element === focused) return 'here'
        return element.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING ? 'before' : 'after'
      })
      if (place === 'here') return
      await press(place === 'before' ? 'Shift+Tab' : 'Tab')
    }
    throw new Error(`Tab does not lead to ${wanted}`)
  }

  async function act(wanted: Locator, key = 'Enter'): Promise<void> {
    await to(wanted)
    await press(key)
  }

  async function type(wanted: Locator, text: string): Promise<void> {
    await to(wanted)
    await page.keyboard.type(text)
  }

  /** Types into a box that offers choices, and takes the first that fits. */
  async function choose(wanted: Locator, choice: string): Promise<void> {
    await type(wanted, choice)
    const option = page.getByRole('option', { name: choice }).first()
    await sees(option)
    // Some boxes have taken the first that fits by themselves.
    if ((await option.getAttribute('data-combobox-selected')) === null) await press('ArrowDown')
    await press('Enter')
  }

  /** By the link in the main menu. */
  async function place(name: string): Promise<void> {
    await act(page.getByRole('navigation', { name: says.shell.main }).getByRole('link', { name, exact: true }))
    await sees(page.getByRole('heading', { level: 1, name, exact: true }))
    await holds()
  }

  return { holds, press, to, act, type, choose, place }
}
