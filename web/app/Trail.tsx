import { useMatches } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getCustomer } from '../../contract/customers.ts'
import { getDeviceRegistration } from '../../contract/device-registrations.ts'
import { getDevice } from '../../contract/devices.ts'
import { WayHere } from '../kit/Breadcrumb.tsx'
import { TextLink } from '../kit/Links.tsx'
import { usePlaceName } from './Navigation.tsx'
import { useRead } from './reading.ts'
import { useMembership } from './session.ts'
import { type Above, cameDown, isSamePage, type Spot, trailOf } from './tree.ts'

const prefix = '/o/$organisationId'

/** The page now, by its place in the table of routes. */
function useHere(): Spot {
  const page = useMatches().at(-1)
  return { path: page?.routeId.replace(prefix, '') ?? '', params: page?.params ?? {}, search: page?.search ?? {} }
}

/** Through which pages one came down to this one, each as one left it. */
function useThrough(here: Spot): readonly Spot[] {
  const [seen, setSeen] = useState<{ here: Spot; through: readonly Spot[] }>({ here, through: [] })
  if (JSON.stringify(seen.here) === JSON.stringify(here)) return seen.through
  const through = isSamePage(seen.here, here) ? seen.through : cameDown(seen.through, seen.here, here)
  setSeen({ here, through })
  return through
}

/** Where a page belongs that was opened by its address: a device where it is, a registration where it was made. */
function useHome({ path, params }: Spot): Spot<Above> | undefined {
  const membership = useMembership()
  const forPartner = membership?.kind === 'partner'
  // What a barrier stands before is not read.
  const isOpen = membership?.barrier === null
  const { organisationId = '', deviceId, registrationId } = params
  // Whoever has one list of devices finds all of them there.
  const isDevice = isOpen && forPartner && path === '/devices/$deviceId'
  const device = useRead(getDevice, { params: { id: deviceId ?? '' } }, { enabled: isDevice }).data
  const registration = useRead(
    getDeviceRegistration,
    { params: { id: registrationId ?? '' } },
    { enabled: isOpen && registrationId !== undefined },
  ).data
  if (registrationId !== undefined && registration?.tenant)
    return { path: '/devices/register', params: { organisationId }, search: { source: registration.tenant.customerId } }
  if (!isDevice || !device?.tenant) return undefined
  const { kind: where, organisationId: customerId } = device.tenant
  if (where === 'customer') return { path: '/customers/$customerId', params: { organisationId, customerId }, search: {} }
  return { path: where === 'holding' ? '/unassigned' : '/own', params: { organisationId }, search: {} }
}

function CustomerName({ id }: { id: string }) {
  const { t } = useTranslation()
  return useRead(getCustomer, { params: { id } }, { staleTime: 60_000 }).data?.name ?? t('customers.customer')
}

function SpotName({ path, params }: Spot<Above>) {
  const { t } = useTranslation()
  const nameOf = usePlaceName()
  switch (path) {
    case '/customers/$customerId':
      return <CustomerName id={params.customerId ?? ''} />
    case '/devices/register':
      return t('registrations.register')
    case '/feeds/health':
      return t('feeds.health.title')
    case '/account':
      return t('shell.account')
    case '/customers':
      return nameOf('customers')
    case '/unassigned':
      return nameOf('unassigned')
    case '/own':
      return nameOf('own')
    case '/devices':
      return nameOf('devices')
    case '/transfers':
      return nameOf('transfers')
    case '/feeds':
      return nameOf('feeds')
    case '/activity':
      return nameOf('activity')
  }
}

/** Pages within say what stands above them: from one table (tree.ts), with the way back as one came. */
export function Trail({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const here = useHere()
  const through = useThrough(here)
  const home = useHome(here)
  const above = trailOf(here, through, home).map((spot) => ({
    key: spot.path,
    link: (
      <TextLink to={`${prefix}${spot.path}`} params={{ organisationId: '', customerId: '', ...spot.params }} search={spot.search}>
        <SpotName {...spot} />
      </TextLink>
    ),
  }))
  // Its title is the customer's name, as that of the page above it.
  const name = here.path === '/customers/$customerId/settings' ? t('shell.places.settings') : undefined
  return <WayHere value={{ above, here: name }}>{children}</WayHere>
}
