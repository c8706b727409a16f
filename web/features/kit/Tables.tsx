import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { densities, useDensity } from '../../app/density.ts'
import { Mono, Quiet, Tag } from '../../kit/Bits.tsx'
import { type Column, DataTable, RowActions } from '../../kit/DataTable.tsx'
import { Section } from '../../kit/Page.tsx'
import { PickedBar } from '../../kit/PickedBar.tsx'
import { useSelection } from '../../kit/selection.ts'
import { TableMenu } from '../../kit/TableMenu.tsx'
import { Toolbar } from '../../kit/Toolbar.tsx'
import classes from './kit.module.css'

type Sample = { id: string; name: string; count: number; state: 'good' | 'warn'; at: string }

const samples: readonly Sample[] = [
  { id: 'SN-1001', name: 'Kempten', count: 1204, state: 'good', at: '1 Mar 2026' },
  { id: 'SN-1002', name: 'Donaudampfschifffahrtsgesellschaftskapitän', count: 38, state: 'warn', at: '2 Mar 2026' },
  { id: 'SN-1003', name: 'Isental', count: 7, state: 'good', at: '3 Mar 2026' },
]

const columns: Column<Sample>[] = [
  { key: 'id', fit: true, header: 'Number', sort: 'id', lead: true, cell: ({ id }) => <Mono>{id}</Mono> },
  { key: 'name', header: 'Name', sort: 'name', cell: ({ name }) => name },
  { key: 'count', header: 'Count', align: 'end', cell: ({ count }) => count.toLocaleString('en') },
  { key: 'state', fit: true, header: 'State', cell: ({ state }) => <Tag tone={state}>{state === 'good' ? 'Done' : 'Waits'}</Tag> },
  { key: 'at', fit: true, header: 'When', cell: ({ at }) => <Quiet>{at}</Quiet> },
  {
    key: 'actions',
    fit: true,
    header: 'Actions',
    align: 'end',
    cell: ({ id }) => (
      <RowActions>
        <Button size="xs" variant="default" aria-label={`Open ${id}`}>
          Open
        </Button>
      </RowActions>
    ),
  },
]

/** The columns of the table that can be left out, and how close its rows stand. */
function SampleMenu({ hidden, onColumn }: { hidden: readonly string[]; onColumn: (key: string) => void }) {
  const [density, setDensity] = useDensity()
  return (
    <TableMenu
      picks
      columns={columns.slice(1, -1).map(({ key, header }) => ({ key, name: header, on: !hidden.includes(key) }))}
      onColumn={onColumn}
      densities={densities.map((one) => ({ key: one, name: one, on: one === density, choose: () => setDensity(one) }))}
    />
  )
}

const keyOf = ({ id }: Sample) => id

export function Tables() {
  const [sort, setSort] = useState('id')
  const [text, setText] = useState('')
  const selection = useSelection(keyOf, text)
  const [hidden, setHidden] = useState<readonly string[]>([])
  const toggle = (key: string) => setHidden(hidden.includes(key) ? hidden.filter((one) => one !== key) : [...hidden, key])
  const list = { items: samples, keyOf }
  const picking = { selection, nameOf: ({ id }: Sample) => id, mayPickAll: true }
  return (
    <Section title="Toolbar, Table" lead="Rows to compare. Where they do not fit they are cards: as on a telephone, below.">
      <Toolbar find="Find a sample" typed={{ value: text, set: setText }} actions={<Button variant="default">Export</Button>}>
        <NativeSelect aria-label="State" data={['Every state', 'Done', 'Waits']} />
      </Toolbar>
      <DataTable
        caption="Samples"
        columns={columns.filter(({ key }) => !hidden.includes(key))}
        list={list}
        sort={sort}
        onSort={setSort}
        picking={picking}
        bar={<SampleMenu hidden={hidden} onColumn={toggle} />}
      />
      <PickedBar picking={picking} total={samples.length} number={(count) => count.toLocaleString('en')}>
        <Button>Hand over</Button>
      </PickedBar>
      {/* Paler than what is to be read: for a moment only. */}
      <div inert>
        <DataTable caption="Samples, while others are read" columns={columns.slice(0, 4)} list={list} busy />
      </div>
      <div className={classes.telephone}>
        <DataTable caption="Samples on a telephone" columns={columns} list={list} />
      </div>
    </Section>
  )
}
