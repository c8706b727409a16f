// What roles may do, in plain words' order: the table of permissions (contract/permissions.ts), gathered into what people ask for. Pure.
import { mayTry, type OrganisationKind, type Permission, type Role, rolesByKind } from '../../../contract/permissions.ts'

/** By their words: whoever may the first may the others too. */
const gathered = {
  customers: ['customer.read'],
  customersChange: ['customer.create', 'customer.update', 'customer.invite'],
  customersEnd: ['customer.set_access', 'customer.remove'],
  devices: ['device.read'],
  devicesChange: ['device.register', 'device.update', 'device.remove'],
  transfers: ['transfer.read'],
  transfersMake: ['device.transfer', 'transfer.undo'],
  settings: ['tenant_settings.read'],
  settingsChange: ['tenant_settings.update'],
  cpin: ['cpin.read', 'cpin.rotate'],
  requests: ['request.send'],
  consents: ['consent.read'],
  consentsGive: ['consent.give'],
  relationships: ['relationship.read'],
  relationshipsRequest: ['relationship.request'],
  relationshipsDecide: ['relationship.accept', 'relationship.disable', 'relationship.end'],
  feeds: ['feed.upload', 'feed.read', 'feed.retry'],
  held: ['feed.settle_held'],
  accreditations: ['accreditation.read'],
  accreditationsGive: ['accreditation.manage', 'application.decide'],
  access: ['support_session.read', 'support_session.end'],
  activity: ['audit.read', 'audit.export'],
  organisation: ['organisation.update', 'location.manage'],
  members: ['member.manage'],
} as const satisfies Record<string, readonly [Permission, ...Permission[]]>

export type Ability = keyof typeof gathered | 'devicesOwn'

/** What needs no mention: what all may, or what goes with what they may. */
export const unmentioned: readonly Permission[] = ['organisation.read', 'member.read', 'export', 'search.devices']

export const mentioned: readonly (readonly [Permission, ...Permission[]])[] = Object.values(gathered)

function isAbility(name: string): name is keyof typeof gathered {
  return name in gathered
}

/** What somebody with these roles may do in such an organisation; what takes a case to get at is not there without one. */
export function abilitiesOf(roles: readonly Role[], kind: OrganisationKind): Ability[] {
  return Object.keys(gathered)
    .filter(isAbility)
    .flatMap((ability): Ability[] => {
      // Only customers are visited.
      if (ability === 'access' && kind !== 'customer') return []
      const extent = mayTry(gathered[ability][0], roles, kind)
      if (extent === undefined || extent === 'c') return []
      return [extent === 'm' && ability === 'devices' ? 'devicesOwn' : ability]
    })
}

/** These names, as far as they are roles that such an organisation gives. */
export function rolesAmong(names: readonly string[], kind: OrganisationKind): Role[] {
  const given: readonly Role[] = rolesByKind[kind]
  return given.filter((role) => names.includes(role))
}
