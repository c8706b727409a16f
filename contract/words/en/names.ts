// Names of what the house itself names, in English: said alone, in a list or after a colon.

export const roles = {
  global_admin: 'Global administrator',
  admin_agent: 'Admin agent',
  helpdesk_agent: 'Help-desk agent',
  helpdesk_agent_advanced: 'Advanced help-desk agent',
  sales_agent: 'Sales agent',
  viewer: 'Viewer',
  feed_manager: 'Feed manager',
  provider_admin: 'Provider administrator',
  provider_agent: 'Provider agent',
  vendor_admin: 'Vendor administrator',
  vendor_agent: 'Vendor agent',
  customer_admin: 'Customer administrator',
  device_admin: 'Device administrator',
  end_user: 'End user',
}

export const accreditationKinds = {
  resell_monitor: 'Resell and view/monitor',
  service_delivery: 'Deliver service',
  report_sales: 'Report sales',
}

export const languages = {
  inviter: 'that of whoever invites',
  en: 'English',
  fr: 'French',
  de: 'German',
}

export { views } from './support.ts'
