// Longer than 300 lines: one table, an entry per problem, in the language with the longest words.
import { accountProblems } from './accounts.ts'
import { applicationProblems } from './applications.ts'
import { deviceProblems } from './devices.ts'
import { hubProblems } from './hub.ts'
import { notificationProblems } from './notifications.ts'
import { supportProblems } from './support.ts'

export const problems = {
  ...accountProblems,
  ...applicationProblems,
  ...deviceProblems,
  ...notificationProblems,
  ...supportProblems,
  'http.invalid': {
    title: 'Einige Angaben sind nicht gültig',
    detail: 'Berichtigen Sie die genannten Felder und senden Sie die Anfrage noch einmal.',
  },
  'http.malformed': {
    title: 'Die Anfrage ist nicht lesbar',
    detail:
      'Die Anfrage hat nicht die Form, die hier erwartet wird. Vergleichen Sie sie mit der API-Beschreibung und senden Sie sie noch einmal.',
  },
  'http.not_signed_in': {
    title: 'Sie sind nicht angemeldet',
    detail:
      'Melden Sie sich an und versuchen Sie es noch einmal. Eine Sitzung endet von selbst, wenn sie eine Zeit lang nicht benutzt wird.',
  },
  'http.not_allowed': {
    title: 'Dazu haben Sie nicht das Recht',
    detail:
      'Dafür ist das Recht „{{permission}}“ nötig, das Ihre Rollen nicht enthalten. Bitten Sie einen Administrator Ihrer Organisation um eine Rolle mit diesem Recht.',
  },
  'http.not_found': {
    title: 'Nicht gefunden',
    detail: 'Hier ist nichts, das Sie sehen dürfen. Prüfen Sie die Adresse und ob Sie für die richtige Organisation handeln.',
  },
  'http.stale': {
    title: 'Inzwischen geändert',
    detail:
      'Jemand hat dies geändert, nachdem Sie es geöffnet haben. Laden Sie es neu, sehen Sie nach, was anders ist, und wiederholen Sie Ihre Änderung.',
  },
  'http.if_match_required': {
    title: 'Die Version fehlt',
    detail: 'Geben Sie an, welche Version Sie ändern möchten: Lesen Sie sie neu und senden Sie ihr ETag im Header If-Match.',
  },
  'http.too_large': {
    title: 'Das ist zu groß',
    detail: 'Auf einmal können höchstens {{megabytes}} MB gesendet werden. Teilen Sie die Datei und senden Sie die Teile einzeln.',
  },
  'http.upload_stalled': {
    title: 'Der Upload ist stehen geblieben',
    detail:
      '{{stall, number}} Sekunden lang kam nichts mehr von der Datei an; es wurde nichts davon übernommen. Prüfen Sie die Verbindung und senden Sie die Datei noch einmal.',
  },
  'http.unsupported_media': {
    title: 'Diese Art von Inhalt wird hier nicht angenommen',
    detail: 'Senden Sie JSON oder, wo eine Datei erwartet wird, ein Formular mit der Datei im Teil „file“.',
  },
  'http.too_many_requests': { title: 'Zu viele Anfragen', detail: 'Warten Sie {{seconds}} s und versuchen Sie es noch einmal.' },
  'http.request_header_missing': {
    title: 'Ein Header fehlt',
    detail:
      'Anfragen, die etwas ändern und sich mit einem Cookie ausweisen, brauchen den Header X-Steward-Request: 1. Es wurde nichts geändert.',
  },
  'http.acting_for_conflict': {
    title: 'Zwei Organisationen sind genannt',
    detail: 'Header und Adresse nennen verschiedene Organisationen, für die gehandelt werden soll. Nennen Sie nur eine.',
  },
  'http.idempotency_content_differs': {
    title: 'Dieser Idempotenzschlüssel ist vergeben',
    detail:
      'Derselbe Schlüssel wurde schon mit anderem Inhalt gesendet. Verwenden Sie für neuen Inhalt einen neuen Schlüssel, oder senden Sie genau den früheren Inhalt.',
  },
  'http.database_away': {
    title: 'Steward ist einen Moment nicht verfügbar',
    detail: 'Die Datenbank antwortet nicht. Versuchen Sie es in einigen Sekunden noch einmal.',
  },
  'http.fault': {
    title: 'Auf unserer Seite ist etwas schiefgegangen',
    detail:
      'Es liegt nicht an Ihnen. Versuchen Sie es noch einmal; geschieht es wieder, nennen Sie dem Betreiber dieses Hubs die Korrelations-ID dieser Antwort.',
  },
  'http.no_organisation': {
    title: 'Keine Organisation ist gewählt',
    detail:
      'Wählen Sie die Organisation, für die Sie handeln, und versuchen Sie es noch einmal. Steht keine zur Wahl, bitten Sie deren Administrator um eine Einladung.',
  },
  'session.wrong_mail_or_password': {
    title: 'Die Anmeldung ist nicht gelungen',
    detail: 'E-Mail-Adresse und Passwort passen nicht zusammen. Prüfen Sie beides und ob die Feststelltaste aus ist.',
  },
  'session.too_many_attempts': {
    title: 'Zu viele Versuche',
    detail: 'Zum Schutz der Konten ist das für eine Weile ausgesetzt. Versuchen Sie es in {{seconds}} s noch einmal.',
  },
  'session.not_a_member': {
    title: 'Organisation nicht gefunden',
    detail: 'Sie ist nicht unter den Organisationen, für die Sie handeln können. Wählen Sie eine aus Ihrer Liste.',
  },
  'members.already_a_member': {
    title: 'Bereits Mitglied',
    detail: 'Jemand mit dieser E-Mail-Adresse ist Mitglied oder schon eingeladen. Ändern Sie stattdessen die Rollen dieses Eintrags.',
  },
  'members.role_not_of_kind': {
    title: 'Diese Rolle gibt es hier nicht',
    detail: 'Eine gewählte Rolle gehört zu einer anderen Art von Organisation. Wählen Sie aus den angebotenen Rollen.',
  },
  'members.last_administrator': {
    title: 'Der letzte Administrator bleibt',
    detail: 'Jede Organisation behält mindestens einen Administrator. Geben Sie zuerst jemand anderem diese Rolle.',
  },
  'invitations.not_valid': {
    title: 'Diese Einladung ist nicht gültig',
    detail:
      'Sie ist abgelaufen, wurde schon benutzt oder durch eine neuere ersetzt, oder ihr Link ist unvollständig. Bitten Sie um eine neue Einladung.',
  },
  'invitations.other_person': {
    title: 'Diese Einladung ist für jemand anderen',
    detail:
      'Sie sind mit einer anderen E-Mail-Adresse angemeldet als der eingeladenen. Melden Sie sich ab und öffnen Sie den Link noch einmal.',
  },
  'invitations.password_needed': {
    title: 'Ein Passwort ist nötig',
    detail: 'Wählen Sie ein Passwort für Ihr neues Konto und nehmen Sie die Einladung noch einmal an.',
  },
  'invitations.sign_in_first': {
    title: 'Bitte melden Sie sich zuerst an',
    detail:
      'Mit dieser E-Mail-Adresse gibt es ein Konto. Melden Sie sich damit an, öffnen Sie den Link noch einmal und nehmen Sie die Einladung an.',
  },
  'invitations.not_an_administrator': {
    title: 'Sie sind nicht Administrator dieser Organisation',
    detail:
      'Annehmen können Sie nur für eine Organisation, die Sie verwalten. Wählen Sie eine andere, oder nehmen Sie als neue Organisation an.',
  },
  'views.too_many': {
    title: 'Zu viele Ansichten dieser Liste',
    detail: 'Sie haben {{most, number}} Ansichten dieser Liste gespeichert. Löschen oder überschreiben Sie zuerst eine davon.',
  },
  'views.name_taken': {
    title: 'Dieser Name ist vergeben',
    detail:
      'Sie haben schon eine Ansicht dieser Liste mit diesem Namen. Wählen Sie einen anderen Namen, oder überschreiben Sie jene Ansicht.',
  },
  'customers.already_managed': {
    title: 'Dieser Partner ist schon da',
    detail: 'Die Organisation hat bereits eine Beziehung zu diesem Partner. Es muss nichts angenommen werden.',
  },
  'customers.not_pending': {
    title: 'Die Einladung ist beantwortet',
    detail: 'Der Kunde hat angenommen und pflegt seine Daten nun selbst. Bitten Sie ihn, die Änderung zu machen.',
  },
  'customers.never_accepted': {
    title: 'Noch nicht angenommen',
    detail:
      'Wieder einschalten lässt sich der Zugang nur nach einer früheren Annahme. Senden Sie die Einladung noch einmal und warten Sie, bis der Kunde sie annimmt.',
  },
  'customers.access_unchanged': {
    title: 'Nichts zu ändern',
    detail: 'Der Zugang ist schon so, wie Sie es wünschen. Hat die andere Seite ihn ausgeschaltet, kann nur sie ihn wieder einschalten.',
  },
  'relationships.exists': {
    title: 'Diese Beziehung gibt es schon',
    detail: 'Eine Beziehung zu dieser Organisation besteht oder ist angefragt. Sie finden sie in der Liste der Beziehungen.',
  },
  'relationships.not_open': {
    title: 'Die Beziehung ist nicht im passenden Zustand',
    detail: 'Sie wurde inzwischen beantwortet, geändert oder beendet. Laden Sie die Liste neu, um den Stand zu sehen.',
  },
  'accreditations.dates': {
    title: 'Die Daten passen nicht zusammen',
    detail: 'Der letzte Tag darf nicht vor dem ersten liegen. Berichtigen Sie einen der beiden.',
  },
  'accreditations.kind_of_organisation': {
    title: 'Nicht für diese Art von Organisation',
    detail:
      'Ein Hersteller akkreditiert Partner für jeden Zweck und Distributoren nur für Verkaufsmeldungen; Standorte gehören zu Partnern; ein Distributor bietet einem Partner an, ihn zu beliefern. Wählen Sie eine passende Organisation.',
  },
  'files.missing': {
    title: 'Es fehlt eine Datei',
    detail: 'Wählen Sie eine Datei und senden Sie sie noch einmal. In der API ist es der Teil „file“.',
  },
  'files.empty': {
    title: 'Die Datei ist leer',
    detail: 'Sie enthält keine Zeile. Füllen Sie sie aus, speichern Sie sie und senden Sie sie noch einmal.',
  },
  'files.too_many_rows': {
    title: 'Die Datei hat zu viele Zeilen',
    detail: 'Eine Datei darf {{rows, number}} Zeilen haben. Teilen Sie sie und senden Sie die Teile nacheinander.',
  },
  'files.unreadable': {
    title: 'Die Datei ist nicht lesbar',
    detail:
      'Sie ist weder reiner Text noch eine Arbeitsmappe (.xlsx), die sich öffnen lässt, oder ihre erste Zeile ist beschädigt, etwa durch ein Anführungszeichen, das nie geschlossen wird. Speichern Sie die Liste als CSV oder als Excel-Arbeitsmappe ohne Kennwort und senden Sie sie noch einmal; alte Arbeitsmappen (.xls), Archive und PDF-Dateien werden nicht gelesen.',
  },
  'files.unpacks_too_large': {
    title: 'Die Arbeitsmappe ist im Inneren zu groß',
    detail:
      'Entpackt enthält diese Arbeitsmappe weit mehr als eine Geräteliste. Kopieren Sie die Liste allein in eine neue Arbeitsmappe, oder speichern Sie sie als CSV, und senden Sie diese Datei.',
  },
  'files.columns_swapped': {
    title: 'Die Spalten A und B scheinen vertauscht',
    detail:
      'In Spalte A stehen Kunden-IDs, in Spalte B keine. Schreiben Sie die Seriennummern in Spalte A und die Kunden-ID des Ziels in Spalte B, und senden Sie die Datei noch einmal.',
  },
  'files.column_missing': {
    title: 'Eine Spalte fehlt',
    detail: 'Die erste Zeile muss die Spalte „{{column}}“ nennen. Ergänzen Sie sie, oder gehen Sie von der Beispieldatei aus.',
  },
  'files.column_twice': {
    title: 'Eine Spalte kommt doppelt vor',
    detail: 'Die erste Zeile nennt die Spalte „{{column}}“ mehr als einmal. Behalten Sie nur eine davon.',
  },
  'feeds.running': {
    title: 'Diese Verkaufsmeldung wird gerade verarbeitet',
    detail:
      'Ihre Zeilen können berichtigt und noch einmal versucht werden, wenn sie fertig ist. Warten Sie so lange und wiederholen Sie den Schritt.',
  },
  'feeds.row_not_rejected': {
    title: 'Diese Zeile ist nicht abgewiesen',
    detail:
      'Nur abgewiesene Zeilen können berichtigt werden. Laden Sie die Zeile neu: Vielleicht wurde sie eingestellt oder wartet auf ihren Hersteller.',
  },
  'feeds.held_elsewhere': {
    title: 'Das Gerät ist noch woanders eingetragen',
    detail:
      'Jemand anderes hat dieses Gerät mit Nachweis. Stellen Sie es trotzdem ein, so behält er seinen Eintrag, aber ohne Nachweis. Oder lehnen Sie die Zeile mit einem Grund ab.',
  },
  'feeds.partner_not_accredited': {
    title: 'Der Partner hat keinen Platz für dieses Gerät',
    detail:
      'Der Partner hat keine gültige Akkreditierung für Wiederverkauf oder Service. Erteilen Sie sie und entscheiden Sie dann, oder lehnen Sie die Zeile ab.',
  },
  'transfers.nothing_to_transfer': {
    title: 'Es gibt nichts zu übertragen',
    detail:
      'Keine Zeile nennt ein Gerät. Tragen Sie in Spalte A die Seriennummern und in Spalte B die Kunden-ID des Ziels ein, oder wählen Sie Geräte in einer Liste aus.',
  },
  'transfers.not_previewed': {
    title: 'Es gibt keine Vorschau zu bestätigen',
    detail: 'Die Vorschau ist noch nicht fertig, ist verfallen oder wurde schon bestätigt. Ist sie verfallen, erstellen Sie eine neue.',
  },
  'transfers.still_running': {
    title: 'Diese Übertragung läuft noch',
    detail: 'Sie kann rückgängig gemacht werden, sobald sie fertig ist. Warten Sie so lange und wiederholen Sie den Schritt.',
  },
  'transfers.moved_nothing': {
    title: 'Diese Übertragung hat nichts übertragen',
    detail: 'Es gibt nichts rückgängig zu machen: Sie hat kein Gerät bewegt. Um Geräte zu übertragen, legen Sie eine neue Übertragung an.',
  },
  'transfers.undone_already': {
    title: 'Diese Übertragung wurde schon rückgängig gemacht',
    detail:
      'Jemand hat sie rückgängig gemacht oder tut es gerade; wer und wann, steht auf ihrer Seite. Um Geräte wieder zu übertragen, legen Sie eine neue Übertragung an.',
  },
  'requests.until': {
    title: 'Wählen Sie einen anderen letzten Tag',
    detail: 'Eine Einwilligung gilt ab heute und höchstens {{days, number}} Tage. Wählen Sie einen Tag dazwischen.',
  },
  'requests.already_open': {
    title: 'Das ist bereits angefragt',
    detail: 'Eine Anfrage dafür ist offen. Warten Sie auf die Antwort des Kunden, oder sprechen Sie mit dessen Administratoren.',
  },
  'requests.nothing_named': {
    title: 'Es gibt kein Gerät, für das gefragt werden müsste',
    detail:
      'Keines der Geräte ist bei diesem Kunden und braucht seine Einwilligung. Prüfen Sie die Auswahl; vielleicht lassen sie sich schon übertragen.',
  },
  'requests.not_open': {
    title: 'Diese Anfrage ist nicht mehr offen',
    detail: 'Sie wurde beantwortet oder ist verfallen. Sehen Sie die Liste noch einmal an; bitten Sie nötigenfalls um eine neue Anfrage.',
  },
  'consents.not_standing': {
    title: 'Diese Einwilligung ist bereits beendet',
    detail: 'Sie wurde widerrufen, oder ihr letzter Tag ist vorbei. Es ist nichts mehr zu tun.',
  },
  'transfers.not_confirmed': {
    title: 'Die Bestätigung fehlt',
    detail: 'Bestätigen Sie, dass der Kunde diese Geräte hat. Sonst könnte das, was sie melden, beim falschen Kunden ankommen.',
  },
  'jobs.not_waiting': {
    title: 'Diese Aufgabe braucht keinen neuen Versuch',
    detail: 'Sie läuft, wartet auf ihren ersten Versuch oder ist erledigt. Laden Sie die Liste neu.',
  },
  ...hubProblems,
  'devices.sort_needs_customer': {
    title: 'Wählen Sie für diese Sortierung einen Kunden',
    detail:
      'Über alle Kunden hinweg werden Geräte nur nach Seriennummer sortiert. Wählen Sie für jede andere Reihenfolge einen Kunden oder „Nicht zugewiesene Geräte“.',
  },
  'devices.waiting_needs_arrival_order': {
    title: 'Nach Ankunft sortieren, um nach Wartezeit zu wählen',
    detail: 'Nach der Wartezeit lassen sich Geräte nur in der Reihenfolge ihrer Ankunft wählen: mit arrivedAt oder -arrivedAt sortieren.',
  },
}

export const fields = {
  location_id: 'Das ist keine Standort-ID. Sie sieht aus wie L-40917-36252; vergleichen Sie Ziffer für Ziffer.',
  customer_id:
    'Das ist keine Kunden-ID, oder sie enthält einen Tippfehler. Sie sieht aus wie C-7KQ2-9MXA-P; vergleichen Sie Zeichen für Zeichen.',
  taken: 'Dieser Name ist bereits vergeben.',
  required: 'Bitte füllen Sie dieses Feld aus.',
  invalid: 'Dieser Wert ist hier nicht gültig.',
  characters: 'Hier stehen Zeichen, die man nicht sieht, etwa Steuerzeichen. Tippen Sie es neu ein, statt es einzufügen.',
  too_long: 'Das ist zu lang.',
  too_short: 'Das ist zu kurz.',
  too_small: 'Das ist zu kurz oder zu klein.',
  too_big: 'Das ist zu lang oder zu groß.',
  mail: 'Das ist keine E-Mail-Adresse. Sie sollte aussehen wie name@example.com.',
  unknown: 'Dieses Feld ist hier nicht bekannt. Lassen Sie es weg.',
  cursor: 'Diese Stelle in der Liste ist nicht mehr gültig. Beginnen Sie wieder mit der ersten Seite.',
  time_zone: 'Diese Zeitzone ist nicht bekannt. Sie sollte aussehen wie Europe/Paris.',
  header: 'Dieser Header fehlt oder ist nicht lesbar.',
  date: 'Das ist kein Tag des Kalenders. Schreiben Sie Jahr-Monat-Tag, zum Beispiel 2026-03-31.',
  choice: 'Wählen Sie einen der angebotenen Werte.',
  password_too_short: 'Das Passwort braucht mindestens {{least}} Zeichen.',
}
