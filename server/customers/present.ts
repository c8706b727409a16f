import type { z } from 'zod'
import type { customer, customerDetail, tenantSettings } from '../../contract/customers.ts'
import { hasPermission } from '../platform/access/session.ts'
import type { Actor } from '../platform/database/actor.ts'
import type { CustomerDetailRow, CustomerRow, SettingsRow } from './queries.ts'
import { whatMayBeDone } from './rules.ts'

export function presentCustomer(row: CustomerRow): z.output<typeof customer> {
  const { name, access, city, country, devices } = row
  return {
    id: row.organisation,
    name,
    access,
    customerId: row.customer_id,
    city,
    country,
    devices,
    invitedAt: row.invited_at.toISOString(),
    acceptedAt: row.accepted_at?.toISOString() ?? null,
  }
}

export function presentCustomerDetail(actor: Actor, row: CustomerDetailRow): z.output<typeof customerDetail> {
  const { address, postcode, revision, access, sent_at: sentAt, expires_at: expiresAt } = row
  return {
    ...presentCustomer(row),
    address,
    postcode,
    administrator: { name: row.admin_name, mail: row.admin_mail, phone: row.admin_phone },
    invitation: sentAt && expiresAt ? { sentAt: sentAt.toISOString(), expiresAt: expiresAt.toISOString() } : null,
    revision,
    can: whatMayBeDone((permission) => hasPermission(actor, permission), {
      access,
      disabledByUs: row.disabled_by !== null && row.disabled_by === actor.acting?.id,
    }),
  }
}

export function presentSettings(actor: Actor, row: SettingsRow): z.output<typeof tenantSettings> {
  const { organisation, name, collection, revision } = row
  return {
    organisationId: organisation,
    name,
    customerId: row.customer_id,
    collection,
    archiveAfterDays: row.archive_after_days,
    revision,
    can: {
      update: hasPermission(actor, 'tenant_settings.update'),
      readCpin: hasPermission(actor, 'cpin.read'),
      rotateCpin: hasPermission(actor, 'cpin.rotate'),
    },
  }
}
