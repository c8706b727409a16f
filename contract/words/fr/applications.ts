import type * as en from '../en/applications.ts'

type Told<T> = { [K in keyof T]: T[K] extends string ? string : Told<T[K]> }

export const applicationProblems: Told<typeof en.applicationProblems> = {
  'applications.not_valid': {
    title: 'Ce lien n’est pas valable',
    detail: 'Il a expiré, a déjà servi ou est incomplet. Présentez de nouveau votre candidature pour en recevoir un autre.',
  },
  'applications.other_person': {
    title: 'Cette candidature a été faite avec une autre adresse',
    detail: 'Vous êtes connecté avec une autre adresse que celle de la candidature. Déconnectez-vous, puis ouvrez de nouveau le lien.',
  },
  'applications.already_open': {
    title: 'Votre organisation a déjà présenté sa candidature ici',
    detail: 'Une candidature antérieure auprès de ce fabricant est encore ouverte. Attendez sa réponse.',
  },
  'applications.decided': {
    title: 'Cette candidature a reçu une réponse',
    detail: 'Quelqu’un d’autre l’a approuvée ou refusée entre-temps. Rechargez la liste.',
  },
}

export const applicationNotifications: Told<typeof en.applicationNotifications> = {
  application_received: '{{company}} présente sa candidature à une accréditation.',
  application_approved: '{{vendor}} a approuvé votre candidature à une accréditation.',
  application_refused: '{{vendor}} a refusé votre candidature à une accréditation : « {{reason}} »',
}

export const applicationAudit: Told<typeof en.applicationAudit> = {
  'application.received': '{{company}} a demandé une accréditation. Contact : {{name}} ({{mail}}). Demandé : {{kinds}}.',
  'application.sent': '{{who}} a demandé une accréditation à {{vendor}}. Demandé : {{kinds}}.',
  'application.approved': '{{who}} a approuvé la candidature de {{company}} auprès de {{vendor}}. Accordé : {{kinds}}.',
  'application.refused': '{{who}} a refusé la candidature de {{company}} auprès de {{vendor}} : « {{reason}} »',
  'application.criteria_opened': '{{who}} a ouvert les candidatures auprès de cette organisation.',
  'application.criteria_closed': '{{who}} a fermé les candidatures auprès de cette organisation.',
}

export const applicationMails: Told<typeof en.applicationMails> = {
  application: {
    subject: 'Confirmez la candidature de {{company}} sur {{hub}}',
    greeting: 'Bonjour {{name}},',
    body: 'Quelqu’un a présenté sur {{hub}}, avec votre adresse électronique, la candidature de {{company}} pour devenir partenaire.',
    button: 'Confirmer la candidature',
    meaning: 'Une fois la candidature confirmée, les fabricants choisis se prononcent. Vous recevrez un courriel à chaque décision.',
    expiry: 'Le lien est valable jusqu’au {{until}}.',
    ignore: 'Si ce n’était pas vous, ne tenez simplement pas compte de ce message. Il ne se passe alors rien.',
  },
  application_approved: {
    subject: '{{company}} est maintenant partenaire de {{vendor}}',
    greeting: 'Bonjour {{name}},',
    body: '{{vendor}} a approuvé la candidature de {{company}}.',
    button: 'Ouvrir {{hub}}',
    meaning:
      'Vous êtes l’administrateur de {{company}} sur {{hub}}. Son identifiant d’emplacement se trouve sous « Accréditations et emplacements ».',
    ignore: 'Connectez-vous avec votre adresse électronique et votre mot de passe. Si vous êtes déjà connecté, rechargez la page.',
  },
  application_refused: {
    subject: 'Candidature de {{company}} auprès de {{vendor}}',
    greeting: 'Bonjour {{name}},',
    body: '{{vendor}} a refusé la candidature de {{company}}. Le motif : « {{reason}} »',
    button: 'Présenter une nouvelle candidature',
    meaning: 'Vous pouvez présenter une nouvelle candidature dès que ce motif n’existe plus.',
    ignore: 'Pour toute question, adressez-vous à {{vendor}}.',
  },
}
