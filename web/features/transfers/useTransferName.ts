import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import type { Transfer } from './outcomes.ts'

/** What people call a transfer: by its file, else by what goes where. */
export function useTransferName(): (transfer: Transfer) => string {
  const { t } = useTranslation()
  const formats = useFormats()
  return ({ fileName, rows, target }) => {
    if (fileName) return fileName
    const devices = t('devices.count', { count: rows, formatted: formats.number(rows) })
    return target ? t('transfers.devicesTo', { devices, target: target.name }) : devices
  }
}
