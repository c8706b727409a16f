import { Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { transferFaulty, transferFaultyWorkbook } from '../../../contract/transfers.ts'
import { useAddress } from '../../app/reading.ts'
import { Quiet } from '../../kit/Bits.tsx'
import { DownloadIcon } from '../../kit/icons.tsx'
import { Download } from '../../kit/Links.tsx'
import { countFaulty, countMendable, type Transfer } from './outcomes.ts'

/** Rows that stayed, to take along (R-T5): mended where something is wrong in them, else to be sent again as they are. */
export function FaultyRows({ transfer }: { transfer: Transfer }) {
  const { t } = useTranslation()
  const address = useAddress()
  if (countFaulty(transfer) === 0) return null
  const input = { params: { id: transfer.id } }
  const words = countMendable(transfer) > 0 ? 'faulty' : 'stayed'
  return (
    <Group gap="xs">
      <Download href={address(transferFaulty, input)} size="xs" leftSection={<DownloadIcon />}>
        {t(`transfers.${words}.csv`)}
      </Download>
      <Download href={address(transferFaultyWorkbook, input)} size="xs" leftSection={<DownloadIcon />}>
        {t(`transfers.${words}.xlsx`)}
      </Download>
      <Quiet>{t(`transfers.${words}.text`)}</Quiet>
    </Group>
  )
}
