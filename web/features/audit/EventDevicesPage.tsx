import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listEventDevices } from '../../../contract/audit.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { useListing } from '../../app/listing.ts'
import { useRead } from '../../app/reading.ts'
import { useActingFor } from '../../app/session.ts'
import { Mono } from '../../kit/Bits.tsx'
import { type Column, DataTable } from '../../kit/DataTable.tsx'
import { TextLink } from '../../kit/Links.tsx'
import { Page } from '../../kit/Page.tsx'
import { Pager } from '../../kit/Pager.tsx'
import { Reading } from '../../kit/States.tsx'

type Device = ReplyOf<typeof listEventDevices>['items'][number]

function useColumns(): Column<Device>[] {
  const { t } = useTranslation()
  const organisationId = useActingFor() ?? ''
  return [
    {
      key: 'serial',
      fit: true,
      header: t('devices.serialNumber'),
      lead: true,
      cell: ({ deviceId, serialNumber }) =>
        deviceId ? (
          <TextLink to="/o/$organisationId/devices/$deviceId" params={{ organisationId, deviceId }}>
            <Mono>{serialNumber}</Mono>
          </TextLink>
        ) : (
          <Mono>{serialNumber}</Mono>
        ),
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
  const organisationId = useActingFor() ?? ''
  const { eventId = '' } = useParams({ strict: false })
  const { search, turn } = useListing()
  const columns = useColumns()
  const devices = useRead(listEventDevices, { params: { id: eventId }, query: { cursor: search.after } }, { keep: true })
  const event = devices.data
  return (
    <Page
      title={t('activity.devicesOf')}
      lead={event ? `${formats.instant(event.at)} · ${event.sentence}` : undefined}
      back={
        <TextLink to="/o/$organisationId/activity" params={{ organisationId }} search={{ kind: 'transfer' }}>
          {t('shell.places.activity')}
        </TextLink>
      }
    >
      <Reading of={devices}>
        {({ items, nextCursor }) => (
          <>
            <DataTable
              caption={t('activity.devicesOf')}
              columns={columns}
              rows={items}
              keyOf={(row) => row.id}
              busy={devices.isPlaceholderData}
            />
            <Pager cursor={search.after} next={nextCursor} onCursor={turn} />
          </>
        )}
      </Reading>
    </Page>
  )
}
