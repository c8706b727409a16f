import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
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
import { ButtonLink, TextLink } from '../../kit/Links.tsx'
import { Pager } from '../../kit/Pager.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { Toolbar } from '../../kit/Toolbar.tsx'
import { keepPicked } from '../transfers/picked.ts'
import classes from './devices.module.css'
import { Export } from './Export.tsx'
import { RemoveDevices, type Removing } from './RemoveDevices.tsx'
import { useSelection } from './selection.ts'

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

type PicksProps = {
  selection: ReturnType<typeof useSelection<Device>>
  total: number | undefined
  /** There are more pages than the one shown: picking all of them is another thing than ticking what one sees. */
  mayPickAll: boolean
  onTransfer: (() => void) | undefined
  onRemove: (() => void) | undefined
}

/** What is picked, and what one does with it: stays in sight while one scrolls through a long list. */
function Picks({ selection, total, mayPickAll, onTransfer, onRemove }: PicksProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { all, rows, except, any } = selection
  const told = (count: number) => t('devices.picked', { count, formatted: formats.number(count) })
  const said = () => {
    if (!all) return told(rows.length)
    if (total !== undefined) return told(Math.max(total - except.length, 0))
    return except.length > 0
      ? t('devices.pickedAllBut', { count: except.length, formatted: formats.number(except.length) })
      : t('devices.pickedAll')
  }
  return (
    <div className={classes.picks} data-any={any}>
      <span aria-live="polite">{any ? said() : ''}</span>
      {any ? (
        <div className={classes.picksActions}>
          <Button variant="subtle" color="gray" onClick={selection.clear}>
            {t('devices.clear')}
          </Button>
          {mayPickAll && !all ? (
            <Button className={classes.picksAll ?? ''} variant="default" onClick={selection.pickAll}>
              {t('devices.allMatching')}
            </Button>
          ) : null}
          {onRemove ? (
            <Button variant="default" onClick={onRemove}>
              {t('removals.remove')}…
            </Button>
          ) : null}
          {onTransfer ? (
            <Button leftSection={<MoveIcon />} onClick={onTransfer}>
              {t('transfers.transfer')}
            </Button>
          ) : null}
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
  const may = useMay()
  const { search, change, turn } = useListing()
  /** The archive of one tenant, instead of its list. */
  const archived = tenant !== undefined && search.filter === 'archive' ? ('only' as const) : undefined
  const mayTransfer = may('device.transfer') && !archived
  const mayRemove = may('device.remove') && tenant !== undefined
  const mayPick = mayTransfer || mayRemove
  const [removing, setRemoving] = useState<Removing | null>(null)
  const typed = useSearchText()
  const sortable = tenant !== undefined || search.q === undefined
  const columns = useDeviceColumns({ withTenant: withTenant ?? false, sortable })
  const asked = oneOf(deviceSorts, search.sort)
  const sort = asked && columns.some((column) => column.sort === asked.replace('-', '')) ? asked : 'serialNumber'
  const selection = useSelection<Device>((device) => device.id, `${tenant} ${archived ?? ''} ${search.q ?? ''}`)
  const devices = useRead(listDevices, { query: { tenant, q: search.q, sort, archived, cursor: search.after } }, { keep: true })
  const mayPickAll = mayPick && tenant !== undefined && Boolean(devices.data?.nextCursor || search.after)
  /** What is picked; of all that the list shows on all its pages, what was unticked. */
  const transfer = () => {
    const { all, rows, except } = selection
    const named = all ? except : rows
    keepPicked(
      organisationId,
      named.map(({ id, serialNumber, model }) => ({ id, serialNumber, model })),
    )
    void navigate({
      to: '/o/$organisationId/transfers/new',
      params: { organisationId },
      search: { source: tenant, picked: named.length > 0 || undefined, ...(all ? { filter: 'all', q: search.q } : {}) },
    })
  }
  const remove = () => {
    const { all, rows, except } = selection
    const customerId = devices.data?.items.find((device) => device.tenant)?.tenant?.customerId
    if (!customerId) return
    const total = devices.data?.total
    setRemoving({
      customerId,
      chosen: all ? { filter: { q: search.q, archived }, except: except.map(({ id }) => id) } : { devices: rows.map(({ id }) => id) },
      count: all ? (total === undefined ? undefined : Math.max(total - except.length, 0)) : rows.length,
    })
  }
  return (
    <>
      <Toolbar
        find={t('devices.search')}
        typed={typed}
        actions={
          <>
            <Export query={{ tenant, q: search.q, sort, archived }} />
            {archived && mayRemove ? (
              <ButtonLink to="/o/$organisationId/removed" params={{ organisationId }} search={{ source: tenant }} variant="default">
                {t('removals.removed')}
              </ButtonLink>
            ) : null}
            {tenant !== undefined && tenant !== 'unassigned' ? (
              <Button variant="default" onClick={() => change({ filter: archived ? undefined : 'archive', sort: undefined })}>
                {archived ? t('archive.hide') : t('archive.show')}
              </Button>
            ) : null}
            {mayPickAll ? (
              <Button
                variant="default"
                onClick={selection.pickAll}
                data-hidden={selection.any}
                data-all={selection.all}
                className={classes.startAll ?? ''}
              >
                {t('devices.allMatching')}
              </Button>
            ) : null}
            {mayTransfer ? (
              <Button className={classes.start ?? ''} leftSection={<MoveIcon />} onClick={() => transfer()} data-hidden={selection.any}>
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
          show: search.q ? (
            <Empty title={t('devices.noHit.title', { q: search.q })}>{t('devices.noHit.text')}</Empty>
          ) : archived ? (
            <Empty title={t('archive.empty.title')}>{t('archive.empty.text')}</Empty>
          ) : (
            empty
          ),
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
              {...(mayPick
                ? {
                    selection: {
                      selected: selection.keysAmong(items),
                      onChange: selection.change,
                      nameOf: (device: Device) => device.serialNumber,
                    },
                  }
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
      {mayPick ? (
        <Picks
          selection={selection}
          total={devices.data?.total}
          mayPickAll={mayPickAll}
          onTransfer={mayTransfer ? transfer : undefined}
          onRemove={mayRemove ? remove : undefined}
        />
      ) : null}
      {removing ? <RemoveDevices removing={removing} onClose={() => setRemoving(null)} onDone={selection.clear} /> : null}
    </>
  )
}
