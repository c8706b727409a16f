import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { listTransferRows, transferOutcomes, undoOutcomes } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { oneOf, useListing } from '../../app/listing.ts'
import { useRead } from '../../app/reading.ts'
import { useActingFor } from '../../app/session.ts'
import { isTask, Mono, Quiet, Stat, Stats, Tag } from '../../kit/Bits.tsx'
import { type Column, DataTable } from '../../kit/DataTable.tsx'
import { TextLink } from '../../kit/Links.tsx'
import { Pager } from '../../kit/Pager.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { isForeseen, outcomeTones, type Transfer, undoTones, wordOfMoved } from './outcomes.ts'

type Row = ReplyOf<typeof listTransferRows>['items'][number]

const undoPrefix = 'undo.'

/** Counts by outcome; each filters the rows. */
function OutcomeStats({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { search, change } = useListing()
  const pick = (filter: string) => change({ filter: search.filter === filter ? undefined : filter }, { replace: true })
  const { state } = transfer
  return (
    <>
      <Stats label={t('transfers.byOutcome')}>
        {transferOutcomes.map((outcome) => {
          const count = transfer.outcomes[outcome] ?? 0
          if (count === 0 && outcome !== 'moved') return null
          return (
            <Stat
              key={outcome}
              name={outcome === 'moved' ? t(`transfers.${wordOfMoved(state, !isForeseen(state))}`) : t(`transfers.outcomes.${outcome}`)}
              value={formats.number(count)}
              tone={outcomeTones[outcome]}
              pressed={search.filter === outcome}
              onClick={() => pick(outcome)}
            />
          )
        })}
      </Stats>
      {transfer.undo ? (
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
      ) : null}
    </>
  )
}

function useColumns(transfer: Transfer): Column<Row>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const organisationId = useActingFor() ?? ''
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
      cell: (row) =>
        row.deviceId ? (
          <TextLink to="/o/$organisationId/devices/$deviceId" params={{ organisationId, deviceId: row.deviceId }}>
            <Mono>{row.serialNumber}</Mono>
          </TextLink>
        ) : (
          <Mono>{row.serialNumber || '–'}</Mono>
        ),
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
  const { search, turn } = useListing()
  const columns = useColumns(transfer)
  const undo = search.filter?.startsWith(undoPrefix) ? oneOf(undoOutcomes, search.filter.slice(undoPrefix.length)) : undefined
  const rows = useRead(
    listTransferRows,
    { params: { id: transferId }, query: { outcome: oneOf(transferOutcomes, search.filter), undo, cursor: search.after } },
    // Its transfer may have gone on between two looks.
    { keep: true, staleTime: 0 },
  )
  const { refetch } = rows
  const { revision } = transfer
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is what makes rows old.
  useEffect(() => void refetch({ cancelRefetch: false }), [revision, refetch])
  return (
    <>
      <OutcomeStats transfer={transfer} />
      <Reading of={rows} empty={{ when: ({ items }) => items.length === 0, show: <Empty title={t('transfers.noRows')} /> }}>
        {({ items, nextCursor }) => (
          <>
            <DataTable
              caption={t('transfers.everyRow')}
              columns={columns}
              rows={items}
              keyOf={(row) => String(row.line ?? row.deviceId)}
              busy={rows.isPlaceholderData}
            />
            <Pager cursor={search.after} next={nextCursor} onCursor={turn} />
          </>
        )}
      </Reading>
    </>
  )
}
