import { Button, SegmentedControl } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { applicationStates, listApplications } from '../../../contract/applications.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { oneOf, useListing } from '../../app/listing.ts'
import { useRows } from '../../app/rows.ts'
import { useActingFor, useMay, useSession } from '../../app/session.ts'
import { MailAddress, Quiet, Tag } from '../../kit/Bits.tsx'
import { type Column, RowActions } from '../../kit/DataTable.tsx'
import { BuildingIcon } from '../../kit/icons.tsx'
import { Page } from '../../kit/Page.tsx'
import { Empty, Refused } from '../../kit/States.tsx'
import { Approve, Refuse } from './Decision.tsx'
import { Criteria } from './fields.tsx'
import { OwnCriteria } from './OwnCriteria.tsx'

export type Application = ReplyOf<typeof listApplications>['items'][number]
type Asking = { what: 'approve' | 'refuse'; application: Application } | null

function Company({ of: { company, city, country } }: { of: Application }) {
  const formats = useFormats()
  const place = [city, country === null ? null : formats.country(country)].filter((part) => part !== null).join(', ')
  return (
    <>
      <div>{company}</div>
      <Quiet>{place}</Quiet>
    </>
  )
}

function Answer({ of: { approved, reason, decidedAt } }: { of: Application }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (decidedAt === null) return <Tag tone="warn">{t('applications.open')}</Tag>
  return (
    <>
      <Tag tone={approved ? 'good' : 'quiet'}>{approved ? t('applications.approved') : t('applications.refused')}</Tag>{' '}
      <Quiet>{formats.date(decidedAt)}</Quiet>
      {reason ? (
        <div>
          <Criteria>{reason}</Criteria>
        </div>
      ) : null}
    </>
  )
}

/** `ask` only for whoever may decide, of what is open. */
export function useApplicationColumns(of: 'vendor' | 'operator' | 'applicant', ask?: (asking: Asking) => void): Column<Application>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const company: Column<Application> = {
    key: 'company',
    lead: true,
    header: t('applications.company'),
    cell: (row) => <Company of={row} />,
  }
  const vendor: Column<Application> = { key: 'vendor', header: t('devices.vendor'), cell: (row) => row.vendor.name }
  const contact: Column<Application> = {
    key: 'contact',
    header: t('applications.contact'),
    cell: (row) => (
      <>
        <div>{row.name}</div>
        <MailAddress>{row.mail}</MailAddress>
      </>
    ),
  }
  const about: Column<Application> = {
    key: 'about',
    header: t('applications.about'),
    cell: ({ statement }) => (statement ? <Criteria>{statement}</Criteria> : <Quiet>–</Quiet>),
  }
  const ends = {
    vendor: [company, contact, about],
    operator: [company, contact, about, vendor],
    applicant: [{ ...vendor, lead: true as const }],
  }
  return [
    ...ends[of],
    {
      key: 'kinds',
      header: t('applications.asked'),
      cell: (row) => row.kinds.map((kind) => <div key={kind}>{t(`accreditations.kinds.${kind}`)}</div>),
    },
    { key: 'filed', fit: true, header: t('applications.filed'), cell: (row) => <Quiet>{formats.date(row.filedAt)}</Quiet> },
    // Whoever decides reads open ones and answered ones apart.
    ...(ask ? [actions(t, ask)] : [{ key: 'answer', header: t('accreditations.state'), cell: (row: Application) => <Answer of={row} /> }]),
  ]
}

function actions(t: TFunction, ask: (asking: Asking) => void): Column<Application> {
  const [approve, refuse] = [t('applications.approve'), t('applications.refuse')]
  return {
    key: 'actions',
    fit: true,
    header: t('kit.actions'),
    align: 'end',
    cell: (application) =>
      application.decidedAt === null ? (
        <RowActions>
          <Button
            size="xs"
            aria-label={t('kit.labelled', { label: approve, value: application.company })}
            onClick={() => ask({ what: 'approve', application })}
          >
            {approve}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={t('kit.labelled', { label: refuse, value: application.company })}
            onClick={() => ask({ what: 'refuse', application })}
          >
            {refuse}
          </Button>
        </RowActions>
      ) : null,
  }
}

function Desk({ mayDecide }: { mayDecide: boolean }) {
  const { t } = useTranslation()
  const operator = useActingFor() === undefined
  const [asking, setAsking] = useState<Asking>(null)
  const close = () => setAsking(null)
  const { search, change } = useListing()
  const state = oneOf(applicationStates, search.filter) ?? 'open'
  const columns = useApplicationColumns(operator ? 'operator' : 'vendor', mayDecide && state === 'open' ? setAsking : undefined)
  const applications = useRows(listApplications, { query: { state } }, { keyOf: (row) => row.id })
  return (
    <>
      <SegmentedControl
        aria-label={t('accreditations.state')}
        value={state}
        onChange={(value) => change({ filter: value })}
        data={applicationStates.map((value) => ({ value, label: t(`applications.states.${value}`) }))}
        style={{ alignSelf: 'flex-start' }}
      />
      <ListTable
        name="applications"
        of={applications}
        below={!operator}
        caption={t('shell.places.applications')}
        columns={columns}
        empty={
          <Empty icon={<BuildingIcon size={20} />} title={t(`applications.empty.${state}`)}>
            {t('applications.empty.text')}
          </Empty>
        }
      />
      {asking?.what === 'approve' ? <Approve application={asking.application} onClose={close} /> : null}
      {asking?.what === 'refuse' ? <Refuse application={asking.application} onClose={close} /> : null}
    </>
  )
}

/** Companies and partners that apply: the vendor's desk, where its criteria are too; for the operator every vendor's (R-B6). */
export function ApplicationsPage() {
  const { t } = useTranslation()
  const atVendor = useActingFor() !== undefined
  const mayDecide = useMay()('application.decide')
  const operator = useSession().data?.person.operator ?? false
  const title = t('shell.places.applications')
  if (!atVendor && !operator) {
    return (
      <Page title={title}>
        <Refused>{t('organisations.onlyOperator')}</Refused>
      </Page>
    )
  }
  return (
    <Page title={title} lead={t(atVendor ? 'applications.leadVendor' : 'applications.leadOperator')}>
      <Desk mayDecide={mayDecide || !atVendor} />
      {atVendor && mayDecide ? <OwnCriteria /> : null}
    </Page>
  )
}
