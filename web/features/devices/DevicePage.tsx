import { Button } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getDevice, listPossessions } from '../../../contract/devices.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useRead } from '../../app/reading.ts'
import { useRows } from '../../app/rows.ts'
import { useActingFor, useMay, useMembership } from '../../app/session.ts'
import { Mono, Quiet, Tag } from '../../kit/Bits.tsx'
import { Copy } from '../../kit/Copy.tsx'
import type { Column } from '../../kit/DataTable.tsx'
import { MoveIcon } from '../../kit/icons.tsx'
import { TextLink } from '../../kit/Links.tsx'
import { Facts, Page, Panel, Section } from '../../kit/Page.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { Proof } from '../registrations/Proof.tsx'
import { keepPicked } from '../transfers/picked.ts'
import { DeviceActions } from './DeviceActions.tsx'

type Detail = ReplyOf<typeof getDevice>
type Possession = ReplyOf<typeof listPossessions>['items'][number]

const beginnings = ['feed', 'transfer', 'undo', 'registration'] as const

/** Where a device is; for a partner the way to that customer. */
function Where({ tenant }: { tenant: NonNullable<Detail['tenant']> }) {
  const { t } = useTranslation()
  const organisationId = useActingFor() ?? ''
  const mayOpen = useMay()('customer.read')
  if (tenant.kind === 'holding') {
    return (
      <TextLink to="/o/$organisationId/unassigned" params={{ organisationId }}>
        {t('devices.unassigned')}
      </TextLink>
    )
  }
  if (tenant.kind === 'own') {
    return (
      <TextLink to="/o/$organisationId/own" params={{ organisationId }}>
        {t('shell.places.own')}
      </TextLink>
    )
  }
  if (!mayOpen) return tenant.name
  return (
    <TextLink to="/o/$organisationId/customers/$customerId" params={{ organisationId, customerId: tenant.organisationId }}>
      {tenant.name}
    </TextLink>
  )
}

function DeviceFacts({ device }: { device: Detail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const sold = device.soldBy
  const { tenant } = device
  return (
    <Panel>
      <Facts
        facts={[
          [t('devices.serialNumber'), <Copy key="serial" text={device.serialNumber} label={t('devices.copySerial')} />],
          [t('devices.productNumber'), <Mono key="product">{device.productNumber}</Mono>],
          [t('devices.vendor'), device.vendor],
          [t('devices.model'), device.model ?? '–'],
          ...(tenant
            ? [
                [t('devices.where'), <Where key="where" tenant={tenant} />] as const,
                [
                  t(tenant.kind === 'holding' ? 'devices.putBackId' : 'devices.customerId'),
                  <Copy key="tenant" text={tenant.customerId} label={t('devices.copyCustomerId')} />,
                ] as const,
                [t('devices.arrivedAt'), formats.instant(device.arrivedAt)] as const,
              ]
            : []),
          [t('devices.firstSeenAt'), formats.instant(device.firstSeenAt)],
          [t('devices.connection'), t(`devices.connections.${device.connection}`)],
          [t('devices.proof'), t(`devices.proofs.${device.proof}`)],
          ...(device.archivedAt ? [[t('archive.archived'), formats.instant(device.archivedAt)] as const] : []),
          ...(sold ? [[t('devices.soldBy'), sold.reporter] as const] : []),
          ...(sold?.saleDate ? [[t('devices.saleDate'), formats.day(sold.saleDate)] as const] : []),
          ...(sold?.webOrderNumber ? [[t('devices.webOrder'), <Mono key="order">{sold.webOrderNumber}</Mono>] as const] : []),
        ]}
      />
    </Panel>
  )
}

function History({ deviceId }: { deviceId: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const possessions = useRows(listPossessions, { params: { id: deviceId } }, { keyOf: (row) => row.id })
  const columns: Column<Possession>[] = [
    {
      key: 'tenant',
      header: t('devices.tenant'),
      lead: true,
      cell: ({ tenant, endedAt }) => (
        <>
          {tenant ? (tenant.kind === 'holding' ? t('devices.unassigned') : tenant.name) : '–'}{' '}
          {endedAt ? null : <Tag tone="good">{t('devices.now')}</Tag>}
        </>
      ),
    },
    { key: 'from', fit: true, header: t('devices.from'), cell: (row) => formats.instant(row.beganAt) },
    { key: 'until', fit: true, header: t('devices.until'), cell: (row) => (row.endedAt ? formats.instant(row.endedAt) : <Quiet>–</Quiet>) },
    {
      key: 'began',
      header: t('devices.began'),
      cell: ({ began }) => {
        const known = beginnings.find((one) => one === began)
        return known ? t(`devices.beginnings.${known}`) : began
      },
    },
  ]
  return (
    <Section title={t('devices.history')} lead={t('devices.historyLead')}>
      <ListTable
        of={possessions}
        below
        caption={t('devices.history')}
        columns={columns}
        empty={<Empty title={t('devices.historyEmpty')} />}
      />
    </Section>
  )
}

/** One device: what it is, where it is, and the times it spent in tenants. */
export function DevicePage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const organisationId = useActingFor() ?? ''
  const { deviceId } = useParams({ from: '/o/$organisationId/devices/$deviceId' })
  const device = useRead(getDevice, { params: { id: deviceId } })
  const transfer = ({ id, serialNumber, model }: Detail) => {
    keepPicked(organisationId, [{ id, serialNumber, model }])
    void navigate({ to: '/o/$organisationId/transfers/new', params: { organisationId }, search: { picked: true } })
  }
  const found = device.data
  // A vendor sees what its devices are, not where they were (R-A7).
  const seesHistory = useMembership()?.kind !== 'vendor'
  return (
    <Page
      title={found?.serialNumber ?? t('devices.device')}
      lead={found ? [found.vendor, found.model ?? found.productNumber].join(' · ') : undefined}
      actions={
        <>
          {found ? <DeviceActions device={found} /> : null}
          {found?.can.transfer ? (
            <Button leftSection={<MoveIcon />} onClick={() => transfer(found)}>
              {t('transfers.transfer')}
            </Button>
          ) : null}
        </>
      }
    >
      <Reading of={device} skeleton="facts">
        {(shown) => (
          <>
            <DeviceFacts device={shown} />
            <Proof device={shown} />
            {seesHistory ? <History deviceId={deviceId} /> : null}
          </>
        )}
      </Reading>
    </Page>
  )
}
