import { defaultRangeExtractor, useWindowVirtualizer, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { List } from './DataTable.tsx'

/** Up to so many rows are all there, for who searches the page or prints it. */
const wholeRows = 100
const rowsAround = 8
const heights = { table: 36, cards: 170 }
/** What lies over the rows: the page's header with the names of the columns, and the bar of what is picked. */
const covered = { above: 96, below: 72 }

type Rows = Virtualizer<Window, HTMLTableRowElement>

/** Measured heights of lists that one has left, for the way back. */
const heightsOf = new Map<string, VirtualItem[]>()

/** Things above the list come and go: where its first row begins. */
function useBeginning(body: RefObject<HTMLElement | null>): number {
  const [beginning, setBeginning] = useState(0)
  useLayoutEffect(() => {
    const look = () => {
      const box = body.current
      if (box) setBeginning(Math.round(box.getBoundingClientRect().top + window.scrollY))
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [body])
  return beginning
}

/**
 * Which rows of a list stand in the page: those in sight, some around them, and the one that has the focus. When rows come or go above, the first one in
 * sight stays where it is.
 */
export function useVirtualRows<Row>(
  list: List<Row>,
  body: RefObject<HTMLElement | null>,
  layoutOf: () => string | undefined,
  active: number,
) {
  const { items, keyOf, endless } = list
  const id = endless?.id
  const beginning = useBeginning(body)
  const held = useRef<{ rows: Rows; items: readonly Row[]; id: string | undefined } | null>(null)
  const anchor = useRef<{ key: string; start: number } | null>(null)
  if (held.current && held.current.items !== items) {
    anchor.current = held.current.id === id ? firstInSight(held.current.rows, beginning) : null
    held.current.items = items
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: another function for the same rows would have them all measured anew
  const getItemKey = useCallback((index: number) => nameAt(items, index, keyOf), [items])
  const rows: Rows = useWindowVirtualizer<HTMLTableRowElement>({
    count: items.length,
    estimateSize: () => (layoutOf() === 'cards' ? heights.cards : heights.table),
    getItemKey,
    overscan: items.length <= wholeRows ? wholeRows : rowsAround,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      return active < 0 || active >= range.count || shown.includes(active) ? shown : [...shown, active].sort((one, other) => one - other)
    },
    scrollMargin: beginning,
    scrollPaddingStart: covered.above,
    scrollPaddingEnd: covered.below,
    initialMeasurementsCache: (id === undefined ? undefined : heightsOf.get(id)) ?? [],
  })
  held.current = { rows, items, id }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that rows have changed
  useLayoutEffect(() => {
    const kept = anchor.current
    anchor.current = null
    if (!kept) return
    const at = items.findIndex((row) => keyOf(row) === kept.key)
    const start = rows.measurementsCache[at]?.start
    if (start !== undefined && start !== kept.start) window.scrollBy({ top: start - kept.start, behavior: 'instant' })
  }, [items])
  useLayoutEffect(() => {
    if (id === undefined) return
    return () => void heightsOf.set(id, rows.takeSnapshot())
  }, [id, rows])
  return rows
}

function nameAt<Row>(items: readonly Row[], index: number, keyOf: (row: Row) => string): string | number {
  const row = items[index]
  return row === undefined ? index : keyOf(row)
}

/** Null while one sees where the list begins: what comes first there is to be seen. */
function firstInSight(rows: Rows, beginning: number): { key: string; start: number } | null {
  const top = (rows.scrollOffset ?? 0) + covered.above
  if (top <= beginning + 1) return null
  const item = rows.getVirtualItemForOffset(top)
  return item ? { key: String(item.key), start: item.start } : null
}
