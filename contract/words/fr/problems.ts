// Longer than 300 lines: every problem has its words here, in one order for all languages.
import { accountProblems } from './accounts.ts'
import { applicationProblems } from './applications.ts'
import { deviceProblems } from './devices.ts'
import { hubProblems } from './hub.ts'
import { notificationProblems } from './notifications.ts'
import { supportProblems } from './support.ts'

export const problems = {
  ...accountProblems,
  ...applicationProblems,
  ...deviceProblems,
  ...notificationProblems,
  ...supportProblems,
  'http.invalid': {
    title: 'Certaines valeurs ne sont pas valides',
    detail: 'Corrigez les champs indiqués et envoyez de nouveau la requête.',
  },
  'http.malformed': {
    title: 'La requête est illisible',
    detail: 'La requête n’a pas la forme attendue à cette adresse. Comparez-la à la documentation de l’API et envoyez-la de nouveau.',
  },
  'http.not_signed_in': {
    title: 'Vous n’êtes pas connecté',
    detail: 'Connectez-vous et réessayez. Une session se termine d’elle-même après un certain temps sans activité.',
  },
  'http.not_allowed': {
    title: 'Vous n’avez pas ce droit',
    detail:
      'Il faut le droit « {{permission}} », que vos rôles ne comprennent pas. Demandez à un administrateur de votre organisation un rôle qui le donne.',
  },
  'http.not_found': {
    title: 'Introuvable',
    detail: 'Il n’y a rien ici que vous puissiez voir. Vérifiez l’adresse, et que vous agissez pour la bonne organisation.',
  },
  'http.stale': {
    title: 'Modifié entre-temps',
    detail:
      'Quelqu’un a modifié cet élément après que vous l’avez ouvert. Rechargez-le, voyez ce qui a changé, puis refaites votre modification.',
  },
  'http.if_match_required': {
    title: 'La version manque',
    detail: 'Indiquez la version que vous voulez modifier : relisez-la et envoyez son ETag dans l’en-tête If-Match.',
  },
  'http.too_large': {
    title: 'C’est trop volumineux',
    detail: 'On peut envoyer au plus {{megabytes}} Mo en une fois. Divisez le fichier et envoyez-le en plusieurs parties.',
  },
  'http.upload_stalled': {
    title: 'L’envoi s’est arrêté',
    detail:
      'Pendant {{stall, number}} secondes, plus rien n’est arrivé du fichier, et rien n’en a été conservé. Vérifiez la connexion et envoyez le fichier de nouveau.',
  },
  'http.unsupported_media': {
    title: 'Ce type de contenu n’est pas accepté ici',
    detail: 'Envoyez du JSON ou, là où un fichier est attendu, un formulaire avec le fichier dans la partie « file ».',
  },
  'http.too_many_requests': { title: 'Trop de requêtes', detail: 'Attendez {{seconds}} s et réessayez.' },
  'http.request_header_missing': {
    title: 'Un en-tête manque',
    detail:
      'Les requêtes qui modifient quelque chose avec un cookie de session doivent porter l’en-tête X-Steward-Request: 1. Rien n’a été modifié.',
  },
  'http.acting_for_conflict': {
    title: 'Deux organisations sont nommées',
    detail: 'L’en-tête et l’adresse désignent des organisations différentes pour lesquelles agir. N’en nommez qu’une.',
  },
  'http.idempotency_content_differs': {
    title: 'Cette clé d’idempotence est déjà prise',
    detail:
      'La même clé a déjà été envoyée avec un autre contenu. Prenez une nouvelle clé pour un nouveau contenu, ou renvoyez exactement le contenu précédent.',
  },
  'http.database_away': {
    title: 'Steward est momentanément indisponible',
    detail: 'La base de données ne répond pas. Réessayez dans quelques secondes.',
  },
  'http.fault': {
    title: 'Une erreur s’est produite de notre côté',
    detail:
      'Cela ne vient pas de vous. Réessayez ; si cela se reproduit, donnez l’identifiant de corrélation de cette réponse à l’exploitant de ce hub.',
  },
  'http.no_organisation': {
    title: 'Aucune organisation n’est choisie',
    detail:
      'Choisissez l’organisation pour laquelle vous agissez et réessayez. S’il n’y en a aucune, demandez à son administrateur de vous inviter.',
  },
  'session.wrong_mail_or_password': {
    title: 'La connexion n’a pas abouti',
    detail:
      'L’adresse électronique et le mot de passe ne correspondent pas. Vérifiez les deux, et que le verrouillage des majuscules est désactivé.',
  },
  'session.too_many_attempts': {
    title: 'Trop de tentatives',
    detail: 'Pour protéger les comptes, c’est suspendu un moment. Réessayez dans {{seconds}} s.',
  },
  'session.not_a_member': {
    title: 'Organisation introuvable',
    detail: 'Elle n’est pas parmi les organisations pour lesquelles vous pouvez agir. Choisissez-en une dans votre liste.',
  },
  'members.already_a_member': {
    title: 'Déjà membre',
    detail: 'Une personne avec cette adresse électronique est membre ou déjà invitée. Modifiez plutôt les rôles de cette entrée.',
  },
  'members.role_not_of_kind': {
    title: 'Ce rôle n’existe pas ici',
    detail: 'Un rôle choisi appartient à un autre type d’organisation. Choisissez parmi les rôles proposés.',
  },
  'members.last_administrator': {
    title: 'Le dernier administrateur reste',
    detail: 'Chaque organisation garde au moins un administrateur. Donnez d’abord ce rôle à quelqu’un d’autre.',
  },
  'invitations.not_valid': {
    title: 'Cette invitation n’est pas valable',
    detail:
      'Elle a expiré, a déjà servi, a été remplacée par une plus récente, ou son lien est incomplet. Demandez une nouvelle invitation.',
  },
  'invitations.other_person': {
    title: 'Cette invitation est pour quelqu’un d’autre',
    detail:
      'Vous êtes connecté avec une autre adresse électronique que celle qui est invitée. Déconnectez-vous, puis ouvrez de nouveau le lien.',
  },
  'invitations.password_needed': {
    title: 'Il faut un mot de passe',
    detail: 'Choisissez un mot de passe pour votre nouveau compte et acceptez de nouveau.',
  },
  'invitations.sign_in_first': {
    title: 'Veuillez d’abord vous connecter',
    detail: 'Un compte existe avec cette adresse électronique. Connectez-vous avec ce compte, puis ouvrez de nouveau le lien et acceptez.',
  },
  'invitations.not_an_administrator': {
    title: 'Vous n’êtes pas administrateur de cette organisation',
    detail:
      'Vous ne pouvez accepter que pour une organisation que vous administrez. Choisissez-en une autre, ou acceptez comme nouvelle organisation.',
  },
  'views.too_many': {
    title: 'Trop de vues de cette liste',
    detail: 'Vous avez enregistré {{most, number}} vues de cette liste. Supprimez ou remplacez d’abord l’une d’elles.',
  },
  'views.name_taken': {
    title: 'Ce nom est déjà pris',
    detail: 'Vous avez déjà une vue de cette liste qui porte ce nom. Choisissez un autre nom, ou remplacez cette vue.',
  },
  'customers.already_managed': {
    title: 'Ce partenaire est déjà là',
    detail: 'L’organisation a déjà une relation avec ce partenaire. Il n’y a rien à accepter.',
  },
  'customers.not_pending': {
    title: 'L’invitation a reçu une réponse',
    detail: 'Le client a accepté et tient désormais lui-même ses données. Demandez-lui de faire la modification.',
  },
  'customers.never_accepted': {
    title: 'Pas encore accepté',
    detail: 'L’accès ne peut être rétabli qu’après une première acceptation. Renvoyez l’invitation et attendez que le client l’accepte.',
  },
  'customers.access_unchanged': {
    title: 'Rien à changer',
    detail: 'L’accès est déjà comme vous le demandez. Si l’autre partie l’a désactivé, elle seule peut le réactiver.',
  },
  'relationships.exists': {
    title: 'Cette relation existe déjà',
    detail: 'Une relation avec cette organisation existe ou a été demandée. Vous la trouverez dans la liste des relations.',
  },
  'relationships.not_open': {
    title: 'L’état de cette relation ne le permet pas',
    detail: 'Entre-temps, elle a reçu une réponse, a été modifiée ou a pris fin. Rechargez la liste pour voir où elle en est.',
  },
  'accreditations.dates': {
    title: 'Les dates ne concordent pas',
    detail: 'Le dernier jour ne peut pas précéder le premier. Corrigez l’un des deux.',
  },
  'accreditations.kind_of_organisation': {
    title: 'Pas pour ce type d’organisation',
    detail:
      'Un fabricant accrédite les partenaires pour tout usage, et les fournisseurs seulement pour déclarer les ventes ; les emplacements appartiennent aux partenaires ; un fournisseur propose à un partenaire de l’approvisionner. Choisissez une organisation qui convient.',
  },
  'files.missing': {
    title: 'Il manque un fichier',
    detail: 'Choisissez un fichier et envoyez-le de nouveau. Dans l’API, c’est la partie « file ».',
  },
  'files.empty': {
    title: 'Le fichier est vide',
    detail: 'Il ne contient aucune ligne. Remplissez-le, enregistrez-le et envoyez-le de nouveau.',
  },
  'files.too_many_rows': {
    title: 'Le fichier a trop de lignes',
    detail: 'Un fichier peut avoir {{rows, number}} lignes. Divisez-le et envoyez les parties une à une.',
  },
  'files.unreadable': {
    title: 'Le fichier est illisible',
    detail:
      'Ce n’est ni du texte simple ni un classeur (.xlsx) que l’on peut ouvrir, ou sa première ligne est abîmée, par exemple par un guillemet jamais fermé. Enregistrez la liste au format CSV ou comme classeur Excel sans mot de passe et envoyez-la de nouveau ; les anciens classeurs (.xls), les archives et les fichiers PDF ne sont pas lus.',
  },
  'files.unpacks_too_large': {
    title: 'Le classeur contient trop de choses',
    detail:
      'Une fois décompressé, ce classeur contient bien plus qu’une liste de périphériques. Copiez la liste seule dans un nouveau classeur, ou enregistrez-la au format CSV, puis envoyez ce fichier.',
  },
  'files.columns_swapped': {
    title: 'Les colonnes A et B semblent inversées',
    detail:
      'La colonne A contient des ID client, et la colonne B aucun. Mettez les numéros de série dans la colonne A et l’ID client de la cible dans la colonne B, puis envoyez de nouveau le fichier.',
  },
  'files.column_missing': {
    title: 'Il manque une colonne',
    detail: 'La première ligne doit nommer la colonne « {{column}} ». Ajoutez-la, ou partez du fichier d’exemple.',
  },
  'files.column_twice': {
    title: 'Une colonne est en double',
    detail: 'La première ligne nomme plusieurs fois la colonne « {{column}} ». N’en gardez qu’une.',
  },
  'feeds.running': {
    title: 'Ce rapport de ventes est en cours de traitement',
    detail: 'Ses lignes pourront être corrigées et réessayées quand il sera terminé. Attendez, puis recommencez.',
  },
  'feeds.row_not_rejected': {
    title: 'Cette ligne n’est pas rejetée',
    detail:
      'Seules les lignes rejetées peuvent être corrigées. Rechargez la ligne : elle a peut-être été placée, ou elle attend son fabricant.',
  },
  'feeds.held_elsewhere': {
    title: 'Le périphérique est encore enregistré ailleurs',
    detail:
      'Quelqu’un d’autre détient ce périphérique avec preuve. Si vous le placez tout de même, il garde sa fiche, sans preuve. Ou refusez la ligne avec un motif.',
  },
  'feeds.partner_not_accredited': {
    title: 'Le partenaire n’a pas de place pour ce périphérique',
    detail:
      'Le partenaire n’a pas d’accréditation valable pour la revente ou le service. Donnez-la-lui et décidez ensuite, ou refusez la ligne.',
  },
  'transfers.nothing_to_transfer': {
    title: 'Il n’y a rien à transférer',
    detail:
      'Aucune ligne ne désigne un périphérique. Mettez les numéros de série dans la colonne A et l’ID client de la cible dans la colonne B, ou choisissez des périphériques dans une liste.',
  },
  'transfers.not_previewed': {
    title: 'Il n’y a pas d’aperçu à confirmer',
    detail: 'L’aperçu n’est pas terminé, a expiré, ou a déjà été confirmé. S’il a expiré, faites-en un nouveau.',
  },
  'transfers.still_running': {
    title: 'Ce transfert est encore en cours',
    detail: 'Il pourra être annulé une fois terminé. Attendez la fin et recommencez.',
  },
  'transfers.moved_nothing': {
    title: 'Ce transfert n’a rien déplacé',
    detail:
      'Il n’y a rien à annuler : aucun périphérique n’a été transféré. Pour transférer des périphériques, faites un nouveau transfert.',
  },
  'transfers.undone_already': {
    title: 'Ce transfert a déjà été annulé',
    detail:
      'Quelqu’un l’a annulé ou est en train de le faire ; sa page dit qui et quand. Pour transférer de nouveau des périphériques, faites un nouveau transfert.',
  },
  'requests.until': {
    title: 'Choisissez un autre dernier jour',
    detail: 'Un consentement vaut à partir d’aujourd’hui et pour {{days, number}} jours au plus. Choisissez un jour dans cet intervalle.',
  },
  'requests.already_open': {
    title: 'C’est déjà demandé',
    detail: 'Une demande pour la même chose est ouverte. Attendez la réponse du client, ou parlez à ses administrateurs.',
  },
  'requests.nothing_named': {
    title: 'Aucun périphérique ne nécessite de consentement',
    detail:
      'Aucun des périphériques n’est chez ce client et ne nécessite son consentement. Vérifiez la sélection ; peut-être peuvent-ils déjà être déplacés.',
  },
  'requests.not_open': {
    title: 'Cette demande n’est plus ouverte',
    detail: 'Elle a reçu une réponse ou a expiré. Consultez de nouveau la liste ; au besoin, demandez-en une nouvelle.',
  },
  'consents.not_standing': {
    title: 'Ce consentement a déjà pris fin',
    detail: 'Il a été retiré, ou son dernier jour est passé. Il n’y a plus rien à faire.',
  },
  'transfers.not_confirmed': {
    title: 'La confirmation manque',
    detail: 'Confirmez que le client détient ces périphériques. Sinon, ce qu’ils signalent pourrait parvenir au mauvais client.',
  },
  'jobs.not_waiting': {
    title: 'Cette tâche n’a pas besoin d’être relancée',
    detail: 'Elle est en cours, attend son premier essai ou est terminée. Rechargez la liste.',
  },
  ...hubProblems,
  'devices.sort_needs_customer': {
    title: 'Choisissez un client pour ce tri',
    detail:
      'Pour l’ensemble des clients, les périphériques ne se trient que par numéro de série. Choisissez un client ou « Périphériques non attribués » pour un autre ordre.',
  },
  'devices.waiting_needs_arrival_order': {
    title: 'Triez par arrivée pour voir depuis combien de temps on attend',
    detail: 'Les périphériques ne se choisissent par durée d’attente que dans l’ordre de leur arrivée : triez par arrivedAt ou -arrivedAt.',
  },
}

export const fields = {
  location_id: 'Ce n’est pas un identifiant d’emplacement. Il ressemble à L-40917-36252 ; comparez-le chiffre par chiffre.',
  customer_id:
    'Ce n’est pas un ID client, ou il contient une faute de frappe. Il ressemble à C-7KQ2-9MXA-P ; comparez-le caractère par caractère.',
  taken: 'Ce nom est déjà pris.',
  required: 'Veuillez remplir ce champ.',
  invalid: 'Cette valeur n’est pas valable ici.',
  characters: 'Ce texte contient des caractères invisibles, par exemple des caractères de contrôle. Saisissez-le au lieu de le coller.',
  too_long: 'C’est trop long.',
  too_short: 'C’est trop court.',
  too_small: 'C’est trop court ou trop petit.',
  too_big: 'C’est trop long ou trop grand.',
  mail: 'Ce n’est pas une adresse électronique. Elle devrait ressembler à nom@example.com.',
  unknown: 'Ce champ n’est pas connu ici. Retirez-le.',
  cursor: 'Cet endroit de la liste n’est plus valable. Recommencez à la première page.',
  time_zone: 'Ce fuseau horaire est inconnu. Il devrait ressembler à Europe/Paris.',
  header: 'Cet en-tête manque ou est illisible.',
  date: 'Ce n’est pas un jour du calendrier. Écrivez année-mois-jour, par exemple 2026-03-31.',
  choice: 'Choisissez l’une des valeurs proposées.',
  password_too_short: 'Le mot de passe doit avoir au moins {{least}} caractères.',
}
