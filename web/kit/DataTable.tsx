import { Checkbox, NativeSelect } from '@mantine/core'
import type { KeyboardEvent, ReactNode } from 'react'
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

/** Narrow screens show rows as cards, by `display`: the roles keep it a table for assistive technology. */
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

/** In place of the headings where rows are cards. */
function SortSelect<Row>({ columns, sort, onSort }: Pick<Props<Row>, 'columns' | 'sort' | 'onSort'>) {
  const { t } = useTranslation()
  const sortable = columns.filter((column) => column.sort !== undefined)
  if (!onSort || sortable.length === 0) return null
  return (
    <div className={classes.sortSelect}>
      <NativeSelect
        label={t('kit.sortBy')}
        value={sort}
        onChange={(event) => onSort(event.currentTarget.value)}
        data={sortable.flatMap(({ header, sort: field = '' }) => [
          { value: field, label: `${header} ↑` },
          { value: `-${field}`, label: `${header} ↓` },
        ])}
      />
    </div>
  )
}

/** Buttons of one row. */
export function RowActions({ children }: { children: ReactNode }) {
  return <div className={classes.actions}>{children}</div>
}

/** A table of one page of rows: sorts, picks rows, becomes cards where it is narrow. */
export function DataTable<Row>({ caption, columns, rows, keyOf, sort, onSort, selection, busy }: Props<Row>) {
  const { t } = useTranslation()
  const picked = selection ? rows.filter((row) => selection.selected.has(keyOf(row))).length : 0
  return (
    <div className={classes.frame} aria-busy={busy ?? false}>
      <SortSelect columns={columns} sort={sort} {...(onSort ? { onSort } : {})} />
      <table className={classes.table} onKeyDown={moveFocus} {...roles.table}>
        <caption className={classes.caption}>{caption}</caption>
        <thead {...roles.group}>
          <tr {...roles.row}>
            {selection ? (
              <th scope="col" className={classes.pick} {...roles.header}>
                <Checkbox
                  size="xs"
                  aria-label={t('kit.selectPage')}
                  checked={rows.length > 0 && picked === rows.length}
                  indeterminate={picked > 0 && picked < rows.length}
                  onChange={(event) => selection.onChange(rows, event.currentTarget.checked)}
                />
              </th>
            ) : null}
            {columns.map(({ key, header, sort: field, align }) => (
              <th
                key={key}
                scope="col"
                data-align={align}
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
                    onChange={(event) => selection.onChange([row], event.currentTarget.checked)}
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
