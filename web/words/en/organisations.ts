export const organisations = {
  organisation: 'Organisation',
  name: 'Name',
  kind: 'Kind',
  anyKind: 'Any kind',
  kinds: { vendor: 'Vendor', provider: 'Provider', partner: 'Partner', customer: 'Customer' },
  web: 'Website',
  lead: 'Every organisation on this hub.',
  find: 'Find an organisation',
  empty: 'No organisation found',
  create: 'Create organisation',
  adminName: 'Name of the first administrator',
  adminMail: 'Email of the first administrator',
  onlyOperator: 'Only the operator of this hub sees this page.',
}

export const members = {
  lead: 'Who works for {{organisation}} here, and what each may do.',
  you: 'you',
  status: 'Status',
  statuses: { active: 'Active', invited: 'Invited', removed: 'Removed' },
  joinedAt: 'Member since',
  find: 'Find a member',
  noHit: 'No member found',
  invite: 'Invite member',
  sendInvitation: 'Send invitation',
  invited: 'The invitation is on its way to {{mail}}.',
  rolesOf: 'Roles of {{name}}',
  remove: 'Remove',
  removeOf: 'Remove {{name}}',
  removeText: '{{name}} can no longer act for {{organisation}} from their next request on. What they did stays in the activity.',
}

export const relationships = {
  with: 'With',
  state: 'State',
  states: { requested: 'Requested', accepted: 'Accepted', disabled: 'Disabled', ended: 'Ended' },
  requestedAt: 'Requested',
  acceptedAt: 'Accepted',
  accept: 'Accept',
  refuse: 'Refuse',
  enable: 'Enable',
  disable: 'Disable',
  end: 'End',
  withdraw: 'Withdraw',
  lead: {
    customer: 'Who may look after your devices. You decide, and you can end it at any time.',
    partner: 'Distributors that may report devices sold to you.',
    provider: 'Partners whose devices you may report as sold.',
  },
  empty: { customer: 'No partners yet', partner: 'No suppliers yet', provider: 'No partners yet' },
  emptyText: {
    customer: 'When a partner asks to look after your devices, its request appears here.',
    partner: 'When a distributor asks to supply you, its request appears here. It needs one of your location IDs.',
    provider: 'Ask a partner, by one of its location IDs, to be its supplier.',
  },
  request: 'Ask a partner',
  requested: 'The request is on its way to {{name}}.',
  send: 'Send request',
  locationIdText: 'The partner finds it under Accreditations and locations.',
  disableTitle: 'Disable the relationship with {{name}}?',
  endTitle: 'End the relationship with {{name}}?',
  refuseTitle: 'Refuse the request of {{name}}?',
  withdrawTitle: 'Withdraw the request to {{name}}?',
  requestText: 'The request is closed then. A new one can be sent later.',
  disableMeans: {
    manages: 'Access pauses at once; you can enable it again at any time.',
    supplies: 'Reports pause at once; you can enable it again at any time.',
  },
  endMeans: {
    manages: 'The relationship is over; to come back, the partner needs a new invitation.',
    supplies: 'The relationship is over; to come back, a new request is needed.',
  },
  disableTexts: {
    manages: '{{name}} no longer sees any of these devices, from its next request on. You can enable it again.',
    supplies: 'Devices can no longer be reported under this relationship. You can enable it again.',
  },
  endTexts: {
    manages:
      '{{name}} is no longer linked with these devices, from its next request on. Devices stay where they are. A new invitation is needed to come back.',
    supplies: 'Devices can no longer be reported under this relationship. A new request is needed to come back.',
  },
}

export { roles } from '../../../contract/words/en/names.ts'

export const roleTexts = {
  global_admin: 'Everything, members and settings included.',
  admin_agent: 'Customers, devices and transfers.',
  helpdesk_agent: 'Reads customers and devices, helps their users.',
  helpdesk_agent_advanced: 'As help-desk agent, and may ask for temporary full access.',
  sales_agent: 'Adds and invites customers, reads devices.',
  viewer: 'Reads customers, devices and transfers.',
  feed_manager: 'Sends and mends feeds.',
  provider_admin: 'Everything, members and settings included.',
  provider_agent: 'Partners and their relationships.',
  vendor_admin: 'Everything, accreditations and members included.',
  vendor_agent: 'Devices and cases of the vendor.',
  customer_admin: 'Everything, partners, members and settings included.',
  device_admin: 'Devices and cPIN.',
  end_user: 'Their own devices.',
}
