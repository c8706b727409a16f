export const transfers = {
  outcomes: {
    moved: {
      name: 'Transféré',
      explanation: 'Le périphérique va à la cible.',
    },
    already_there: { name: 'Déjà là', explanation: 'La cible a déjà ce périphérique ; rien à faire.' },
    not_found: {
      name: 'Introuvable',
      explanation:
        'Parmi les périphériques que vous pouvez transférer, aucun n’a ce numéro de série. Comparez-le à l’étiquette du périphérique ; s’il est juste, adressez-vous à votre fournisseur ou au fabricant.',
    },
    duplicate_row: {
      name: 'Ligne en double',
      explanation: 'Une ligne précédente désigne le même périphérique, et elle seule compte. Vous pouvez supprimer cette ligne.',
    },
    ambiguous_serial: {
      name: 'Numéro de série non unique',
      explanation:
        'Plusieurs de vos périphériques ont ce numéro de série. Ajoutez une colonne intitulée productNumber, remplissez-la pour cette ligne et envoyez de nouveau la ligne.',
    },
    bad_row: {
      name: 'Valeur manquante ou incorrecte',
      explanation: 'Une valeur de cette ligne manque ou n’est pas utilisable. Corrigez-la et envoyez de nouveau la ligne.',
    },
    target_not_found: {
      name: 'Cible introuvable',
      explanation:
        'Vous n’avez aucun client avec cet ID client. Copiez-le de nouveau depuis la page du client, sous Paramètres > Vue d’ensemble.',
    },
    target_not_accepted: {
      name: 'La cible n’a pas accepté',
      explanation:
        'Ce client n’a pas encore accepté votre invitation, ou l’accès est désactivé. Transférez le périphérique quand l’accès sera accepté et activé.',
    },
    wrong_target: {
      name: 'Autre cible',
      explanation:
        'Cette ligne désigne une autre cible que celle du transfert. Un transfert a une seule cible : faites-en un à part pour cette ligne.',
    },
    wrong_source: {
      name: 'Autre source',
      explanation:
        'Ce périphérique n’est pas là d’où viennent les autres périphériques du transfert. Un transfert a une seule source : faites-en un à part pour cette ligne.',
    },
    not_allowed: {
      name: 'Non autorisé',
      explanation:
        'Vous pouvez voir ce périphérique, mais pas le déplacer de cette façon. Adressez-vous au client ou à un administrateur de votre organisation.',
    },
    changed_since_preview: {
      name: 'Changé depuis l’aperçu',
      explanation:
        'Quelque chose a changé après l’aperçu ; le périphérique n’a donc pas été transféré. Faites un nouvel aperçu pour cette ligne.',
    },
  },
  /** Of a row foreseen as moved: once it has moved; and where the preview lapsed. */
  carriedOut: 'Le périphérique a été transféré vers {{target}}.',
  lapsed: 'L’aperçu a expiré avant d’être confirmé ; le périphérique n’a donc pas été transféré. Faites un nouveau transfert.',
  undo: {
    moved_back: { name: 'Ramené', explanation: 'Le périphérique est revenu là où le transfert l’avait pris.' },
    moved_since: {
      name: 'Reparti depuis',
      explanation:
        'Le périphérique n’est plus là où ce transfert l’avait mis ; il n’a donc pas été touché. S’il est parmi vos périphériques, faites un nouveau transfert.',
    },
    source_not_available: {
      name: 'Source indisponible',
      explanation:
        'L’endroit d’où venait le périphérique ne vous est plus ouvert. Le périphérique reste où il est ; au besoin, transférez-le vers une autre cible.',
    },
    not_allowed: {
      name: 'Non autorisé',
      explanation:
        'Vous ne pouvez pas ramener ce périphérique pour le moment. Il reste où il est ; adressez-vous au client ou à un administrateur de votre organisation.',
    },
  },
  faults: {
    quote_not_closed: 'Un guillemet de cette ligne n’est jamais fermé. Fermez-le ou retirez-le.',
    field_too_long: 'Une valeur de cette ligne est beaucoup trop longue. Il manque peut-être un guillemet ou un séparateur.',
    too_many_fields: 'Cette ligne a beaucoup trop de valeurs. Vérifiez les séparateurs.',
    record_too_long: 'Cette ligne est trop longue pour être lue. Il manque peut-être un retour à la ligne ou un guillemet.',
    nul: 'Cette ligne contient des caractères qu’aucun texte ne contient. Enregistrez de nouveau la liste au format CSV.',
    unreadable_from_line:
      'Plus rien n’a pu être lu à partir de cette ligne. Corrigez la ligne qui la précède et envoyez de nouveau le reste.',
    serial_missing: 'Le numéro de série manque. Mettez-le dans la colonne A.',
    serial_too_long: 'Le numéro de série est trop long. Vérifiez qu’il n’y en a qu’un dans la cellule.',
    serial_characters:
      'Le numéro de série contient des caractères qui n’y ont pas leur place, peut-être invisibles. Saisissez-le de nouveau au clavier.',
    serial_mangled:
      'Un tableur a transformé le numéro de série et des chiffres sont perdus. Mettez la colonne A au format texte et saisissez-le de nouveau.',
    serial_date:
      'Un tableur a fait de ce numéro de série une date, et ce qui avait été saisi est perdu. Mettez la colonne A au format texte et saisissez-le de nouveau. Si c’est vraiment le numéro de série, écrivez-le sans séparateurs.',
    target_missing: 'L’ID client de la cible manque. Mettez-le dans la colonne B.',
    target_too_long: 'La valeur de la colonne B est trop longue pour un ID client. Copiez de nouveau l’ID depuis la page du client.',
    product_number_too_long: 'Le numéro de produit est trop long. Vérifiez qu’il est dans la bonne colonne.',
    product_number_characters:
      'Le numéro de produit contient des caractères qui n’y ont pas leur place, peut-être invisibles. Saisissez-le de nouveau au clavier.',
    product_number_mangled: 'Un tableur a transformé le numéro de produit. Mettez sa colonne au format texte et saisissez-le de nouveau.',
    product_number_date:
      'Un tableur a fait de ce numéro de produit une date. Mettez sa colonne au format texte et saisissez-le de nouveau.',
  },
  reasons: {
    target_mistyped:
      'Cet ID client contient une faute de frappe : un caractère est faux, manque ou est en trop. Copiez-le de nouveau depuis la page du client, sous Paramètres > Vue d’ensemble, et renvoyez la ligne.',
    target_no_id:
      'Ce n’est pas un ID client. Il ressemble à C-7KQ2-9MXA-P ; copiez-le depuis la page du client, sous Paramètres > Vue d’ensemble, et renvoyez la ligne.',
    leading_zeros:
      'Aucun périphérique portant ce numéro de série ne figure parmi ceux que vous pouvez transférer, mais il y en a un portant le numéro {{hint}} : un tableur a peut-être supprimé les zéros au début. Comparez-le avec l’étiquette du périphérique ; si c’est bien lui, mettez la colonne A au format texte, saisissez {{hint}} et envoyez la ligne de nouveau.',
    customer_registered: 'Le client a inscrit ou enregistré lui-même ce périphérique. Demandez-lui son consentement pour le transférer.',
    other_holding:
      'Un périphérique ne retourne que parmi les périphériques non attribués d’où il est venu en dernier. Choisissez cet ID client, ou un client, comme cible.',
    behind_host:
      'Ce périphérique se trouve derrière un périphérique hôte et ne se déplace qu’avec lui. Transférez le périphérique hôte : celui-ci suit de lui-même.',
    follower_stays:
      'Un périphérique derrière ce périphérique hôte ne peut pas être déplacé, et ils se déplacent ensemble ou pas du tout. La raison figure dans les lignes des périphériques qui se trouvent derrière lui.',
    followers_changed:
      'Ce qui se trouve derrière le périphérique hôte a changé depuis l’aperçu : ni lui ni rien de ce qui est derrière lui n’a été déplacé. Faites un nouvel aperçu.',
    own_equipment:
      'Le matériel propre à votre organisation ne va qu’entre « Périphériques non attribués » et « Mon environnement informatique », jamais chez un client ni depuis un client. Remettez-le d’abord dans « Périphériques non attribués ».',
    rights_gone:
      'Vous n’avez plus le droit de transférer ce périphérique, ou l’accès au client a pris fin. Faites rétablir l’un ou l’autre, puis faites un nouveau transfert.',
    changed: 'Prévu : Transféré. Maintenant : {{now}}. Le périphérique n’a pas été transféré ; faites un nouvel aperçu pour cette ligne.',
  },
}
