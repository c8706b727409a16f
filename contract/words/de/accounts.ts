import type * as en from '../en/accounts.ts'

type Told<T> = { [K in keyof T]: T[K] extends string ? string : Told<T[K]> }

export const accountProblems: Told<typeof en.accountProblems> = {
  'session.code_needed': {
    title: 'Es wird ein Code benötigt',
    detail:
      'Dieses Konto hat einen zweiten Faktor. Geben Sie die sechs Ziffern aus Ihrer Authentifizierungs-App oder einen Ihrer Wiederherstellungscodes ein.',
  },
  'session.wrong_code': {
    title: 'Der Code stimmt nicht',
    detail:
      'Geben Sie die sechs Ziffern ein, die Ihre App gerade zeigt; jeder Code gilt einmal. Prüfen Sie, ob die Uhr Ihres Telefons stimmt, oder nehmen Sie einen Wiederherstellungscode.',
  },
  'session.second_factor_needed': {
    title: 'Hier wird ein zweiter Faktor benötigt',
    detail:
      'Diese Organisation verlangt von allen, die für sie arbeiten, einen zweiten Faktor. Richten Sie ihn unter „Ihr Konto“ ein; bis dahin können Sie nicht für sie handeln.',
  },
  'session.too_old': {
    title: 'Bitte melden Sie sich neu an',
    detail:
      'Diese Organisation begrenzt, wie lange eine Sitzung dauert, und Ihre ist älter. Melden Sie sich ab und wieder an und machen Sie dann weiter.',
  },
  'account.wrong_password': { title: 'Das Passwort stimmt nicht', detail: 'Geben Sie das Passwort ein, mit dem Sie sich jetzt anmelden.' },
  'account.proof_needed': {
    title: 'Bitte bestätigen Sie, dass Sie es sind',
    detail: 'Geben Sie Ihr Passwort oder einen Code Ihrer Authentifizierungs-App ein.',
  },
  'password_resets.not_valid': {
    title: 'Dieser Link gilt nicht',
    detail: 'Er ist abgelaufen, schon benutzt oder unvollständig. Fordern Sie auf der Seite „Passwort vergessen?“ einen neuen an.',
  },
  'second_factor.in_force': {
    title: 'Der zweite Faktor ist schon eingeschaltet',
    detail: 'Um ein anderes Gerät zu nehmen, schalten Sie ihn zuerst aus und richten ihn neu ein.',
  },
  'second_factor.not_begun': {
    title: 'Das Einrichten hat noch nicht begonnen',
    detail:
      'Beginnen Sie von vorn: Sie sehen einen neuen Schlüssel, den Sie in Ihre Authentifizierungs-App übernehmen, bevor Sie mit einem Code bestätigen.',
  },
  'second_factor.not_in_force': {
    title: 'Der zweite Faktor ist ausgeschaltet',
    detail: 'Richten Sie ihn zuerst ein. Wiederherstellungscodes gehören dazu.',
  },
  'second_factor.own': {
    title: 'Das ist Ihr eigener zweiter Faktor',
    detail:
      'Schalten Sie ihn unter „Ihr Konto“ aus, wo Sie bestätigen, dass Sie es sind. Ohne Telefon und Wiederherstellungscodes hilft die Kommandozeile.',
  },
  'second_factor.wrong_code': {
    title: 'Der Code stimmt nicht',
    detail:
      'Geben Sie die sechs Ziffern ein, die Ihre App gerade zeigt; jeder Code gilt einmal. Prüfen Sie, ob die Uhr Ihres Telefons stimmt.',
  },
  'organisations.own_second_factor_first': {
    title: 'Richten Sie zuerst Ihren eigenen zweiten Faktor ein',
    detail:
      'Sonst hätte die Organisation vielleicht keinen Administrator mehr, der handeln darf. Richten Sie ihn unter „Ihr Konto“ ein und verlangen Sie ihn dann.',
  },
  'registrations.not_valid': {
    title: 'Dieser Link gilt nicht',
    detail: 'Er ist abgelaufen, schon benutzt oder unvollständig. Registrieren Sie sich noch einmal, um einen neuen zu erhalten.',
  },
  'registrations.other_person': {
    title: 'Diese Registrierung gilt für eine andere E-Mail-Adresse',
    detail:
      'Sie sind mit einer anderen Adresse angemeldet als der registrierten. Melden Sie sich ab und öffnen Sie dann den Link noch einmal.',
  },
  'registrations.decided': {
    title: 'Diese Registrierung ist beantwortet',
    detail: 'Jemand anderes hat sie inzwischen zugelassen oder abgelehnt. Laden Sie die Liste neu.',
  },
}

export const accountNotifications: Told<typeof en.accountNotifications> = {
  registration_waiting: '{{name}} hat sich für Ihre Organisation registriert und wartet auf die Zulassung.',
}

export const accountAudit: Told<typeof en.accountAudit> = {
  'account.password_changed': '{{name}} hat das Passwort des eigenen Kontos geändert.',
  'account.password_reset': '{{name}} hat über einen zugesandten Link ein neues Passwort gesetzt.',
  'account.second_factor_on': '{{name}} hat den zweiten Faktor des eigenen Kontos eingeschaltet.',
  'account.second_factor_off': '{{name}} hat den zweiten Faktor des eigenen Kontos ausgeschaltet.',
  'account.recovery_codes_made': '{{name}} hat sich neue Wiederherstellungscodes geben lassen.',
  'second_factor.taken_away': 'Der Betreiber hat den verlorenen zweiten Faktor von {{name}} entfernt: „{{reason}}“',
  'account.notifications_chosen': '{{name}} hat gewählt, wie Benachrichtigungen ankommen.',
  'account.recovery_code_used': '{{name}} hat sich mit einem Wiederherstellungscode angemeldet.',
  'account.sessions_ended': '{{name}} hat alle anderen Sitzungen des eigenen Kontos beendet.',
  'policy.second_factor_required': '{{who}} verlangt von allen, die für diese Organisation handeln, einen zweiten Faktor.',
  'policy.second_factor_optional': '{{who}} verlangt keinen zweiten Faktor mehr.',
  'policy.session_limited': '{{who}} hat Sitzungen auf {{hours, number}} h begrenzt.',
  'policy.session_unlimited': '{{who}} hat die Begrenzung der Sitzungsdauer aufgehoben.',
  'registration.asked': '{{name}} ({{mail}}) hat sich mit der Standort-ID {{locationId}} registriert und wartet auf die Zulassung.',
  'registration.admitted': '{{who}} hat {{name}} als Mitglied zugelassen. Rollen: {{roles}}.',
  'registration.refused': '{{who}} hat die Registrierung von {{name}} abgelehnt.',
}

export const accountMails: Told<typeof en.accountMails> = {
  password_reset: {
    subject: 'Neues Passwort für {{hub}} setzen',
    greeting: 'Guten Tag {{name}},',
    body: 'jemand hat für Ihr Konto auf {{hub}} ein neues Passwort angefordert.',
    button: 'Neues Passwort setzen',
    meaning: 'Sobald das neue Passwort gesetzt ist, enden alle Sitzungen Ihres Kontos. Ein zweiter Faktor bleibt, wie er ist.',
    expiry: 'Der Link gilt einmal, bis {{until}}.',
    ignore: 'Wenn Sie das nicht waren, beachten Sie diese Nachricht einfach nicht. Ihr Passwort bleibt, wie es ist.',
  },
  password_changed: {
    subject: 'Ihr Passwort für {{hub}} wurde geändert',
    greeting: 'Guten Tag {{name}},',
    body: 'das Passwort Ihres Kontos auf {{hub}} wurde geändert: {{when}}.',
    button: 'Das war ich nicht: neues Passwort setzen',
    meaning: 'Alle anderen Sitzungen Ihres Kontos sind beendet.',
    ignore: 'Wenn Sie es waren, ist nichts zu tun.',
  },
  second_factor_taken: {
    subject: 'Ihr zweiter Faktor für {{hub}} wurde entfernt',
    greeting: 'Guten Tag {{name}},',
    body: 'der Betreiber dieses Hubs hat den zweiten Faktor Ihres Kontos entfernt: {{when}}. Der Grund: „{{reason}}“',
    button: 'Einen neuen einrichten',
    meaning:
      'Alle Sitzungen Ihres Kontos sind beendet. Jetzt genügt Ihr Passwort zum Anmelden; richten Sie bald wieder einen zweiten Faktor ein.',
    ignore:
      'Wenn Sie nicht darum gebeten haben, sagen Sie es bitte sofort einem Administrator Ihrer Organisation und ändern Sie Ihr Passwort.',
  },
  new_sign_in: {
    subject: 'Neue Anmeldung an Ihrem Konto auf {{hub}}',
    greeting: 'Guten Tag {{name}},',
    body: 'jemand hat sich mit einem Browser oder aus einem Netz an Ihrem Konto angemeldet, die dafür bisher nicht benutzt wurden: {{agent}}, Adresse {{address}}, {{when}}.',
    button: 'Meine Sitzungen ansehen',
    meaning: 'Wenn Sie das nicht waren, beenden Sie diese Sitzung und ändern Sie Ihr Passwort.',
    ignore: 'Wenn Sie es waren, ist nichts zu tun.',
  },
  registration: {
    subject: 'Bestätigen Sie Ihre Registrierung auf {{hub}}',
    greeting: 'Guten Tag {{name}},',
    body: 'jemand hat sich mit Ihrer E-Mail-Adresse auf {{hub}} registriert.',
    button: 'Registrierung bestätigen',
    meaning:
      'Wenn Sie bestätigt haben, entscheidet ein Administrator Ihrer Firma, ob Sie zugelassen werden. Sie erhalten eine E-Mail, sobald Sie zugelassen sind.',
    expiry: 'Der Link gilt bis {{until}}.',
    ignore: 'Wenn Sie das nicht waren, beachten Sie diese Nachricht einfach nicht. Es geschieht dann nichts.',
  },
  admission: {
    subject: 'Sie können jetzt auf {{hub}} für {{organisation}} arbeiten',
    greeting: 'Guten Tag {{name}},',
    body: '{{organisation}} hat Sie auf {{hub}} als Mitglied zugelassen.',
    button: '{{hub}} öffnen',
    meaning: 'Melden Sie sich mit Ihrer E-Mail-Adresse und Ihrem Passwort an.',
    ignore: 'Wenn Sie sich nicht registriert haben, sagen Sie es bitte einem Administrator von {{organisation}}.',
  },
  unknownAgent: 'ein Browser, der nicht sagt, welcher er ist',
}
