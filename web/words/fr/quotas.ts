import type { Words } from '../index.ts'

export const quotas: Words['quotas'] = {
  title: 'Quotas',
  lead: 'Combien de périphériques un partenaire peut avoir, chez ses clients et non attribués confondus. Rien n’est refusé : le partenaire et vous êtes prévenus à partir de 90 %, puis quand le quota est atteint.',
  set: 'Fixer un quota',
  change: 'Modifier',
  changeOf: 'Modifier le quota de {{name}}',
  partner: 'Partenaire',
  devices: 'Quota (périphériques)',
  used: 'Utilisés',
  state: 'État',
  states: { free: 'Libre', near: 'Presque atteint', reached: 'Atteint' },
  countedAt: 'Compté le {{at}}',
  remove: 'Supprimer',
  done: 'Le quota de {{name}} est de {{formatted}} périphériques.',
  removed: '{{name}} n’a plus de quota.',
  empty: 'Aucun partenaire n’a de quota.',
  search: 'Saisissez un nom pour chercher parmi tous les partenaires',
  near: {
    title: 'Votre quota est presque épuisé',
    text: 'Votre organisation a {{used}} périphériques sur {{devices}}. Tout continue de fonctionner ; adressez-vous à l’exploitant de ce hub s’il vous en faut davantage.',
  },
  reached: {
    title: 'Votre quota est atteint',
    text: 'Votre organisation a {{used}} périphériques sur {{devices}}. Rien n’est refusé ; adressez-vous à l’exploitant de ce hub pour en obtenir davantage.',
  },
}
