import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedList } from '../../contract/views.ts'
import type { CallProblem } from '../call.ts'
import { ViewsMenu } from '../features/views/ViewsMenu.tsx'
import { type Column, DataTable, type List, type Picking } from '../kit/DataTable.tsx'
import { Reading } from '../kit/States.tsx'
import { TableMenu } from '../kit/TableMenu.tsx'
import { densities, useDensity } from './density.ts'
import { useFormats } from './formats.ts'
import { useListing } from './listing.ts'
import { useVisiting } from './session.ts'

type Props<Row> = {
  /** What `useRows` gave. */
  of: { data: List<Row> | undefined; error: CallProblem | null; errorUpdateCount: number; refetch: () => unknown; busy: boolean }
  /** Which list it is, for views that people keep of it. */
  name?: SavedList
  /** Something stands below it that one has to come to: more rows come when asked. */
  below?: boolean
  caption: string
  columns: readonly Column<Row>[]
  empty: ReactNode
  /** In force; the address says another one. */
  sort?: string
  picking?: Picking<Row> | undefined
}

/** Columns that the address names; the one that leads and the row's buttons are always there. */
function useChosenColumns<Row>(columns: readonly Column<Row>[]) {
  const { search, change } = useListing()
  const asked = search.columns?.split('.')
  const isFree = ({ lead, key }: Column<Row>) => !lead && key !== 'actions'
  const chosen = asked ? columns.filter((column) => !isFree(column) || asked.includes(column.key)) : columns
  const toggle = (key: string) => {
    const next = columns.filter((column) => (column.key === key) !== chosen.includes(column))
    const all = next.length === columns.length
    change({ columns: all ? undefined : next.map((column) => column.key).join('.') }, { replace: true, stay: true })
  }
  const choices = columns.filter(isFree).map(({ key, header }) => ({ key, name: header, on: chosen.some((column) => column.key === key) }))
  return { chosen, choices, toggle }
}

/** A list of the page: its four states, its rows as far as one scrolls, and above them how many there are, views and columns. */
export function ListTable<Row>({ of, name, below = false, caption, columns, empty, sort, picking }: Props<Row>) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { change } = useListing()
  const [density, setDensity] = useDensity()
  // Of what one looks for in somebody else's organisation nothing is kept (R-H7).
  const visiting = useVisiting()
  const { chosen, choices, toggle } = useChosenColumns(columns)
  const bar = ({ items, total, endless }: List<Row>) => {
    const known = endless?.more ? total : items.length
    const count = known ?? items.length
    return (
      <>
        <span>{t('kit.rows', { count, formatted: `${formats.number(count)}${known === undefined ? '+' : ''}` })}</span>
        {picking?.mayPickAll && !picking.selection.any ? (
          <Button variant="subtle" size="compact-sm" onClick={picking.selection.pickAll}>
            {t('kit.pickAll')}
          </Button>
        ) : null}
        <TableMenu
          columns={choices}
          onColumn={toggle}
          densities={densities.map((one) => ({
            key: one,
            name: t(`kit.densities.${one}`),
            on: one === density,
            choose: () => setDensity(one),
          }))}
          picks={picking !== undefined}
        >
          {name && !visiting ? <ViewsMenu list={name} /> : null}
        </TableMenu>
      </>
    )
  }
  return (
    <Reading of={of} empty={{ when: ({ items }) => items.length === 0, show: empty }}>
      {(list) => (
        <DataTable
          caption={caption}
          columns={name ? chosen : columns}
          list={list}
          sort={sort}
          onSort={sort === undefined ? undefined : (next) => change({ sort: next })}
          picking={picking}
          busy={of.busy}
          bar={name ? bar(list) : undefined}
          byButton={below}
        />
      )}
    </Reading>
  )
}
