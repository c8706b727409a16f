import type { Virtualizer } from '@tanstack/react-virtual'
import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react'
import type { List, Picking } from './DataTable.tsx'
import { rowAt, span, stretched } from './range.ts'

type Around<Row> = {
  list: List<Row>
  picking: Picking<Row> | undefined
  active: { at: number; set: (index: number) => void }
  virtual: Virtualizer<Window, HTMLTableRowElement>
  body: RefObject<HTMLTableSectionElement | null>
  /** What comes behind the table in the order of tabs. */
  end: RefObject<HTMLElement | null>
}

/** Keys of whatever stands in a row are its own, but for those that lead from row to row. */
const typing = 'input:not([type=checkbox]), select, textarea, [contenteditable=true]'

/**
 * A table gone through by keys: arrows, Home, End, PageUp and PageDown from row to row, Enter opens, Space picks, with Shift a range, Ctrl+A what is shown
 * and then all that match, Escape nothing any more. While something is picked, Tab leads from its row on to what one does with it, not through all rows.
 */
export function useTableKeys<Row>({ list: { items, keyOf }, picking, active, virtual, body, end }: Around<Row>) {
  /** Where a range begins, by its row: rows may come between. */
  const began = useRef<string | undefined>(undefined)
  const wanted = useRef<number | null>(null)
  const selection = picking?.selection
  /** Answers whether the row is there: it may have to be rendered first. */
  const take = (index: number): boolean => {
    const row = body.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`)
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
    return row instanceof HTMLElement
  }
  useLayoutEffect(() => {
    if (wanted.current !== null && take(wanted.current)) wanted.current = null
  })
  const anchorOr = (index: number) => {
    const at = items.findIndex((row) => keyOf(row) === began.current)
    return at === -1 ? index : at
  }
  const begin = (index: number) => {
    const row = items[index]
    began.current = row === undefined ? undefined : keyOf(row)
  }
  const pick = (index: number, { on, shift }: { on: boolean; shift: boolean }) => {
    const from = shift ? anchorOr(index) : index
    begin(index)
    selection?.change(span(items, from, index), on)
  }
  const go = (to: number) => {
    active.set(to)
    wanted.current = take(to) ? null : to
    if (wanted.current === null) return
    // For its edge the last row would take one to the end of the page, past itself where more stands below.
    virtual.scrollToIndex(to, { align: to === items.length - 1 ? 'center' : 'auto' })
  }
  const stretch = (from: number, to: number) => {
    const anchor = anchorOr(from)
    begin(anchor)
    const { on, off } = stretched(items, anchor, from, to)
    if (off.length > 0) selection?.change(off, false)
    selection?.change(on, true)
  }
  const pickAll = () => {
    if (!selection) return
    if (picking?.mayPickAll && selection.hasAll(items)) selection.pickAll()
    else selection.change(items, true)
  }
  const isPicked = (index: number) => {
    const row = items[index]
    return row !== undefined && (selection?.has(keyOf(row)) ?? false)
  }
  /** Answers whether the key was for the table. */
  const act = (event: KeyboardEvent<HTMLElement>, row: HTMLElement): boolean => {
    const { key, shiftKey: shift } = event
    if (key === 'Tab') {
      const inRow = [row, ...row.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea')]
      // The browser goes on from there.
      if (!shift && selection?.any && event.target === inRow.at(-1)) end.current?.focus({ preventScroll: true })
      return false
    }
    const here = Number(row.dataset.index)
    const inSight = virtual.range ? virtual.range.endIndex - virtual.range.startIndex : 1
    const to = rowAt(key, here, { count: items.length, page: Math.max(inSight - 1, 1) })
    if (to !== undefined) {
      if (shift && selection) stretch(here, to)
      else begin(to)
      go(to)
      return true
    }
    if (key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey) && selection) {
      pickAll()
      return true
    }
    if (key === 'Escape' && selection?.any) {
      selection.clear()
      return true
    }
    if (event.target !== row) return false
    if (key === ' ' && selection) {
      pick(here, { on: shift || !isPicked(here), shift })
      return true
    }
    const link = key === 'Enter' ? row.querySelector<HTMLElement>('[data-lead] a, a') : null
    link?.click()
    return link !== null
  }
  return {
    pick,
    onKeyDown: (event: KeyboardEvent<HTMLTableSectionElement>) => {
      if (!(event.target instanceof HTMLElement) || !event.currentTarget.contains(event.target) || event.altKey) return
      const row = event.target.closest<HTMLElement>('tr[data-index]')
      if (row && !event.target.matches(typing) && act(event, row)) event.preventDefault()
    },
    onFocus: ({ target }: FocusEvent<HTMLTableSectionElement>) => {
      const row = target.closest<HTMLElement>('tr[data-index]')
      if (row) active.set(Number(row.dataset.index))
    },
  }
}
