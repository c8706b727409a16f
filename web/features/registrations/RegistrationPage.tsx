import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import {
  getDeviceRegistration,
  listRegistrationRows,
  type RegistrationOutcome,
  registrationOutcomes,
} from '../../../contract/device-registrations.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { oneOf, useListing } from '../../app/listing.ts'
import { useRead } from '../../app/reading.ts'
import { useRows } from '../../app/rows.ts'
import { isTask, Mono, Quiet, Tag, type Tone } from '../../kit/Bits.tsx'
import type { Column } from '../../kit/DataTable.tsx'
import { Page } from '../../kit/Page.tsx'
import { Stat, Stats } from '../../kit/Stat.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { DeviceLink } from '../devices/DeviceLink.tsx'

type Registration = ReplyOf<typeof getDeviceRegistration>
type Row = ReplyOf<typeof listRegistrationRows>['items'][number]

const tones: Record<RegistrationOutcome, Tone> = {
  registered: 'good',
  registered_unasked: 'warn',
  already_there: 'quiet',
  already_there_unasked: 'warn',
  unknown_vendor: 'bad',
  duplicate_row: 'quiet',
  bad_row: 'bad',
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'line', header: t('transfers.line'), align: 'end', cell: (row) => <Quiet>{formats.number(row.line)}</Quiet> },
    {
      key: 'serial',
      fit: true,
      lead: true,
      header: t('devices.serialNumber'),
      cell: ({ deviceId, serialNumber }) => <DeviceLink id={deviceId} serialNumber={serialNumber} />,
    },
    {
      key: 'product',
      header: t('devices.product'),
      cell: (row) => (
        <>
          <div>{row.model || row.vendor || '–'}</div>
          <Quiet>
            {row.model ? row.vendor : null} {row.productNumber ? <Mono>{row.productNumber}</Mono> : null}
          </Quiet>
        </>
      ),
    },
    { key: 'proof', header: t('registrations.row.evidence'), cell: (row) => <Quiet>{row.proof || '–'}</Quiet> },
    {
      key: 'outcome',
      fit: true,
      header: t('transfers.outcome'),
      cell: ({ outcome }) => <Tag tone={tones[outcome]}>{t(`registrations.outcomes.${outcome}`)}</Tag>,
    },
    {
      key: 'explanation',
      header: t('transfers.explanation'),
      cell: ({ outcome, explanation }) => (isTask(tones[outcome]) ? explanation : <Quiet>{explanation}</Quiet>),
    },
  ]
}

function Rows({ registration }: { registration: Registration }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { search, change } = useListing()
  const columns = useColumns()
  const outcome = oneOf(registrationOutcomes, search.filter)
  const rows = useRows(listRegistrationRows, { params: { id: registration.id }, query: { outcome } }, { keyOf: (row) => String(row.line) })
  return (
    <>
      <Stats label={t('transfers.byOutcome')}>
        {registrationOutcomes.map((one) => {
          const count = registration.outcomes[one] ?? 0
          if (count === 0 && one !== 'registered') return null
          return (
            <Stat
              key={one}
              name={t(`registrations.outcomes.${one}`)}
              value={formats.number(count)}
              tone={tones[one]}
              pressed={outcome === one}
              onClick={() => change({ filter: outcome === one ? undefined : one }, { replace: true })}
            />
          )
        })}
      </Stats>
      <ListTable of={rows} caption={t('transfers.everyRow')} columns={columns} empty={<Empty title={t('registrations.none.title')} />} />
    </>
  )
}

/** What became of each device that was registered at once. */
export function RegistrationPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { registrationId } = useParams({ from: '/o/$organisationId/registrations/$registrationId' })
  const registration = useRead(getDeviceRegistration, { params: { id: registrationId } })
  const found = registration.data
  return (
    <Page
      title={found?.fileName ?? t('registrations.result')}
      lead={
        found
          ? t('registrations.resultLead', {
              by: found.registeredBy,
              at: formats.instant(found.createdAt),
              tenant: found.tenant?.name ?? '–',
            })
          : undefined
      }
    >
      <Reading of={registration} skeleton="stats">
        {(shown) => <Rows registration={shown} />}
      </Reading>
    </Page>
  )
}
