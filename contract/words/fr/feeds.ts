export const feeds = {
  outcomes: {
    placed: {
      name: 'Placé',
      explanation: 'Le périphérique est parmi les périphériques non attribués du partenaire ; rien à faire.',
    },
    already_there: {
      name: 'Déjà là',
      explanation:
        'Cette vente a déjà été prise en compte, ou le périphérique était déjà là. Rien n’a été modifié et il n’y a rien à faire.',
    },
    held: {
      name: 'En attente du fabricant',
      explanation:
        'Le fabricant doit régler cette ligne avant que le périphérique puisse être placé. Elle est entre ses mains ; ne la renvoyez pas.',
    },
    unknown_location: {
      name: 'Emplacement inconnu',
      explanation: 'Aucun partenaire n’a cet identifiant d’emplacement. Demandez-le au partenaire, corrigez la ligne et réessayez.',
    },
    not_your_partner: {
      name: 'Pas votre partenaire',
      explanation:
        'Vous ne pouvez déclarer que des ventes à des partenaires qui ont accepté une relation avec vous. Demandez-la ou vérifiez l’identifiant d’emplacement, puis réessayez.',
    },
    not_your_vendor: {
      name: 'Pas votre fabricant',
      explanation: 'Vous n’avez pas d’accréditation valable de ce fabricant pour déclarer ses ventes. Demandez-la-lui, puis réessayez.',
    },
    no_accreditation: {
      name: 'Partenaire non accrédité',
      explanation:
        'Le partenaire n’a pas encore d’accréditation valable : il n’y a donc pas de place pour le périphérique. La ligne attend ; le partenaire devrait s’adresser au fabricant.',
    },
    unknown_vendor: {
      name: 'Fabricant inconnu',
      explanation: 'Aucun fabricant de ce hub ne porte ce nom. Vérifiez l’orthographe, corrigez la ligne et réessayez.',
    },
    bad_row: {
      name: 'Valeur manquante ou incorrecte',
      explanation: 'Une valeur de cette ligne manque ou n’est pas utilisable. Corrigez-la et réessayez.',
    },
    duplicate_row: {
      name: 'Ligne en double',
      explanation:
        'Une ligne précédente de ce fichier déclare le même périphérique. Elle seule compte ; si les deux diffèrent, corrigez celle-ci et réessayez.',
    },
    refused: {
      name: 'Refusé par le fabricant',
      explanation:
        'Le fabricant a refusé cette ligne : « {{reason}} ». Si la ligne est fausse, corrigez-la et réessayez ; sinon adressez-vous au fabricant.',
    },
  },
  waiting: 'Cette ligne a été corrigée et n’a pas encore été réessayée. Lancez le nouvel essai.',
  faults: {
    quote_not_closed: 'Un guillemet de cette ligne n’est jamais fermé. Fermez-le ou retirez-le.',
    field_too_long: 'Une valeur de cette ligne est beaucoup trop longue. Il manque peut-être un guillemet ou un séparateur.',
    too_many_fields: 'Cette ligne a beaucoup trop de valeurs. Vérifiez les séparateurs.',
    record_too_long: 'Cette ligne est trop longue pour être lue. Il manque peut-être un retour à la ligne ou un guillemet.',
    nul: 'Cette ligne contient des caractères qu’aucun texte ne contient. Enregistrez de nouveau la liste au format CSV.',
    unreadable_from_line:
      'Plus rien n’a pu être lu à partir de cette ligne. Corrigez la ligne qui la précède et envoyez de nouveau le reste.',
    value_missing: 'La colonne « {{field}} » est vide. Remplissez-la.',
    value_too_long: 'La valeur de la colonne « {{field}} » est trop longue. Vérifiez qu’elle est dans la bonne colonne.',
    characters:
      'La valeur de la colonne « {{field}} » contient des caractères qui n’y ont pas leur place, peut-être invisibles. Saisissez-la de nouveau au clavier.',
    mangled:
      'Un tableur a transformé en nombre la valeur de la colonne « {{field}} ». Mettez la colonne au format texte et saisissez de nouveau la valeur.',
    became_date:
      'Un tableur a fait de la valeur de la colonne « {{field}} » une date. Mettez la colonne au format texte et saisissez-la de nouveau ; si c’est vraiment la valeur, écrivez-la sans séparateurs.',
    sale_date: 'La date de la colonne « {{field}} » n’est pas claire. Écrivez année-mois-jour, par exemple 2026-03-31.',
    location_id:
      'Ce n’est pas un identifiant d’emplacement : il a la lettre L et dix chiffres, et l’un d’eux manque ou est faux. Copiez-le de la liste du partenaire.',
    too_many_values:
      'Cette ligne a plus de valeurs que la première ligne n’a de colonnes. Mettez entre guillemets les valeurs qui contiennent un séparateur.',
  },
}
