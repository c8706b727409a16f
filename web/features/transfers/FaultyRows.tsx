import { Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { transferFaulty, transferFaultyWorkbook } from '../../../contract/transfers.ts'
import { useAddress } from '../../app/reading.ts'
import { Quiet } from '../../kit/Bits.tsx'
import { DownloadIcon } from '../../kit/icons.tsx'
import { Download } from '../../kit/Links.tsx'
import { countFaulty, type Transfer } from './outcomes.ts'

/** Rows that are worth mending, to take along (R-T5). */
export function FaultyRows({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const address = useAddress()
  if (countFaulty(transfer) === 0) return null
  const input = { params: { id: transfer.id } }
  return (
    <Group gap="xs">
      <Download href={address(transferFaulty, input)} size="xs" leftSection={<DownloadIcon />}>
        {t('transfers.faulty.csv')}
      </Download>
      <Download href={address(transferFaultyWorkbook, input)} size="xs" leftSection={<DownloadIcon />}>
        {t('transfers.faulty.xlsx')}
      </Download>
      <Quiet>{t('transfers.faulty.text')}</Quiet>
    </Group>
  )
}
