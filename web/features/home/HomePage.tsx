import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { type Membership, useMembership, useSession } from '../../app/session.ts'
import { Page } from '../../kit/Page.tsx'
import { CustomerHome } from './CustomerHome.tsx'
import { PartnerHome } from './PartnerHome.tsx'
import { ProviderHome, VendorHome } from './ReporterHome.tsx'
import { Tiles } from './Widget.tsx'

const homes: Record<Membership['kind'], ComponentType> = {
  partner: PartnerHome,
  provider: ProviderHome,
  vendor: VendorHome,
  customer: CustomerHome,
}

/** Where a member starts: what waits for them, and what happened since; each number leads to its list. */
export function HomePage() {
  const { t } = useTranslation()
  const membership = useMembership()
  const name = useSession().data?.person.name
  if (!membership) return null
  const Home = homes[membership.kind]
  return (
    <Page title={t('shell.places.home')} lead={t('home.lead', { name, organisation: membership.organisationName })}>
      <Tiles>
        <Home />
      </Tiles>
    </Page>
  )
}
