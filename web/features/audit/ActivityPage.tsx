import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { listAudit } from '../../../contract/audit.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { oneOf, useListing } from '../../app/listing.ts'
import { useRead } from '../../app/reading.ts'
import { useMembership } from '../../app/session.ts'
import { Quiet, Tag } from '../../kit/Bits.tsx'
import { type Column, DataTable } from '../../kit/DataTable.tsx'
import { ClockIcon } from '../../kit/icons.tsx'
import { Page } from '../../kit/Page.tsx'
import { Pager } from '../../kit/Pager.tsx'
import { Empty, Reading } from '../../kit/States.tsx'

type Event = ReplyOf<typeof listAudit>['items'][number]

const pollMilliseconds = 5_000
const sides = ['us', 'partners'] as const

/** Who did what: customers see every act of their partners here (R-A6). */
export function ActivityPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const membership = useMembership()
  const kind = membership?.kind
  const own = membership?.organisationName
  const { search, change, turn } = useListing()
  const by = oneOf(sides, search.filter)
  const events = useRead(listAudit, { query: { by, cursor: search.after } }, { keep: true, refetchInterval: pollMilliseconds })
  const columns: Column<Event>[] = [
    { key: 'sentence', header: t('activity.what'), lead: true, cell: (row) => row.sentence },
    {
      key: 'who',
      header: t('activity.who'),
      cell: (row) => (row.who === row.organisation || row.organisation === own ? row.who : `${row.who} · ${row.organisation}`),
    },
    { key: 'at', fit: true, header: t('activity.at'), cell: (row) => formats.instant(row.at) },
    {
      key: 'sealed',
      fit: true,
      header: t('activity.seal'),
      cell: (row) => (row.sealed ? <Tag tone="good">{t('activity.sealed')}</Tag> : <Quiet>{t('activity.notYet')}</Quiet>),
    },
  ]
  return (
    <Page title={t('shell.places.activity')} lead={kind === 'customer' ? t('activity.leadCustomer') : t('activity.lead')}>
      {kind === 'customer' ? (
        <div>
          <SegmentedControl
            aria-label={t('activity.who')}
            value={by ?? 'all'}
            onChange={(value) => change({ filter: oneOf(sides, value) })}
            data={[
              { value: 'all', label: t('activity.everybody') },
              { value: 'partners', label: t('activity.partners') },
              { value: 'us', label: t('activity.us') },
            ]}
          />
        </div>
      ) : null}
      <Reading
        of={events}
        empty={{
          when: ({ items }) => items.length === 0 && !search.after,
          show: (
            <Empty icon={<ClockIcon size={20} />} title={t('activity.empty.title')}>
              {t('activity.empty.text')}
            </Empty>
          ),
        }}
      >
        {({ items, nextCursor }) => (
          <>
            <DataTable
              caption={t('shell.places.activity')}
              columns={columns}
              rows={items}
              keyOf={(row) => row.id}
              busy={events.isPlaceholderData}
            />
            <Pager cursor={search.after} next={nextCursor} onCursor={turn} />
          </>
        )}
      </Reading>
    </Page>
  )
}
