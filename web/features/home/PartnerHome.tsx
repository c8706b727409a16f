import { useTranslation } from 'react-i18next'
import { listCustomers } from '../../../contract/customers.ts'
import { getHoldingHistory } from '../../../contract/devices.ts'
import { feedHealth } from '../../../contract/feeds.ts'
import { listTransfers } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { useHoldingTenant } from '../../app/places.ts'
import { useRead } from '../../app/reading.ts'
import { useActingFor, useMay } from '../../app/session.ts'
import { Tag } from '../../kit/Bits.tsx'
import { MoveIcon } from '../../kit/icons.tsx'
import { ButtonLink, TextLink } from '../../kit/Links.tsx'
import { StatLink, Stats } from '../../kit/Stat.tsx'
import { standingOf, stateTones } from '../transfers/outcomes.ts'
import { useTransferName } from '../transfers/useTransferName.ts'
import { Chart } from './chart.tsx'
import { Lines, Part, Tile } from './Widget.tsx'

const shown = 5
/** Where devices have waited for so long, somebody should look. */
const longDays = 30

/** How long devices wait in the holding tenant, and what came and went (R-B2). */
export function Unassigned() {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  const mayTransfer = useMay()('device.transfer')
  const history = useRead(getHoldingHistory, {})
  return (
    <Tile
      title={t('devices.unassigned')}
      wide
      more={
        mayTransfer ? (
          <ButtonLink
            to="/o/$organisationId/transfers/new"
            params={{ organisationId }}
            search={{ source: 'unassigned' }}
            leftSection={<MoveIcon />}
          >
            {t('transfers.transfer')}
          </ButtonLink>
        ) : null
      }
    >
      <Part of={history}>
        {({ ages, weeks }) => (
          <>
            <Stats label={t('home.waiting.title')}>
              {ages.map(({ atLeastDays, lessThanDays, devices, more }) => (
                <StatLink
                  key={atLeastDays}
                  to="/o/$organisationId/unassigned"
                  params={{ organisationId }}
                  search={{ sort: 'arrivedAt', waiting: `${atLeastDays}-${lessThanDays ?? ''}` }}
                  name={
                    lessThanDays === null
                      ? t('home.waiting.over', { days: atLeastDays })
                      : atLeastDays === 0
                        ? t('home.waiting.under', { days: lessThanDays })
                        : t('home.waiting.between', { from: atLeastDays, to: lessThanDays })
                  }
                  value={`${formats.number(devices)}${more ? '+' : ''}`}
                  tone={devices > 0 && atLeastDays >= longDays ? 'warn' : 'quiet'}
                />
              ))}
            </Stats>
            <Chart
              label={t('home.weeks.title')}
              at={t('home.weeks.week')}
              data={weeks.map(({ begins, arrived, left }) => ({ at: formats.day(begins), arrived, left }))}
              series={[
                { name: 'arrived', label: t('home.weeks.arrived'), color: 'var(--info)' },
                { name: 'left', label: t('home.weeks.left'), color: 'var(--good)' },
              ]}
              format={formats.number}
            />
          </>
        )}
      </Part>
    </Tile>
  )
}

/** Customers that have not answered their invitation yet. */
function Waiting() {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  const pending = useRead(listCustomers, { query: { access: 'pending', sort: 'invitedAt', limit: shown } })
  return (
    <Tile
      title={t('home.pending.title')}
      more={
        <TextLink to="/o/$organisationId/customers" params={{ organisationId }} search={{ filter: 'pending', sort: 'invitedAt' }}>
          {t('home.all')}
        </TextLink>
      }
    >
      <Part of={pending}>
        {({ items }) => (
          <Lines
            empty={t('home.pending.none')}
            lines={items.map(({ id, name, invitedAt }) => ({
              key: id,
              what: (
                <TextLink to="/o/$organisationId/customers/$customerId" params={{ organisationId, customerId: id }}>
                  {name}
                </TextLink>
              ),
              note: t('home.pending.since', { at: formats.date(invitedAt) }),
            }))}
          />
        )}
      </Part>
    </Tile>
  )
}

function Transfers() {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  const nameOf = useTransferName()
  const transfers = useRead(listTransfers, { query: { limit: shown } })
  return (
    <Tile
      title={t('home.transfers.title')}
      more={
        <TextLink to="/o/$organisationId/transfers" params={{ organisationId }}>
          {t('home.all')}
        </TextLink>
      }
    >
      <Part of={transfers}>
        {({ items }) => (
          <Lines
            empty={t('transfers.empty.title')}
            lines={items.map((transfer) => ({
              key: transfer.id,
              what: (
                <TextLink to="/o/$organisationId/transfers/$transferId" params={{ organisationId, transferId: transfer.id }}>
                  {nameOf(transfer)}
                </TextLink>
              ),
              mark: <Tag tone={stateTones[standingOf(transfer)]}>{t(`transfers.states.${standingOf(transfer)}`)}</Tag>,
              note: formats.date(transfer.createdAt),
            }))}
          />
        )}
      </Part>
    </Tile>
  )
}

/** Who reported when, and who should have (R-B4); in the words of whichever side one is on. */
export function Reports({ side }: { side: 'partner' | 'provider' | 'vendor' }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  const silent = useRead(feedHealth, { query: { recent: 'no', limit: shown } })
  return (
    <Tile
      title={t(`home.reports.${side}`)}
      more={
        <TextLink to="/o/$organisationId/feeds/health" params={{ organisationId }} search={{ filter: 'stale' }}>
          {t('home.all')}
        </TextLink>
      }
    >
      <Part of={silent}>
        {({ items }) => (
          <Lines
            empty={t('feeds.health.allRecent')}
            lines={items.map(({ organisationId: id, name, last }) => ({
              key: id,
              what: name,
              mark: <Tag tone="warn">{t(last ? 'feeds.health.old' : 'feeds.health.never')}</Tag>,
              note: last ? formats.date(last.reportedAt) : null,
            }))}
          />
        )}
      </Part>
    </Tile>
  )
}

/** What a partner looks at first: what waits, for whom it waits, what was done lately. */
export function PartnerHome() {
  const may = useMay()
  const holding = useHoldingTenant()
  return (
    <>
      {may('device.read') && holding?.everUsed ? <Unassigned /> : null}
      {may('customer.read') ? <Waiting /> : null}
      {may('transfer.read') ? <Transfers /> : null}
      {may('feed.read') ? <Reports side="partner" /> : null}
    </>
  )
}
