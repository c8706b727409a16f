import { Progress, Stack, Text } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { feedOutcomes, getFeed, listFeedRows } from '../../../contract/feeds.ts'
import { useFormats } from '../../app/formats.ts'
import { oneOf, useListing } from '../../app/listing.ts'
import { useRead } from '../../app/reading.ts'
import { useActingFor } from '../../app/session.ts'
import { isTask, Mono, Quiet, Stat, Stats, Tag } from '../../kit/Bits.tsx'
import { type Column, DataTable } from '../../kit/DataTable.tsx'
import { TextLink } from '../../kit/Links.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page, Panel } from '../../kit/Page.tsx'
import { Pager } from '../../kit/Pager.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { type Feed, feedTones, isOver, outcomeTones } from './outcomes.ts'

type Row = ReplyOf<typeof listFeedRows>['items'][number]

const pollMilliseconds = 3_000
const wholeShare = 100

function FeedProgress({ feed }: { feed: Feed }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { state, rows, decided } = feed
  if (state === 'done') return null
  if (state === 'failed') {
    return (
      <Notice tone="bad" title={t('feeds.failed.title')}>
        {t('feeds.failed.text')}
      </Notice>
    )
  }
  return (
    <Panel>
      <Stack gap="sm">
        <Text fw={600}>{t(`feeds.states.${state}`)}</Text>
        <Progress value={rows > 0 ? (decided / rows) * wholeShare : 0} aria-label={t(`feeds.states.${state}`)} animated />
        <Text role="status">{t('transfers.progress', { done: formats.number(decided), rows: formats.number(rows) })}</Text>
        <Text c="dimmed">{t('transfers.mayLeave')}</Text>
      </Stack>
    </Panel>
  )
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'line', header: t('transfers.line'), align: 'end', cell: (row) => <Quiet>{formats.number(row.line)}</Quiet> },
    { key: 'serial', fit: true, header: t('devices.serialNumber'), lead: true, cell: (row) => <Mono>{row.serialNumber || '–'}</Mono> },
    {
      key: 'product',
      header: t('devices.product'),
      cell: (row) => (
        <>
          <div>{row.model || row.vendor || '–'}</div>
          <Quiet>
            {row.model ? row.vendor : null} {row.productNumber ? <Mono>{row.productNumber}</Mono> : null}
          </Quiet>
        </>
      ),
    },
    { key: 'location', fit: true, header: t('feeds.location'), cell: (row) => <Mono>{row.soldToLocationId || '–'}</Mono> },
    {
      key: 'sale',
      header: t('feeds.sale'),
      cell: (row) => (
        <>
          <div>{row.endCustomer || (row.saleDate || row.webOrderNumber ? null : '–')}</div>
          <Quiet>
            {row.saleDate ? formats.day(row.saleDate) : null} {row.webOrderNumber ? <Mono>{row.webOrderNumber}</Mono> : null}
          </Quiet>
        </>
      ),
    },
    {
      key: 'outcome',
      fit: true,
      header: t('transfers.outcome'),
      cell: ({ outcome }) => (outcome ? <Tag tone={outcomeTones[outcome]}>{t(`feeds.outcomes.${outcome}`)}</Tag> : <Quiet>–</Quiet>),
    },
    {
      key: 'explanation',
      header: t('transfers.explanation'),
      cell: ({ outcome, explanation }) =>
        explanation && outcome && isTask(outcomeTones[outcome]) ? explanation : <Quiet>{explanation ?? '–'}</Quiet>,
    },
  ]
}

function Rows({ feed }: { feed: Feed }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { search, change, turn } = useListing()
  const columns = useColumns()
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

/** One report: progress, counts, and every row with its outcome. */
export function FeedPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  const { feedId } = useParams({ from: '/o/$organisationId/feeds/$feedId' })
  const feed = useRead(
    getFeed,
    { params: { id: feedId } },
    { refetchInterval: (last) => (last && isOver(last.state) ? false : pollMilliseconds) },
  )
  const found = feed.data
  return (
    <Page
      title={found?.fileName ?? t('feeds.feed')}
      mark={found ? <Tag tone={feedTones[found.state]}>{t(`feeds.states.${found.state}`)}</Tag> : null}
      lead={found ? t('feeds.by', { who: found.reportedBy, when: formats.instant(found.createdAt) }) : undefined}
      back={
        <TextLink to="/o/$organisationId/feeds" params={{ organisationId }}>
          {t('shell.places.feeds')}
        </TextLink>
      }
    >
      <Reading of={feed}>
        {(shown) => (
          <>
            <FeedProgress feed={shown} />
            <Rows feed={shown} />
          </>
        )}
      </Reading>
    </Page>
  )
}
