import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { transferSummary, transferSummaryWorkbook, undoTransfer } from '../../../contract/transfers.ts'
import { useFormats } from '../../app/formats.ts'
import { useAct, useAddress } from '../../app/reading.ts'
import { Confirm } from '../../kit/Confirm.tsx'
import { DownloadIcon, UndoIcon } from '../../kit/icons.tsx'
import { Download } from '../../kit/Links.tsx'
import { Section } from '../../kit/Page.tsx'
import { AskConsent } from './AskConsent.tsx'
import { FaultyRows } from './FaultyRows.tsx'
import { OutcomeTable } from './OutcomeTable.tsx'
import type { Transfer } from './outcomes.ts'
import { Route } from './TransferPreview.tsx'

/** The last step: the Summary to read and to download, and the way back. */
export function TransferSummary({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const address = useAddress()
  const [asking, ask] = useDisclosure(false)
  const act = useAct(undoTransfer, ask.close)
  const count = transfer.outcomes.moved ?? 0
  return (
    <>
      <Route transfer={transfer} />
      <Section
        title={t('transfers.summary')}
        lead={transfer.finishedAt ? t('transfers.finished', { when: formats.instant(transfer.finishedAt) }) : undefined}
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
        pending={act.isPending}
        problem={act.error}
        onConfirm={() => act.mutate({ params: { id: transfer.id } })}
        onClose={ask.close}
      >
        {transfer.target ? t('transfers.undoText', { target: transfer.target.name }) : t('transfers.several.undo')}
      </Confirm>
    </>
  )
}
