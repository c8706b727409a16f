// Run in the page, and see nothing else.

/**
 * What is wrong with the focus: nothing has it; where a key was `pressed` also that nothing shows it, or that it is not in sight. Empty where all is well.
 * Headings and the page have it only to begin there, and in a page that was just loaded nothing has it yet.
 */
export function faultOfFocus(pressed: boolean): string {
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
  // Something may lie over a part of it, not over all (WCAG 2.4.11).
  const along = (from: number, to: number, most: number) => {
    const [first, last] = [Math.max(from, 0) + 2, Math.min(to, most) - 2]
    return [first, (first + last) / 2, last]
  }
  const isOwn = (over: Element | null) => over !== null && (focused.parentElement?.contains(over) || over.contains(focused))
  const rows = along(top, bottom, window.innerHeight)
  const isSeen = along(left, right, window.innerWidth).some((x) => rows.some((y) => isOwn(document.elementFromPoint(x, y))))
  return isSeen ? '' : `something lies over the focus on ${name}`
}

/** What is to be pressed next on the way to something; `there` at its end, `wait` while what opens or closes has yet to take or give the focus. */
type Step = { press: string; kind: string }

/**
 * Tab from one thing to the next; arrows within a menu, a list of choices, a group of radio buttons and from row to row; Home and End
 * past the rows of a table. `kind` is what keys have to do with: its role, else the type of the input, else the tag.
 */
export function stepTo(element: Element): Step {
  // A word stands for what it names or is written on.
  const named = element.closest('label')?.control
  const wanted = named ?? element.closest('a, button, input, select, textarea, summary, [role=option]') ?? element
  const kind = wanted.getAttribute('role') ?? (wanted instanceof HTMLInputElement ? wanted.type : wanted.localName)
  const to = (press: string) => ({ press, kind })
  const focused = document.activeElement ?? document.body
  if (kind === 'option') {
    if (wanted.hasAttribute('data-combobox-selected')) return to('there')
    return to(focused.matches('[aria-haspopup=listbox], [role=dialog] input') ? 'ArrowDown' : 'wait')
  }
  // The calendar’s button in a box for a date has the focus without the box.
  if (wanted === focused) return to(focused.matches(':focus') ? 'there' : 'Shift+Tab')
  const around = wanted.closest('[role=dialog], [role=menu]')
  const isAway = around ? !around.contains(focused) : document.querySelector('[role=dialog][aria-modal=true], [role=menu]') !== null
  if (isAway || wanted.matches(':disabled, [data-disabled]')) return to('wait')
  if (kind.startsWith('menuitem')) return to('ArrowDown')
  const isBehind = (wanted.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  if (kind === 'radio' && wanted.getAttribute('name') === focused.getAttribute('name')) return to(isBehind ? 'ArrowLeft' : 'ArrowRight')
  const row = focused.closest('tr')
  const rows = row?.closest('tbody')
  if (row?.dataset.index && rows && !focused.matches('input:not([type=checkbox]), select, textarea')) {
    const aim = rows.contains(wanted) ? wanted.closest('tr') : null
    const far = Number(aim?.dataset.index) - Number(row.dataset.index)
    if (aim && far !== 0) return to(`${Math.abs(far) > 40 ? 'Page' : 'Arrow'}${far > 0 ? 'Down' : 'Up'}`)
    if (!aim && isBehind && row.dataset.index !== '0') return to('Home')
    if (!aim && !isBehind && row !== rows.querySelector('tr[data-index]:last-of-type')) return to('End')
  }
  return to(isBehind ? 'Shift+Tab' : 'Tab')
}
