import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { getCustomerSettings } from '../../../contract/customers.ts'
import { useListing } from '../../app/listing.ts'
import { useHoldingTenant } from '../../app/places.ts'
import { useRead } from '../../app/reading.ts'
import { useMay, useMembership, useOrganisationId, useVisiting } from '../../app/session.ts'
import { DeviceIcon } from '../../kit/icons.tsx'
import { Page } from '../../kit/Page.tsx'
import { Empty, Reading } from '../../kit/States.tsx'
import { TargetPicker } from '../customers/TargetPicker.tsx'
import { DeviceList } from './DeviceList.tsx'
import { RegisterButton } from './RegisterButton.tsx'

const emptyTexts = {
  customer: 'devices.empty.customer',
  partner: 'devices.empty.partner',
  vendor: 'devices.empty.vendor',
  provider: 'devices.empty.partner',
} as const

/** The own tenant of a customer, for those who may know its Customer ID: a list of one tenant has its count and every order. */
function OwnTenant({ children }: { children: (customerId: string) => ReactNode }) {
  const settings = useRead(getCustomerSettings, { params: { id: useOrganisationId() } })
  return <Reading of={settings}>{({ customerId }) => children(customerId)}</Reading>
}

/** What the page says of itself: to a customer of its own devices, to somebody inside a support session of that customer's. */
function usePageWords() {
  const { t } = useTranslation()
  const { kind = 'partner', organisationName: customer = '' } = useMembership() ?? {}
  if (useVisiting())
    return {
      title: t('shell.places.devices'),
      lead: t('devices.lead.visitor', { customer }),
      empty: t('devices.empty.visitor', { customer }),
    }
  const title = kind === 'customer' ? t('shell.places.myDevices') : t('shell.places.devices')
  return { title, lead: t(`devices.lead.${kind === 'provider' ? 'partner' : kind}`), empty: t(emptyTexts[kind]) }
}

/** A partner's devices: over all customers, or of the one that is chosen; only there is there a count, and every order and filter. */
function PartnerDevices({ caption, empty }: { caption: string; empty: ReactNode }) {
  const { t } = useTranslation()
  const { search, change } = useListing()
  const mayReadCustomers = useMay()('customer.read')
  const holding = useHoldingTenant()?.customerId
  const customer = mayReadCustomers ? search.customer : undefined
  // What only a list of one customer has is over with it.
  const choose = (id: string | null) =>
    change({ customer: id ?? undefined, model: undefined, waiting: undefined, sort: undefined, filter: undefined })
  return (
    <DeviceList
      caption={caption}
      tenant={customer !== undefined && customer === holding ? 'unassigned' : customer}
      withTenant
      empty={customer ? <Empty icon={<DeviceIcon size={20} />} title={t('devices.noneThere')} /> : empty}
      place={
        mayReadCustomers ? <TargetPicker label={t('devices.ofCustomer')} bare optional value={customer ?? null} onChange={choose} /> : null
      }
    />
  )
}

/** All devices in reach: a customer's own, a partner's over all customers, a vendor's by identity. */
export function DevicesPage() {
  const { t } = useTranslation()
  const { title, lead, empty } = usePageWords()
  const kind = useMembership()?.kind ?? 'partner'
  const mayReadSettings = useMay()('tenant_settings.read')
  const nothing = (
    <Empty icon={<DeviceIcon size={20} />} title={t('devices.empty.title')}>
      {empty}
    </Empty>
  )
  return (
    <Page title={title} lead={lead} actions={kind === 'customer' ? <RegisterButton tenant="own" /> : null}>
      {kind === 'partner' ? (
        <PartnerDevices caption={title} empty={nothing} />
      ) : kind === 'customer' && mayReadSettings ? (
        <OwnTenant>{(customerId) => <DeviceList caption={title} tenant={customerId} empty={nothing} />}</OwnTenant>
      ) : (
        <DeviceList caption={title} empty={nothing} />
      )}
    </Page>
  )
}
