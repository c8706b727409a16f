import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { listTransferRows, transferOutcomes, undoOutcomes } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { oneOf, useListing } from '../../app/listing.ts'
import { useRows } from '../../app/rows.ts'
import { isTask, Mono, Quiet, Tag } from '../../kit/Bits.tsx'
import type { Column } from '../../kit/DataTable.tsx'
import { Stat, Stats } from '../../kit/Stat.tsx'
import { Empty } from '../../kit/States.tsx'
import { DeviceLink } from '../devices/DeviceLink.tsx'
import { outcomeTones, type Transfer, undoTones, wordOfMoved } from './outcomes.ts'

type Row = ReplyOf<typeof listTransferRows>['items'][number]

const undoPrefix = 'undo.'

/** What became of the rows of an undo; each filters the rows. */
export function UndoStats({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { search, change } = useListing()
  const pick = (filter: string) => change({ filter: search.filter === filter ? undefined : filter }, { replace: true })
  if (!transfer.undo) return null
  return (
    <Stats label={t('transfers.byUndo')}>
      {undoOutcomes.map((outcome) => {
        const count = transfer.undo?.[outcome] ?? 0
        if (count === 0 && outcome !== 'moved_back') return null
        return (
          <Stat
            key={outcome}
            name={t(`transfers.undoOutcomes.${outcome}`)}
            value={formats.number(count)}
            tone={undoTones[outcome]}
            pressed={search.filter === undoPrefix + outcome}
            onClick={() => pick(undoPrefix + outcome)}
          />
        )
      })}
    </Stats>
  )
}

function useColumns(transfer: Transfer): Column<Row>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    {
      key: 'line',
      header: t('transfers.line'),
      align: 'end',
      cell: (row) => (
        <Quiet>{row.line === null ? t('transfers.follows', { line: formats.number(row.follows ?? 0) }) : formats.number(row.line)}</Quiet>
      ),
    },
    {
      key: 'serial',
      fit: true,
      header: t('devices.serialNumber'),
      lead: true,
      cell: (row) => <DeviceLink id={row.deviceId} serialNumber={row.serialNumber} />,
    },
    { key: 'target', header: t('transfers.targetId'), cell: (row) => <Mono>{row.targetCustomerId || '–'}</Mono> },
    {
      key: 'outcome',
      fit: true,
      header: t('transfers.outcome'),
      cell: ({ outcome, undo, carriedOut }) => (
        <>
          {outcome ? (
            <Tag tone={outcomeTones[outcome]}>
              {outcome === 'moved' ? t(`transfers.${wordOfMoved(transfer.state, carriedOut)}`) : t(`transfers.outcomes.${outcome}`)}
            </Tag>
          ) : (
            <Quiet>–</Quiet>
          )}{' '}
          {undo ? <Tag tone={undoTones[undo]}>{t(`transfers.undoOutcomes.${undo}`)}</Tag> : null}
        </>
      ),
    },
    {
      key: 'explanation',
      header: t('transfers.explanation'),
      cell: ({ outcome, undo, explanation }) => {
        const tone = undo ? undoTones[undo] : outcome ? outcomeTones[outcome] : 'quiet'
        return isTask(tone) ? explanation : <Quiet>{explanation}</Quiet>
      },
    },
  ]
}

/** Every row with its outcome and what to do about it. */
export function OutcomeTable({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const { transferId } = useParams({ from: '/o/$organisationId/transfers/$transferId' })
  const { search } = useListing()
  const columns = useColumns(transfer)
  const undo = search.filter?.startsWith(undoPrefix) ? oneOf(undoOutcomes, search.filter.slice(undoPrefix.length)) : undefined
  const rows = useRows(
    listTransferRows,
    { params: { id: transferId }, query: { outcome: oneOf(transferOutcomes, search.filter), undo } },
    { keyOf: (row) => String(row.line ?? row.deviceId) },
  )
  const { refetch } = rows
  const { revision } = transfer
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is what makes rows old.
  useEffect(() => void refetch(), [revision, refetch])
  return (
    <ListTable
      name="transfer_rows"
      of={rows}
      caption={t('transfers.everyRow')}
      columns={columns}
      empty={<Empty title={t('transfers.noRows')} />}
    />
  )
}
