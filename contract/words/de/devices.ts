export const deviceProblems = {
  'removals.not_confirmed': {
    title: 'Das Entfernen ist nicht bestätigt',
    detail: 'Die Eingabe ist nicht die Kunden-ID des Mandanten, in dem diese Geräte sind. Es wurde nichts entfernt.',
  },
  'removals.too_many': {
    title: 'Zu viele Geräte auf einmal',
    detail: 'Auf einmal lassen sich höchstens {{devices}} Geräte entfernen. Engen Sie die Auswahl ein und entfernen Sie den Rest danach.',
  },
  'removals.not_undoable': {
    title: 'Dieses Entfernen lässt sich nicht rückgängig machen',
    detail:
      'Es wurde schon rückgängig gemacht, die Frist ist vorbei, oder jemand anderes hat diese Geräte aus dem eigenen Mandanten entfernt.',
  },
  'removals.places_taken': {
    title: 'Jetzt kann nichts zurückkommen',
    detail:
      'An den Plätzen dieser Geräte sind inzwischen andere Einträge. Sind diese weg, lässt sich das Entfernen innerhalb der Frist noch rückgängig machen.',
  },
  'devices.not_into_holding': {
    title: 'Unter „Nicht zugewiesene Geräte“ lässt sich nichts registrieren',
    detail:
      'Geräte, die an Sie verkauft wurden, treffen dort von selbst ein. Registrieren Sie dieses bei dem Kunden, der es hat, oder in Ihrer eigenen IT-Umgebung.',
  },
  'devices.proof_not_open': {
    title: 'Ein Nachweis kann jetzt nicht erbeten werden',
    detail: 'Das Gerät hat schon einen Nachweis, oder der Hersteller wurde gefragt und hat noch nicht geantwortet.',
  },
  'devices.proof_desk_full': {
    title: 'Bei diesem Hersteller warten zu viele Ihrer Anfragen',
    detail: 'Der Hersteller beantwortet sie nacheinander. Fragen Sie noch einmal, sobald einige beantwortet sind.',
  },
  'devices.proof_contested': {
    title: 'Ein anderer Eintrag dieses Geräts hat den Nachweis',
    detail:
      'Nur ein Eintrag kann den Nachweis haben. Bestätigen Sie, dass dieser ihn stattdessen erhält, oder lehnen Sie mit Begründung ab.',
  },
}

export const deviceNotifications = {
  devices_removed_one:
    '{{organisation}} hat {{count, number}} Gerät aus Ihrem Mandanten entfernt. Das lässt sich einige Tage lang rückgängig machen.',
  devices_removed_many:
    '{{organisation}} hat {{count, number}} Geräte aus Ihrem Mandanten entfernt. Das lässt sich einige Tage lang rückgängig machen.',
  devices_removed_other:
    '{{organisation}} hat {{count, number}} Geräte aus Ihrem Mandanten entfernt. Das lässt sich einige Tage lang rückgängig machen.',
  devices_registered_one: '{{organisation}} hat {{count, number}} Gerät in Ihrem Mandanten registriert.',
  devices_registered_many: '{{organisation}} hat {{count, number}} Geräte in Ihrem Mandanten registriert.',
  devices_registered_other: '{{organisation}} hat {{count, number}} Geräte in Ihrem Mandanten registriert.',
  restored_unproven_one: '{{count, number}} Gerät ist ohne Nachweis zurückgekommen: Den hat inzwischen ein anderer Eintrag.',
  restored_unproven_many: '{{count, number}} Geräte sind ohne Nachweis zurückgekommen: Den haben inzwischen andere Einträge.',
  restored_unproven_other: '{{count, number}} Geräte sind ohne Nachweis zurückgekommen: Den haben inzwischen andere Einträge.',
  proof_asked_one: '{{count, number}} Gerät wartet auf Ihren Nachweis.',
  proof_asked_many: '{{count, number}} Geräte warten auf Ihren Nachweis.',
  proof_asked_other: '{{count, number}} Geräte warten auf Ihren Nachweis.',
  proof_confirmed: '{{vendor}} hat bestätigt, dass das Gerät {{serial}} Ihnen gehört.',
  proof_refused: '{{vendor}} hat den Nachweis für das Gerät {{serial}} abgelehnt. Öffnen Sie es, um den Grund zu lesen.',
  another_record: 'Es gibt einen weiteren Eintrag des Geräts {{serial}}. {{vendor}} hat entschieden, welcher den Nachweis hat.',
  another_record_back_one:
    'Es gibt einen weiteren Eintrag zu einem Ihrer Geräte: {{serials}}. Er ist anderswo ohne Nachweis zurückgekommen; Ihrer behält den Nachweis.',
  another_record_back_many:
    'Es gibt weitere Einträge von {{count, number}} Ihrer Geräte: {{serials}}. Sie sind anderswo ohne Nachweis zurückgekommen; Ihre behalten den Nachweis.',
  another_record_back_other:
    'Es gibt weitere Einträge von {{count, number}} Ihrer Geräte: {{serials}}. Sie sind anderswo ohne Nachweis zurückgekommen; Ihre behalten den Nachweis.',
}

export const deviceAudit = {
  'organisation.own_opened':
    '{{who}} hat den Mandanten für Ihre eigenen Geräte eröffnet, „Meine IT-Umgebung“. Seine Kunden-ID ist {{customerId}}.',
  'device.archived_one': '{{who}} hat {{count, number}} Gerät archiviert: {{tenant}}.',
  'device.archived_many': '{{who}} hat {{count, number}} Geräte archiviert: {{tenant}}.',
  'device.archived_other': '{{who}} hat {{count, number}} Geräte archiviert: {{tenant}}.',
  'device.unarchived_one': '{{who}} hat {{count, number}} Gerät aus dem Archiv geholt: {{tenant}}.',
  'device.unarchived_many': '{{who}} hat {{count, number}} Geräte aus dem Archiv geholt: {{tenant}}.',
  'device.unarchived_other': '{{who}} hat {{count, number}} Geräte aus dem Archiv geholt: {{tenant}}.',
  'device.archived_inactive_one': '{{count, number}} Gerät wurde archiviert: seit mehr als {{days, number}} Tagen kein Lebenszeichen.',
  'device.archived_inactive_many': '{{count, number}} Geräte wurden archiviert: seit mehr als {{days, number}} Tagen kein Lebenszeichen.',
  'device.archived_inactive_other': '{{count, number}} Geräte wurden archiviert: seit mehr als {{days, number}} Tagen kein Lebenszeichen.',
  'device.removed_one': '{{who}} hat {{count, number}} Gerät entfernt: {{tenant}}.',
  'device.removed_many': '{{who}} hat {{count, number}} Geräte entfernt: {{tenant}}.',
  'device.removed_other': '{{who}} hat {{count, number}} Geräte entfernt: {{tenant}}.',
  'device.restored_one': '{{who}} hat das Entfernen rückgängig gemacht: {{count, number}} Gerät ist wieder da: {{tenant}}.',
  'device.restored_many': '{{who}} hat das Entfernen rückgängig gemacht: {{count, number}} Geräte sind wieder da: {{tenant}}.',
  'device.restored_other': '{{who}} hat das Entfernen rückgängig gemacht: {{count, number}} Geräte sind wieder da: {{tenant}}.',
  'device.restored_unproven_one':
    '{{count, number}} Gerät ist ohne Nachweis zurückgekommen, weil ihn inzwischen ein anderer Eintrag hat: {{tenant}}.',
  'device.restored_unproven_many':
    '{{count, number}} Geräte sind ohne Nachweis zurückgekommen, weil ihn inzwischen andere Einträge haben: {{tenant}}.',
  'device.restored_unproven_other':
    '{{count, number}} Geräte sind ohne Nachweis zurückgekommen, weil ihn inzwischen andere Einträge haben: {{tenant}}.',
  'device.registered_one': '{{who}} hat {{count, number}} Gerät registriert: {{tenant}}.',
  'device.registered_many': '{{who}} hat {{count, number}} Geräte registriert: {{tenant}}.',
  'device.registered_other': '{{who}} hat {{count, number}} Geräte registriert: {{tenant}}.',
  'device.proof_asked': '{{who}} hat um den Nachweis für das Gerät {{serial}} gebeten.',
  'device.proofs_asked_one': '{{who}} hat um den Nachweis für {{count, number}} Gerät gebeten: {{tenant}}.',
  'device.proofs_asked_many': '{{who}} hat um den Nachweis für {{count, number}} Geräte gebeten: {{tenant}}.',
  'device.proofs_asked_other': '{{who}} hat um den Nachweis für {{count, number}} Geräte gebeten: {{tenant}}.',
  'device.proof_confirmed': '{{vendor}} hat dem Gerät {{serial}} den Nachweis gegeben.',
  'device.proof_refused': '{{vendor}} hat den Nachweis für das Gerät {{serial}} abgelehnt: „{{reason}}“.',
  'device.proof_lost': 'Das Gerät {{serial}} hat keinen Nachweis mehr: {{vendor}} hat ihn einem anderen Eintrag gegeben.',
}

export const registrations = {
  outcomes: {
    registered: {
      name: 'Registriert',
      explanation:
        'Das Gerät ist registriert, noch ohne Nachweis. Wo Sie etwas zum Nachweis angegeben haben, wurde der Hersteller gefragt.',
    },
    registered_unasked: {
      name: 'Registriert, Hersteller nicht gefragt',
      explanation:
        'Das Gerät ist registriert, ohne Nachweis. {{vendor}} wurde nicht gefragt: Dort warten schon zu viele Ihrer Anfragen. Fragen Sie auf der Seite des Geräts, sobald einige beantwortet sind.',
    },
    already_there: { name: 'Schon vorhanden', explanation: 'Das Gerät steht schon in dieser Liste; nichts zu tun.' },
    already_there_unasked: {
      name: 'Schon vorhanden, Hersteller nicht gefragt',
      explanation:
        'Das Gerät steht schon in dieser Liste. {{vendor}} wurde nicht nach einem Nachweis gefragt: Dort warten schon zu viele Ihrer Anfragen. Fragen Sie auf der Seite des Geräts, sobald einige beantwortet sind.',
    },
    unknown_vendor: {
      name: 'Unbekannter Hersteller',
      explanation:
        'Kein Hersteller auf diesem Hub heißt „{{vendor}}“. Prüfen Sie die Schreibweise und registrieren Sie das Gerät noch einmal.',
    },
    duplicate_row: { name: 'Doppelte Zeile', explanation: 'Eine frühere Zeile nennt dasselbe Gerät. Nur diese zählt.' },
    bad_row: {
      name: 'Wert fehlt oder ist falsch',
      explanation: 'Ein Wert dieser Zeile fehlt oder ist nicht verwendbar. Berichtigen Sie ihn und senden Sie die Zeile noch einmal.',
    },
  },
}
