import type { Role } from '../../contract/permissions.ts'

/** A partner's holding tenant takes what feeds report as sold, and what is put back there (R-B3, R-T2); nobody types devices into it. */
export function takesRegistrations(kind: 'customer' | 'holding' | 'own'): boolean {
  return kind !== 'holding'
}

/** Whom a tenant's organisation, or whoever asked, tells of proof: those who may register devices. */
export const toldOfProof: readonly Role[] = ['global_admin', 'admin_agent', 'customer_admin', 'device_admin']
/** A vendor's desk. */
export const desk: readonly Role[] = ['vendor_admin', 'vendor_agent', 'feed_manager']
