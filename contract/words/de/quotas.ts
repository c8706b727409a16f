import type * as en from '../en/quotas.ts'

type Told<T> = { [K in keyof T]: T[K] extends string ? string : Told<T[K]> }

export const quotaNotifications: Told<typeof en.quotaNotifications> = {
  quota_near: 'Ihre Organisation nutzt {{used, number}} der {{devices, number}} Geräte ihres Kontingents.',
  quota_reached:
    'Ihre Organisation hat ihr Kontingent erreicht: {{used, number}} von {{devices, number}} Geräten. Nichts wird abgelehnt; wenden Sie sich an den Betreiber, wenn Sie mehr brauchen.',
  partner_quota_near: '{{partner}} nutzt {{used, number}} der {{devices, number}} Geräte des eigenen Kontingents.',
  partner_quota_reached: '{{partner}} hat das Kontingent erreicht: {{used, number}} von {{devices, number}} Geräten.',
}

export const quotaAudit: Told<typeof en.quotaAudit> = {
  'quota.set': '{{who}} hat das Kontingent von {{partner}} festgelegt. Geräte: {{devices, number}}.',
  'quota.removed': '{{who}} hat das Kontingent von {{partner}} aufgehoben.',
}
