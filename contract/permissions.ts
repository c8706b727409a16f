// Who may do what: the right to try. Reach (R-A7) and state come on top. `docs/permissions.md` is the
// document this table was written from; permissions.test.ts compares the two cell by cell.

/** Roles a member may hold, by the kind of organisation that may give them. A feed manager exists in three kinds. */
export const rolesByKind = {
  partner: ['global_admin', 'admin_agent', 'helpdesk_agent', 'helpdesk_agent_advanced', 'sales_agent', 'viewer', 'feed_manager'],
  provider: ['provider_admin', 'provider_agent', 'feed_manager'],
  vendor: ['vendor_admin', 'vendor_agent', 'feed_manager'],
  customer: ['customer_admin', 'device_admin', 'end_user'],
} as const

export type OrganisationKind = keyof typeof rolesByKind
export const organisationKinds = ['vendor', 'provider', 'partner', 'customer'] as const
export type Role = (typeof rolesByKind)[OrganisationKind][number]
/** What a support session may do is a column of the same table. */
export type Holder = Role | 'read_only_session' | 'full_session'

/** Administrators whose last one cannot be removed (R-A5). */
export const lastAdministrator: Record<OrganisationKind, Role> = {
  partner: 'global_admin',
  provider: 'provider_admin',
  vendor: 'vendor_admin',
  customer: 'customer_admin',
}

/** `x` = as reach allows; `o` own organisation or rows; `m` only devices they are the recorded user of; `c` only through a case in
 * their queue; `v` as member of a provider or vendor; `w` as member of a vendor. */
export type Extent = 'x' | 'o' | 'm' | 'c' | 'v' | 'w'

const matrix = {
  'organisation.read': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', sales_agent: 'x', viewer: 'x', feed_manager: 'o', provider_admin: 'x', provider_agent: 'x', vendor_admin: 'x', vendor_agent: 'x', customer_admin: 'o', device_admin: 'o', end_user: 'o', read_only_session: 'x', full_session: 'x' },
  'organisation.update': { global_admin: 'o', provider_admin: 'o', vendor_admin: 'o', customer_admin: 'o' },
  'location.manage': { global_admin: 'o', provider_admin: 'o', vendor_admin: 'o', customer_admin: 'o' },
  'member.read': { global_admin: 'o', admin_agent: 'o', helpdesk_agent: 'o', helpdesk_agent_advanced: 'o', sales_agent: 'o', viewer: 'o', feed_manager: 'o', provider_admin: 'o', provider_agent: 'o', vendor_admin: 'o', vendor_agent: 'o', customer_admin: 'o', device_admin: 'o', read_only_session: 'x', full_session: 'x' },
  'member.manage': { global_admin: 'o', provider_admin: 'o', vendor_admin: 'o', customer_admin: 'o' },
  'customer.read': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', sales_agent: 'x', viewer: 'x', provider_admin: 'x', provider_agent: 'x', vendor_admin: 'c', vendor_agent: 'c' },
  'customer.create': { global_admin: 'x', admin_agent: 'x', sales_agent: 'x' },
  'customer.update': { global_admin: 'x', admin_agent: 'x', sales_agent: 'x' },
  'customer.invite': { global_admin: 'x', admin_agent: 'x', sales_agent: 'x' },
  'customer.remove': { global_admin: 'x', admin_agent: 'x' },
  'customer.merge': { global_admin: 'x', admin_agent: 'x' },
  'customer.set_access': { global_admin: 'x', admin_agent: 'x' },
  'tenant_settings.read': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', viewer: 'x', customer_admin: 'x', device_admin: 'x', read_only_session: 'x', full_session: 'x' },
  'tenant_settings.update': { global_admin: 'x', admin_agent: 'x', customer_admin: 'x', full_session: 'x' },
  'cpin.read': { global_admin: 'x', admin_agent: 'x', customer_admin: 'x', device_admin: 'x' },
  'cpin.rotate': { global_admin: 'x', admin_agent: 'x', customer_admin: 'x', device_admin: 'x' },
  'user.read': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', customer_admin: 'x', device_admin: 'x', end_user: 'o', read_only_session: 'x', full_session: 'x' },
  'user.manage': { customer_admin: 'x', full_session: 'x' },
  'relationship.read': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', sales_agent: 'x', viewer: 'x', provider_admin: 'x', provider_agent: 'x', customer_admin: 'x' },
  'relationship.request': { global_admin: 'x', admin_agent: 'x', sales_agent: 'x', provider_admin: 'x', provider_agent: 'x', customer_admin: 'x' },
  'relationship.accept': { global_admin: 'x', provider_admin: 'x', customer_admin: 'x' },
  'relationship.disable': { global_admin: 'x', provider_admin: 'x', customer_admin: 'x' },
  'relationship.end': { global_admin: 'x', provider_admin: 'x', customer_admin: 'x' },
  'accreditation.read': { global_admin: 'o', admin_agent: 'o', sales_agent: 'o', viewer: 'o', provider_admin: 'x', provider_agent: 'x', vendor_admin: 'x', vendor_agent: 'x' },
  'accreditation.manage': { vendor_admin: 'x' },
  'application.decide': { vendor_admin: 'x' },
  'feed.upload': { global_admin: 'x', feed_manager: 'x', provider_admin: 'x', vendor_admin: 'x' },
  'feed.read': { global_admin: 'x', feed_manager: 'x', provider_admin: 'x', vendor_admin: 'x' },
  'feed.retry': { global_admin: 'x', feed_manager: 'x', provider_admin: 'x', vendor_admin: 'x' },
  'feed.claim': { global_admin: 'x', admin_agent: 'x' },
  'feed.settle_claim': { feed_manager: 'v', provider_admin: 'x', vendor_admin: 'x', vendor_agent: 'x' },
  'feed.settle_held': { feed_manager: 'w', vendor_admin: 'x', vendor_agent: 'x' },
  'device.read': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', sales_agent: 'x', viewer: 'x', vendor_admin: 'x', vendor_agent: 'x', customer_admin: 'x', device_admin: 'x', end_user: 'm', read_only_session: 'x', full_session: 'x' },
  'device.read_configuration': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', customer_admin: 'x', device_admin: 'x', end_user: 'm', read_only_session: 'x', full_session: 'x' },
  'device.read_person': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', customer_admin: 'x', device_admin: 'x', end_user: 'm', read_only_session: 'x', full_session: 'x' },
  'device.transfer': { global_admin: 'x', admin_agent: 'x' },
  'transfer.undo': { global_admin: 'x', admin_agent: 'x' },
  'transfer.read': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', viewer: 'x' },
  'device.register': { global_admin: 'x', admin_agent: 'x', customer_admin: 'x', device_admin: 'x', full_session: 'x' },
  'device.update': { global_admin: 'x', admin_agent: 'x', customer_admin: 'x', device_admin: 'x', full_session: 'x' },
  'device.remove': { global_admin: 'x', admin_agent: 'x', customer_admin: 'x', device_admin: 'x', full_session: 'x' },
  'slot.assign': { customer_admin: 'x', device_admin: 'x' },
  'consent.give': { customer_admin: 'x' },
  'access.allow': { customer_admin: 'x' },
  'request.answer': { customer_admin: 'x' },
  'delegated_admin.approve': { customer_admin: 'x' },
  'consent.read': { global_admin: 'o', admin_agent: 'o', customer_admin: 'x', device_admin: 'x' },
  'request.send': { global_admin: 'x', admin_agent: 'x', sales_agent: 'x', provider_admin: 'x', provider_agent: 'x' },
  'group.read': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', viewer: 'x', customer_admin: 'x', device_admin: 'x', read_only_session: 'x', full_session: 'x' },
  'group.manage': { global_admin: 'x', admin_agent: 'x', customer_admin: 'x', device_admin: 'x', full_session: 'x' },
  'alert.read': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', viewer: 'x', vendor_admin: 'c', vendor_agent: 'c', customer_admin: 'x', device_admin: 'x', end_user: 'm', read_only_session: 'x', full_session: 'x' },
  'alert.acknowledge': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', customer_admin: 'x', device_admin: 'x', end_user: 'm', full_session: 'x' },
  'maintenance.manage': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', customer_admin: 'x', device_admin: 'x', end_user: 'm', full_session: 'x' },
  'case.read': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', viewer: 'x', provider_admin: 'x', provider_agent: 'x', vendor_admin: 'x', vendor_agent: 'x', customer_admin: 'x', device_admin: 'x', end_user: 'm', read_only_session: 'x', full_session: 'x' },
  'case.create': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', sales_agent: 'x', provider_admin: 'x', provider_agent: 'x', vendor_agent: 'x', customer_admin: 'x', device_admin: 'x', end_user: 'm', full_session: 'x' },
  'case.work': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', provider_admin: 'x', provider_agent: 'x', vendor_agent: 'x' },
  'case.hand_over': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', provider_admin: 'x', provider_agent: 'x', vendor_agent: 'x' },
  'routing.simulate': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', viewer: 'x', vendor_agent: 'x', customer_admin: 'x', device_admin: 'x', read_only_session: 'x', full_session: 'x' },
  'entitlement.read': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', sales_agent: 'x', viewer: 'x', vendor_admin: 'x', vendor_agent: 'x', customer_admin: 'x', device_admin: 'x', end_user: 'm', read_only_session: 'x', full_session: 'x' },
  'entitlement.manage': { vendor_admin: 'x', vendor_agent: 'x' },
  'entitlement.override': { vendor_admin: 'x', vendor_agent: 'x' },
  'subscription.read': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', sales_agent: 'x', viewer: 'x', provider_admin: 'x', provider_agent: 'x', customer_admin: 'x', read_only_session: 'x', full_session: 'x' },
  'subscription.manage': { provider_admin: 'x', provider_agent: 'x' },
  'licence.assign': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', sales_agent: 'x', provider_admin: 'x', provider_agent: 'x', customer_admin: 'x', full_session: 'x' },
  'support_contact.read': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', sales_agent: 'x', viewer: 'x', provider_admin: 'x', provider_agent: 'x', customer_admin: 'x', device_admin: 'x', end_user: 'x', read_only_session: 'x', full_session: 'x' },
  'support_contact.assign': { provider_admin: 'x', provider_agent: 'x' },
  'delegated_admin.read': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', provider_admin: 'x', provider_agent: 'x', customer_admin: 'x' },
  'delegated_admin.request': { global_admin: 'x', admin_agent: 'x' },
  'delegated_admin.end': { global_admin: 'x', admin_agent: 'x', customer_admin: 'x' },
  'search.devices': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', sales_agent: 'x', viewer: 'x', vendor_admin: 'x', vendor_agent: 'x', customer_admin: 'x', device_admin: 'x', read_only_session: 'x', full_session: 'x' },
  'helpdesk.search': { helpdesk_agent: 'x', helpdesk_agent_advanced: 'x' },
  'helpdesk.read_user': { helpdesk_agent: 'x', helpdesk_agent_advanced: 'x' },
  'helpdesk.send_code': { helpdesk_agent: 'x', helpdesk_agent_advanced: 'x' },
  'helpdesk.clear_suppression': { helpdesk_agent: 'x', helpdesk_agent_advanced: 'x' },
  'support_session.enter_read_only': { helpdesk_agent: 'x', helpdesk_agent_advanced: 'x' },
  'support_session.ask_full': { helpdesk_agent_advanced: 'x' },
  'support_session.read': { global_admin: 'o', admin_agent: 'o', helpdesk_agent: 'o', helpdesk_agent_advanced: 'o', customer_admin: 'x' },
  'support_session.end': { global_admin: 'o', admin_agent: 'o', helpdesk_agent: 'o', helpdesk_agent_advanced: 'o', customer_admin: 'x' },
  'audit.read': { global_admin: 'o', admin_agent: 'o', provider_admin: 'o', vendor_admin: 'o', customer_admin: 'x' },
  'audit.export': { global_admin: 'o', admin_agent: 'o', provider_admin: 'o', vendor_admin: 'o', customer_admin: 'x' },
  'webhook.manage': { global_admin: 'o', provider_admin: 'o', vendor_admin: 'o', customer_admin: 'o' },
  'api_key.manage': { global_admin: 'o', provider_admin: 'o', vendor_admin: 'o', customer_admin: 'o' },
  'sign_in.manage': { global_admin: 'o', provider_admin: 'o', vendor_admin: 'o', customer_admin: 'o' },
  'export': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', sales_agent: 'x', viewer: 'x', feed_manager: 'x', provider_admin: 'x', provider_agent: 'x', vendor_admin: 'x', vendor_agent: 'x', customer_admin: 'x', device_admin: 'x', read_only_session: 'x', full_session: 'x' },
  'own.session': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', sales_agent: 'x', viewer: 'x', feed_manager: 'x', provider_admin: 'x', provider_agent: 'x', vendor_admin: 'x', vendor_agent: 'x', customer_admin: 'x', device_admin: 'x', end_user: 'x' },
  'own.profile': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', sales_agent: 'x', viewer: 'x', feed_manager: 'x', provider_admin: 'x', provider_agent: 'x', vendor_admin: 'x', vendor_agent: 'x', customer_admin: 'x', device_admin: 'x', end_user: 'x' },
  'own.notification': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', sales_agent: 'x', viewer: 'x', feed_manager: 'x', provider_admin: 'x', provider_agent: 'x', vendor_admin: 'x', vendor_agent: 'x', customer_admin: 'x', device_admin: 'x', end_user: 'x' },
  'own.view': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', sales_agent: 'x', viewer: 'x', feed_manager: 'x', provider_admin: 'x', provider_agent: 'x', vendor_admin: 'x', vendor_agent: 'x', customer_admin: 'x', device_admin: 'x', end_user: 'x' },
  'own.favourite': { global_admin: 'x', admin_agent: 'x', helpdesk_agent: 'x', helpdesk_agent_advanced: 'x', sales_agent: 'x', viewer: 'x', feed_manager: 'x' },
} as const satisfies Record<string, Partial<Record<Holder, Extent>>>

export type Permission = keyof typeof matrix
export const permissions: Readonly<Record<Permission, Partial<Record<Holder, Extent>>>> = matrix

/**
 * The widest extent in which someone with these roles may try the act, or undefined when no role allows it.
 * `v` and `w` count only for members of that kind of organisation. Rights are the union of a member's roles.
 */
export function mayTry(permission: Permission, roles: readonly Holder[], kind: OrganisationKind): Extent | undefined {
  const row = permissions[permission]
  let widest: Extent | undefined
  for (const role of roles) {
    const extent = row[role]
    if (extent === undefined) continue
    if (extent === 'v' && kind !== 'provider' && kind !== 'vendor') continue
    if (extent === 'w' && kind !== 'vendor') continue
    if (extent === 'x' || extent === 'v' || extent === 'w') return 'x'
    widest = extent
  }
  return widest
}
