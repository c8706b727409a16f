import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listAccreditations } from '../../../contract/dealings.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useRows } from '../../app/rows.ts'
import { useActingFor, useMay, useMembership } from '../../app/session.ts'
import { Quiet, Tag } from '../../kit/Bits.tsx'
import { type Column, RowActions } from '../../kit/DataTable.tsx'
import { PlusIcon, SealIcon } from '../../kit/icons.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { Empty } from '../../kit/States.tsx'
import { OwnApplications } from '../applications/OwnApplications.tsx'
import { ChangeAccreditation, GiveAccreditation } from './AccreditationForms.tsx'
import { Locations } from './Locations.tsx'

export type Accreditation = ReplyOf<typeof listAccreditations>['items'][number]

type Asking = { what: 'give' } | { what: 'change'; accreditation: Accreditation } | null

function useColumns(onChange: ((accreditation: Accreditation) => void) | undefined): Column<Accreditation>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const kind = useMembership()?.kind
  const organisation: Column<Accreditation> = {
    key: 'organisation',
    header: t('accreditations.organisation'),
    lead: true,
    cell: (row) => row.organisation.name,
  }
  const vendor: Column<Accreditation> = { key: 'vendor', header: t('devices.vendor'), cell: (row) => row.vendor.name }
  // Oneself is in every row and says nothing; only the operator sees both ends.
  const ends = kind === undefined ? [organisation, vendor] : kind === 'vendor' ? [organisation] : [{ ...vendor, lead: true as const }]
  return [
    ...ends,
    { key: 'kind', header: t('accreditations.kind'), cell: (row) => t(`accreditations.kinds.${row.kind}`) },
    { key: 'from', fit: true, header: t('accreditations.validFrom'), cell: (row) => formats.day(row.validFrom) },
    {
      key: 'until',
      fit: true,
      header: t('accreditations.validUntil'),
      cell: (row) => (row.validUntil ? formats.day(row.validUntil) : <Quiet>{t('accreditations.noEnd')}</Quiet>),
    },
    {
      key: 'valid',
      fit: true,
      header: t('accreditations.state'),
      cell: (row) => <Tag tone={row.valid ? 'good' : 'quiet'}>{row.valid ? t('accreditations.valid') : t('accreditations.notValid')}</Tag>,
    },
    ...(onChange
      ? [
          {
            key: 'actions',
            fit: true as const,
            header: t('kit.actions'),
            align: 'end' as const,
            cell: (row: Accreditation) => (
              <RowActions>
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t('accreditations.changeOf', { name: row.organisation.name })}
                  onClick={() => onChange(row)}
                >
                  {t('accreditations.change')}
                </Button>
              </RowActions>
            ),
          },
        ]
      : []),
  ]
}

/** Accreditations held or given, and the organisation's locations; for the operator all accreditations. */
export function AccreditationsPage() {
  const { t } = useTranslation()
  const operator = useActingFor() === undefined
  const mayManage = useMay()('accreditation.manage') || operator
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  const columns = useColumns(mayManage ? (accreditation) => setAsking({ what: 'change', accreditation }) : undefined)
  const accreditations = useRows(listAccreditations, {}, { keyOf: (row) => row.id })
  const give = mayManage ? (
    <Button leftSection={<PlusIcon />} onClick={() => setAsking({ what: 'give' })}>
      {t('accreditations.give')}
    </Button>
  ) : null
  return (
    <Page
      title={operator ? t('shell.operatorPlaces.accreditations') : t('shell.places.accreditations')}
      lead={mayManage ? t('accreditations.leadGiver') : t('accreditations.lead')}
      actions={give}
    >
      <Section title={t('shell.operatorPlaces.accreditations')}>
        <ListTable
          name="accreditations"
          of={accreditations}
          below={!operator}
          caption={t('shell.operatorPlaces.accreditations')}
          columns={columns}
          empty={
            <Empty icon={<SealIcon size={20} />} title={t('accreditations.empty.title')} action={give}>
              {mayManage ? t('accreditations.empty.giver') : t('accreditations.empty.text')}
            </Empty>
          }
        />
      </Section>
      {operator ? null : <OwnApplications />}
      {operator ? null : <Locations />}
      <GiveAccreditation opened={asking?.what === 'give'} onClose={close} operator={operator} />
      {asking?.what === 'change' ? <ChangeAccreditation accreditation={asking.accreditation} onClose={close} /> : null}
    </Page>
  )
}
