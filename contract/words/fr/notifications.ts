/** Mails that tell notifications (R-N1). */
export const notificationMails = {
  news: {
    subject_one: '{{first}}',
    subject_many: '{{count, number}} notifications sur {{hub}}',
    subject_other: '{{count, number}} notifications sur {{hub}}',
    greeting: 'Bonjour {{name}},',
    body: 'Il y a du nouveau pour vous sur {{hub}} :',
    button: 'Ouvrir {{hub}}',
    meaning: 'Chaque ligne mène à son résultat. Vous le voyez une fois connecté.',
    ignore: 'Vous recevez ce courriel immédiatement parce que vous l’avez choisi pour ces notifications.',
  },
  digest: {
    subject_one: 'Votre journée sur {{hub}} : {{count, number}} notification',
    subject_many: 'Votre journée sur {{hub}} : {{count, number}} notifications',
    subject_other: 'Votre journée sur {{hub}} : {{count, number}} notifications',
    greeting: 'Bonjour {{name}},',
    body: 'Voici les nouveautés sur {{hub}} que vous n’avez pas encore lues :',
    button: 'Ouvrir {{hub}}',
    meaning: 'Chaque ligne mène à son résultat. Vous le voyez une fois connecté.',
    ignore: 'Le récapitulatif arrive une fois par jour, et seulement s’il y a quelque chose à signaler.',
  },
  more_one: '{{count, number}} autre se trouve parmi vos notifications dans {{hub}}.',
  more_many: '{{count, number}} autres se trouvent parmi vos notifications dans {{hub}}.',
  more_other: '{{count, number}} autres se trouvent parmi vos notifications dans {{hub}}.',
  choose: 'Choisir ce qui vous est envoyé par courriel',
  unsubscribe: 'Ne plus recevoir le récapitulatif quotidien',
}

export const notificationProblems = {
  'digest_subscriptions.not_valid': {
    title: 'Ce lien n’est pas valable',
    detail: 'Ce lien ne correspond à aucun récapitulatif de ce hub. Choisissez dans votre compte ce qui vous est envoyé par courriel.',
  },
}
