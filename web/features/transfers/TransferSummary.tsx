import { Group, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { transferSummary, transferSummaryWorkbook } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { useAddress } from '../../app/reading.ts'
import { DownloadIcon } from '../../kit/icons.tsx'
import { Download } from '../../kit/Links.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Section } from '../../kit/Page.tsx'
import { Fates } from './Fates.tsx'
import { FaultyRows } from './FaultyRows.tsx'
import { OutcomeTable, UndoStats } from './OutcomeTable.tsx'
import { standingOf, type Transfer } from './outcomes.ts'
import { Route, StartOver } from './TransferPreview.tsx'
import { TryAgain } from './TryAgain.tsx'
import { UndoTransfer } from './UndoTransfer.tsx'

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
  const address = useAddress()
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
            <UndoTransfer transfer={transfer} />
          </Group>
        }
      >
        <UndoStats transfer={transfer} />
        <Fates transfer={transfer} />
        <Group gap="xs">
          <TryAgain transfer={transfer} />
          <FaultyRows transfer={transfer} />
        </Group>
        <OutcomeTable transfer={transfer} />
      </Section>
    </>
  )
}
