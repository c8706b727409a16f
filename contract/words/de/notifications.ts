/** Mails that tell notifications (R-N1). */
export const notificationMails = {
  news: {
    subject_one: '{{first}}',
    subject_many: '{{count, number}} Benachrichtigungen auf {{hub}}',
    subject_other: '{{count, number}} Benachrichtigungen auf {{hub}}',
    greeting: 'Guten Tag {{name}},',
    body: 'auf {{hub}} gibt es Neues für Sie:',
    button: '{{hub}} öffnen',
    meaning: 'Jede Zeile führt zu ihrem Ergebnis. Sie sehen es, sobald Sie angemeldet sind.',
    ignore: 'Sie erhalten diese E-Mail sofort, weil Sie das für diese Benachrichtigungen so gewählt haben.',
  },
  digest: {
    subject_one: 'Ihr Tag auf {{hub}}: {{count, number}} Benachrichtigung',
    subject_many: 'Ihr Tag auf {{hub}}: {{count, number}} Benachrichtigungen',
    subject_other: 'Ihr Tag auf {{hub}}: {{count, number}} Benachrichtigungen',
    greeting: 'Guten Tag {{name}},',
    body: 'das ist neu auf {{hub}}, und Sie haben es noch nicht gelesen:',
    button: '{{hub}} öffnen',
    meaning: 'Jede Zeile führt zu ihrem Ergebnis. Sie sehen es, sobald Sie angemeldet sind.',
    ignore: 'Die Tagesübersicht kommt einmal am Tag, und nur, wenn es etwas zu berichten gibt.',
  },
  more_one: '{{count, number}} weitere finden Sie unter der Glocke auf {{hub}}.',
  more_many: '{{count, number}} weitere finden Sie unter der Glocke auf {{hub}}.',
  more_other: '{{count, number}} weitere finden Sie unter der Glocke auf {{hub}}.',
  choose: 'Wählen, was Sie per E-Mail erhalten',
  unsubscribe: 'Tagesübersicht beenden',
}

export const notificationProblems = {
  'digest_subscriptions.not_valid': {
    title: 'Dieser Link ist nicht gültig',
    detail: 'Der Link gehört zu keiner Tagesübersicht dieses Hubs. Was Sie per E-Mail erhalten, wählen Sie in Ihrem Konto.',
  },
}
