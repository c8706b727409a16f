export const activity = {
  lead: 'Qui a fait quoi pour votre organisation, le plus récent d’abord. Rien ici ne peut être modifié après coup.',
  leadCustomer:
    'Tout ce qui a été fait avec vos périphériques et vos paramètres, par vous et par vos partenaires. Rien ici ne peut être modifié après coup.',
  what: 'Ce qui s’est passé',
  who: 'Qui',
  at: 'Quand',
  seal: 'Sceau',
  sealed: 'Scellé',
  notYet: 'dans quelques secondes',
  everybody: 'Tous',
  partners: 'Nos partenaires',
  us: 'Nous',
  empty: { title: 'Rien encore', text: 'Dès que quelqu’un fait quelque chose, c’est écrit ici.' },
}
