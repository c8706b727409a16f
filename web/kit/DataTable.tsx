import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { useFitting } from './fitting.ts'
import type { Selection } from './selection.ts'
import { CardsHead, TableHead } from './TableHead.tsx'
import { Gap, roles, TableRow } from './TableRow.tsx'
import { Tail } from './TableTail.tsx'
import classes from './table.module.css'
import { useTableKeys } from './tableKeys.ts'
import { useVirtualRows } from './virtual.ts'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Field by which the server sorts; `-field` is the other way round. */
  sort?: string
  align?: 'end'
  /** Never wraps: dates, states, buttons. */
  fit?: true
  /** Stands first and without its name where rows become cards. */
  lead?: true
  /** Says by itself what it is: where rows become cards it stands without its name, beside others of this kind. */
  brief?: true
}

/** Rows of a list: all of them, or of an endless one those that were read so far. */
export type List<Row> = {
  items: readonly Row[]
  keyOf: (row: Row) => string
  total?: number | undefined
  endless?: Endless
}

export type Endless = {
  /** Which list, under which filter and in which order. */
  id: string
  more: boolean
  /** Reads on; fails where the next rows cannot be had. */
  load: () => Promise<void>
  /** Rows that are in sight while nobody scrolls. */
  see: (sight: { first: number; last: number }) => void
}

/** What is picked, and the name of a row for whoever does not see it. `mayPickAll`: also rows that were not read. */
export type Picking<Row> = { selection: Selection<Row>; nameOf: (row: Row) => string; mayPickAll?: boolean }

export type TableProps<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  list: List<Row>
  sort?: string | undefined
  onSort?: ((sort: string) => void) | undefined
  picking?: Picking<Row> | undefined
  busy?: boolean
  /** Above the names of the columns: how many rows, and menus at the far end. */
  bar?: ReactNode
  /** Something stands below that one has to come to: more rows only when asked. */
  byButton?: boolean
}

/** Buttons of one row. */
export function RowActions({ children }: { children: ReactNode }) {
  return <div className={classes.actions}>{children}</div>
}

/** Which row takes part in the order of tabs: the one that had the focus last, wherever it is by now, or the first. */
function useActive<Row>({ items, keyOf }: List<Row>) {
  const [key, setKey] = useState<string>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: of a hundred thousand rows it is looked up when one of both is another
  const at = useMemo(() => (key === undefined ? -1 : items.findIndex((row) => keyOf(row) === key)), [items, key])
  const set = (index: number) => {
    const row = items[index]
    if (row !== undefined) setKey(keyOf(row))
  }
  return { at, set }
}

/** A table of any number of rows: those in sight stand in the page. Sorts, picks rows, is gone through by keys, becomes cards where it does not fit. */
export function DataTable<Row>(props: TableProps<Row>) {
  const { caption, columns, list, picking, busy = false, bar, byButton = false } = props
  const { items, keyOf, endless } = list
  const body = useRef<HTMLTableSectionElement>(null)
  const end = useRef<HTMLSpanElement>(null)
  const active = useActive(list)
  const frame = useRef<HTMLDivElement>(null)
  const virtual = useVirtualRows(list, body, () => frame.current?.dataset.layout, active.at)
  const shown = virtual.getVirtualItems()
  const content = [endless?.id ?? items.length, busy, shown.length > 0, ...columns.map(({ header }) => header)].join('\n')
  useFitting(frame, content, () => virtual.measure())
  const keys = useTableKeys({ list, picking, active, virtual, body, end })
  const pick = useRef(keys.pick)
  pick.current = keys.pick
  const onPick = useCallback((index: number, how: { on: boolean; shift: boolean }) => pick.current(index, how), [])
  const width = columns.length + (picking ? 1 : 0)
  const rows: ReactNode[] = []
  let past = virtual.options.scrollMargin
  const gapTo = (start: number, key: string) => {
    if (start - past >= 1) rows.push(<Gap key={key} height={start - past} columns={width} />)
  }
  for (const { index, start, end } of shown) {
    const row = items[index]
    if (row === undefined) continue
    gapTo(start, `gap ${rows.length}`)
    past = end
    rows.push(
      <TableRow
        key={keyOf(row)}
        row={row}
        index={index}
        columns={columns}
        tab={index === Math.max(active.at, 0)}
        picked={picking?.selection.has(keyOf(row))}
        name={picking?.nameOf(row) ?? ''}
        onPick={onPick}
        measure={virtual.measureElement}
      />,
    )
  }
  gapTo(virtual.options.scrollMargin + virtual.getTotalSize(), 'gap at the end')
  return (
    <div className={classes.frame} aria-busy={busy} ref={frame}>
      {bar ? <div className={classes.bar}>{bar}</div> : null}
      <CardsHead {...props} />
      <table className={classes.table} aria-rowcount={rowCount(list)} {...roles.table}>
        <caption className={classes.caption}>{caption}</caption>
        <TableHead {...props} />
        <tbody ref={body} onKeyDown={keys.onKeyDown} onFocus={keys.onFocus} {...roles.group}>
          {rows}
        </tbody>
      </table>
      {endless ? <Tail endless={endless} virtual={virtual} count={items.length} byButton={byButton} /> : null}
      <span ref={end} tabIndex={-1} className={classes.end} />
    </div>
  )
}

/** With the row of the names; -1 says that nobody knows. */
function rowCount<Row>({ items, total, endless }: List<Row>): number {
  if (!endless?.more) return items.length + 1
  return total === undefined ? -1 : Math.max(total, items.length) + 1
}
