import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { getCustomer } from '../../../contract/customers.ts'
import { useRead } from '../../app/reading.ts'
import { Empty, Reading } from '../../kit/States.tsx'
import { CustomerFrame } from './CustomerFrame.tsx'
import { TenantSettings } from './TenantSettings.tsx'

/** Settings of one customer, for its partner. */
export function CustomerSettingsPage() {
  const { t } = useTranslation()
  const { customerId } = useParams({ from: '/o/$organisationId/customers/$customerId/settings' })
  const customer = useRead(getCustomer, { params: { id: customerId } })
  return (
    <CustomerFrame customer={customer.data}>
      <Reading of={customer} skeleton="facts">
        {(shown) =>
          shown.access === 'accepted' ? (
            <TenantSettings organisationId={shown.id} />
          ) : (
            <Empty title={t(`customers.${shown.access}.title`)}>{t(`customers.${shown.access}.text`, { name: shown.name })}</Empty>
          )
        }
      </Reading>
    </CustomerFrame>
  )
}
