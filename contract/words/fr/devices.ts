export const deviceProblems = {
  'removals.not_confirmed': {
    title: 'Le retrait n’est pas confirmé',
    detail: 'Le texte saisi n’est pas l’ID client du locataire où se trouvent ces périphériques. Rien n’a été retiré.',
  },
  'removals.too_many': {
    title: 'Trop de périphériques à la fois',
    detail: 'On peut retirer au plus {{devices}} périphériques à la fois. Restreignez le choix et retirez les autres ensuite.',
  },
  'removals.not_undoable': {
    title: 'Ce retrait ne peut pas être annulé',
    detail: 'Il a déjà été annulé, le délai est passé, ou quelqu’un d’autre a retiré ces périphériques de son propre locataire.',
  },
  'removals.places_taken': {
    title: 'Rien ne peut revenir maintenant',
    detail:
      'D’autres fiches de ces périphériques ont pris leur place depuis. Une fois celles-ci parties, le retrait peut encore être annulé dans le délai.',
  },
  'devices.not_into_holding': {
    title: 'On n’enregistre pas de périphérique dans « Périphériques non attribués »',
    detail:
      'Les périphériques qui vous ont été vendus y arrivent d’eux-mêmes. Enregistrez celui-ci chez le client qui le possède, ou dans votre propre environnement informatique.',
  },
  'devices.proof_not_open': {
    title: 'Impossible de demander une preuve maintenant',
    detail: 'Le périphérique a déjà une preuve, ou son fabricant a été interrogé et n’a pas encore répondu.',
  },
  'devices.proof_desk_full': {
    title: 'Trop de vos demandes attendent chez ce fabricant',
    detail: 'Le fabricant y répond une par une. Demandez de nouveau dès que certaines ont reçu une réponse.',
  },
  'devices.proof_contested': {
    title: 'Une autre fiche de ce périphérique a la preuve',
    detail: 'Une seule fiche peut avoir la preuve. Confirmez que celle-ci doit l’avoir à sa place, ou refusez en donnant un motif.',
  },
}

export const deviceNotifications = {
  devices_removed_one:
    '{{organisation}} a retiré {{count, number}} périphérique de votre locataire. On peut l’annuler pendant quelques jours.',
  devices_removed_many:
    '{{organisation}} a retiré {{count, number}} périphériques de votre locataire. On peut l’annuler pendant quelques jours.',
  devices_removed_other:
    '{{organisation}} a retiré {{count, number}} périphériques de votre locataire. On peut l’annuler pendant quelques jours.',
  devices_registered_one: '{{organisation}} a enregistré {{count, number}} périphérique dans votre locataire.',
  devices_registered_many: '{{organisation}} a enregistré {{count, number}} périphériques dans votre locataire.',
  devices_registered_other: '{{organisation}} a enregistré {{count, number}} périphériques dans votre locataire.',
  restored_unproven_one: '{{count, number}} périphérique est revenu sans preuve : une autre fiche l’a entre-temps.',
  restored_unproven_many: '{{count, number}} périphériques sont revenus sans preuve : d’autres fiches l’ont entre-temps.',
  restored_unproven_other: '{{count, number}} périphériques sont revenus sans preuve : d’autres fiches l’ont entre-temps.',
  proof_asked_one: '{{count, number}} périphérique attend votre preuve.',
  proof_asked_many: '{{count, number}} périphériques attendent votre preuve.',
  proof_asked_other: '{{count, number}} périphériques attendent votre preuve.',
  proof_confirmed: '{{vendor}} a confirmé que le périphérique {{serial}} est à vous.',
  proof_refused: '{{vendor}} a refusé la preuve pour le périphérique {{serial}}. Ouvrez-le pour en lire le motif.',
  another_record: 'Il existe une autre fiche du périphérique {{serial}}. {{vendor}} a décidé laquelle a la preuve.',
  another_record_back_one:
    'Il existe une autre fiche d’un de vos périphériques : {{serials}}. Elle est revenue ailleurs, sans preuve ; la vôtre garde sa preuve.',
  another_record_back_many:
    'Il existe d’autres fiches de {{count, number}} de vos périphériques : {{serials}}. Elles sont revenues ailleurs, sans preuve ; les vôtres gardent leur preuve.',
  another_record_back_other:
    'Il existe d’autres fiches de {{count, number}} de vos périphériques : {{serials}}. Elles sont revenues ailleurs, sans preuve ; les vôtres gardent leur preuve.',
}

export const deviceAudit = {
  'organisation.own_opened':
    '{{who}} a ouvert le locataire de votre propre matériel, « Mon environnement informatique ». Son ID client est {{customerId}}.',
  'device.archived_one': '{{who}} a archivé {{count, number}} périphérique : {{tenant}}.',
  'device.archived_many': '{{who}} a archivé {{count, number}} périphériques : {{tenant}}.',
  'device.archived_other': '{{who}} a archivé {{count, number}} périphériques : {{tenant}}.',
  'device.unarchived_one': '{{who}} a sorti {{count, number}} périphérique des archives : {{tenant}}.',
  'device.unarchived_many': '{{who}} a sorti {{count, number}} périphériques des archives : {{tenant}}.',
  'device.unarchived_other': '{{who}} a sorti {{count, number}} périphériques des archives : {{tenant}}.',
  'device.archived_inactive_one': '{{count, number}} périphérique archivé : aucun signe de vie depuis plus de {{days, number}} jours.',
  'device.archived_inactive_many': '{{count, number}} périphériques archivés : aucun signe de vie depuis plus de {{days, number}} jours.',
  'device.archived_inactive_other': '{{count, number}} périphériques archivés : aucun signe de vie depuis plus de {{days, number}} jours.',
  'device.removed_one': '{{who}} a retiré {{count, number}} périphérique : {{tenant}}.',
  'device.removed_many': '{{who}} a retiré {{count, number}} périphériques : {{tenant}}.',
  'device.removed_other': '{{who}} a retiré {{count, number}} périphériques : {{tenant}}.',
  'device.restored_one': '{{who}} a annulé un retrait : {{count, number}} périphérique est de nouveau là : {{tenant}}.',
  'device.restored_many': '{{who}} a annulé un retrait : {{count, number}} périphériques sont de nouveau là : {{tenant}}.',
  'device.restored_other': '{{who}} a annulé un retrait : {{count, number}} périphériques sont de nouveau là : {{tenant}}.',
  'device.restored_unproven_one':
    '{{count, number}} périphérique est revenu sans preuve, car une autre fiche l’a entre-temps : {{tenant}}.',
  'device.restored_unproven_many':
    '{{count, number}} périphériques sont revenus sans preuve, car d’autres fiches l’ont entre-temps : {{tenant}}.',
  'device.restored_unproven_other':
    '{{count, number}} périphériques sont revenus sans preuve, car d’autres fiches l’ont entre-temps : {{tenant}}.',
  'device.registered_one': '{{who}} a enregistré {{count, number}} périphérique : {{tenant}}.',
  'device.registered_many': '{{who}} a enregistré {{count, number}} périphériques : {{tenant}}.',
  'device.registered_other': '{{who}} a enregistré {{count, number}} périphériques : {{tenant}}.',
  'device.proof_asked': '{{who}} a demandé une preuve pour le périphérique {{serial}}.',
  'device.proofs_asked_one': '{{who}} a demandé une preuve pour {{count, number}} périphérique : {{tenant}}.',
  'device.proofs_asked_many': '{{who}} a demandé une preuve pour {{count, number}} périphériques : {{tenant}}.',
  'device.proofs_asked_other': '{{who}} a demandé une preuve pour {{count, number}} périphériques : {{tenant}}.',
  'device.proof_confirmed': '{{vendor}} a donné la preuve au périphérique {{serial}}.',
  'device.proof_refused': '{{vendor}} a refusé la preuve pour le périphérique {{serial}} : « {{reason}} ».',
  'device.proof_lost': 'Le périphérique {{serial}} n’a plus de preuve : {{vendor}} l’a donnée à une autre fiche.',
}

export const registrations = {
  outcomes: {
    registered: {
      name: 'Enregistré',
      explanation:
        'Le périphérique est enregistré, sans preuve pour l’instant. Là où vous avez indiqué une preuve, son fabricant a été interrogé.',
    },
    registered_unasked: {
      name: 'Enregistré, fabricant non interrogé',
      explanation:
        'Le périphérique est enregistré, sans preuve. {{vendor}} n’a pas été interrogé : trop de vos demandes y attendent déjà. Demandez-la sur la page du périphérique dès que certaines ont reçu une réponse.',
    },
    already_there: { name: 'Déjà présent', explanation: 'Le périphérique est déjà dans cette liste ; rien à faire.' },
    already_there_unasked: {
      name: 'Déjà présent, fabricant non interrogé',
      explanation:
        'Le périphérique est déjà dans cette liste. La preuve n’a pas été demandée à {{vendor}} : trop de vos demandes y attendent déjà. Demandez-la sur la page du périphérique dès que certaines ont reçu une réponse.',
    },
    unknown_vendor: {
      name: 'Fabricant inconnu',
      explanation:
        'Aucun fabricant de ce hub ne s’appelle « {{vendor}} ». Vérifiez l’orthographe et enregistrez de nouveau le périphérique.',
    },
    duplicate_row: { name: 'Ligne en double', explanation: 'Une ligne précédente désigne le même périphérique. Elle seule compte.' },
    bad_row: {
      name: 'Valeur manquante ou incorrecte',
      explanation: 'Une valeur de cette ligne manque ou est inutilisable. Corrigez-la et envoyez de nouveau la ligne.',
    },
  },
}
