export const palette = {
  open: 'Suchen oder gehen zu …',
  keys: 'Strg K',
  find: 'Seite, Kunde, Seriennummer …',
  customers: 'Kunden',
  devices: 'Geräte',
  actsTitle: 'Beginnen',
  pages: 'Seiten',
  none: 'Nichts gefunden zu „{{typed}}“. Geräte findet man mit dem Anfang ihrer Seriennummer.',
  acts: {
    transfer: 'Geräte übertragen',
    customer: 'Kunden hinzufügen',
    register: 'Gerät registrieren',
    feed: 'Verkaufsmeldung senden',
    member: 'Mitglied einladen',
  },
}
