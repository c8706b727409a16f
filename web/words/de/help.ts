export const help = {
  title: 'Hilfe',
  find: 'In den Anleitungen suchen',
  noHit: 'Keine Anleitung sagt etwas zu „{{q}}“',
  all: 'Alle Anleitungen',
  page: 'Als Seite öffnen',
  english: 'Die Anleitungen zum Betrieb eines Hubs sind auf Englisch.',
}
