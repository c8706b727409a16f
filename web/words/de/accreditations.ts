import { accreditationKinds } from '../../../contract/words/de/names.ts'

export const accreditations = {
  lead: 'Wozu Hersteller Ihre Organisation berechtigt haben, und die Standorte, unter denen Kunden und Verkaufsmeldungen Sie nennen.',
  leadGiver:
    'Wozu Partner und Distributoren berechtigt sind. Mit der ersten Akkreditierung eines Partners entsteht seine Liste „Nicht zugewiesene Geräte“.',
  organisation: 'Organisation',
  kind: 'Berechtigung',
  kinds: accreditationKinds,
  validFrom: 'Gültig ab',
  validUntil: 'Gültig bis',
  noEnd: 'unbefristet',
  untilText: 'Der letzte Tag. Leer: unbefristet.',
  state: 'Stand',
  valid: 'Gültig',
  notValid: 'Nicht gültig',
  give: 'Akkreditierung erteilen',
  given: '{{name}} ist jetzt akkreditiert.',
  change: 'Ändern',
  changeOf: 'Akkreditierung von {{name}} ändern',
  locationId: 'Standort-ID',
  locationIdText: 'Der Partner oder Distributor nennt sie Ihnen.',
  empty: {
    title: 'Noch keine Akkreditierungen',
    text: 'Ein Hersteller erteilt sie anhand einer Ihrer Standort-IDs. Ab der ersten können an Sie verkaufte Geräte eintreffen.',
    giver: 'Erteilen Sie einem Partner oder Distributor eine anhand seiner Standort-ID.',
  },
}

export const locations = {
  title: 'Standorte',
  lead: 'Geben Sie Kunden, Herstellern und Distributoren eine Standort-ID: Mit ihr bezeichnen sie Ihren Standort.',
  leadVendor: 'Standorte der Partner, die Sie akkreditiert haben.',
  name: 'Standort',
  locationId: 'Standort-ID',
  copy: 'Standort-ID von {{name}} kopieren',
  takesCases: 'Nimmt Fälle an',
  takesCasesText: 'Reparaturfälle der Geräte, die dieser Standort betreut, landen in seiner Warteschlange.',
  add: 'Standort hinzufügen',
  empty: 'Noch keine Standorte',
}
