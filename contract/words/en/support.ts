// What the server says of support sessions (R-H7).

/** What was asked for inside one: an endpoint’s name. Every endpoint that one may call has its word. */
export const views = {
  getCustomerSettings: 'the settings',
  listDevices: 'the list of devices',
  getDevice: 'a device',
  listPossessions: 'where a device has been',
  exportDevices: 'the devices, as a file',
  exportDevicesWorkbook: 'the devices, as a workbook',
  getHoldingHistory: 'how long devices have waited unassigned',
  getHoldingTenant: 'the unassigned devices',
  getOwnTenant: 'the organisation’s own equipment',
  listMembers: 'the members',
  listOrganisations: 'the organisation’s card',
  getOrganisation: 'the organisation’s data',
  getQuota: 'the quota',
  getJob: 'the progress of a job',
  exportConsents: 'the consents, as a file',
}

export const supportAudit = {
  'support_session.opened':
    '{{who}} entered this organisation in a support session, to read only. Person: {{agent}}. Longest time: {{minutes, number}} minutes. Reason: “{{reason}}”',
  'support_session.opened_in':
    '{{who}} entered {{customer}} in a support session, to read only. Longest time: {{minutes, number}} minutes. Reason: “{{reason}}”',
  'support_session.viewed': 'Inside a support session, {{who}} asked for {{view}}.',
  'support_session.ended': '{{who}} ended the support session of {{agent}}.',
  'support_session.ended_in': '{{who}} ended the support session of {{agent}} in {{customer}}.',
  'support_session.lapsed': 'The time of the support session of {{agent}} was over.',
  'support_session.lapsed_in': 'The time of the support session of {{agent}} in {{customer}} was over.',
}

export const supportNotifications = {
  support_session_opened:
    '{{agent}}, of the operator of this hub, is inside your organisation, read-only, for at most {{minutes, number}} minutes. Reason: “{{reason}}”. You can end this at any time.',
}

export const supportProblems = {
  'support_sessions.read_only': {
    title: 'A support session only reads',
    detail:
      'You are inside this organisation in a read-only support session: nothing can be changed from it, and secrets stay closed. Nothing was changed.',
  },
}
