// What the server says about quotas of devices (R-D9).

export const quotaNotifications = {
  quota_near: 'Your organisation uses {{used, number}} of the {{devices, number}} devices of its quota.',
  quota_reached:
    'Your organisation has reached its quota: {{used, number}} devices of {{devices, number}}. Nothing is refused; ask the operator for more.',
  partner_quota_near: '{{partner}} uses {{used, number}} of the {{devices, number}} devices of its quota.',
  partner_quota_reached: '{{partner}} has reached its quota: {{used, number}} devices of {{devices, number}}.',
}

export const quotaAudit = {
  'quota.set': '{{who}} set the quota of {{partner}}. Devices: {{devices, number}}.',
  'quota.removed': '{{who}} took away the quota of {{partner}}.',
}
