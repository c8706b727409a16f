import { Checkbox, NativeSelect } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { SortDownIcon, SortUpIcon } from './icons.tsx'
import classes from './table.module.css'

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
}

type Selection<Row> = {
  selected: ReadonlySet<string>
  onChange: (rows: readonly Row[], on: boolean) => void
  nameOf: (row: Row) => string
}

type Props<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  sort?: string | undefined
  onSort?: (sort: string) => void
  selection?: Selection<Row>
  busy?: boolean
}

/** Where it is too wide, rows are cards, by `display`: the roles keep it a table for assistive technology. */
const roles = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  header: { role: 'columnheader' },
  cell: { role: 'cell' },
}

function moveFocus(event: KeyboardEvent<HTMLTableElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'checkbox') return
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
  const next = boxes[boxes.indexOf(event.target) + (event.key === 'ArrowDown' ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}

function SortHeader({
  header,
  field,
  sort,
  onSort,
}: {
  header: string
  field: string
  sort: string | undefined
  onSort: (sort: string) => void
}) {
  const up = sort === field
  const down = sort === `-${field}`
  return (
    <button type="button" className={classes.sort} onClick={() => onSort(up ? `-${field}` : field)}>
      {header}
      <span className={classes.arrow} data-on={up || down}>
        {down ? <SortDownIcon size={13} /> : <SortUpIcon size={13} />}
      </span>
    </button>
  )
}

/** All rows of the page at once. */
function PickAll<Row>({ rows, keyOf, selection, label }: Pick<Props<Row>, 'rows' | 'keyOf' | 'selection'> & { label?: string }) {
  const { t } = useTranslation()
  if (!selection) return null
  const picked = rows.filter((row) => selection.selected.has(keyOf(row))).length
  return (
    <Checkbox
      size="xs"
      {...(label ? { label } : { 'aria-label': t('kit.selectPage') })}
      checked={rows.length > 0 && picked === rows.length}
      indeterminate={picked > 0 && picked < rows.length}
      onChange={(event) => selection.onChange(rows, event.currentTarget.checked)}
    />
  )
}

/** In place of the headings where rows are cards. */
function CardsHead<Row>({ columns, sort, onSort, rows, keyOf, selection }: Props<Row>) {
  const { t } = useTranslation()
  const sortable = onSort ? columns.filter((column) => column.sort !== undefined) : []
  if (sortable.length === 0 && !selection) return null
  return (
    <div className={classes.cardsHead}>
      {onSort && sortable.length > 0 ? (
        <NativeSelect
          label={t('kit.sortBy')}
          value={sort}
          onChange={(event) => onSort(event.currentTarget.value)}
          data={sortable.flatMap(({ header, sort: field = '' }) => [
            { value: field, label: `${header} ↑` },
            { value: `-${field}`, label: `${header} ↓` },
          ])}
        />
      ) : null}
      {selection ? <PickAll rows={rows} keyOf={keyOf} selection={selection} label={t('kit.selectPage')} /> : null}
    </div>
  )
}

/** A frame narrower than this holds cards, whatever stands in them; a wider one has room for two columns in a card. */
const leastOfTable = 560

/** Whether it fits as a table is measured, since it depends on what stands in it and in which language; else its rows are cards. */
function useFitting(rows: readonly unknown[], headers: string) {
  const frame = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other content has another width
  useLayoutEffect(() => {
    const box = frame.current
    if (!box) return
    let looked = 0
    const arrange = () => {
      if (box.clientWidth === looked) return
      looked = box.clientWidth
      const wide = looked >= leastOfTable
      box.toggleAttribute('data-wide', wide)
      box.dataset.layout = 'table'
      if (!wide || box.scrollWidth > looked) box.dataset.layout = 'cards'
    }
    arrange()
    const observer = new ResizeObserver(arrange)
    observer.observe(box)
    return () => observer.disconnect()
  }, [rows, headers])
  return frame
}

/** Picks one row or, with Shift held, all between it and the one picked before. */
function useRange<Row>({ rows, keyOf, selection }: Pick<Props<Row>, 'rows' | 'keyOf' | 'selection'>) {
  const last = useRef<string | undefined>(undefined)
  const shift = useRef(false)
  return {
    onClick: (event: { shiftKey: boolean }) => {
      shift.current = event.shiftKey
    },
    pick: (row: Row, on: boolean) => {
      const [here, there] = [keyOf(row), last.current].map((key) => rows.findIndex((one) => keyOf(one) === key))
      last.current = keyOf(row)
      const whole = shift.current && here !== undefined && there !== undefined && there >= 0
      selection?.onChange(whole ? rows.slice(Math.min(here, there), Math.max(here, there) + 1) : [row], on)
    },
  }
}

/** Buttons of one row. */
export function RowActions({ children }: { children: ReactNode }) {
  return <div className={classes.actions}>{children}</div>
}

/** A table of one page of rows: sorts, picks rows, becomes cards where it does not fit. */
export function DataTable<Row>(props: Props<Row>) {
  const { caption, columns, rows, keyOf, sort, onSort, selection, busy } = props
  const { t } = useTranslation()
  const frame = useFitting(rows, columns.map(({ header }) => header).join())
  const range = useRange(props)
  return (
    <div className={classes.frame} aria-busy={busy ?? false} ref={frame}>
      <CardsHead {...props} />
      <table className={classes.table} onKeyDown={moveFocus} {...roles.table}>
        <caption className={classes.caption}>{caption}</caption>
        <thead {...roles.group}>
          <tr {...roles.row}>
            {selection ? (
              <th scope="col" className={classes.pick} {...roles.header}>
                <PickAll rows={rows} keyOf={keyOf} selection={selection} />
              </th>
            ) : null}
            {columns.map(({ key, header, sort: field, align, fit }) => (
              <th
                key={key}
                scope="col"
                data-align={align}
                data-fit={fit}
                {...(field && onSort ? { 'aria-sort': sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : 'none' } : {})}
                {...roles.header}
              >
                {field && onSort ? <SortHeader header={header} field={field} sort={sort} onSort={onSort} /> : header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...roles.group}>
          {rows.map((row) => (
            <tr key={keyOf(row)} data-picked={selection?.selected.has(keyOf(row))} {...roles.row}>
              {selection ? (
                <td className={classes.pick} {...roles.cell}>
                  <Checkbox
                    size="xs"
                    aria-label={t('kit.select', { name: selection.nameOf(row) })}
                    checked={selection.selected.has(keyOf(row))}
                    onClick={range.onClick}
                    onChange={(event) => range.pick(row, event.currentTarget.checked)}
                  />
                </td>
              ) : null}
              {columns.map(({ key, header, cell, align, lead, fit }) => (
                <td key={key} data-align={align} data-fit={fit} data-name={lead ? undefined : header} data-lead={lead} {...roles.cell}>
                  <div className={classes.cell}>{cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
