import { useTranslation } from 'react-i18next'
import { listTransfers } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useRows } from '../../app/rows.ts'
import { useActingFor, useMay } from '../../app/session.ts'
import { Quiet, Tag } from '../../kit/Bits.tsx'
import type { Column } from '../../kit/DataTable.tsx'
import { MoveIcon, PlusIcon } from '../../kit/icons.tsx'
import { ButtonLink, TextLink } from '../../kit/Links.tsx'
import { Page } from '../../kit/Page.tsx'
import { Empty } from '../../kit/States.tsx'
import { isForeseen, movedCount, standingOf, stateTones, type Transfer } from './outcomes.ts'
import { useTransferName } from './useTransferName.ts'

const pollMilliseconds = 5_000

function useColumns(): Column<Transfer>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
  const nameOf = useTransferName()
  return [
    {
      key: 'what',
      header: t('transfers.what'),
      lead: true,
      cell: (row) => (
        <TextLink to="/o/$organisationId/transfers/$transferId" params={{ organisationId, transferId: row.id }}>
          {nameOf(row)}
        </TextLink>
      ),
    },
    {
      key: 'state',
      fit: true,
      header: t('transfers.state'),
      cell: (row) => <Tag tone={stateTones[standingOf(row)]}>{t(`transfers.states.${standingOf(row)}`)}</Tag>,
    },
    {
      key: 'target',
      header: t('transfers.target'),
      cell: ({ target, targetCount: count }) =>
        target?.name ?? (count > 0 ? t('transfers.several.targets', { count, formatted: formats.number(count) }) : <Quiet>–</Quiet>),
    },
    {
      key: 'moved',
      header: t('transfers.moved'),
      align: 'end',
      cell: (row) =>
        isForeseen(row.state) ? (
          <Quiet>–</Quiet>
        ) : (
          <>
            {`${formats.number(movedCount(row))}\u00a0/\u00a0${formats.number(row.rows)}`}
            {row.undo ? <Quiet> · {t('transfers.cameBack', { formatted: formats.number(row.undo.moved_back ?? 0) })}</Quiet> : null}
          </>
        ),
    },
    { key: 'by', header: t('transfers.askedBy'), cell: (row) => row.askedBy },
    { key: 'at', fit: true, header: t('transfers.createdAt'), cell: (row) => <Quiet>{formats.instant(row.createdAt)}</Quiet> },
  ]
}

export function TransfersPage() {
  const { t } = useTranslation()
  const organisationId = useActingFor() ?? ''
  const mayTransfer = useMay()('device.transfer')
  const columns = useColumns()
  const transfers = useRows(listTransfers, {}, { keyOf: (row) => row.id, poll: pollMilliseconds })
  const start = mayTransfer ? (
    <ButtonLink to="/o/$organisationId/transfers/new" params={{ organisationId }} leftSection={<PlusIcon />}>
      {t('transfers.new')}
    </ButtonLink>
  ) : null
  return (
    <Page title={t('shell.places.transfers')} lead={t('transfers.lead')} actions={start}>
      <ListTable
        name="transfers"
        of={transfers}
        caption={t('shell.places.transfers')}
        columns={columns}
        empty={
          <Empty icon={<MoveIcon size={20} />} title={t('transfers.empty.title')} action={start}>
            {t('transfers.empty.text')}
          </Empty>
        }
      />
    </Page>
  )
}
