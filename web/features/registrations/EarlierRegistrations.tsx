import { useTranslation } from 'react-i18next'
import { listDeviceRegistrations } from '../../../contract/device-registrations.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useRows } from '../../app/rows.ts'
import { useActingFor } from '../../app/session.ts'
import { Quiet } from '../../kit/Bits.tsx'
import type { Column } from '../../kit/DataTable.tsx'
import { TextLink } from '../../kit/Links.tsx'
import { Section } from '../../kit/Page.tsx'

type Registration = ReplyOf<typeof listDeviceRegistrations>['items'][number]

/** What the organisation registered before; nothing where it never did. */
export function EarlierRegistrations() {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  const earlier = useRows(listDeviceRegistrations, { query: { limit: 10 } }, { keyOf: (row) => row.id })
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
      <ListTable of={earlier} below caption={t('registrations.earlier')} columns={columns} empty={null} />
    </Section>
  )
}
