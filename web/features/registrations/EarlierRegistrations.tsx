import { useTranslation } from 'react-i18next'
import { listDeviceRegistrations } from '../../../contract/device-registrations.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { useListing } from '../../app/listing.ts'
import { useRead } from '../../app/reading.ts'
import { useActingFor } from '../../app/session.ts'
import { Quiet } from '../../kit/Bits.tsx'
import { type Column, DataTable } from '../../kit/DataTable.tsx'
import { TextLink } from '../../kit/Links.tsx'
import { Section } from '../../kit/Page.tsx'
import { Pager } from '../../kit/Pager.tsx'
import { Reading } from '../../kit/States.tsx'

type Registration = ReplyOf<typeof listDeviceRegistrations>['items'][number]

/** What the organisation registered before; nothing where it never did. */
export function EarlierRegistrations() {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  const { search, turn } = useListing()
  const earlier = useRead(listDeviceRegistrations, { query: { cursor: search.after, limit: 10 } }, { keep: true })
  const columns: Column<Registration>[] = [
    {
      key: 'file',
      header: t('registrations.result'),
      lead: true,
      cell: (row) => (
        <TextLink to="/o/$organisationId/registrations/$registrationId" params={{ organisationId, registrationId: row.id }}>
          {row.fileName ?? t('registrations.typed')}
        </TextLink>
      ),
    },
    { key: 'tenant', header: t('devices.where'), cell: (row) => row.tenant?.name ?? '–' },
    {
      key: 'registered',
      header: t('registrations.outcomes.registered'),
      align: 'end',
      cell: (row) => `${formats.number(row.outcomes.registered ?? 0)} / ${formats.number(row.rows)}`,
    },
    { key: 'at', fit: true, header: t('feeds.createdAt'), cell: (row) => <Quiet>{formats.instant(row.createdAt)}</Quiet> },
  ]
  if (earlier.data?.items.length === 0) return null
  return (
    <Section title={t('registrations.earlier')}>
      <Reading of={earlier}>
        {({ items, nextCursor }) => (
          <>
            <DataTable caption={t('registrations.earlier')} columns={columns} rows={items} keyOf={(row) => row.id} />
            <Pager cursor={search.after} next={nextCursor} onCursor={turn} />
          </>
        )}
      </Reading>
    </Section>
  )
}
