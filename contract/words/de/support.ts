// What the server says of support sessions (R-H7).
import type * as en from '../en/support.ts'

/** What was asked for inside one: an endpoint’s name. Every endpoint that one may call has its word. */
export const views: { [K in keyof typeof en.views]: string } = {
  getCustomerSettings: 'die Einstellungen',
  listDevices: 'die Liste der Geräte',
  getDevice: 'ein Gerät',
  listPossessions: 'der Verbleib eines Geräts',
  exportDevices: 'die Geräte als Datei',
  exportDevicesWorkbook: 'die Geräte als Arbeitsmappe',
  getHoldingHistory: 'wie lange Geräte schon nicht zugewiesen sind',
  getHoldingTenant: 'die nicht zugewiesenen Geräte',
  getOwnTenant: 'die eigenen Geräte der Organisation',
  listMembers: 'die Mitglieder',
  listOrganisations: 'die Karte der Organisation',
  getOrganisation: 'die Daten der Organisation',
  getQuota: 'das Kontingent',
  getJob: 'der Fortschritt einer Aufgabe',
  exportConsents: 'die Einwilligungen als Datei',
}

export const supportAudit: { [K in keyof typeof en.supportAudit]: string } = {
  'support_session.opened':
    '{{who}} hat diese Organisation in einer Support-Sitzung betreten, nur zum Lesen. Person: {{agent}}. Höchstdauer: {{minutes, number}} Minuten. Grund: „{{reason}}“',
  'support_session.opened_in':
    '{{who}} hat {{customer}} in einer Support-Sitzung betreten, nur zum Lesen. Höchstdauer: {{minutes, number}} Minuten. Grund: „{{reason}}“',
  'support_session.viewed': '{{who}} hat in einer Support-Sitzung abgerufen: {{view}}.',
  'support_session.ended': '{{who}} hat die Support-Sitzung von {{agent}} beendet.',
  'support_session.ended_in': '{{who}} hat die Support-Sitzung von {{agent}} bei {{customer}} beendet.',
  'support_session.lapsed': 'Die Zeit der Support-Sitzung von {{agent}} ist abgelaufen.',
  'support_session.lapsed_in': 'Die Zeit der Support-Sitzung von {{agent}} bei {{customer}} ist abgelaufen.',
}

export const supportNotifications: { [K in keyof typeof en.supportNotifications]: string } = {
  support_session_opened:
    '{{agent}} vom Betreiber dieses Hubs ist zum Lesen in Ihrer Organisation, höchstens {{minutes, number}} Minuten lang. Grund: „{{reason}}“. Sie können das jederzeit beenden.',
}

export const supportProblems: { [K in keyof typeof en.supportProblems]: { title: string; detail: string } } = {
  'support_sessions.read_only': {
    title: 'In einer Support-Sitzung kann nur gelesen werden',
    detail:
      'Sie sind in einer Support-Sitzung nur zum Lesen in dieser Organisation: Daraus lässt sich nichts ändern, und Geheimnisse bleiben verschlossen. Es wurde nichts geändert.',
  },
}
