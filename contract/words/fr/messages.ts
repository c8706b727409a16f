import { accountAudit, accountMails, accountNotifications } from './accounts.ts'
import { applicationAudit, applicationMails, applicationNotifications } from './applications.ts'
import { deviceAudit, deviceNotifications } from './devices.ts'
import { hubAudit } from './hub.ts'
import { notificationMails } from './notifications.ts'
import { quotaAudit, quotaNotifications } from './quotas.ts'
import { supportAudit, supportNotifications } from './support.ts'

export const notifications = {
  ...accountNotifications,
  ...applicationNotifications,
  ...deviceNotifications,
  ...quotaNotifications,
  ...supportNotifications,
  transfer_done_one: 'Transfert vers {{target}} terminé : {{moved, number}} périphérique sur {{rows, number}} transféré.',
  transfer_done_many: 'Transfert vers {{target}} terminé : {{moved, number}} périphériques sur {{rows, number}} transférés.',
  transfer_done_other: 'Transfert vers {{target}} terminé : {{moved, number}} périphériques sur {{rows, number}} transférés.',
  transfer_done_of_file_one:
    'Transfert de « {{fileName}} » vers {{target}} terminé : {{moved, number}} périphérique sur {{rows, number}} transféré.',
  transfer_done_of_file_many:
    'Transfert de « {{fileName}} » vers {{target}} terminé : {{moved, number}} périphériques sur {{rows, number}} transférés.',
  transfer_done_of_file_other:
    'Transfert de « {{fileName}} » vers {{target}} terminé : {{moved, number}} périphériques sur {{rows, number}} transférés.',
  transfer_undone_one: 'Transfert annulé : {{count, number}} périphérique revenu à son point de départ.',
  transfer_undone_many: 'Transfert annulé : {{count, number}} périphériques revenus à leur point de départ.',
  transfer_undone_other: 'Transfert annulé : {{count, number}} périphériques revenus à leur point de départ.',
  transfer_failed: 'Un transfert s’est arrêté avant la fin. Ouvrez-le pour voir ce qu’est devenue chaque ligne.',
  transfer_lapsing:
    'L’aperçu d’un transfert vers {{target}} (lignes : {{rows, number}}) expire dans {{hours, number}} heures environ. Ouvrez-le et confirmez-le s’il doit être exécuté.',
  request_received: '{{partner}} demande un consentement à votre organisation.',
  request_withdrawn: '{{partner}} a retiré une demande de consentement.',
  request_accepted: '{{customer}} a donné le consentement que vous aviez demandé.',
  request_refused: '{{customer}} a refusé le consentement que vous aviez demandé.',
  feed_done_one: 'Rapport de ventes « {{fileName}} » traité : {{count, number}} périphérique sur {{rows, number}} placé.',
  feed_done_many: 'Rapport de ventes « {{fileName}} » traité : {{count, number}} périphériques sur {{rows, number}} placés.',
  feed_done_other: 'Rapport de ventes « {{fileName}} » traité : {{count, number}} périphériques sur {{rows, number}} placés.',
  feed_failed: 'Un rapport de ventes n’a pas pu être traité jusqu’au bout. Ouvrez-le pour voir ce qu’est devenue chaque ligne.',
  feed_held_one: '{{count, number}} ligne d’un rapport de ventes attend votre décision.',
  feed_held_many: '{{count, number}} lignes d’un rapport de ventes attendent votre décision.',
  feed_held_other: '{{count, number}} lignes d’un rapport de ventes attendent votre décision.',
  feed_held_settled: '{{vendor}} s’est prononcé sur une ligne en attente du rapport de ventes « {{fileName}} » : {{serial}}.',
  customer_accepted: '{{name}} a accepté votre invitation.',
  relationship_requested: '{{name}} demande une relation avec votre organisation.',
  relationship_accepted: '{{name}} a accepté la relation avec votre organisation.',
  relationship_ended: 'La relation avec {{name}} a pris fin.',
  devices_arrived_one: '{{count, number}} périphérique est arrivé dans « Périphériques non attribués ».',
  devices_arrived_many: '{{count, number}} périphériques sont arrivés dans « Périphériques non attribués ».',
  devices_arrived_other: '{{count, number}} périphériques sont arrivés dans « Périphériques non attribués ».',
  devices_moved_in_one: '{{partner}} a transféré {{count, number}} périphérique vers votre organisation.',
  devices_moved_in_many: '{{partner}} a transféré {{count, number}} périphériques vers votre organisation.',
  devices_moved_in_other: '{{partner}} a transféré {{count, number}} périphériques vers votre organisation.',
  devices_moved_out_one: '{{partner}} a transféré {{count, number}} périphérique hors de votre organisation.',
  devices_moved_out_many: '{{partner}} a transféré {{count, number}} périphériques hors de votre organisation.',
  devices_moved_out_other: '{{partner}} a transféré {{count, number}} périphériques hors de votre organisation.',
  devices_moved_back_in_one: '{{partner}} a annulé un transfert : {{count, number}} périphérique est revenu dans votre organisation.',
  devices_moved_back_in_many: '{{partner}} a annulé un transfert : {{count, number}} périphériques sont revenus dans votre organisation.',
  devices_moved_back_in_other: '{{partner}} a annulé un transfert : {{count, number}} périphériques sont revenus dans votre organisation.',
  devices_moved_back_out_one: '{{partner}} a annulé un transfert : {{count, number}} périphérique a de nouveau quitté votre organisation.',
  devices_moved_back_out_many:
    '{{partner}} a annulé un transfert : {{count, number}} périphériques ont de nouveau quitté votre organisation.',
  devices_moved_back_out_other:
    '{{partner}} a annulé un transfert : {{count, number}} périphériques ont de nouveau quitté votre organisation.',
}

export const audit = {
  ...accountAudit,
  ...applicationAudit,
  ...deviceAudit,
  ...quotaAudit,
  ...supportAudit,
  ...hubAudit,
  'session.signed_in': 'Connexion de {{who}}.',
  'session.signed_out': 'Déconnexion de {{who}}.',
  'organisation.created': '{{who}} a créé l’organisation {{name}}.',
  'organisation.updated': '{{who}} a modifié les données de l’organisation.',
  'member.invited': '{{who}} a invité {{name}} comme membre. Rôles : {{roles}}.',
  'member.joined': 'Nouveau membre : {{name}}.',
  'member.changed': '{{who}} a modifié la fiche du membre {{name}}. Rôles : {{roles}}.',
  'member.removed': '{{who}} a retiré le membre {{name}}.',
  'location.created': '{{who}} a ajouté l’emplacement {{name}} avec l’identifiant d’emplacement {{locationId}}.',
  'accreditation.given': '{{who}} a enregistré une accréditation du fabricant {{vendor}} pour l’organisation {{organisation}} : {{kind}}.',
  'accreditation.changed': '{{who}} a modifié l’accréditation du fabricant {{vendor}} pour l’organisation {{organisation}} : {{kind}}.',
  'holding.opened': 'Le locataire holding « Périphériques non attribués » a été ouvert. Son ID client est {{customerId}}.',
  'customer.added': '{{who}} a ajouté le client {{name}} et envoyé l’invitation.',
  'customer.updated': '{{who}} a modifié les données du client {{name}}.',
  'customer.invited_again': '{{who}} a renvoyé l’invitation au client {{name}}.',
  'relationship.requested': '{{who}} a demandé une relation entre {{other}} et cette organisation.',
  'relationship.accepted': '{{who}} a accepté la relation entre {{other}} et cette organisation.',
  'relationship.disabled': '{{who}} a désactivé l’accès prévu par la relation entre {{other}} et cette organisation.',
  'relationship.enabled': '{{who}} a réactivé l’accès prévu par la relation entre {{other}} et cette organisation.',
  'relationship.ended': '{{who}} a mis fin à la relation entre {{other}} et cette organisation.',
  'settings.updated': '{{who}} a modifié les paramètres.',
  'settings.updated_for': '{{who}} a modifié les paramètres de {{other}}.',
  'cpin.read': '{{who}} a lu le cPIN.',
  'cpin.read_for': '{{who}} a lu le cPIN de {{other}}.',
  'cpin.rotated': '{{who}} a remplacé le cPIN par un nouveau.',
  'cpin.rotated_for': '{{who}} a remplacé le cPIN de {{other}} par un nouveau.',
  'feed.received': '{{who}} a envoyé le rapport de ventes « {{fileName}} ». Lignes : {{rows, number}}.',
  'feed.placed_one': 'Un rapport de ventes envoyé par {{who}} a placé {{count, number}} périphérique dans « Périphériques non attribués ».',
  'feed.placed_many':
    'Un rapport de ventes envoyé par {{who}} a placé {{count, number}} périphériques dans « Périphériques non attribués ».',
  'feed.placed_other':
    'Un rapport de ventes envoyé par {{who}} a placé {{count, number}} périphériques dans « Périphériques non attribués ».',
  'job.retried': '{{who}} a fait relancer la tâche {{job}}.',
  'feed.done_one':
    'Le rapport de ventes « {{fileName}} » envoyé par {{who}} est traité : {{count, number}} périphérique sur {{rows, number}} placé.',
  'feed.done_many':
    'Le rapport de ventes « {{fileName}} » envoyé par {{who}} est traité : {{count, number}} périphériques sur {{rows, number}} placés.',
  'feed.done_other':
    'Le rapport de ventes « {{fileName}} » envoyé par {{who}} est traité : {{count, number}} périphériques sur {{rows, number}} placés.',
  'feed.failed': 'Un rapport de ventes n’a pas pu être traité jusqu’au bout : la personne qui l’a envoyé n’a plus le droit d’en envoyer.',
  'feed.row_corrected': '{{who}} a corrigé la ligne {{line, number}} du rapport de ventes « {{fileName}} ».',
  'feed.retried': '{{who}} a fait réessayer des lignes rejetées du rapport de ventes « {{fileName}} ». Lignes : {{rows, number}}.',
  'feed.retry_done':
    'Le nouvel essai du rapport de ventes « {{fileName}} » par {{who}} est terminé. Lignes : {{rows, number}}, dont placées : {{placed, number}}.',
  'feed.held_placed': '{{who}} s’est prononcé sur la ligne en attente du numéro de série {{serial}} : le périphérique a été placé.',
  'feed.held_already_there':
    '{{who}} s’est prononcé sur la ligne en attente du numéro de série {{serial}} : le périphérique était déjà là.',
  'feed.held_refused': '{{who}} a refusé la ligne en attente du numéro de série {{serial}} : « {{reason}} ».',
  'transfer.confirmed': '{{who}} a confirmé un transfert vers {{target}}. Lignes : {{rows, number}}.',
  'transfer.moved_out_one': '{{who}} a transféré {{count, number}} périphérique hors de ce locataire.',
  'transfer.moved_out_many': '{{who}} a transféré {{count, number}} périphériques hors de ce locataire.',
  'transfer.moved_out_other': '{{who}} a transféré {{count, number}} périphériques hors de ce locataire.',
  'transfer.moved_in_one': '{{who}} a transféré {{count, number}} périphérique dans ce locataire.',
  'transfer.moved_in_many': '{{who}} a transféré {{count, number}} périphériques dans ce locataire.',
  'transfer.moved_in_other': '{{who}} a transféré {{count, number}} périphériques dans ce locataire.',
  'transfer.moved_one': '{{who}} a transféré {{count, number}} périphérique depuis {{from}} vers {{to}}.',
  'transfer.moved_many': '{{who}} a transféré {{count, number}} périphériques depuis {{from}} vers {{to}}.',
  'transfer.moved_other': '{{who}} a transféré {{count, number}} périphériques depuis {{from}} vers {{to}}.',
  'request.sent': '{{who}} a demandé à {{customer}} un consentement au déplacement de périphériques, jusqu’au {{until}}. But : {{purpose}}',
  'request.received': '{{partner}} a demandé un consentement au déplacement de périphériques, jusqu’au {{until}}. But : {{purpose}}',
  'request.withdrawn': '{{who}} a retiré la demande faite par {{partner}} à {{customer}} de consentir au déplacement de périphériques.',
  'request.refused': '{{who}} a refusé, pour {{customer}}, le consentement demandé par {{partner}}.',
  'consent.given': '{{who}} a consenti, pour {{customer}}, à ce que {{partner}} déplace des périphériques, jusqu’au {{until}}.',
  'consent.withdrawn': '{{who}} a retiré, pour {{customer}}, le consentement à ce que {{partner}} déplace des périphériques.',
  'transfer.moved_several_one':
    '{{who}} a transféré {{count, number}} périphérique. Sources : {{sources, number}}, cibles : {{targets, number}}.',
  'transfer.moved_several_many':
    '{{who}} a transféré {{count, number}} périphériques. Sources : {{sources, number}}, cibles : {{targets, number}}.',
  'transfer.moved_several_other':
    '{{who}} a transféré {{count, number}} périphériques. Sources : {{sources, number}}, cibles : {{targets, number}}.',
  'transfer.moved_back_several_one':
    '{{who}} a annulé un transfert : {{count, number}} périphérique est revenu. Sources : {{sources, number}}, cibles : {{targets, number}}.',
  'transfer.moved_back_several_many':
    '{{who}} a annulé un transfert : {{count, number}} périphériques sont revenus. Sources : {{sources, number}}, cibles : {{targets, number}}.',
  'transfer.moved_back_several_other':
    '{{who}} a annulé un transfert : {{count, number}} périphériques sont revenus. Sources : {{sources, number}}, cibles : {{targets, number}}.',
  'transfer.undo_asked_one': '{{who}} a demandé d’annuler le transfert de {{count, number}} périphérique vers {{target}}.',
  'transfer.undo_asked_many': '{{who}} a demandé d’annuler le transfert de {{count, number}} périphériques vers {{target}}.',
  'transfer.undo_asked_other': '{{who}} a demandé d’annuler le transfert de {{count, number}} périphériques vers {{target}}.',
  'transfer.moved_back_out_one': '{{who}} a annulé un transfert : {{count, number}} périphérique a de nouveau quitté ce locataire.',
  'transfer.moved_back_out_many': '{{who}} a annulé un transfert : {{count, number}} périphériques ont de nouveau quitté ce locataire.',
  'transfer.moved_back_out_other': '{{who}} a annulé un transfert : {{count, number}} périphériques ont de nouveau quitté ce locataire.',
  'transfer.moved_back_in_one': '{{who}} a annulé un transfert : {{count, number}} périphérique est revenu dans ce locataire.',
  'transfer.moved_back_in_many': '{{who}} a annulé un transfert : {{count, number}} périphériques sont revenus dans ce locataire.',
  'transfer.moved_back_in_other': '{{who}} a annulé un transfert : {{count, number}} périphériques sont revenus dans ce locataire.',
  'transfer.moved_back_one': '{{who}} a annulé un transfert : {{count, number}} périphérique est retourné depuis {{from}} vers {{to}}.',
  'transfer.moved_back_many': '{{who}} a annulé un transfert : {{count, number}} périphériques sont retournés depuis {{from}} vers {{to}}.',
  'transfer.moved_back_other':
    '{{who}} a annulé un transfert : {{count, number}} périphériques sont retournés depuis {{from}} vers {{to}}.',
}

export const mails = {
  ...accountMails,
  ...applicationMails,
  ...notificationMails,
  customer_invitation: {
    subject: '{{partner}} invite {{organisation}} sur {{hub}}',
    greeting: 'Bonjour {{name}},',
    body: '{{partner}} souhaite assister l’organisation {{organisation}} sur {{hub}} et vous demande votre accord.',
    button: 'Voir l’invitation',
    meaning:
      'Si vous acceptez, {{partner}} voit les périphériques de l’organisation {{organisation}} sur {{hub}} et peut les gérer. Vous pouvez désactiver cet accès à tout moment. Tant que vous n’avez pas accepté, {{partner}} ne voit que ses propres saisies.',
    expiry: 'Le lien est valable jusqu’au {{until}}.',
    ignore: 'Si vous n’attendez pas cette invitation, n’en tenez simplement pas compte. Il ne se passera rien.',
  },
  member_invitation: {
    subject: '{{from}} vous invite à rejoindre {{organisation}} sur {{hub}}',
    greeting: 'Bonjour {{name}},',
    body: '{{from}} vous invite à devenir membre de l’organisation {{organisation}} sur {{hub}}.',
    button: 'Voir l’invitation',
    meaning:
      'Si vous acceptez, vous pourrez travailler pour l’organisation {{organisation}} avec les rôles choisis pour vous. Ses administrateurs verront votre nom et votre adresse électronique.',
    expiry: 'Le lien est valable jusqu’au {{until}}.',
    ignore: 'Si vous n’attendez pas cette invitation, n’en tenez simplement pas compte. Il ne se passera rien.',
  },
  help: 'Obtenir de l’aide',
  footer: 'Ce message vient de {{hub}}, où des partenaires s’occupent des périphériques de leurs clients.',
}
