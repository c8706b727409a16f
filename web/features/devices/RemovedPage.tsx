import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { limits } from '../../../contract/limits.ts'
import { listRemovals, undoRemoval } from '../../../contract/removals.ts'
import { useFormats } from '../../app/formats.ts'
import { ListTable } from '../../app/ListTable.tsx'
import { useListing } from '../../app/listing.ts'
import { useAct } from '../../app/reading.ts'
import { useRows } from '../../app/rows.ts'
import { Mono, Quiet } from '../../kit/Bits.tsx'
import { Confirm } from '../../kit/Confirm.tsx'
import { type Column, RowActions } from '../../kit/DataTable.tsx'
import { BoxIcon, UndoIcon } from '../../kit/icons.tsx'
import { Page } from '../../kit/Page.tsx'
import { Empty } from '../../kit/States.tsx'
import { toast } from '../../kit/Toast.tsx'

type Removal = ReplyOf<typeof listRemovals>['items'][number]

function useColumns(undo: (removal: Removal) => void): Column<Removal>[] {
  const { t } = useTranslation()
  const formats = useFormats()
  return [
    { key: 'at', fit: true, lead: true, header: t('removals.at'), cell: (row) => formats.instant(row.removedAt) },
    {
      key: 'devices',
      header: t('shell.places.devices'),
      align: 'end',
      cell: (row) => formats.number(row.devices),
    },
    {
      key: 'serials',
      header: t('devices.serialNumber'),
      cell: ({ serialNumbers, devices }) => <Mono>{`${serialNumbers.join(', ')}${devices > serialNumbers.length ? ', …' : ''}`}</Mono>,
    },
    { key: 'by', header: t('removals.by'), cell: (row) => row.removedBy },
    {
      key: 'state',
      header: t('removals.state'),
      cell: (row) =>
        row.restored === null ? (
          <Quiet>{t('removals.until', { at: formats.instant(row.undoUntil) })}</Quiet>
        ) : (
          t('removals.restored', { count: row.restored, formatted: formats.number(row.restored) })
        ),
    },
    {
      key: 'actions',
      fit: true,
      header: t('kit.actions'),
      align: 'end',
      cell: (row) =>
        row.can.undo ? (
          <RowActions>
            <Button size="xs" variant="default" leftSection={<UndoIcon />} onClick={() => undo(row)}>
              {t('removals.undo')}
            </Button>
          </RowActions>
        ) : null,
    },
  ]
}

/** What was removed from a tenant, and the way back while there is one. */
export function RemovedPage() {
  const { t } = useTranslation()
  const formats = useFormats()
  const { search } = useListing()
  const [asking, setAsking] = useState<Removal | null>(null)
  const columns = useColumns(setAsking)
  const removals = useRows(listRemovals, { query: { tenant: search.source ?? 'own' } }, { keyOf: (row) => row.id })
  const act = useAct(undoRemoval, ({ restored }) => {
    setAsking(null)
    toast.done(t('removals.restored', { count: restored ?? 0, formatted: formats.number(restored ?? 0) }))
  })
  return (
    <Page title={t('removals.removed')} lead={t('removals.lead', { days: limits.removalUndoDays })}>
      <ListTable
        name="removals"
        of={removals}
        caption={t('removals.removed')}
        columns={columns}
        empty={<Empty icon={<BoxIcon size={20} />} title={t('removals.empty')} />}
      />
      {asking ? (
        <Confirm
          opened
          title={t('removals.undoTitle', { count: asking.devices, formatted: formats.number(asking.devices) })}
          action={t('removals.undo')}
          pending={act.isPending}
          problem={act.error}
          onConfirm={() => act.mutate({ params: { id: asking.id } })}
          onClose={() => setAsking(null)}
        >
          {t('removals.undoText')}
        </Confirm>
      ) : null}
    </Page>
  )
}
