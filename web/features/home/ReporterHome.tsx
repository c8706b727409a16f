import { useTranslation } from 'react-i18next'
import { listApplications } from '../../../contract/applications.ts'
import { listProofRequests } from '../../../contract/device-registrations.ts'
import { type feedOutcomes, listFeeds, listHeldRows, rejectedOutcomes } from '../../../contract/feeds.ts'
import { useFormats } from '../../app/formats.ts'
import { useRead } from '../../app/reading.ts'
import { useActingFor, useMay } from '../../app/session.ts'
import { Tag } from '../../kit/Bits.tsx'
import { FeedIcon } from '../../kit/icons.tsx'
import { ButtonLink, TextLink } from '../../kit/Links.tsx'
import { feedTones, rejectedOf } from '../feeds/outcomes.ts'
import { Chart } from './chart.tsx'
import { Reports } from './PartnerHome.tsx'
import { Lines, Part, Tile } from './Widget.tsx'

const shown = 5
const charted = 12

const placed = ['placed', 'already_there'] as const

/** The last reports, row by row what became of them; those with rejected rows first in words (R-B4). */
function Feeds() {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  const maySend = useMay()('feed.upload')
  const feeds = useRead(listFeeds, { query: { limit: charted } })
  return (
    <Tile
      title={t('home.feeds.title')}
      wide
      more={
        maySend ? (
          <ButtonLink to="/o/$organisationId/feeds" params={{ organisationId }} leftSection={<FeedIcon />}>
            {t('home.feeds.send')}
          </ButtonLink>
        ) : null
      }
    >
      <Part of={feeds}>
        {({ items }) => {
          const sum = (outcomes: (typeof items)[number]['outcomes'], of: readonly (typeof feedOutcomes)[number][]) =>
            of.reduce((total, one) => total + (outcomes[one] ?? 0), 0)
          const toCorrect = items.filter((feed) => rejectedOf(feed) > 0).slice(0, shown)
          return (
            <>
              {items.length > 1 ? (
                <Chart
                  label={t('home.feeds.chart')}
                  at={t('home.feeds.sent')}
                  data={items.toReversed().map(({ createdAt, outcomes }) => ({
                    at: formats.date(createdAt),
                    placed: sum(outcomes, placed),
                    held: sum(outcomes, ['held']),
                    rejected: sum(outcomes, rejectedOutcomes),
                  }))}
                  series={[
                    { name: 'placed', label: t('home.feeds.placed'), color: 'var(--good)' },
                    { name: 'held', label: t('home.feeds.held'), color: 'var(--info)' },
                    { name: 'rejected', label: t('home.feeds.rejected'), color: 'var(--bad)' },
                  ]}
                  stacked
                  format={formats.number}
                />
              ) : null}
              <Lines
                empty={t(items.length === 0 ? 'home.feeds.none' : 'home.feeds.allRight')}
                lines={toCorrect.map((feed) => ({
                  key: feed.id,
                  what: (
                    <TextLink to="/o/$organisationId/feeds/$feedId" params={{ organisationId, feedId: feed.id }}>
                      {feed.fileName}
                    </TextLink>
                  ),
                  mark:
                    feed.state === 'done' ? (
                      <Tag tone="warn">
                        {t('home.feeds.toCorrect', { count: rejectedOf(feed), formatted: formats.number(rejectedOf(feed)) })}
                      </Tag>
                    ) : (
                      <Tag tone={feedTones[feed.state]}>{t(`feeds.states.${feed.state}`)}</Tag>
                    ),
                  note: formats.date(feed.createdAt),
                }))}
              />
            </>
          )
        }}
      </Part>
    </Tile>
  )
}

/** A vendor's desk: what only it can decide (R-B3, R-D11). */
function Desk() {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  const held = useRead(listHeldRows, { query: { limit: shown } })
  const proofs = useRead(listProofRequests, { query: { limit: shown } })
  const more = (
    <TextLink to="/o/$organisationId/held" params={{ organisationId }}>
      {t('home.all')}
    </TextLink>
  )
  return (
    <>
      <Tile title={t('home.held.title')} more={more}>
        <Part of={held}>
          {({ items }) => (
            <Lines
              empty={t('home.held.none')}
              lines={items.map(({ feedId, line, serialNumber, reporter, reportedAt }) => ({
                key: `${feedId} ${line}`,
                what: `${serialNumber} · ${reporter}`,
                note: formats.date(reportedAt),
              }))}
            />
          )}
        </Part>
      </Tile>
      <Tile title={t('home.proofs.title')} more={more}>
        <Part of={proofs}>
          {({ items }) => (
            <Lines
              empty={t('home.proofs.none')}
              lines={items.map(({ id, serialNumber, askedAt }) => ({ key: id, what: serialNumber, note: formats.date(askedAt) }))}
            />
          )}
        </Part>
      </Tile>
    </>
  )
}

/** Companies that want to be partners, and wait for a decision. */
export function Applications({ operator }: { operator?: true }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  const open = useRead(listApplications, { query: { state: 'open', limit: shown } })
  return (
    <Tile
      title={t('home.applications.title')}
      more={
        operator ? (
          <TextLink to="/operator/applications">{t('home.all')}</TextLink>
        ) : (
          <TextLink to="/o/$organisationId/applications" params={{ organisationId }}>
            {t('home.all')}
          </TextLink>
        )
      }
    >
      <Part of={open}>
        {({ items }) => (
          <Lines
            empty={t('home.applications.none')}
            lines={items.map(({ id, company, filedAt }) => ({ key: id, what: company, note: formats.date(filedAt) }))}
          />
        )}
      </Part>
    </Tile>
  )
}

export function ProviderHome() {
  const may = useMay()
  return (
    <>
      {may('feed.read') ? <Feeds /> : null}
      {may('feed.read') ? <Reports side="provider" /> : null}
    </>
  )
}

export function VendorHome() {
  const may = useMay()
  return (
    <>
      {may('feed.settle_held') ? <Desk /> : null}
      {may('accreditation.read') ? <Applications /> : null}
      {may('feed.read') ? <Reports side="vendor" /> : null}
    </>
  )
}
