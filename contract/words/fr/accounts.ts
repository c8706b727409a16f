import type * as en from '../en/accounts.ts'

type Told<T> = { [K in keyof T]: T[K] extends string ? string : Told<T[K]> }

export const accountProblems: Told<typeof en.accountProblems> = {
  'session.code_needed': {
    title: 'Un code est nécessaire',
    detail:
      'Ce compte a un second facteur. Saisissez les six chiffres que montre votre application d’authentification, ou l’un de vos codes de secours.',
  },
  'session.wrong_code': {
    title: 'Le code n’est pas le bon',
    detail:
      'Saisissez les six chiffres que votre application montre maintenant ; chacun ne sert qu’une fois. Vérifiez l’heure de votre téléphone, ou utilisez un code de secours.',
  },
  'session.second_factor_needed': {
    title: 'Un second facteur est nécessaire ici',
    detail:
      'Cette organisation exige un second facteur de tous ceux qui travaillent pour elle. Configurez-le sous « Votre compte » ; d’ici là, vous ne pouvez pas agir pour elle.',
  },
  'session.too_old': {
    title: 'Veuillez vous connecter de nouveau',
    detail:
      'Cette organisation limite la durée d’une session, et la vôtre est plus ancienne. Déconnectez-vous, connectez-vous de nouveau et continuez.',
  },
  'account.wrong_password': {
    title: 'Le mot de passe n’est pas le bon',
    detail: 'Saisissez le mot de passe avec lequel vous vous connectez actuellement.',
  },
  'account.proof_needed': {
    title: 'Veuillez confirmer que c’est bien vous',
    detail: 'Saisissez votre mot de passe, ou un code de votre application d’authentification.',
  },
  'password_resets.not_valid': {
    title: 'Ce lien n’est pas valable',
    detail: 'Il a expiré, a déjà servi ou est incomplet. Demandez-en un nouveau sur la page « Mot de passe oublié ? ».',
  },
  'second_factor.in_force': {
    title: 'Le second facteur est déjà activé',
    detail: 'Pour utiliser un autre appareil, désactivez-le d’abord, puis configurez-le de nouveau.',
  },
  'second_factor.not_begun': {
    title: 'La configuration n’a pas commencé',
    detail:
      'Recommencez : une nouvelle clé s’affiche, que vous ajoutez à votre application d’authentification avant de confirmer avec un code.',
  },
  'second_factor.not_in_force': {
    title: 'Le second facteur est désactivé',
    detail: 'Configurez-le d’abord. Les codes de secours viennent avec lui.',
  },
  'second_factor.own': {
    title: 'C’est votre propre second facteur',
    detail:
      'Désactivez-le sous « Votre compte », où vous confirmez que c’est bien vous. Sans téléphone ni codes de secours, utilisez la ligne de commande.',
  },
  'second_factor.wrong_code': {
    title: 'Le code n’est pas le bon',
    detail:
      'Saisissez les six chiffres que votre application montre maintenant ; chacun ne sert qu’une fois. Vérifiez l’heure de votre téléphone.',
  },
  'organisations.own_second_factor_first': {
    title: 'Configurez d’abord votre propre second facteur',
    detail:
      'Sinon, l’organisation pourrait rester sans administrateur en mesure d’agir. Configurez-le sous « Votre compte », puis exigez-le.',
  },
  'registrations.not_valid': {
    title: 'Ce lien n’est pas valable',
    detail: 'Il a expiré, a déjà servi ou est incomplet. Inscrivez-vous de nouveau pour en recevoir un autre.',
  },
  'registrations.other_person': {
    title: 'Cette inscription concerne une autre adresse',
    detail: 'Vous êtes connecté avec une autre adresse que celle de l’inscription. Déconnectez-vous, puis ouvrez de nouveau le lien.',
  },
  'registrations.decided': {
    title: 'Cette inscription a reçu une réponse',
    detail: 'Quelqu’un d’autre l’a admise ou refusée entre-temps. Rechargez la liste.',
  },
}

export const accountNotifications: Told<typeof en.accountNotifications> = {
  registration_waiting: '{{name}} s’est inscrit pour votre organisation et attend d’être admis.',
}

export const accountAudit: Told<typeof en.accountAudit> = {
  'account.password_changed': '{{name}} a changé le mot de passe de son compte.',
  'account.password_reset': '{{name}} a défini un nouveau mot de passe au moyen d’un lien envoyé par courriel.',
  'account.second_factor_on': '{{name}} a activé le second facteur de son compte.',
  'account.second_factor_off': '{{name}} a désactivé le second facteur de son compte.',
  'account.recovery_codes_made': '{{name}} a fait établir de nouveaux codes de secours.',
  'second_factor.taken_away': 'L’exploitant a retiré le second facteur perdu de {{name}} : « {{reason}} »',
  'account.notifications_chosen': '{{name}} a choisi comment recevoir ses notifications.',
  'account.recovery_code_used': '{{name}} s’est connecté avec un code de secours.',
  'account.sessions_ended': '{{name}} a mis fin à toutes les autres sessions de son compte.',
  'policy.second_factor_required': '{{who}} exige un second facteur de tous ceux qui agissent pour cette organisation.',
  'policy.second_factor_optional': '{{who}} n’exige plus de second facteur.',
  'policy.session_limited': '{{who}} a limité les sessions à {{hours, number}} h.',
  'policy.session_unlimited': '{{who}} a levé la limite de durée des sessions.',
  'registration.asked': '{{name}} ({{mail}}) s’est inscrit avec l’identifiant d’emplacement {{locationId}} et attend d’être admis.',
  'registration.admitted': '{{who}} a admis {{name}} comme membre. Rôles : {{roles}}.',
  'registration.refused': '{{who}} a refusé l’inscription de {{name}}.',
}

export const accountMails: Told<typeof en.accountMails> = {
  password_reset: {
    subject: 'Définir un nouveau mot de passe pour {{hub}}',
    greeting: 'Bonjour {{name}},',
    body: 'Quelqu’un a demandé un nouveau mot de passe pour votre compte sur {{hub}}.',
    button: 'Définir un nouveau mot de passe',
    meaning:
      'Dès que le nouveau mot de passe est défini, toutes les sessions de votre compte prennent fin. Un second facteur reste tel qu’il est.',
    expiry: 'Le lien ne sert qu’une fois, jusqu’au {{until}}.',
    ignore: 'Si ce n’était pas vous, ne tenez simplement pas compte de ce message. Votre mot de passe reste tel qu’il est.',
  },
  password_changed: {
    subject: 'Votre mot de passe pour {{hub}} a été changé',
    greeting: 'Bonjour {{name}},',
    body: 'Le mot de passe de votre compte sur {{hub}} a été changé : {{when}}.',
    button: 'Ce n’était pas moi : définir un nouveau mot de passe',
    meaning: 'Toutes les autres sessions de votre compte ont pris fin.',
    ignore: 'Si c’était vous, il n’y a rien à faire.',
  },
  second_factor_taken: {
    subject: 'Votre second facteur pour {{hub}} a été retiré',
    greeting: 'Bonjour {{name}},',
    body: 'L’exploitant de ce hub a retiré le second facteur de votre compte : {{when}}. Le motif : « {{reason}} »',
    button: 'En configurer un nouveau',
    meaning:
      'Toutes les sessions de votre compte ont pris fin. Votre mot de passe suffit désormais pour entrer ; configurez bientôt un nouveau second facteur.',
    ignore: 'Si vous ne l’avez pas demandé, prévenez aussitôt un administrateur de votre organisation et changez votre mot de passe.',
  },
  new_sign_in: {
    subject: 'Nouvelle connexion à votre compte sur {{hub}}',
    greeting: 'Bonjour {{name}},',
    body: 'Quelqu’un s’est connecté à votre compte avec un navigateur ou depuis un réseau qui n’avaient pas encore servi : {{agent}}, adresse {{address}}, {{when}}.',
    button: 'Voir mes sessions',
    meaning: 'Si ce n’était pas vous, mettez fin à cette session et changez votre mot de passe.',
    ignore: 'Si c’était vous, il n’y a rien à faire.',
  },
  registration: {
    subject: 'Confirmez votre inscription sur {{hub}}',
    greeting: 'Bonjour {{name}},',
    body: 'Quelqu’un s’est inscrit sur {{hub}} avec votre adresse électronique.',
    button: 'Confirmer l’inscription',
    meaning:
      'Une fois l’inscription confirmée, un administrateur de votre entreprise décide de votre admission. Vous recevrez un courriel dès que vous serez admis.',
    expiry: 'Le lien est valable jusqu’au {{until}}.',
    ignore: 'Si ce n’était pas vous, ne tenez simplement pas compte de ce message. Il ne se passera rien.',
  },
  admission: {
    subject: 'Vous pouvez maintenant travailler pour {{organisation}} sur {{hub}}',
    greeting: 'Bonjour {{name}},',
    body: 'L’organisation {{organisation}} vous a admis comme membre sur {{hub}}.',
    button: 'Ouvrir {{hub}}',
    meaning: 'Connectez-vous avec votre adresse électronique et votre mot de passe.',
    ignore: 'Si vous ne vous êtes pas inscrit, prévenez un administrateur de l’organisation {{organisation}}.',
  },
  unknownAgent: 'un navigateur qui ne dit pas lequel il est',
}
