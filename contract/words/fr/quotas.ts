import type * as en from '../en/quotas.ts'

type Told<T> = { [K in keyof T]: T[K] extends string ? string : Told<T[K]> }

export const quotaNotifications: Told<typeof en.quotaNotifications> = {
  quota_near: 'Votre organisation utilise {{used, number}} des {{devices, number}} périphériques de son quota.',
  quota_reached:
    'Votre organisation a atteint son quota : {{used, number}} périphériques sur {{devices, number}}. Rien n’est refusé ; adressez-vous à l’exploitant pour en obtenir davantage.',
  partner_quota_near: '{{partner}} utilise {{used, number}} des {{devices, number}} périphériques de son quota.',
  partner_quota_reached: '{{partner}} a atteint son quota : {{used, number}} périphériques sur {{devices, number}}.',
}

export const quotaAudit: Told<typeof en.quotaAudit> = {
  'quota.set': '{{who}} a fixé le quota de {{partner}}. Périphériques : {{devices, number}}.',
  'quota.removed': '{{who}} a supprimé le quota de {{partner}}.',
}
