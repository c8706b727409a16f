import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listEventDevices } from '../../../contract/audit.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useRows } from '../../app/rows.ts'
import { Mono } from '../../kit/Bits.tsx'
import type { Column } from '../../kit/DataTable.tsx'
import { Page } from '../../kit/Page.tsx'
import { DeviceLink } from '../devices/DeviceLink.tsx'

type Device = ReplyOf<typeof listEventDevices>['items'][number]

function useColumns(): Column<Device>[] {
  const { t } = useTranslation()
  return [
    {
      key: 'serial',
      fit: true,
      header: t('devices.serialNumber'),
      lead: true,
      cell: ({ deviceId, serialNumber }) => <DeviceLink id={deviceId} serialNumber={serialNumber} />,
    },
    { key: 'model', header: t('devices.model'), cell: ({ model }) => model ?? '–' },
    { key: 'product', header: t('devices.productNumber'), cell: ({ productNumber }) => <Mono>{productNumber}</Mono> },
    { key: 'vendor', header: t('devices.vendor'), cell: ({ vendor }) => vendor },
  ]
}

/** Which devices came or went by a transfer that the log tells of; what has left since is named without a link (R-A6, R-A7). */
export function EventDevicesPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { eventId = '' } = useParams({ strict: false })
  const columns = useColumns()
  const devices = useRows(listEventDevices, { params: { id: eventId } }, { keyOf: (row) => row.id })
  const event = devices.data?.first
  return (
    <Page title={t('activity.devicesOf')} lead={event ? `${formats.instant(event.at)} · ${event.sentence}` : undefined}>
      <ListTable of={devices} caption={t('activity.devicesOf')} columns={columns} empty={null} />
    </Page>
  )
}
