import { Checkbox, NativeSelect } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TableProps } from './DataTable.tsx'
import { SortDownIcon, SortUpIcon } from './icons.tsx'
import { roles } from './TableRow.tsx'
import classes from './table.module.css'

type SortProps = { header: string; field: string; sort: string | undefined; onSort: (sort: string) => void }

function SortHeader({ header, field, sort, onSort }: SortProps) {
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

/** All rows that were read so far. */
function PickShown<Row>({ list: { items }, picking }: Pick<TableProps<Row>, 'list' | 'picking'>) {
  const { t } = useTranslation()
  const selection = picking?.selection
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked through when other rows are there or picked
  const whole = useMemo(() => selection?.hasAll(items) ?? false, [items, selection?.all, selection?.rows.length, selection?.except.length])
  if (!selection) return null
  return (
    <Checkbox
      size="xs"
      aria-label={t('kit.selectShown')}
      title={t('kit.selectShown')}
      checked={whole}
      indeterminate={!whole && selection.any}
      onChange={(event) => selection.change(items, event.currentTarget.checked)}
    />
  )
}

/** In place of the headings where rows are cards. */
export function CardsHead<Row>({ columns, sort, onSort, list, picking }: TableProps<Row>) {
  const { t } = useTranslation()
  const sortable = onSort ? columns.filter((column) => column.sort !== undefined) : []
  if (sortable.length === 0 && !picking) return null
  return (
    <div className={classes.cardsHead}>
      {onSort && sortable.length > 0 ? (
        <NativeSelect
          aria-label={t('kit.sortBy')}
          value={sort}
          onChange={(event) => onSort(event.currentTarget.value)}
          data={sortable.flatMap(({ header, sort: field = '' }) => [
            { value: field, label: `${header} ↑` },
            { value: `-${field}`, label: `${header} ↓` },
          ])}
        />
      ) : null}
      {picking ? (
        <div className={classes.cardsPick}>
          <PickShown list={list} picking={picking} />
        </div>
      ) : null}
    </div>
  )
}

/** The names of the columns: they stay in sight, and sort. */
export function TableHead<Row>({ columns, sort, onSort, list, picking }: TableProps<Row>) {
  return (
    <thead {...roles.group}>
      <tr aria-rowindex={1} {...roles.row}>
        {picking ? (
          <th scope="col" className={classes.pick} {...roles.header}>
            <PickShown list={list} picking={picking} />
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
  )
}
