import type { ComponentType } from 'react'
import { getHoldingTenant } from '../../contract/devices.ts'
import type { Permission } from '../../contract/permissions.ts'
import {
  BoxIcon,
  BuildingIcon,
  ClockIcon,
  DeviceIcon,
  EyeIcon,
  FeedIcon,
  GearIcon,
  HomeIcon,
  type IconProps,
  LinkIcon,
  MoveIcon,
  PeopleIcon,
  SealIcon,
} from '../kit/icons.tsx'
import { useRead } from './reading.ts'
import { type Membership, may, useMembership } from './session.ts'

/** Pages below `/o/<organisation>/`, each in the menu of those who may try what it shows. */
const places = {
  home: { icon: HomeIcon, needs: 'organisation.read', kinds: ['partner', 'provider', 'vendor', 'customer'] },
  customers: { icon: PeopleIcon, needs: 'customer.read', kinds: ['partner'] },
  unassigned: { icon: BoxIcon, needs: 'device.read', kinds: ['partner'] },
  devices: { icon: DeviceIcon, needs: 'device.read', kinds: ['partner', 'vendor', 'customer'] },
  own: { icon: BuildingIcon, needs: 'device.read', kinds: ['partner'] },
  transfers: { icon: MoveIcon, needs: 'transfer.read', kinds: ['partner'] },
  feeds: { icon: FeedIcon, needs: 'feed.read', kinds: ['partner', 'provider', 'vendor'] },
  held: { icon: BoxIcon, needs: 'feed.settle_held', kinds: ['vendor'] },
  accreditations: { icon: SealIcon, needs: 'accreditation.read', kinds: ['partner', 'provider', 'vendor'] },
  applications: { icon: BuildingIcon, needs: 'accreditation.read', kinds: ['vendor'] },
  relationships: { icon: LinkIcon, needs: 'relationship.read', kinds: ['partner', 'provider', 'customer'] },
  requests: { icon: SealIcon, needs: 'consent.read', kinds: ['partner', 'customer'] },
  members: { icon: PeopleIcon, needs: 'member.read', kinds: ['partner', 'provider', 'vendor', 'customer'] },
  access: { icon: EyeIcon, needs: 'support_session.read', kinds: ['customer'] },
  activity: { icon: ClockIcon, needs: 'audit.read', kinds: ['partner', 'provider', 'vendor', 'customer'] },
  settings: { icon: GearIcon, needs: 'organisation.read', kinds: ['partner', 'provider', 'vendor', 'customer'] },
} as const satisfies Record<string, { icon: ComponentType<IconProps>; needs: Permission; kinds: readonly Membership['kind'][] }>

export type Place = keyof typeof places

function isPlace(name: string): name is Place {
  return name in places
}

export const iconOf: Record<Place, ComponentType<IconProps>> = Object.fromEntries(
  Object.entries(places).map(([name, { icon }]) => [name, icon]),
) as Record<Place, ComponentType<IconProps>>
export const operatorIcons = {
  home: HomeIcon,
  organisations: BuildingIcon,
  accreditations: SealIcon,
  applications: PeopleIcon,
  activity: ClockIcon,
  hub: FeedIcon,
  settings: GearIcon,
} as const

/** The operator's pages, in the order of the menu. */
export const operatorPlaces = ['home', 'organisations', 'accreditations', 'applications', 'activity', 'hub', 'settings'] as const

/** The menu of a membership, in its order; "Unassigned devices" stands apart, see `usePlaces`. */
function placesOf(membership: Membership): Place[] {
  return Object.keys(places)
    .filter(isPlace)
    .filter((name) => {
      const { needs, kinds } = places[name]
      // Whoever only uses devices starts with them.
      if (name === 'home' && membership.roles.every((role) => role === 'end_user')) return false
      // A distributor's start page is its reports.
      if (name === 'home' && membership.kind === 'provider' && !may(membership, 'feed.read')) return false
      return kinds.some((kind) => kind === membership.kind) && may(membership, needs)
    })
}

/** Where a member starts. */
export function homeOf(membership: Membership): Place {
  return placesOf(membership).find((place) => place !== 'unassigned') ?? 'settings'
}

/** The holding tenant of the partner acted for; undefined where there is none (R-B2). */
export function useHoldingTenant() {
  const membership = useMembership()
  const enabled = membership?.kind === 'partner' && may(membership, 'device.read')
  return useRead(getHoldingTenant, {}, { enabled, staleTime: 30_000 }).data
}

/** The menu now: "Unassigned devices" from the first device's arrival on. */
export function usePlaces(): Place[] {
  const membership = useMembership()
  const holding = useHoldingTenant()
  if (!membership) return []
  return placesOf(membership).filter((place) => place !== 'unassigned' || holding?.everUsed)
}
