import { accreditationKinds } from '../../../contract/words/fr/names.ts'

export const accreditations = {
  lead: 'Ce que les fabricants autorisent votre organisation à faire, et les emplacements par lesquels clients et rapports de ventes vous désignent.',
  leadGiver:
    'Ce que les partenaires et les fournisseurs peuvent faire. La première accréditation d’un partenaire crée ses « Périphériques non attribués ».',
  organisation: 'Organisation',
  kind: 'Autorisation',
  kinds: accreditationKinds,
  validFrom: 'Valable dès le',
  validUntil: 'Valable jusqu’au',
  noEnd: 'sans limite',
  untilText: 'Le dernier jour. Vide : sans limite.',
  state: 'État',
  valid: 'Valable',
  notValid: 'Non valable',
  give: 'Donner une accréditation',
  given: 'Accréditation donnée à {{name}}.',
  change: 'Modifier',
  changeOf: 'Modifier l’accréditation de {{name}}',
  locationId: 'Identifiant d’emplacement',
  locationIdText: 'Le partenaire ou le fournisseur vous l’indique.',
  empty: {
    title: 'Pas encore d’accréditations',
    text: 'Un fabricant les donne avec l’un de vos identifiants d’emplacement. Dès la première, des périphériques qui vous sont vendus peuvent arriver.',
    giver: 'Donnez-en une à un partenaire ou à un fournisseur avec son identifiant d’emplacement.',
  },
}

export const locations = {
  title: 'Emplacements',
  lead: 'Donnez un identifiant d’emplacement aux clients, fabricants et fournisseurs : c’est par lui qu’ils désignent votre emplacement.',
  leadVendor: 'Les emplacements des partenaires que vous avez accrédités.',
  name: 'Emplacement',
  locationId: 'Identifiant d’emplacement',
  copy: 'Copier l’identifiant d’emplacement de {{name}}',
  takesCases: 'Reçoit des cas',
  takesCasesText: 'Les cas de réparation des périphériques dont cet emplacement s’occupe arrivent dans sa file.',
  add: 'Ajouter un emplacement',
  empty: 'Pas encore d’emplacements',
}
