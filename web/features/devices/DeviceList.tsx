import { Button, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deviceSorts, listDevices } from '../../../contract/devices.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { oneOf, useListing, useSearchText } from '../../app/listing.ts'
import { useRows } from '../../app/rows.ts'
import { useActingFor, useMay, useMembership } from '../../app/session.ts'
import { CrossIcon, MoveIcon } from '../../kit/icons.tsx'
import { ButtonLink } from '../../kit/Links.tsx'
import { PickedBar } from '../../kit/PickedBar.tsx'
import { Empty } from '../../kit/States.tsx'
import { useSelection } from '../../kit/selection.ts'
import { Toolbar } from '../../kit/Toolbar.tsx'
import { keepPicked } from '../transfers/picked.ts'
import { type Device, useDeviceColumns } from './columns.tsx'
import { Export } from './Export.tsx'
import { RemoveDevices, type Removing } from './RemoveDevices.tsx'

type Props = {
  caption: string
  /** `unassigned`, a Customer ID, or everything in reach. */
  tenant?: string
  withTenant?: boolean
  /** Which of several tenants is shown, to be chosen. */
  place?: ReactNode
  /** What stands there while no device has come. */
  empty: ReactNode
}

/** Longer than what one sees at once: picking all of it is another thing than ticking rows. */
const longList = 50

/** "30-90" and "90-": in its tenant for so many days, and for less than so many. */
function waitingOf(text: string | undefined) {
  const [whole, atLeast, lessThan] = /^(\d{1,4})-(\d{0,4})$/.exec(text ?? '') ?? []
  return whole === undefined ? undefined : { atLeastDays: Number(atLeast), lessThanDays: lessThan ? Number(lessThan) : undefined }
}

/** What the address asks of the list, as far as it can be asked here: most orders and filters are of one tenant alone. */
function useQuery(tenant: string | undefined) {
  const { search } = useListing()
  const forVendor = useMembership()?.kind === 'vendor'
  const within = tenant !== undefined
  const sortable = within || search.q === undefined
  const waiting = within ? waitingOf(search.waiting) : undefined
  const asked = oneOf(deviceSorts, search.sort)
  const offered = waiting
    ? ['arrivedAt']
    : ['serialNumber', ...(sortable ? ['model'] : []), ...(sortable && !forVendor ? ['arrivedAt'] : [])]
  const usual = waiting ? ('arrivedAt' as const) : ('serialNumber' as const)
  const sort = asked && offered.includes(asked.replace('-', '')) ? asked : usual
  const archived = within && search.filter === 'archive' ? ('only' as const) : undefined
  const byModel = within || forVendor
  return {
    sortable,
    byModel,
    waiting,
    query: { tenant, q: search.q, model: byModel ? search.model : undefined, sort, archived, ...waiting },
  }
}

/** Devices of one tenant or of all: search by the start of a serial, sort, pick, transfer. */
export function DeviceList({ caption, tenant, withTenant = false, place, empty }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
  const organisationId = useActingFor() ?? ''
  const may = useMay()
  const { search, change } = useListing()
  const { sortable, byModel, waiting, query } = useQuery(tenant)
  const { archived, q } = query
  const mayTransfer = may('device.transfer') && !archived
  const mayRemove = may('device.remove') && tenant !== undefined
  const mayPick = mayTransfer || mayRemove
  const [removing, setRemoving] = useState<Removing | null>(null)
  const typed = useSearchText()
  const model = useSearchText('model')
  const columns = useDeviceColumns({ withTenant, sortable })
  const devices = useRows(listDevices, { query }, { keyOf: (device) => device.id })
  const filter = [tenant, archived, q, query.model, search.waiting].join(' ')
  const selection = useSelection<Device>((device) => device.id, filter)
  // What acts upon all that match goes by serial number and archive alone.
  const whole = query.model === undefined && waiting === undefined
  const mayPickAll = mayPick && tenant !== undefined && whole && !devices.busy && (devices.data?.items.length ?? 0) > longList
  const total = devices.data?.total
  const picking = { selection, nameOf: (device: Device) => device.serialNumber, mayPickAll }
  /** What is picked; of all that the list shows, what was unticked. */
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
      search: { source: tenant, picked: named.length > 0 || undefined, ...(all ? { filter: 'all', q } : {}) },
    })
  }
  const remove = () => {
    const { all, rows, except } = selection
    const customerId = devices.data?.items.find((device) => device.tenant)?.tenant?.customerId
    if (!customerId) return
    setRemoving({
      customerId,
      chosen: all ? { filter: { q, archived }, except: except.map(({ id }) => id) } : { devices: rows.map(({ id }) => id) },
      count: all ? (total === undefined ? undefined : Math.max(total - except.length, 0)) : rows.length,
    })
  }
  const noHit = q ? (
    <Empty title={t('devices.noHit.title', { q })}>{t('devices.noHit.text')}</Empty>
  ) : query.model ? (
    <Empty title={t('devices.noModel', { model: query.model })} />
  ) : waiting ? (
    <Empty
      title={t('devices.noWaiting')}
      action={
        <Button variant="default" onClick={() => change({ waiting: undefined })}>
          {t('devices.anyWaiting')}
        </Button>
      }
    />
  ) : archived ? (
    <Empty title={t('archive.empty.title')}>{t('archive.empty.text')}</Empty>
  ) : (
    empty
  )
  return (
    <>
      <Toolbar
        find={t('devices.search')}
        typed={typed}
        actions={
          <>
            <Export query={query} />
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
            {mayTransfer ? (
              // While something is picked, what one does with it stands in the bar of what is picked.
              <Button leftSection={<MoveIcon />} onClick={transfer} disabled={selection.any}>
                {t('transfers.transfer')}
              </Button>
            ) : null}
          </>
        }
      >
        {place}
        {byModel ? (
          <TextInput
            type="search"
            aria-label={t('devices.searchModel')}
            placeholder={t('devices.searchModel')}
            value={model.value}
            onChange={(event) => model.set(event.currentTarget.value)}
          />
        ) : null}
        {waiting ? (
          <Button variant="light" rightSection={<CrossIcon size={12} />} onClick={() => change({ waiting: undefined })}>
            {waiting.lessThanDays === undefined
              ? t('devices.waitingFrom', { from: waiting.atLeastDays })
              : t('devices.waitingBetween', { from: waiting.atLeastDays, to: waiting.lessThanDays })}
          </Button>
        ) : null}
      </Toolbar>
      <ListTable
        name="devices"
        of={devices}
        caption={caption}
        columns={columns}
        sort={query.sort}
        picking={mayPick ? picking : undefined}
        empty={noHit}
      />
      {mayPick ? (
        <PickedBar picking={picking} total={total} number={formats.number}>
          {mayRemove ? (
            <Button variant="default" onClick={remove}>
              {t('removals.remove')}…
            </Button>
          ) : null}
          {mayTransfer ? (
            <Button leftSection={<MoveIcon />} onClick={transfer}>
              {t('transfers.transfer')}
            </Button>
          ) : null}
        </PickedBar>
      ) : null}
      {removing ? <RemoveDevices removing={removing} onClose={() => setRemoving(null)} onDone={selection.clear} /> : null}
    </>
  )
}
