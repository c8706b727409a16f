import { memo, type ReactNode, type Ref, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './DataTable.tsx'
import classes from './table.module.css'

/** Where it is too wide, rows are cards, by `display`: the roles keep it a table for assistive technology. */
export const roles = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  header: { role: 'columnheader' },
  cell: { role: 'cell' },
}

type Props<Row> = {
  row: Row
  index: number
  columns: readonly Column<Row>[]
  /** By its key the row is focused; one row of all takes part in the order of tabs. */
  tab: boolean
  /** Undefined where rows are not picked. */
  picked: boolean | undefined
  name: string
  onPick: (index: number, how: { on: boolean; shift: boolean }) => void
  measure: Ref<HTMLTableRowElement>
}

function OneRow<Row>({ row, index, columns, tab, picked, name, onPick, measure }: Props<Row>) {
  const { t } = useTranslation()
  const box = useMemo(
    () =>
      picked === undefined ? null : (
        <td className={classes.pick} {...roles.cell}>
          <input
            type="checkbox"
            className={classes.box}
            aria-label={t('kit.select', { name })}
            checked={picked}
            onChange={({ nativeEvent, currentTarget }) =>
              onPick(index, { on: currentTarget.checked, shift: nativeEvent instanceof MouseEvent && nativeEvent.shiftKey })
            }
          />
        </td>
      ),
    [picked, name, index, onPick, t],
  )
  const cells = useMemo(
    () =>
      columns.map(({ key, header, cell, align, lead, brief, fit }) => (
        <td
          key={key}
          data-align={align}
          data-fit={fit}
          data-name={lead || brief ? undefined : header}
          data-lead={lead}
          data-brief={brief}
          {...roles.cell}
        >
          <div className={classes.cell}>{cell(row)}</div>
        </td>
      )),
    [columns, row],
  )
  return (
    <tr ref={measure} data-index={index} data-picked={picked} aria-rowindex={index + 2} tabIndex={tab ? 0 : -1} {...roles.row}>
      {box}
      {cells}
    </tr>
  )
}

/** `memo` with the component's own type of rows. */
const kept: <Props extends object>(component: (props: Props) => ReactNode) => (props: Props) => ReactNode = memo

/** One row of a table. It, and what stands in it, is shown anew only where it has changed: rows are gone past quickly. */
export const TableRow = kept(OneRow)

/** The room of rows that are not in sight. */
export function Gap({ height, columns }: { height: number; columns: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it, and nothing of it takes the focus
    <tr aria-hidden="true" className={classes.gap}>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}
