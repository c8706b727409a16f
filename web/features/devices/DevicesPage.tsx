import { useTranslation } from 'react-i18next'
import { useMembership } from '../../app/session.ts'
import { DeviceIcon } from '../../kit/icons.tsx'
import { Page } from '../../kit/Page.tsx'
import { Empty } from '../../kit/States.tsx'
import { DeviceList } from './DeviceList.tsx'

const emptyTexts = {
  customer: 'devices.empty.customer',
  partner: 'devices.empty.partner',
  vendor: 'devices.empty.vendor',
  provider: 'devices.empty.partner',
} as const

/** All devices in reach: a customer's own, a partner's over all customers, a vendor's by identity. */
export function DevicesPage() {
  const { t } = useTranslation()
  const kind = useMembership()?.kind ?? 'partner'
  const title = kind === 'customer' ? t('shell.places.myDevices') : t('shell.places.devices')
  return (
    <Page title={title} lead={t(`devices.lead.${kind === 'provider' ? 'partner' : kind}`)}>
      <DeviceList
        caption={title}
        withTenant={kind === 'partner'}
        empty={
          <Empty icon={<DeviceIcon size={20} />} title={t('devices.empty.title')}>
            {t(emptyTexts[kind])}
          </Empty>
        }
      />
    </Page>
  )
}
