import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { exportDevices, exportDevicesWorkbook } from '../../../contract/devices.ts'
import { useAddress } from '../../app/reading.ts'
import { useMay } from '../../app/session.ts'
import type { CallInput } from '../../call.ts'
import { DownloadIcon } from '../../kit/icons.tsx'

/** The list that one sees, whole, as a file. */
export function Export({ query }: { query: CallInput<typeof exportDevices>['query'] }) {
  const { t } = useTranslation()
  const address = useAddress()
  if (!useMay()('export')) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<DownloadIcon />}>
          {t('devices.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" download href={address(exportDevicesWorkbook, { query })}>
          {t('devices.exportWorkbook')}
        </Menu.Item>
        <Menu.Item component="a" download href={address(exportDevices, { query })}>
          {t('devices.exportCsv')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
