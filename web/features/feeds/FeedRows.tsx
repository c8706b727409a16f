import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { feedOutcomes, listFeedRows } from '../../../contract/feeds.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { oneOf, useListing } from '../../app/listing.ts'
import { useRows } from '../../app/rows.ts'
import { useMay } from '../../app/session.ts'
import { isTask, Mono, Quiet, Tag } from '../../kit/Bits.tsx'
import type { Column } from '../../kit/DataTable.tsx'
import { Stat, Stats } from '../../kit/Stat.tsx'
import { Empty } from '../../kit/States.tsx'
import classes from './feeds.module.css'
import { countOf, type Feed, isOver, outcomeTones } from './outcomes.ts'
import { PlacedWith } from './PlacedWith.tsx'
import { isRejected, type Row, RowEditor } from './RowEditor.tsx'
import { RowHistory } from './RowHistory.tsx'

/** What became of a row, what to do about it, and the button that does it: a column less leaves the list a table. */
function Explanation({ row, action }: { row: Row; action: ReactNode }) {
  const { outcome, explanation } = row
  return (
    <>
      {explanation && outcome && isTask(outcomeTones[outcome]) ? explanation : <Quiet>{explanation ?? '–'}</Quiet>}
      <RowHistory row={row} />
      {action ? <div className={classes.action}>{action}</div> : null}
    </>
  )
}

/** `onCorrect`: where the reader may. */
function useColumns(onCorrect: ((row: Row) => void) | undefined): Column<Row>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const action = (row: Row) =>
    onCorrect && isRejected(row) ? (
      <Button size="xs" variant="default" onClick={() => onCorrect(row)} aria-label={t('feeds.correctRow', { line: row.line })}>
        {t('feeds.correct')}
      </Button>
    ) : null
  return [
    { key: 'line', header: t('transfers.line'), align: 'end', cell: (row) => <Quiet>{formats.number(row.line)}</Quiet> },
    {
      key: 'serial',
      fit: true,
      header: t('devices.serialNumber'),
      lead: true,
      cell: (row) => <Mono>{row.serialNumber || '–'}</Mono>,
    },
    { key: 'product', header: t('devices.product'), cell: (row) => <Product row={row} /> },
    { key: 'location', header: t('feeds.location'), cell: (row) => <SoldTo row={row} /> },
    { key: 'sale', header: t('feeds.sale'), cell: (row) => <SaleOf row={row} /> },
    {
      key: 'outcome',
      fit: true,
      header: t('transfers.outcome'),
      cell: ({ outcome, waiting }) =>
        waiting ? (
          <Tag tone="info">{t('feeds.corrected')}</Tag>
        ) : outcome ? (
          <Tag tone={outcomeTones[outcome]}>{t(`feeds.outcomes.${outcome}`)}</Tag>
        ) : (
          <Quiet>–</Quiet>
        ),
    },
    { key: 'explanation', header: t('transfers.explanation'), cell: (row) => <Explanation row={row} action={action(row)} /> },
  ]
}

function Product({ row }: { row: Row }) {
  return (
    <>
      <div>{row.model || row.vendor || '–'}</div>
      <Quiet>
        {row.model ? row.vendor : null} {row.productNumber ? <Mono>{row.productNumber}</Mono> : null}
      </Quiet>
    </>
  )
}

/** The partner it was placed with, where the reporter knows it, above the location ID that it sent. */
function SoldTo({ row: { placedWith, soldToLocationId } }: { row: Row }) {
  const id = <Mono>{soldToLocationId || '–'}</Mono>
  if (!placedWith) return id
  return (
    <>
      <div>{placedWith}</div>
      <Quiet>{id}</Quiet>
    </>
  )
}

function SaleOf({ row }: { row: Row }) {
  const formats = useFormats()
  return (
    <>
      <div>{row.endCustomer || (row.saleDate || row.webOrderNumber ? null : '–')}</div>
      <Quiet>
        {row.saleDate ? formats.day(row.saleDate) : null} {row.webOrderNumber ? <Mono>{row.webOrderNumber}</Mono> : null}
      </Quiet>
    </>
  )
}

/** The filter of rows that were corrected and wait; beside the outcomes, which count the others. */
const correctedFilter = 'corrected'

/** How many rows have which outcome; those that were corrected since apart, for they are to be tried again. A filter each. */
function Counts({ feed }: { feed: Feed }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { search, change } = useListing()
  const toggle = (filter: string) => change({ filter: search.filter === filter ? undefined : filter }, { replace: true })
  const corrected = feed.corrected ?? 0
  return (
    <Stats label={t('transfers.byOutcome')}>
      {feedOutcomes.map((one) => {
        const count = countOf(feed, one)
        if (count === 0 && one !== 'placed') return null
        return (
          <Stat
            key={one}
            name={t(`feeds.outcomes.${one}`)}
            value={formats.number(count)}
            tone={outcomeTones[one]}
            pressed={search.filter === one}
            onClick={() => toggle(one)}
          />
        )
      })}
      {corrected > 0 ? (
        <Stat
          name={t('feeds.corrected')}
          value={formats.number(corrected)}
          tone="info"
          pressed={search.filter === correctedFilter}
          onClick={() => toggle(correctedFilter)}
        />
      ) : null}
    </Stats>
  )
}

/** Every row of a feed with its outcome; rejected ones are corrected in a dialog (R-B4). */
export function FeedRows({ feed }: { feed: Feed }) {
  const { t } = useTranslation()
  const { search } = useListing()
  const mayCorrect = useMay()('feed.retry') && isOver(feed.state)
  const [editing, setEditing] = useState<Row | null>(null)
  const columns = useColumns(mayCorrect ? setEditing : undefined)
  const asked = oneOf(feedOutcomes, search.filter)
  // Where the last of them was corrected its number is gone, and with it what one would press to see the others again.
  const outcome = asked && countOf(feed, asked) > 0 ? asked : undefined
  const corrected = search.filter === correctedFilter ? 'yes' : outcome ? 'no' : undefined
  const rows = useRows(listFeedRows, { params: { id: feed.id }, query: { outcome, corrected } }, { keyOf: (row) => String(row.line) })
  // Rows are counted with the feed, not with each page of them.
  const total = corrected === 'yes' ? (feed.corrected ?? 0) : outcome ? countOf(feed, outcome) : feed.rows
  return (
    <>
      <Counts feed={feed} />
      <PlacedWith feed={feed} />
      <ListTable
        name="feed_rows"
        of={{ ...rows, data: rows.data && { ...rows.data, total } }}
        caption={t('transfers.everyRow')}
        columns={columns}
        empty={<Empty title={t('transfers.noRows')} />}
      />
      {editing ? <RowEditor feedId={feed.id} row={editing} onClose={() => setEditing(null)} /> : null}
    </>
  )
}
