import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { deviceSorts, listDevices } from '../../../contract/devices.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { oneOf, useListing, useSearchText } from '../../app/listing.ts'
import { useRead } from '../../app/reading.ts'
import { useActingFor, useMay, useMembership } from '../../app/session.ts'
import { Mono, Quiet } from '../../kit/Bits.tsx'
import { type Column, DataTable } from '../../kit/DataTable.tsx'
import { MoveIcon } from '../../kit/icons.tsx'
import { TextLink } from '../../kit/Links.tsx'
import { Pager } from '../../kit/Pager.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { Toolbar } from '../../kit/Toolbar.tsx'
import { keepPicked } from '../transfers/picked.ts'
import classes from './devices.module.css'
import { Export } from './Export.tsx'
import { useSelection } from './selection.ts'

/** Live events tell only whoever asked for a transfer; everybody else sees devices come and go by this. */
const pollMilliseconds = 5_000

export type Device = ReplyOf<typeof listDevices>['items'][number]

/** `sortable`: over all tenants, a search leaves the order by serial number alone. */
function useDeviceColumns({ withTenant, sortable }: { withTenant: boolean; sortable: boolean }): Column<Device>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  // A vendor's devices are all its own, and when one came where it is, is no business of its vendor (R-A7).
  const forVendor = useMembership()?.kind === 'vendor'
  const vendor: Column<Device> = { key: 'vendor', header: t('devices.vendor'), cell: (device) => device.vendor }
  const where: Column<Device> = {
    key: 'tenant',
    header: t('devices.where'),
    cell: ({ tenant }) => (tenant ? tenant.kind === 'holding' ? t('devices.unassigned') : tenant.name : <Quiet>–</Quiet>),
  }
  return [
    {
      key: 'serial',
      fit: true,
      header: t('devices.serialNumber'),
      sort: 'serialNumber',
      lead: true,
      cell: (device) => (
        <TextLink to="/o/$organisationId/devices/$deviceId" params={{ organisationId, deviceId: device.id }}>
          <Mono>{device.serialNumber}</Mono>
        </TextLink>
      ),
    },
    { key: 'model', header: t('devices.model'), ...(sortable ? { sort: 'model' } : {}), cell: (device) => device.model ?? '–' },
    { key: 'product', header: t('devices.productNumber'), cell: (device) => <Mono>{device.productNumber}</Mono> },
    ...(forVendor ? [] : [vendor]),
    ...(withTenant ? [where] : []),
    {
      key: 'arrived',
      fit: true,
      header: forVendor ? t('devices.firstSeenAt') : t('devices.arrivedAt'),
      ...(sortable && !forVendor ? { sort: 'arrivedAt' } : {}),
      cell: (device) => <Quiet>{formats.date(device.arrivedAt)}</Quiet>,
    },
  ]
}

/** What is picked, and what one does with it: stays in sight while one scrolls through a long list. */
function Picks({
  count,
  onClear,
  onTransfer,
  onAllBut,
}: {
  count: number
  onClear: () => void
  onTransfer: () => void
  onAllBut?: (() => void) | undefined
}) {
  const { t } = useTranslation()
  return (
    <div className={classes.picks} data-any={count > 0}>
      <span aria-live="polite">{count > 0 ? t('devices.picked', { count }) : ''}</span>
      {count > 0 ? (
        <div className={classes.picksActions}>
          <Button variant="subtle" color="gray" onClick={onClear}>
            {t('devices.clear')}
          </Button>
          {onAllBut ? (
            <Button variant="default" onClick={onAllBut}>
              {t('devices.allBut')}
            </Button>
          ) : null}
          <Button leftSection={<MoveIcon />} onClick={onTransfer}>
            {t('transfers.transfer')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

type Props = {
  caption: string
  /** `unassigned`, a Customer ID, or everything in reach. */
  tenant?: string
  withTenant?: boolean
  /** What stands there while no device has come. */
  empty: ReactNode
}

/** Devices of one tenant or of all: search by the start of a serial, sort, pick, transfer. */
export function DeviceList({ caption, tenant, withTenant, empty }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
  const organisationId = useActingFor() ?? ''
  const mayTransfer = useMay()('device.transfer')
  const { search, change, turn } = useListing()
  const typed = useSearchText()
  const sortable = tenant !== undefined || search.q === undefined
  const columns = useDeviceColumns({ withTenant: withTenant ?? false, sortable })
  const asked = oneOf(deviceSorts, search.sort)
  const sort = asked && columns.some((column) => column.sort === asked.replace('-', '')) ? asked : 'serialNumber'
  const selection = useSelection<Device>((device) => device.id)
  const devices = useRead(
    listDevices,
    { query: { tenant, q: search.q, sort, cursor: search.after } },
    { keep: true, refetchInterval: pollMilliseconds },
  )
  /** The picked ones; or all that the list shows on all its pages, but for the picked ones. */
  const transfer = (all = false) => {
    keepPicked(
      organisationId,
      selection.rows.map(({ id, serialNumber, model }) => ({ id, serialNumber, model })),
    )
    void navigate({
      to: '/o/$organisationId/transfers/new',
      params: { organisationId },
      search: {
        source: tenant,
        picked: selection.rows.length > 0 || undefined,
        ...(all ? { filter: 'all', q: search.q } : {}),
      },
    })
  }
  return (
    <>
      <Toolbar
        find={t('devices.search')}
        typed={typed}
        actions={
          <>
            <Export query={{ tenant, q: search.q, sort }} />
            {mayTransfer && tenant && (devices.data?.nextCursor || search.after) ? (
              <Button
                variant="default"
                onClick={() => transfer(true)}
                data-hidden={selection.rows.length > 0}
                className={classes.start ?? ''}
              >
                {t('devices.allMatching')}
              </Button>
            ) : null}
            {mayTransfer ? (
              <Button
                className={classes.start ?? ''}
                leftSection={<MoveIcon />}
                onClick={() => transfer()}
                data-hidden={selection.rows.length > 0}
              >
                {t('transfers.transfer')}
              </Button>
            ) : null}
          </>
        }
      />
      <Reading
        of={devices}
        empty={{
          when: ({ items }) => items.length === 0 && !search.after,
          show: search.q ? <Empty title={t('devices.noHit.title', { q: search.q })}>{t('devices.noHit.text')}</Empty> : empty,
        }}
      >
        {({ items, nextCursor, total }) => (
          <>
            <DataTable
              caption={caption}
              columns={columns}
              rows={items}
              keyOf={(device) => device.id}
              sort={sort}
              onSort={(next) => change({ sort: next })}
              busy={devices.isPlaceholderData}
              {...(mayTransfer
                ? { selection: { selected: selection.keys, onChange: selection.change, nameOf: (device: Device) => device.serialNumber } }
                : {})}
            />
            <Pager
              cursor={search.after}
              next={nextCursor}
              onCursor={turn}
              count={total === undefined ? undefined : t('devices.count', { count: total, formatted: formats.number(total) })}
            />
          </>
        )}
      </Reading>
      {mayTransfer ? (
        <Picks
          count={selection.rows.length}
          onClear={selection.clear}
          onTransfer={() => transfer()}
          onAllBut={tenant ? () => transfer(true) : undefined}
        />
      ) : null}
    </>
  )
}
