import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { feedOutcomes, listFeedRows } from '../../../contract/feeds.ts'
import { useFormats } from '../../app/formats.ts'
import { oneOf, useListing } from '../../app/listing.ts'
import { useRead } from '../../app/reading.ts'
import { useMay } from '../../app/session.ts'
import { isTask, Mono, Quiet, Stat, Stats, Tag } from '../../kit/Bits.tsx'
import { type Column, DataTable } from '../../kit/DataTable.tsx'
import { Pager } from '../../kit/Pager.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import classes from './feeds.module.css'
import { type Feed, isOver, outcomeTones } from './outcomes.ts'
import { type Row, type RowEditor, useRowEditor } from './RowEditor.tsx'
import { RowHistory } from './RowHistory.tsx'

/** What became of a row, what to do about it, and the button that does it: a column less leaves the list a table. */
function Explanation({ row, action }: { row: Row; action: ReactNode }) {
  const { outcome, explanation } = row
  return (
    <>
      {explanation && outcome && isTask(outcomeTones[outcome]) ? explanation : <Quiet>{explanation ?? '–'}</Quiet>}
      <RowHistory history={row.history} />
      {action ? <div className={classes.action}>{action}</div> : null}
    </>
  )
}

function useColumns({ inputs, actions }: RowEditor): Column<Row>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'line', header: t('transfers.line'), align: 'end', cell: (row) => <Quiet>{formats.number(row.line)}</Quiet> },
    {
      key: 'serial',
      fit: true,
      header: t('devices.serialNumber'),
      lead: true,
      cell: (row) => inputs(row, <Mono>{row.serialNumber || '–'}</Mono>, 'serialNumber'),
    },
    { key: 'product', header: t('devices.product'), cell: (row) => inputs(row, <Product row={row} />, 'vendor', 'productNumber', 'model') },
    {
      key: 'location',
      fit: true,
      header: t('feeds.location'),
      cell: (row) => inputs(row, <Mono>{row.soldToLocationId || '–'}</Mono>, 'soldToLocationId'),
    },
    { key: 'sale', header: t('feeds.sale'), cell: (row) => inputs(row, <SaleOf row={row} />, 'saleDate', 'webOrderNumber', 'endCustomer') },
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
    { key: 'explanation', header: t('transfers.explanation'), cell: (row) => <Explanation row={row} action={actions(row)} /> },
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

/** Every row of a feed with its outcome; rejected ones are corrected in place (R-B4). */
export function FeedRows({ feed }: { feed: Feed }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { search, change, turn } = useListing()
  const mayCorrect = useMay()('feed.retry') && isOver(feed.state)
  const columns = useColumns(useRowEditor(feed.id, mayCorrect))
  const outcome = oneOf(feedOutcomes, search.filter)
  const rows = useRead(listFeedRows, { params: { id: feed.id }, query: { outcome, cursor: search.after } }, { keep: true })
  return (
    <>
      <Stats label={t('transfers.byOutcome')}>
        {feedOutcomes.map((one) => {
          const count = feed.outcomes[one] ?? 0
          if (count === 0 && one !== 'placed') return null
          return (
            <Stat
              key={one}
              name={t(`feeds.outcomes.${one}`)}
              value={formats.number(count)}
              tone={outcomeTones[one]}
              pressed={outcome === one}
              onClick={() => change({ filter: outcome === one ? undefined : one }, { replace: true })}
            />
          )
        })}
      </Stats>
      <Reading of={rows} empty={{ when: ({ items }) => items.length === 0, show: <Empty title={t('transfers.noRows')} /> }}>
        {({ items, nextCursor }) => (
          <>
            <DataTable
              caption={t('transfers.everyRow')}
              columns={columns}
              rows={items}
              keyOf={(row) => String(row.line)}
              busy={rows.isPlaceholderData}
            />
            <Pager cursor={search.after} next={nextCursor} onCursor={turn} />
          </>
        )}
      </Reading>
    </>
  )
}
