import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  answerRequest,
  exportConsents,
  listConsents,
  listRequests,
  requestStates,
  withdrawConsent,
  withdrawRequest,
} from '../../../contract/consents.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { oneOf, useListing } from '../../app/listing.ts'
import { useAct, useAddress } from '../../app/reading.ts'
import { useRows } from '../../app/rows.ts'
import { useMembership } from '../../app/session.ts'
import { Mono, Quiet, Tag, type Tone } from '../../kit/Bits.tsx'
import { Confirm } from '../../kit/Confirm.tsx'
import { type Column, RowActions } from '../../kit/DataTable.tsx'
import { FormProblem } from '../../kit/Form.tsx'
import { DownloadIcon, SealIcon } from '../../kit/icons.tsx'
import { Download } from '../../kit/Links.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { Empty } from '../../kit/States.tsx'
import { StateFilter } from './StateFilter.tsx'

type Request = ReplyOf<typeof listRequests>['items'][number]
type Consent = ReplyOf<typeof listConsents>['items'][number]

const tones: Record<Request['state'], Tone> = { open: 'warn', accepted: 'good', refused: 'quiet', lapsed: 'quiet', withdrawn: 'quiet' }

/** A partner asks, a customer answers. */
function useWho(): 'customer' | 'partner' {
  return useMembership()?.kind === 'customer' ? 'customer' : 'partner'
}

/** What both lists show: between whom, of what, what for, until when. */
function useCommon<Row extends Request | Consent>(): Column<Row>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const who = useWho()
  const isCustomer = who === 'customer'
  return [
    {
      key: 'other',
      header: isCustomer ? t('requests.partner') : t('requests.customer'),
      lead: true,
      cell: (row) => (isCustomer ? row.partner.name : row.customer.name),
    },
    {
      key: 'what',
      header: t('requests.what'),
      cell: (row) => (
        <>
          {t(`requests.${row.kind}.${who}`)}{' '}
          <Quiet>
            ·{' '}
            {row.scope === 'tenant'
              ? t('requests.all')
              : t('requests.count', { count: row.devices, formatted: formats.number(row.devices) })}
          </Quiet>
          {'serialNumbers' in row && row.serialNumbers.length > 0 ? (
            <div>
              <Mono>{row.serialNumbers.join(', ')}</Mono>
              {row.devices > row.serialNumbers.length ? ' …' : ''}
            </div>
          ) : null}
        </>
      ),
    },
    { key: 'purpose', header: t('requests.purpose'), cell: (row) => row.purpose },
    { key: 'until', fit: true, header: t('requests.until'), cell: (row) => <Quiet>{formats.date(row.until)}</Quiet> },
  ]
}

function Answer({ request, onAccept }: { request: Request; onAccept: () => void }) {
  const { t } = useTranslation()
  const refuse = useAct(answerRequest)
  return (
    <>
      <RowActions>
        <Button size="xs" onClick={onAccept}>
          {t('requests.accept')}
        </Button>
        <Button
          size="xs"
          variant="default"
          loading={refuse.isPending}
          onClick={() => refuse.mutate({ params: { id: request.id }, body: { answer: 'refused' } })}
        >
          {t('requests.refuse')}
        </Button>
      </RowActions>
      <FormProblem problem={refuse.error} />
    </>
  )
}

/** Says what the consent will allow before it is given. */
function Acceptance({ request, onClose }: { request: Request; onClose: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const act = useAct(answerRequest, onClose)
  const values = { partner: request.partner.name, until: formats.date(request.until) }
  return (
    <Confirm
      opened
      title={t('requests.acceptTitle', values)}
      action={t('requests.accept')}
      pending={act.isPending}
      problem={act.error}
      onConfirm={() => act.mutate({ params: { id: request.id }, body: { answer: 'accepted' } })}
      onClose={onClose}
    >
      {t('requests.acceptText', values)}
    </Confirm>
  )
}

function TakingBack({ request, onClose }: { request: Request; onClose: () => void }) {
  const { t } = useTranslation()
  const act = useAct(withdrawRequest, onClose)
  return (
    <Confirm
      opened
      title={t('requests.takeBackTitle', { customer: request.customer.name })}
      action={t('requests.takeBack')}
      pending={act.isPending}
      problem={act.error}
      onConfirm={() => act.mutate({ params: { id: request.id } })}
      onClose={onClose}
    >
      {t('requests.takeBackText')}
    </Confirm>
  )
}

function Requests() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { search } = useListing()
  const state = oneOf(requestStates, search.filter)
  const [accepting, setAccepting] = useState<Request | null>(null)
  const [takingBack, setTakingBack] = useState<Request | null>(null)
  const common = useCommon<Request>()
  const who = useWho()
  const requests = useRows(listRequests, { query: { state } }, { keyOf: (row) => row.id })
  const rows = requests.data?.items ?? []
  const columns: Column<Request>[] = [
    ...common,
    {
      key: 'state',
      fit: true,
      header: t('requests.state'),
      cell: (row) => <Tag tone={tones[row.state]}>{t(`requests.states.${row.state}`)}</Tag>,
    },
    { key: 'asked', fit: true, header: t('requests.asked'), cell: (row) => <Quiet>{formats.date(row.createdAt)}</Quiet> },
    {
      key: 'actions',
      fit: true,
      header: t('kit.actions'),
      align: 'end',
      cell: (row) =>
        row.can.answer ? (
          <Answer request={row} onAccept={() => setAccepting(row)} />
        ) : row.can.withdraw ? (
          <RowActions>
            <Button size="xs" variant="default" onClick={() => setTakingBack(row)}>
              {t('requests.takeBack')}
            </Button>
          </RowActions>
        ) : null,
    },
  ]
  return (
    <Section title={t('requests.requests')} actions={<StateFilter state={state} />}>
      <ListTable
        name="requests"
        of={requests}
        below
        caption={t('requests.requests')}
        columns={rows.some(({ can }) => can.answer || can.withdraw) ? columns : columns.filter(({ key }) => key !== 'actions')}
        empty={
          state ? (
            <Empty title={t('requests.noneOfState')} />
          ) : (
            <Empty icon={<SealIcon size={20} />} title={t('requests.emptyR')}>
              {t(`requests.emptyTextR.${who}`)}
            </Empty>
          )
        }
      />
      {takingBack ? <TakingBack request={takingBack} onClose={() => setTakingBack(null)} /> : null}
      {accepting ? <Acceptance request={accepting} onClose={() => setAccepting(null)} /> : null}
    </Section>
  )
}

function Withdrawal({ consent, onClose }: { consent: Consent; onClose: () => void }) {
  const { t } = useTranslation()
  const act = useAct(withdrawConsent, onClose)
  return (
    <Confirm
      opened
      title={t('requests.withdrawTitle', { partner: consent.partner.name })}
      action={t('requests.withdraw')}
      danger
      pending={act.isPending}
      problem={act.error}
      onConfirm={() => act.mutate({ params: { id: consent.id } })}
      onClose={onClose}
    >
      {t('requests.withdrawText')}
    </Confirm>
  )
}

/** The ledger: what was given, and what has ended. */
function Consents() {
  const { t } = useTranslation()
  const formats = useFormats()
  const [ending, setEnding] = useState<Consent | null>(null)
  const common = useCommon<Consent>()
  const who = useWho()
  const consents = useRows(listConsents, {}, { keyOf: (row) => row.id })
  const rows = consents.data?.items ?? []
  const columns: Column<Consent>[] = [
    ...common,
    {
      key: 'state',
      fit: true,
      header: t('requests.state'),
      cell: (row) => <Tag tone={row.holds ? 'good' : 'quiet'}>{row.holds ? t('requests.holds') : t('requests.ended')}</Tag>,
    },
    { key: 'given', fit: true, header: t('requests.given'), cell: (row) => <Quiet>{formats.date(row.givenAt)}</Quiet> },
    {
      key: 'actions',
      fit: true,
      header: t('kit.actions'),
      align: 'end',
      cell: (row) =>
        row.can.withdraw ? (
          <RowActions>
            <Button size="xs" variant="default" onClick={() => setEnding(row)}>
              {t('requests.withdraw')}
            </Button>
          </RowActions>
        ) : null,
    },
  ]
  return (
    <Section title={t('requests.consents')}>
      <ListTable
        of={consents}
        below
        caption={t('requests.consents')}
        columns={rows.some((row) => row.can.withdraw) ? columns : columns.filter(({ key }) => key !== 'actions')}
        empty={
          <Empty icon={<SealIcon size={20} />} title={t('requests.emptyC')}>
            {t(`requests.emptyTextC.${who}`)}
          </Empty>
        }
      />
      {ending ? <Withdrawal consent={ending} onClose={() => setEnding(null)} /> : null}
    </Section>
  )
}

/** A customer answers here; a partner sees what became of what it asked (R-D10). */
export function RequestsPage() {
  const { t } = useTranslation()
  const address = useAddress()
  const isCustomer = useWho() === 'customer'
  return (
    <Page
      title={t('requests.title')}
      lead={isCustomer ? t('requests.leadC') : t('requests.leadP')}
      actions={
        <Download href={address(exportConsents, {})} leftSection={<DownloadIcon />}>
          {t('requests.export')}
        </Download>
      }
    >
      <Requests />
      <Consents />
    </Page>
  )
}
