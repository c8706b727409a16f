import { Button, Group, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { deviceSorts, listDevices } from '../../../contract/devices.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { oneOf, useListing, useSearchText } from '../../app/listing.ts'
import { useRead } from '../../app/reading.ts'
import { useActingFor, useMay } from '../../app/session.ts'
import { Mono, Quiet } from '../../kit/Bits.tsx'
import { type Column, DataTable } from '../../kit/DataTable.tsx'
import { MoveIcon, SearchIcon } from '../../kit/icons.tsx'
import { TextLink } from '../../kit/Links.tsx'
import { Pager } from '../../kit/Pager.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { keepPicked } from '../transfers/picked.ts'
import classes from './devices.module.css'
import { useSelection } from './selection.ts'

/** Live events tell only whoever asked for a transfer; everybody else sees devices come and go by this. */
const pollMilliseconds = 5_000

export type Device = ReplyOf<typeof listDevices>['items'][number]

function useDeviceColumns(withTenant: boolean): Column<Device>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  const columns: Column<Device>[] = [
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
    { key: 'model', header: t('devices.model'), sort: 'model', cell: (device) => device.model ?? '–' },
    { key: 'product', header: t('devices.productNumber'), cell: (device) => <Mono>{device.productNumber}</Mono> },
    { key: 'vendor', header: t('devices.vendor'), cell: (device) => device.vendor },
    ...(withTenant
      ? [
          {
            key: 'tenant',
            header: t('devices.where'),
            cell: ({ tenant }: Device) => (tenant ? tenant.kind === 'holding' ? t('devices.unassigned') : tenant.name : <Quiet>–</Quiet>),
          },
        ]
      : []),
    {
      key: 'arrived',
      fit: true,
      header: t('devices.arrivedAt'),
      sort: 'arrivedAt',
      cell: (device) => <Quiet>{formats.date(device.arrivedAt)}</Quiet>,
    },
  ]
  return columns
}

type Props = {
  caption: string
  /** `unassigned`, a Customer ID, or everything in reach. */
  tenant?: string
  withTenant?: boolean
  /** What stands there while no device has come. */
  empty: ReactNode
  /** Tenant count, where it is known. */
  count?: string | undefined
}

/** Devices of one tenant or of all: search by the start of a serial, sort, pick, transfer. */
export function DeviceList({ caption, tenant, withTenant, empty, count }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const organisationId = useActingFor() ?? ''
  const mayTransfer = useMay()('device.transfer')
  const { search, change, turn } = useListing()
  const typed = useSearchText()
  const sort = oneOf(deviceSorts, search.sort) ?? 'serialNumber'
  const selection = useSelection<Device>((device) => device.id)
  const columns = useDeviceColumns(withTenant ?? false)
  const devices = useRead(
    listDevices,
    { query: { tenant, q: search.q, sort, cursor: search.after } },
    { keep: true, refetchInterval: pollMilliseconds },
  )
  const transfer = () => {
    keepPicked(
      organisationId,
      selection.rows.map(({ id, serialNumber, model }) => ({ id, serialNumber, model })),
    )
    void navigate({
      to: '/o/$organisationId/transfers/new',
      params: { organisationId },
      search: { source: tenant, picked: selection.rows.length > 0 || undefined },
    })
  }
  return (
    <>
      <Group justify="space-between" gap="sm" align="flex-end">
        <TextInput
          className={classes.search ?? ''}
          type="search"
          aria-label={t('devices.search')}
          placeholder={t('devices.search')}
          leftSection={<SearchIcon />}
          value={typed.value}
          onChange={(event) => typed.set(event.currentTarget.value)}
        />
        {mayTransfer ? (
          <Group gap="sm">
            <span aria-live="polite" className={classes.picked}>
              {selection.rows.length > 0 ? t('devices.picked', { count: selection.rows.length }) : ''}
            </span>
            {selection.rows.length > 0 ? (
              <Button variant="subtle" color="gray" onClick={selection.clear}>
                {t('devices.clear')}
              </Button>
            ) : null}
            <Button leftSection={<MoveIcon />} onClick={transfer}>
              {t('transfers.transfer')}
            </Button>
          </Group>
        ) : null}
      </Group>
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
              count={count ?? (total === undefined ? undefined : t('devices.count', { count: total }))}
            />
          </>
        )}
      </Reading>
    </>
  )
}
