import type { ComponentType } from 'react'
import type { OrganisationKind } from '../../../contract/permissions.ts'
import { BoxIcon, BuildingIcon, type IconProps, PeopleIcon, SealIcon } from '../../kit/icons.tsx'

/** The mark of each kind of organisation, beside its name. */
export const kindMarks: Record<OrganisationKind, ComponentType<IconProps>> = {
  vendor: SealIcon,
  provider: BoxIcon,
  partner: PeopleIcon,
  customer: BuildingIcon,
}
