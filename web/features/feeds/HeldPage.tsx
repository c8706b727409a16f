import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { listHeldRows, settleHeldRow } from '../../../contract/feeds.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useAct } from '../../app/reading.ts'
import { useRows } from '../../app/rows.ts'
import { Mono, Quiet } from '../../kit/Bits.tsx'
import { type Column, RowActions } from '../../kit/DataTable.tsx'
import { FeedIcon } from '../../kit/icons.tsx'
import { Page } from '../../kit/Page.tsx'
import { Empty } from '../../kit/States.tsx'
import { DeskDecision } from '../registrations/DeskDecision.tsx'
import { ProofDesk } from '../registrations/ProofDesk.tsx'

type Held = ReplyOf<typeof listHeldRows>['items'][number]
type Asking = { decision: 'place' | 'refuse'; row: Held }

function useColumns(ask: (asking: Asking) => void): Column<Held>[] {
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
      key: 'soldTo',
      header: t('feeds.location'),
      cell: (row) => (
        <>
          <div>{row.soldTo ?? '–'}</div>
          <Quiet>
            <Mono>{row.soldToLocationId}</Mono>
          </Quiet>
        </>
      ),
    },
    {
      key: 'sale',
      header: t('feeds.sale'),
      cell: (row) => (
        <>
          <div>{row.saleDate ? formats.day(row.saleDate) : '–'}</div>
          <Quiet>{row.webOrderNumber ? <Mono>{row.webOrderNumber}</Mono> : null}</Quiet>
        </>
      ),
    },
    {
      key: 'reporter',
      header: t('feeds.reportedBy'),
      cell: (row) => (
        <>
          <div>{row.reporter}</div>
          <Quiet>{formats.instant(row.reportedAt)}</Quiet>
        </>
      ),
    },
    {
      key: 'actions',
      fit: true,
      header: t('kit.actions'),
      align: 'end',
      cell: (row) => (
        <RowActions>
          <Button size="xs" onClick={() => ask({ decision: 'place', row })}>
            {t('feeds.held.place')}
          </Button>
          <Button size="xs" variant="default" onClick={() => ask({ decision: 'refuse', row })}>
            {t('feeds.held.refuse')}
          </Button>
        </RowActions>
      ),
    },
  ]
}

function Decision({ asking, onClose }: { asking: Asking; onClose: () => void }) {
  const { t } = useTranslation()
  const act = useAct(settleHeldRow, onClose)
  const { decision, row } = asking
  // Another record has proof: the second yes settles the dispute (R-D11).
  const instead = decision === 'place' && act.error?.problem.code === 'feeds.held_elsewhere'
  const decide = (reason: string) =>
    act.mutate({ params: { id: row.feedId, line: row.line }, body: decision === 'place' ? { decision, instead } : { decision, reason } })
  return (
    <DeskDecision
      title={t(`feeds.held.${decision}Title`, { serial: row.serialNumber })}
      action={t(instead ? 'feeds.held.placeInstead' : `feeds.held.${decision}`)}
      refuses={decision === 'refuse'}
      reasonLabel={t('feeds.held.reason')}
      danger={instead}
      act={act}
      onDecide={decide}
      onClose={onClose}
    >
      <div>{t(`feeds.held.${decision}Text`, { partner: row.soldTo ?? row.soldToLocationId, reporter: row.reporter })}</div>
    </DeskDecision>
  )
}

/** The vendor's desk: rows of feeds that only it can settle (R-B3). */
export function HeldPage() {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<Asking | null>(null)
  const columns = useColumns(setAsking)
  const held = useRows(listHeldRows, {}, { keyOf: (row) => `${row.feedId}-${row.line}` })
  return (
    <Page title={t('shell.places.held')} lead={t('feeds.held.lead')}>
      <ListTable
        name="held"
        of={held}
        below
        caption={t('shell.places.held')}
        columns={columns}
        empty={
          <Empty icon={<FeedIcon size={20} />} title={t('feeds.held.empty.title')}>
            {t('feeds.held.empty.text')}
          </Empty>
        }
      />
      <ProofDesk />
      {asking ? <Decision asking={asking} onClose={() => setAsking(null)} /> : null}
    </Page>
  )
}
