/** Mails that tell notifications (R-N1). */
export const notificationMails = {
  news: {
    subject_one: '{{first}}',
    subject_many: '{{count, number}} notifications on {{hub}}',
    subject_other: '{{count, number}} notifications on {{hub}}',
    greeting: 'Hello {{name}},',
    body: 'There is news for you on {{hub}}:',
    button: 'Open {{hub}}',
    meaning: 'Each line leads to its result. You see it once you are signed in.',
    ignore: 'You get this email at once because you chose so for these notifications.',
  },
  digest: {
    subject_one: 'Your day on {{hub}}: {{count, number}} notification',
    subject_many: 'Your day on {{hub}}: {{count, number}} notifications',
    subject_other: 'Your day on {{hub}}: {{count, number}} notifications',
    greeting: 'Hello {{name}},',
    body: 'This is new on {{hub}}, and you have not read it yet:',
    button: 'Open {{hub}}',
    meaning: 'Each line leads to its result. You see it once you are signed in.',
    ignore: 'The digest comes once a day, and only when there is something to tell.',
  },
  more_one: '{{count, number}} more is in the bell on {{hub}}.',
  more_many: '{{count, number}} more are in the bell on {{hub}}.',
  more_other: '{{count, number}} more are in the bell on {{hub}}.',
  choose: 'Choose what is emailed to you',
  unsubscribe: 'End the daily digest',
}

export const notificationProblems = {
  'digest_subscriptions.not_valid': {
    title: 'This link is not valid',
    detail: 'The link does not belong to any digest of this hub. Choose what is emailed to you in your account.',
  },
}
