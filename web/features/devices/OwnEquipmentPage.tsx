import { useTranslation } from 'react-i18next'
import { getOwnTenant } from '../../../contract/devices.ts'
import { useRead } from '../../app/reading.ts'
import { DeviceIcon } from '../../kit/icons.tsx'
import { Page } from '../../kit/Page.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { DeviceList } from './DeviceList.tsx'
import { RegisterButton } from './RegisterButton.tsx'

/** "My IT environment" (R-D13): the partner's own equipment, beside its customers'. */
export function OwnEquipmentPage() {
  const { t } = useTranslation()
  const own = useRead(getOwnTenant, {})
  const empty = (
    <Empty icon={<DeviceIcon size={20} />} title={t('registrations.ownEmpty.title')}>
      {t('registrations.ownEmpty.text')}
    </Empty>
  )
  return (
    <Page title={t('shell.places.own')} lead={t('registrations.ownLead')} actions={<RegisterButton tenant="own" />}>
      <Reading of={own} empty={{ when: (found) => found === null, show: empty }}>
        {(found) => (found ? <DeviceList caption={t('shell.places.own')} tenant={found.customerId} empty={empty} /> : null)}
      </Reading>
    </Page>
  )
}
