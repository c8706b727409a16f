import type { accessStates } from '../../contract/customers.ts'
import type { Permission } from '../../contract/permissions.ts'

export type Access = (typeof accessStates)[number]
export type Can = { update: boolean; invite: boolean; disable: boolean; enable: boolean; remove: boolean; readSettings: boolean }

/**
 * What the member may do with a customer now: permission and state. What was typed is corrected while pending (R-C1); access is switched
 * off when accepted, and on again by the side that switched it off (R-C2).
 */
export function whatMayBeDone(
  may: (permission: Permission) => boolean,
  { access, disabledByUs }: { access: Access; disabledByUs: boolean },
): Can {
  return {
    update: access === 'pending' && may('customer.update'),
    invite: access === 'pending' && may('customer.invite'),
    disable: access === 'accepted' && may('customer.set_access'),
    enable: access === 'disabled' && disabledByUs && may('customer.set_access'),
    remove: may('customer.remove'),
    readSettings: access === 'accepted' && may('tenant_settings.read'),
  }
}

export type CustomerOrder = { by: 'name' | 'invitedAt'; descending: boolean }

export function orderOf(sort: 'name' | '-name' | 'invitedAt' | '-invitedAt'): CustomerOrder {
  const descending = sort.startsWith('-')
  return { by: sort.endsWith('name') ? 'name' : 'invitedAt', descending }
}

/** Until when a link that is sent now is good. */
export function expiryOf(now: Date, days: number): Date {
  return new Date(now.getTime() + days * 86_400_000)
}
