// Names of what the house itself names, in German: said alone, in a list or after a colon.

export const roles = {
  global_admin: 'Globaler Administrator',
  admin_agent: 'Administrationsagent',
  helpdesk_agent: 'Helpdesk-Agent',
  helpdesk_agent_advanced: 'Erweiterter Helpdesk-Agent',
  sales_agent: 'Vertriebsagent',
  viewer: 'Betrachter',
  feed_manager: 'Verwalter der Verkaufsmeldungen',
  provider_admin: 'Distributor-Administrator',
  provider_agent: 'Distributor-Agent',
  vendor_admin: 'Hersteller-Administrator',
  vendor_agent: 'Hersteller-Agent',
  customer_admin: 'Kundenadministrator',
  device_admin: 'Geräteadministrator',
  end_user: 'Endbenutzer',
}

export const accreditationKinds = {
  resell_monitor: 'Wiederverkauf und Überwachung',
  service_delivery: 'Servicebereitstellung',
  report_sales: 'Verkaufsmeldung',
}

export const languages = {
  inviter: 'die der einladenden Person',
  en: 'Englisch',
  fr: 'Französisch',
  de: 'Deutsch',
}

export { views } from './support.ts'
