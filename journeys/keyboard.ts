import type { Locator } from 'playwright-core'
import { sees, type Visitor } from './browser.ts'
import { stepTo } from './step.ts'
import { says } from './words.ts'

// Whoever has no mouse: keys alone, and after each of them something has the focus that one can see.

const mostPresses = 80
const patienceMilliseconds = 4_000
/** What is to be pressed may have to be read first, as long as for a click. */
const waitMilliseconds = 15_000
const pauseMilliseconds = 40
const isTypedIn = /^(text|search|email|tel|number|password|date|textarea|select)$/

/** Whose keys are pressed: all that is needed of a visitor. */
type Hands = Pick<Visitor, 'page'>
export type Keyboard = ReturnType<typeof keyboardOf>

/**
 * What is wrong with the focus: nothing has it, nothing shows it, or it is not in sight; empty where all is well. Headings and the page have it only to begin
 * there, and in a page that was just loaded nothing has it yet.
 */
function faultOfFocus({ page }: Hands, isPressed: boolean): Promise<string> {
  return page.evaluate((pressed) => {
    const focused = document.activeElement
    const { dataset } = document.documentElement
    if (!(focused instanceof HTMLElement) || focused === document.body) return dataset.keys === undefined ? '' : 'nothing has the focus'
    dataset.keys = ''
    if (!pressed || focused.matches('h1, main, [role=dialog], [role=menu], aside > [tabindex="-1"]')) return ''
    // Within it something of the browser’s has the focus, and shows it.
    if (!focused.matches(':focus')) return ''
    const marks = [focused, focused.nextElementSibling, focused.parentElement].filter((one) => one !== null)
    const isMarked = marks.some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0
    })
    const name = `${focused.tagName} ${focused.getAttribute('aria-label') ?? focused.textContent?.slice(0, 40)}`
    if (!isMarked) return `nothing shows the focus of ${name}`
    const { left, right, top, bottom } = focused.getBoundingClientRect()
    const isInSight = right > 0 && left < window.innerWidth && bottom > 0 && top < window.innerHeight
    if (!isInSight) return `the focus is out of sight on ${name}`
    // Whole or in part: what lies over all of it hides it (WCAG 2.4.11).
    const across = [
      Math.max(left, 0) + 2,
      (Math.max(left, 0) + Math.min(right, window.innerWidth)) / 2,
      Math.min(right, window.innerWidth) - 2,
    ]
    const down = [
      Math.max(top, 0) + 2,
      (Math.max(top, 0) + Math.min(bottom, window.innerHeight)) / 2,
      Math.min(bottom, window.innerHeight) - 2,
    ]
    const isOwn = (over: Element | null) => over !== null && (focused.parentElement?.contains(over) || over.contains(focused))
    const isSeen = across.some((x) => down.some((y) => isOwn(document.elementFromPoint(x, y))))
    return isSeen ? '' : `something lies over the focus on ${name}`
  }, isPressed)
}

export function keyboardOf(hands: Hands) {
  const { page } = hands

  /** What had the focus may be gone for a moment, until its place is taken. */
  async function holds(isPressed = true): Promise<void> {
    const until = Date.now() + patienceMilliseconds
    for (;;) {
      const fault = await faultOfFocus(hands, isPressed)
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
    const until = Date.now() + waitMilliseconds
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
    for (;;) {
      const far = aim - (await page.evaluate(() => Number(document.activeElement?.closest('tr')?.dataset.index)))
      if (far === 0) return
      await press(`Shift+${Math.abs(far) > 40 ? 'Page' : 'Arrow'}${far > 0 ? 'Down' : 'Up'}`)
    }
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
