export const organisations = {
  organisation: 'Organisation',
  name: 'Nom',
  kind: 'Type',
  anyKind: 'Tous les types',
  kinds: { vendor: 'Fabricant', provider: 'Fournisseur', partner: 'Partenaire', customer: 'Client' },
  web: 'Site Web',
  lead: 'Toutes les organisations de ce hub.',
  find: 'Rechercher une organisation',
  empty: 'Aucune organisation trouvée',
  create: 'Créer une organisation',
  adminName: 'Nom du premier administrateur',
  adminMail: 'Adresse du premier administrateur',
  onlyOperator: 'Seul l’exploitant de ce hub voit cette page.',
}

export const members = {
  lead: 'Qui travaille ici pour {{organisation}}, et ce que chacun peut faire.',
  you: 'vous',
  status: 'Statut',
  statuses: { active: 'Actif', invited: 'Invité', removed: 'Retiré' },
  joinedAt: 'Membre depuis',
  find: 'Rechercher un membre',
  noHit: 'Aucun membre trouvé',
  invite: 'Inviter un membre',
  sendInvitation: 'Envoyer l’invitation',
  invited: 'L’invitation est en route vers {{mail}}.',
  rolesOf: 'Rôles de {{name}}',
  remove: 'Retirer',
  removeOf: 'Retirer {{name}}',
  removeText: '{{name}} ne peut plus agir pour {{organisation}} dès sa prochaine demande. Ce qui a été fait reste dans l’activité.',
}

export const relationships = {
  with: 'Avec',
  state: 'État',
  states: { requested: 'Demandée', accepted: 'Acceptée', disabled: 'Désactivée', ended: 'Terminée' },
  requestedAt: 'Demandée le',
  acceptedAt: 'Acceptée le',
  accept: 'Accepter',
  refuse: 'Refuser',
  enable: 'Activer',
  disable: 'Désactiver',
  end: 'Mettre fin',
  withdraw: 'Retirer',
  lead: {
    customer: 'Qui peut s’occuper de vos périphériques. Vous décidez, et vous pouvez y mettre fin à tout moment.',
    partner: 'Les fournisseurs qui peuvent déclarer les périphériques qui vous sont vendus.',
    provider: 'Les partenaires pour lesquels vous pouvez déclarer des périphériques vendus.',
  },
  empty: { customer: 'Pas encore de partenaires', partner: 'Pas encore de fournisseurs', provider: 'Pas encore de partenaires' },
  emptyText: {
    customer: 'Quand un partenaire demande à s’occuper de vos périphériques, sa demande apparaît ici.',
    partner:
      'Quand un fournisseur demande à vous approvisionner, sa demande apparaît ici. Il lui faut l’un de vos identifiants d’emplacement.',
    provider: 'Adressez une demande à un partenaire avec l’un de ses identifiants d’emplacement.',
  },
  request: 'Solliciter un partenaire',
  requested: 'La demande est en route vers {{name}}.',
  send: 'Envoyer la demande',
  locationIdText: 'Le partenaire le trouve sous « Accréditations et emplacements ».',
  disableTitle: 'Désactiver la relation avec {{name}} ?',
  endTitle: 'Mettre fin à la relation avec {{name}} ?',
  refuseTitle: 'Refuser la demande de {{name}} ?',
  withdrawTitle: 'Retirer la demande adressée à {{name}} ?',
  requestText: 'La demande est alors close. Une nouvelle pourra être envoyée plus tard.',
  disableMeans: {
    manages: 'L’accès est suspendu aussitôt ; vous pouvez le réactiver à tout moment.',
    supplies: 'Les déclarations sont suspendues aussitôt ; vous pouvez réactiver la relation à tout moment.',
  },
  endMeans: {
    manages: 'La relation est terminée ; pour reprendre, le partenaire a besoin d’une nouvelle invitation.',
    supplies: 'La relation est terminée ; pour reprendre, il faut une nouvelle demande.',
  },
  disableTexts: {
    manages: '{{name}} ne voit plus aucun de ces périphériques dès sa prochaine demande. Vous pouvez réactiver la relation.',
    supplies: 'Des périphériques ne peuvent plus être déclarés par cette relation. Vous pouvez la réactiver.',
  },
  endTexts: {
    manages:
      '{{name}} n’est plus lié à ces périphériques dès sa prochaine demande. Les périphériques restent où ils sont. Pour reprendre, il faut une nouvelle invitation.',
    supplies: 'Des périphériques ne peuvent plus être déclarés par cette relation. Pour reprendre, il faut une nouvelle demande.',
  },
}

export { roles } from '../../../contract/words/fr/names.ts'

export const roleTexts = {
  global_admin: 'Tout, y compris les membres et les paramètres.',
  admin_agent: 'Clients, périphériques et transferts.',
  helpdesk_agent: 'Lit clients et périphériques, aide leurs utilisateurs.',
  helpdesk_agent_advanced: 'Comme l’agent du support technique, et peut demander un accès complet temporaire.',
  sales_agent: 'Ajoute et invite des clients, lit les périphériques.',
  viewer: 'Lit clients, périphériques et transferts.',
  feed_manager: 'Envoie et corrige les rapports de ventes.',
  provider_admin: 'Tout, y compris les membres et les paramètres.',
  provider_agent: 'Les partenaires et les relations avec eux.',
  vendor_admin: 'Tout, y compris les accréditations et les membres.',
  vendor_agent: 'Périphériques et cas du fabricant.',
  customer_admin: 'Tout, y compris les partenaires, les membres et les paramètres.',
  device_admin: 'Périphériques et cPIN.',
  end_user: 'Ses propres périphériques.',
}
