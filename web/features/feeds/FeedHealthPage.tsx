import { Checkbox, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { feedHealth, feedOutcomes } from '../../../contract/feeds.ts'
import { limits } from '../../../contract/limits.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useListing } from '../../app/listing.ts'
import { useRows } from '../../app/rows.ts'
import { useActingFor, useMembership } from '../../app/session.ts'
import { Quiet, Tag } from '../../kit/Bits.tsx'
import type { Column } from '../../kit/DataTable.tsx'
import { FeedIcon } from '../../kit/icons.tsx'
import { TextLink } from '../../kit/Links.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { Stat, Stats } from '../../kit/Stat.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { outcomeTones } from './outcomes.ts'

type Health = ReplyOf<typeof feedHealth>
type Report = NonNullable<Health['own']>
type Item = Health['items'][number]

const stale = 'stale'

/** Rows by outcome, in words: those that are there. */
function useOutcomes() {
  const { t } = useTranslation()
  const formats = useFormats()
  return ({ outcomes }: Report) =>
    feedOutcomes.flatMap((one) => {
      const count = outcomes[one] ?? 0
      return count > 0 ? [t('kit.labelled', { label: t(`feeds.outcomes.${one}`), value: formats.number(count) })] : []
    })
}

function useColumns(): Column<Item>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const outcomesOf = useOutcomes()
  return [
    { key: 'name', lead: true, header: t('feeds.health.who'), cell: (item) => item.name },
    {
      key: 'recent',
      fit: true,
      header: t('feeds.health.data'),
      cell: ({ recent, last }) => (
        <Tag tone={recent ? 'good' : 'warn'}>{t(recent ? 'feeds.health.recent' : last ? 'feeds.health.old' : 'feeds.health.never')}</Tag>
      ),
    },
    {
      key: 'at',
      fit: true,
      header: t('feeds.health.last'),
      cell: ({ last }) => <Quiet>{last ? formats.instant(last.reportedAt) : '–'}</Quiet>,
    },
    { key: 'rows', align: 'end', header: t('feeds.health.rows'), cell: ({ last }) => (last ? formats.number(last.rows) : '–') },
    { key: 'outcomes', header: t('feeds.health.outcomes'), cell: ({ last }) => <Quiet>{last ? outcomesOf(last).join(' · ') : '–'}</Quiet> },
  ]
}

/** One's own last report. */
function Own({ own }: { own: Report | null }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  if (!own) return <Text c="dimmed">{t('feeds.health.ownNever')}</Text>
  return (
    <>
      <Text>
        <TextLink to="/o/$organisationId/feeds/$feedId" params={{ organisationId, feedId: own.feedId ?? '' }}>
          {formats.instant(own.reportedAt)}
        </TextLink>
      </Text>
      <Stats label={t('transfers.byOutcome')}>
        {feedOutcomes.map((one) => {
          const count = own.outcomes[one] ?? 0
          return count > 0 ? (
            <Stat key={one} name={t(`feeds.outcomes.${one}`)} value={formats.number(count)} tone={outcomeTones[one]} />
          ) : null
        })}
      </Stats>
    </>
  )
}

/** Who reported when, what became of it, and who is without recent data (R-B4). */
export function FeedHealthPage() {
  const { t } = useTranslation()
  const kind = useMembership()?.kind
  const { search, change } = useListing()
  const onlyStale = search.filter === stale
  const columns = useColumns()
  const health = useRows(feedHealth, { query: { recent: onlyStale ? 'no' : undefined } }, { keyOf: (item) => item.organisationId })
  const side = kind === 'vendor' || kind === 'provider' ? kind : 'partner'
  return (
    <Page title={t('feeds.health.title')} lead={t('feeds.health.lead', { days: limits.feedRecentDays })}>
      <Reading of={health} skeleton="stats">
        {({ first: { own } }) => (
          <>
            <Section title={t('feeds.health.own')}>
              <Own own={own} />
            </Section>
            <Section
              title={t(`feeds.health.sides.${side}`)}
              actions={
                <Checkbox
                  label={t(`feeds.health.onlyStale.${side}`)}
                  checked={onlyStale}
                  onChange={(event) => change({ filter: event.currentTarget.checked ? stale : undefined }, { replace: true })}
                />
              }
            >
              <ListTable
                of={health}
                caption={t(`feeds.health.sides.${side}`)}
                columns={columns}
                empty={<Empty icon={<FeedIcon size={20} />} title={t(onlyStale ? 'feeds.health.allRecent' : 'feeds.health.nobody')} />}
              />
            </Section>
          </>
        )}
      </Reading>
    </Page>
  )
}
