import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listProofRequests, settleProofRequest } from '../../../contract/device-registrations.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useAct } from '../../app/reading.ts'
import { useRows } from '../../app/rows.ts'
import { Mono, Quiet, Tag } from '../../kit/Bits.tsx'
import { type Column, RowActions } from '../../kit/DataTable.tsx'
import { SealIcon } from '../../kit/icons.tsx'
import { Section } from '../../kit/Page.tsx'
import { Empty } from '../../kit/States.tsx'
import { DeskDecision } from './DeskDecision.tsx'

type Waiting = ReplyOf<typeof listProofRequests>['items'][number]
type Asking = { decision: 'confirm' | 'refuse'; row: Waiting }

function useColumns(ask: (asking: Asking) => void): Column<Waiting>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'serial', fit: true, lead: true, header: t('devices.serialNumber'), cell: (row) => <Mono>{row.serialNumber}</Mono> },
    {
      key: 'product',
      header: t('devices.product'),
      cell: (row) => (
        <>
          <div>{row.model}</div>
          <Quiet>
            <Mono>{row.productNumber}</Mono>
          </Quiet>
        </>
      ),
    },
    {
      key: 'evidence',
      header: t('proofs.desk.evidence'),
      cell: (row) => (
        <>
          <div>{row.evidence}</div>
          {row.contested ? <Tag tone="warn">{t('proofs.desk.contested')}</Tag> : null}
        </>
      ),
    },
    { key: 'at', fit: true, header: t('proofs.desk.askedAt'), cell: (row) => <Quiet>{formats.instant(row.askedAt)}</Quiet> },
    {
      key: 'actions',
      fit: true,
      header: t('kit.actions'),
      align: 'end',
      cell: (row) => (
        <RowActions>
          <Button size="xs" onClick={() => ask({ decision: 'confirm', row })}>
            {t('proofs.desk.confirm')}
          </Button>
          <Button size="xs" variant="default" onClick={() => ask({ decision: 'refuse', row })}>
            {t('proofs.desk.refuse')}
          </Button>
        </RowActions>
      ),
    },
  ]
}

function Decision({ asking, onClose }: { asking: Asking; onClose: () => void }) {
  const { t } = useTranslation()
  const [instead, setInstead] = useState(false)
  const act = useAct(settleProofRequest, onClose)
  const { decision, row } = asking
  const disputed = decision === 'confirm' && row.contested
  const decide = (reason: string) =>
    act.mutate({ params: { id: row.id }, body: decision === 'refuse' ? { decision, reason } : { decision, instead } })
  return (
    <DeskDecision
      title={t(`proofs.desk.${decision}Title`, { serial: row.serialNumber })}
      action={t(`proofs.desk.${decision}`)}
      refuses={decision === 'refuse'}
      reasonLabel={t('proofs.desk.reason')}
      danger={row.contested}
      disabled={disputed && !instead}
      act={act}
      onDecide={decide}
      onClose={onClose}
    >
      <div>{t(`proofs.desk.${decision}Text`)}</div>
      {disputed ? (
        <>
          <div>{t('proofs.desk.insteadText')}</div>
          <Checkbox label={t('proofs.desk.instead')} checked={instead} onChange={(event) => setInstead(event.currentTarget.checked)} />
        </>
      ) : null}
    </DeskDecision>
  )
}

/** The vendor's desk: registered devices for which somebody asks for proof (R-D11). */
export function ProofDesk() {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<Asking | null>(null)
  const columns = useColumns(setAsking)
  const waiting = useRows(listProofRequests, {}, { keyOf: (row) => row.id })
  return (
    <Section title={t('proofs.desk.title')} lead={t('proofs.desk.lead')}>
      <ListTable
        of={waiting}
        below
        caption={t('proofs.desk.title')}
        columns={columns}
        empty={
          <Empty icon={<SealIcon size={20} />} title={t('proofs.desk.empty.title')}>
            {t('proofs.desk.empty.text')}
          </Empty>
        }
      />
      {asking ? <Decision asking={asking} onClose={() => setAsking(null)} /> : null}
    </Section>
  )
}
