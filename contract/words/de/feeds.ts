export const feeds = {
  outcomes: {
    placed: {
      name: 'Eingestellt',
      explanation: 'Das Gerät steht unter den nicht zugewiesenen Geräten des Partners; es ist nichts zu tun.',
    },
    already_there: {
      name: 'Bereits dort',
      explanation:
        'Dieser Verkauf wurde schon berücksichtigt, oder das Gerät war bereits dort. Es wurde nichts geändert und es ist nichts zu tun.',
    },
    held: {
      name: 'Wartet auf Hersteller',
      explanation:
        'Der Hersteller muss diese Zeile klären, bevor das Gerät eingestellt werden kann. Sie liegt bei ihm; senden Sie sie nicht noch einmal.',
    },
    unknown_location: {
      name: 'Standort unbekannt',
      explanation:
        'Kein Partner hat diese Standort-ID. Fragen Sie den Partner danach, berichtigen Sie die Zeile und versuchen Sie es noch einmal.',
    },
    not_your_partner: {
      name: 'Nicht Ihr Partner',
      explanation:
        'Sie dürfen nur Verkäufe an Partner melden, die eine Beziehung zu Ihnen angenommen haben. Fragen Sie diese an oder prüfen Sie die Standort-ID, und versuchen Sie es dann noch einmal.',
    },
    not_your_vendor: {
      name: 'Nicht Ihr Hersteller',
      explanation:
        'Sie haben von diesem Hersteller keine gültige Akkreditierung für Verkaufsmeldungen. Bitten Sie ihn darum und versuchen Sie es dann noch einmal.',
    },
    no_accreditation: {
      name: 'Partner nicht akkreditiert',
      explanation:
        'Der Partner hat noch keine gültige Akkreditierung, deshalb gibt es keinen Platz für das Gerät. Die Zeile wartet; der Partner sollte sich an den Hersteller wenden.',
    },
    unknown_vendor: {
      name: 'Hersteller unbekannt',
      explanation:
        'Kein Hersteller auf diesem Hub hat diesen Namen. Prüfen Sie die Schreibweise, berichtigen Sie die Zeile und versuchen Sie es noch einmal.',
    },
    bad_row: {
      name: 'Wert fehlt oder ist falsch',
      explanation: 'Ein Wert in dieser Zeile fehlt oder ist nicht brauchbar. Berichtigen Sie ihn und versuchen Sie es noch einmal.',
    },
    duplicate_row: {
      name: 'Doppelte Zeile',
      explanation:
        'Eine frühere Zeile dieser Datei meldet dasselbe Gerät. Nur jene zählt; wenn sich die beiden unterscheiden, berichtigen Sie diese und versuchen Sie es noch einmal.',
    },
    refused: {
      name: 'Vom Hersteller abgelehnt',
      explanation:
        'Der Hersteller hat diese Zeile abgelehnt: „{{reason}}“. Wenn die Zeile falsch ist, berichtigen Sie sie und versuchen Sie es noch einmal; sonst wenden Sie sich an den Hersteller.',
    },
  },
  waiting: 'Diese Zeile wurde berichtigt und noch nicht wieder versucht. Starten Sie den neuen Versuch.',
  faults: {
    quote_not_closed: 'Ein Anführungszeichen in dieser Zeile wird nie geschlossen. Schließen oder entfernen Sie es.',
    field_too_long: 'Ein Wert in dieser Zeile ist viel zu lang. Vielleicht fehlt ein Anführungszeichen oder ein Trennzeichen.',
    too_many_fields: 'Diese Zeile hat viel zu viele Werte. Prüfen Sie die Trennzeichen.',
    record_too_long: 'Diese Zeile ist zu lang, um gelesen zu werden. Vielleicht fehlt ein Zeilenumbruch oder ein Anführungszeichen.',
    nul: 'Diese Zeile enthält Zeichen, die in keinem Text vorkommen. Speichern Sie die Liste neu als CSV.',
    unreadable_from_line: 'Ab dieser Zeile war nichts mehr lesbar. Berichtigen Sie die Zeile davor und senden Sie den Rest noch einmal.',
    value_missing: 'Die Spalte „{{field}}“ ist leer. Füllen Sie sie aus.',
    value_too_long: 'Der Wert in der Spalte „{{field}}“ ist zu lang. Prüfen Sie, ob er in der richtigen Spalte steht.',
    characters:
      'Der Wert in der Spalte „{{field}}“ enthält Zeichen, die nicht dorthin gehören, vielleicht unsichtbare. Tippen Sie ihn neu ein.',
    mangled:
      'Eine Tabellenkalkulation hat aus dem Wert in der Spalte „{{field}}“ eine Zahl gemacht. Formatieren Sie die Spalte als Text und geben Sie ihn neu ein.',
    became_date:
      'Eine Tabellenkalkulation hat aus dem Wert in der Spalte „{{field}}“ ein Datum gemacht. Formatieren Sie die Spalte als Text und geben Sie ihn neu ein; wenn dies wirklich der Wert ist, schreiben Sie ihn ohne Trennzeichen.',
    sale_date: 'Das Datum in der Spalte „{{field}}“ ist nicht eindeutig. Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2026-03-31.',
    location_id:
      'Das ist keine Standort-ID: Sie hat den Buchstaben L und zehn Ziffern, und eine davon fehlt oder ist falsch. Kopieren Sie sie aus der Liste des Partners.',
    too_many_values:
      'Diese Zeile hat mehr Werte, als die erste Zeile Spalten hat. Setzen Sie Werte, die ein Trennzeichen enthalten, in Anführungszeichen.',
  },
}
