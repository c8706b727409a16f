import { Button, Group, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { transferSummary, transferSummaryWorkbook, undoTransfer } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { useAct, useAddress } from '../../app/reading.ts'
import { Confirm } from '../../kit/Confirm.tsx'
import { DownloadIcon, UndoIcon } from '../../kit/icons.tsx'
import { Download } from '../../kit/Links.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Section } from '../../kit/Page.tsx'
import { AskConsent } from './AskConsent.tsx'
import { FaultyRows } from './FaultyRows.tsx'
import { OutcomeTable } from './OutcomeTable.tsx'
import { movedCount, standingOf, type Transfer } from './outcomes.ts'
import { Route, StartOver } from './TransferPreview.tsx'

function NothingMoved({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  return (
    <Notice tone="warn" title={t('transfers.nothingMoved.title')}>
      <Stack gap="sm" align="flex-start">
        {transfer.outcomes.changed_since_preview ? t('transfers.nothingMoved.changed') : t('transfers.nothingMoved.text')}
        <StartOver />
      </Stack>
    </Notice>
  )
}

/** When it finished; and who undid it, and when. */
function useTimes({ finishedAt, undoneAt, undoneBy }: Transfer): string {
  const { t } = useTranslation()
  const formats = useFormats()
  const finished = finishedAt ? t('transfers.finished', { when: formats.instant(finishedAt) }) : null
  const undone = undoneAt ? t('transfers.undoneBy', { who: undoneBy, when: formats.instant(undoneAt) }) : null
  return [finished, undone].filter(Boolean).join(' · ')
}

/** The last step: the Summary to read and to download, and the way back. */
export function TransferSummary({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const address = useAddress()
  const [asking, ask] = useDisclosure(false)
  const act = useAct(undoTransfer, ask.close)
  const count = movedCount(transfer)
  const times = useTimes(transfer)
  return (
    <>
      <Route transfer={transfer} />
      {standingOf(transfer) === 'nothingMoved' ? <NothingMoved transfer={transfer} /> : null}
      <Section
        title={t('transfers.summary')}
        lead={times || undefined}
        actions={
          <Group gap="xs">
            <Download href={address(transferSummary, { params: { id: transfer.id } })} leftSection={<DownloadIcon />}>
              {t('transfers.download')}
            </Download>
            <Download href={address(transferSummaryWorkbook, { params: { id: transfer.id } })} leftSection={<DownloadIcon />}>
              {t('transfers.downloadWorkbook')}
            </Download>
            {transfer.can.undo ? (
              <Button variant="default" leftSection={<UndoIcon />} onClick={ask.open}>
                {t('transfers.undo')}
              </Button>
            ) : null}
          </Group>
        }
      >
        <FaultyRows transfer={transfer} />
        <AskConsent transfer={transfer} />
        <OutcomeTable transfer={transfer} />
      </Section>
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
        {!transfer.can.undo
          ? t('transfers.undoneMeanwhile')
          : transfer.target
            ? t('transfers.undoText', { target: transfer.target.name })
            : t('transfers.several.undo')}
      </Confirm>
    </>
  )
}
