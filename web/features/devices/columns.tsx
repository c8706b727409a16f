import { useTranslation } from 'react-i18next'
import type { listDevices } from '../../../contract/devices.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { useMembership } from '../../app/session.ts'
import { Mono, Quiet } from '../../kit/Bits.tsx'
import type { Column } from '../../kit/DataTable.tsx'
import { DeviceLink } from './DeviceLink.tsx'

export type Device = ReplyOf<typeof listDevices>['items'][number]

/** `sortable`: over all tenants, a search leaves the order by serial number alone. */
export function useDeviceColumns({ withTenant, sortable }: { withTenant: boolean; sortable: boolean }): Column<Device>[] {
  const { t } = useTranslation()
  const formats = useFormats()
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
      cell: ({ id, serialNumber }) => <DeviceLink id={id} serialNumber={serialNumber} />,
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
