export const transfers = {
  outcomes: {
    moved: {
      name: 'Übertragen',
      explanation: 'Das Gerät kommt zum Ziel.',
    },
    already_there: { name: 'Bereits dort', explanation: 'Das Ziel hat dieses Gerät schon; es ist nichts zu tun.' },
    not_found: {
      name: 'Nicht gefunden',
      explanation:
        'Unter den Geräten, die Sie übertragen dürfen, ist keines mit dieser Seriennummer. Vergleichen Sie die Nummer mit dem Etikett am Gerät; stimmt sie, fragen Sie Ihren Distributor oder den Hersteller.',
    },
    duplicate_row: {
      name: 'Doppelte Zeile',
      explanation: 'Eine frühere Zeile nennt dasselbe Gerät, und nur jene zählt. Sie können diese Zeile löschen.',
    },
    ambiguous_serial: {
      name: 'Seriennummer nicht eindeutig',
      explanation:
        'Mehrere Ihrer Geräte haben diese Seriennummer. Fügen Sie eine Spalte mit der Überschrift productNumber hinzu, füllen Sie sie für diese Zeile aus und senden Sie die Zeile noch einmal.',
    },
    bad_row: {
      name: 'Wert fehlt oder ist falsch',
      explanation: 'Ein Wert in dieser Zeile fehlt oder ist nicht brauchbar. Berichtigen Sie ihn und senden Sie die Zeile noch einmal.',
    },
    target_not_found: {
      name: 'Ziel nicht gefunden',
      explanation:
        'Sie haben keinen Kunden mit dieser Kunden-ID. Kopieren Sie sie noch einmal von der Seite des Kunden, unter Einstellungen > Übersicht.',
    },
    target_not_accepted: {
      name: 'Ziel hat nicht angenommen',
      explanation:
        'Dieser Kunde hat Ihre Einladung noch nicht angenommen, oder der Zugang ist ausgeschaltet. Übertragen Sie das Gerät, sobald der Zugang angenommen und eingeschaltet ist.',
    },
    wrong_target: {
      name: 'Anderes Ziel',
      explanation:
        'Diese Zeile nennt ein anderes Ziel als die Übertragung. Eine Übertragung hat ein Ziel: Machen Sie für diese Zeile eine eigene.',
    },
    wrong_source: {
      name: 'Andere Quelle',
      explanation:
        'Dieses Gerät ist nicht dort, woher die anderen Geräte der Übertragung kommen. Eine Übertragung hat eine Quelle: Machen Sie für diese Zeile eine eigene.',
    },
    not_allowed: {
      name: 'Nicht erlaubt',
      explanation:
        'Sie dürfen dieses Gerät sehen, aber nicht auf diese Weise verschieben. Fragen Sie den Kunden oder einen Administrator Ihrer Organisation.',
    },
    changed_since_preview: {
      name: 'Seit der Vorschau geändert',
      explanation:
        'Nach der Vorschau hat sich etwas geändert, deshalb wurde das Gerät nicht übertragen. Erstellen Sie für diese Zeile eine neue Vorschau.',
    },
  },
  /** Of a row foreseen as moved: once it has moved; and where the preview lapsed. */
  carriedOut: 'Das Gerät wurde an {{target}} übertragen.',
  lapsed: 'Die Vorschau ist verfallen, bevor sie bestätigt wurde; das Gerät wurde nicht übertragen. Legen Sie eine neue Übertragung an.',
  undo: {
    moved_back: {
      name: 'Zurückgebracht',
      explanation: 'Das Gerät ist wieder dort, woher die Übertragung es geholt hat.',
    },
    moved_since: {
      name: 'Inzwischen weitergezogen',
      explanation:
        'Das Gerät ist nicht mehr dort, wohin diese Übertragung es gebracht hat, und blieb deshalb unberührt. Ist es unter Ihren Geräten, machen Sie eine neue Übertragung.',
    },
    source_not_available: {
      name: 'Quelle nicht verfügbar',
      explanation:
        'Der Ort, von dem das Gerät kam, steht Ihnen nicht mehr offen. Das Gerät bleibt, wo es ist; übertragen Sie es bei Bedarf an ein anderes Ziel.',
    },
    not_allowed: {
      name: 'Nicht erlaubt',
      explanation:
        'Sie dürfen dieses Gerät derzeit nicht zurückbringen. Es bleibt, wo es ist; fragen Sie den Kunden oder einen Administrator Ihrer Organisation.',
    },
  },
  faults: {
    quote_not_closed: 'Ein Anführungszeichen in dieser Zeile wird nie geschlossen. Schließen oder entfernen Sie es.',
    field_too_long: 'Ein Wert in dieser Zeile ist viel zu lang. Vielleicht fehlt ein Anführungszeichen oder ein Trennzeichen.',
    too_many_fields: 'Diese Zeile hat viel zu viele Werte. Prüfen Sie die Trennzeichen.',
    record_too_long: 'Diese Zeile ist zu lang, um gelesen zu werden. Vielleicht fehlt ein Zeilenumbruch oder ein Anführungszeichen.',
    nul: 'Diese Zeile enthält Zeichen, die in keinem Text vorkommen. Speichern Sie die Liste neu als CSV.',
    unreadable_from_line: 'Ab dieser Zeile war nichts mehr lesbar. Berichtigen Sie die Zeile davor und senden Sie den Rest noch einmal.',
    serial_missing: 'Die Seriennummer fehlt. Tragen Sie sie in Spalte A ein.',
    serial_too_long: 'Die Seriennummer ist zu lang. Prüfen Sie, ob nur eine in der Zelle steht.',
    serial_characters: 'Die Seriennummer enthält Zeichen, die nicht dorthin gehören, vielleicht unsichtbare. Tippen Sie sie neu ein.',
    serial_mangled:
      'Eine Tabellenkalkulation hat die Seriennummer umgewandelt, und Ziffern sind verloren. Formatieren Sie Spalte A als Text und geben Sie sie neu ein.',
    serial_date:
      'Eine Tabellenkalkulation hat aus der Seriennummer ein Datum gemacht, und die Eingabe ist verloren. Formatieren Sie Spalte A als Text und geben Sie sie neu ein. Wenn dies wirklich die Seriennummer ist, schreiben Sie sie ohne Trennzeichen.',
    target_missing: 'Die Kunden-ID des Ziels fehlt. Tragen Sie sie in Spalte B ein.',
    target_too_long: 'Der Wert in Spalte B ist zu lang für eine Kunden-ID. Kopieren Sie die ID noch einmal von der Seite des Kunden.',
    product_number_too_long: 'Die Produktnummer ist zu lang. Prüfen Sie, ob sie in der richtigen Spalte steht.',
    product_number_characters:
      'Die Produktnummer enthält Zeichen, die nicht dorthin gehören, vielleicht unsichtbare. Tippen Sie sie neu ein.',
    product_number_mangled:
      'Eine Tabellenkalkulation hat die Produktnummer umgewandelt. Formatieren Sie ihre Spalte als Text und geben Sie sie neu ein.',
    product_number_date:
      'Eine Tabellenkalkulation hat aus der Produktnummer ein Datum gemacht. Formatieren Sie die Spalte als Text und geben Sie sie neu ein.',
  },
  reasons: {
    target_mistyped:
      'Diese Kunden-ID enthält einen Tippfehler: Ein Zeichen ist falsch, fehlt oder ist zu viel. Kopieren Sie sie noch einmal von der Seite des Kunden, unter Einstellungen > Übersicht, und senden Sie die Zeile noch einmal.',
    target_no_id:
      'Das ist keine Kunden-ID. Sie sieht aus wie C-7KQ2-9MXA-P; kopieren Sie sie von der Seite des Kunden, unter Einstellungen > Übersicht, und senden Sie die Zeile noch einmal.',
    leading_zeros:
      'Unter den Geräten, die Sie übertragen dürfen, ist keines mit dieser Seriennummer, aber eines mit der Seriennummer {{hint}}: Eine Tabellenkalkulation hat vielleicht die führenden Nullen entfernt. Vergleichen Sie sie mit dem Etikett am Gerät; wenn es dieses ist, formatieren Sie Spalte A als Text, geben Sie {{hint}} ein und senden Sie die Zeile noch einmal.',
    customer_registered: 'Der Kunde hat dieses Gerät selbst registriert. Bitten Sie ihn um seine Einwilligung zur Übertragung.',
    other_holding:
      'Ein Gerät geht nur zu den nicht zugewiesenen Geräten zurück, von denen es zuletzt kam. Wählen Sie diese Kunden-ID oder einen Kunden als Ziel.',
    behind_host:
      'Dieses Gerät steht hinter einem Hosting-Gerät und zieht nur mit ihm um. Übertragen Sie das Hosting-Gerät: Dieses geht von selbst mit.',
    follower_stays:
      'Ein Gerät hinter diesem Hosting-Gerät darf nicht verschoben werden, und sie ziehen gemeinsam um oder gar nicht. Den Grund nennen die Zeilen der Geräte hinter ihm.',
    followers_changed:
      'Was hinter dem Hosting-Gerät steht, hat sich seit der Vorschau geändert; deshalb wurde weder es noch etwas hinter ihm verschoben. Erstellen Sie eine neue Vorschau.',
    own_equipment:
      'Die eigenen Geräte Ihrer Organisation gehen nur zwischen „Nicht zugewiesene Geräte“ und „Meine IT-Umgebung“ hin und her, nie zu einem Kunden oder von dort. Legen Sie sie zuerst zurück unter „Nicht zugewiesene Geräte“.',
    rights_gone:
      'Sie haben nicht mehr das Recht, dieses Gerät zu übertragen, oder der Zugang zum Kunden ist beendet. Lassen Sie dies wiederherstellen und machen Sie dann eine neue Übertragung.',
    changed: 'Vorgesehen: Übertragen. Jetzt: {{now}}. Das Gerät wurde nicht übertragen; erstellen Sie für diese Zeile eine neue Vorschau.',
  },
}
