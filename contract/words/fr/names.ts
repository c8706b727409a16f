// Names of what the house itself names, in French: said alone, in a list or after a colon.

export const roles = {
  global_admin: 'Administrateur général',
  admin_agent: 'Agent d’administration',
  helpdesk_agent: 'Agent du support technique',
  helpdesk_agent_advanced: 'Agent du support technique avancé',
  sales_agent: 'Agent commercial',
  viewer: 'Lecteur',
  feed_manager: 'Gestionnaire des rapports de ventes',
  provider_admin: 'Administrateur du fournisseur',
  provider_agent: 'Agent du fournisseur',
  vendor_admin: 'Administrateur du fabricant',
  vendor_agent: 'Agent du fabricant',
  customer_admin: 'Administrateur du client',
  device_admin: 'Administrateur des périphériques',
  end_user: 'Utilisateur final',
}

export const accreditationKinds = {
  resell_monitor: 'Revente et supervision',
  service_delivery: 'Prestation de services',
  report_sales: 'Déclaration des ventes',
}

export const languages = {
  inviter: 'celle de la personne qui invite',
  en: 'anglais',
  fr: 'français',
  de: 'allemand',
}

export { views } from './support.ts'
