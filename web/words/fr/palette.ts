export const palette = {
  open: 'Rechercher ou aller à…',
  keys: 'Ctrl K',
  find: 'Page, client, numéro de série…',
  customers: 'Clients',
  devices: 'Périphériques',
  actsTitle: 'Commencer',
  pages: 'Pages',
  none: 'Aucun résultat pour « {{typed}} ». Un périphérique se trouve par le début de son numéro de série.',
  acts: {
    transfer: 'Transférer des périphériques',
    customer: 'Ajouter un client',
    register: 'Enregistrer un périphérique',
    feed: 'Envoyer un rapport de ventes',
    member: 'Inviter un membre',
  },
}
