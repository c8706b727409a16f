import { Button, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { foreseeUndo, undoOutcomes, undoTransfer } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { useAct, useRead } from '../../app/reading.ts'
import { Tag } from '../../kit/Bits.tsx'
import { Confirm } from '../../kit/Confirm.tsx'
import { UndoIcon } from '../../kit/icons.tsx'
import { Reading } from '../../kit/States.tsx'
import { movedCount, type Transfer, undoTones } from './outcomes.ts'
import classes from './transfers.module.css'

/** What goes back and what stays, as things are now, before anybody says yes (R-T7). */
function Foreseen({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const foreseen = useRead(foreseeUndo, { params: { id: transfer.id } })
  return (
    <Reading of={foreseen} skeleton="text">
      {({ rows, outcomes }) => (
        <>
          <p>
            {rows < movedCount(transfer)
              ? t('transfers.undoForeseen.ofFirst', { formatted: formats.number(rows) })
              : t('transfers.undoForeseen.ofAll')}
          </p>
          <ul className={classes.foreseen}>
            {undoOutcomes.map((outcome) =>
              outcomes[outcome] || outcome === 'moved_back' ? (
                <li key={outcome}>
                  <Tag tone={undoTones[outcome]}>
                    {t(`transfers.undoForeseen.${outcome}`, {
                      count: outcomes[outcome] ?? 0,
                      formatted: formats.number(outcomes[outcome] ?? 0),
                    })}
                  </Tag>
                </li>
              ) : null,
            )}
          </ul>
        </>
      )}
    </Reading>
  )
}

/** One click undoes a transfer; the dialog says first what that will and won't move back. */
export function UndoTransfer({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [asking, ask] = useDisclosure(false)
  const act = useAct(undoTransfer, ask.close)
  const count = movedCount(transfer)
  return (
    <>
      {transfer.can.undo ? (
        <Button variant="default" leftSection={<UndoIcon />} onClick={ask.open}>
          {t('transfers.undo')}
        </Button>
      ) : null}
      <Confirm
        opened={asking}
        title={t('transfers.undoTitle')}
        action={t('transfers.undoAction', { count, formatted: formats.number(count) })}
        danger
        disabled={!transfer.can.undo}
        pending={act.isPending}
        problem={act.error}
        onConfirm={() => act.mutate({ params: { id: transfer.id } })}
        onClose={ask.close}
      >
        {transfer.can.undo ? (
          <Stack gap="xs">
            {transfer.target ? t('transfers.undoText', { target: transfer.target.name }) : t('transfers.several.undo')}
            {asking ? <Foreseen transfer={transfer} /> : null}
          </Stack>
        ) : (
          t('transfers.undoneMeanwhile')
        )}
      </Confirm>
    </>
  )
}
