import type * as en from '../en/applications.ts'

type Told<T> = { [K in keyof T]: T[K] extends string ? string : Told<T[K]> }

export const applicationProblems: Told<typeof en.applicationProblems> = {
  'applications.not_valid': {
    title: 'Dieser Link gilt nicht',
    detail: 'Er ist abgelaufen, schon benutzt oder unvollständig. Bewerben Sie sich noch einmal, um einen neuen zu erhalten.',
  },
  'applications.other_person': {
    title: 'Diese Bewerbung kam von einer anderen E-Mail-Adresse',
    detail:
      'Sie sind mit einer anderen Adresse angemeldet als der in der Bewerbung. Melden Sie sich ab und öffnen Sie dann den Link noch einmal.',
  },
  'applications.already_open': {
    title: 'Ihre Organisation hat sich hier schon beworben',
    detail: 'Eine frühere Bewerbung bei diesem Hersteller ist noch offen. Warten Sie die Antwort ab.',
  },
  'applications.decided': {
    title: 'Diese Bewerbung ist beantwortet',
    detail: 'Jemand anderes hat ihr inzwischen zugestimmt oder sie abgelehnt. Laden Sie die Liste neu.',
  },
}

export const applicationNotifications: Told<typeof en.applicationNotifications> = {
  application_received: '{{company}} bewirbt sich um eine Akkreditierung.',
  application_approved: '{{vendor}} hat Ihrer Bewerbung um eine Akkreditierung zugestimmt.',
  application_refused: '{{vendor}} hat Ihre Bewerbung um eine Akkreditierung abgelehnt: „{{reason}}“',
}

export const applicationAudit: Told<typeof en.applicationAudit> = {
  'application.received': '{{company}} hat sich um eine Akkreditierung beworben. Kontakt: {{name}} ({{mail}}). Gewünscht: {{kinds}}.',
  'application.sent': '{{who}} hat sich bei {{vendor}} um eine Akkreditierung beworben. Gewünscht: {{kinds}}.',
  'application.approved': '{{who}} hat der Bewerbung von {{company}} bei {{vendor}} zugestimmt. Erteilt: {{kinds}}.',
  'application.refused': '{{who}} hat die Bewerbung von {{company}} bei {{vendor}} abgelehnt: „{{reason}}“',
  'application.criteria_opened': '{{who}} hat Bewerbungen bei dieser Organisation eröffnet.',
  'application.criteria_closed': '{{who}} hat Bewerbungen bei dieser Organisation geschlossen.',
}

export const applicationMails: Told<typeof en.applicationMails> = {
  application: {
    subject: 'Bestätigen Sie die Bewerbung von {{company}} auf {{hub}}',
    greeting: 'Guten Tag {{name}},',
    body: 'jemand hat auf {{hub}} mit Ihrer E-Mail-Adresse eine Bewerbung der Firma {{company}} als Partner eingereicht.',
    button: 'Bewerbung bestätigen',
    meaning:
      'Wenn Sie bestätigt haben, entscheiden die gewählten Hersteller über die Bewerbung. Zu jeder Entscheidung erhalten Sie eine E-Mail.',
    expiry: 'Der Link gilt bis {{until}}.',
    ignore: 'Wenn Sie das nicht waren, beachten Sie diese Nachricht einfach nicht. Es geschieht dann nichts.',
  },
  application_approved: {
    subject: '{{company}} ist jetzt Partner von {{vendor}}',
    greeting: 'Guten Tag {{name}},',
    body: '{{vendor}} hat der Bewerbung von {{company}} zugestimmt.',
    button: '{{hub}} öffnen',
    meaning: 'Sie sind Administrator von {{company}} auf {{hub}}. Die Standort-ID finden Sie unter „Akkreditierungen und Standorte“.',
    ignore: 'Melden Sie sich mit Ihrer E-Mail-Adresse und Ihrem Passwort an. Wenn Sie schon angemeldet sind, laden Sie die Seite neu.',
  },
  application_refused: {
    subject: 'Bewerbung von {{company}} bei {{vendor}}',
    greeting: 'Guten Tag {{name}},',
    body: '{{vendor}} hat die Bewerbung von {{company}} abgelehnt. Der Grund: „{{reason}}“',
    button: 'Noch einmal bewerben',
    meaning: 'Sie können sich noch einmal bewerben, sobald der Grund nicht mehr besteht.',
    ignore: 'Wenn Sie Fragen haben, wenden Sie sich bitte an {{vendor}}.',
  },
}
