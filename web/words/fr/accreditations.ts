export const accreditations = {
  lead: 'Ce que les fabricants autorisent votre organisation à faire, et les sites par lesquels clients et déclarations vous nomment.',
  leadGiver:
    'Ce que les partenaires et les distributeurs peuvent faire. La première crée les « Périphériques non attribués » d’un partenaire.',
  organisation: 'Organisation',
  kind: 'Peut',
  kinds: { resell_monitor: 'Revendre et afficher/surveiller', service_delivery: 'Fournir le service', report_sales: 'Déclarer des ventes' },
  validFrom: 'Valable à partir du',
  validUntil: 'Valable jusqu’au',
  noEnd: 'sans fin',
  untilText: 'Le dernier jour. Vide : sans fin.',
  state: 'État',
  valid: 'Valable',
  notValid: 'Non valable',
  give: 'Donner une certification',
  given: '{{name}} a la certification.',
  change: 'Modifier',
  changeOf: 'Modifier la certification de {{name}}',
  locationId: 'Identifiant de site',
  locationIdText: 'Du partenaire ou du distributeur, tel qu’il le lit.',
  empty: {
    title: 'Pas encore de certifications',
    text: 'Un fabricant les donne avec l’un de vos identifiants de site. Avec la première, des périphériques qui vous sont vendus peuvent arriver.',
    giver: 'Donnez-en une à un partenaire ou à un distributeur avec son identifiant de site.',
  },
}

export const locations = {
  title: 'Sites',
  lead: 'Donnez un identifiant de site aux clients, fabricants et distributeurs : c’est par lui qu’ils nomment votre site.',
  leadVendor: 'Les sites des partenaires que vous avez certifiés.',
  name: 'Site',
  locationId: 'Identifiant de site',
  copy: 'Copier l’identifiant de site de {{name}}',
  takesCases: 'Prend des dossiers',
  takesCasesText: 'Les dossiers de réparation des périphériques dont ce site s’occupe arrivent dans sa file.',
  add: 'Ajouter un site',
  empty: 'Pas encore de sites',
}
