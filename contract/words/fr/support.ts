// What the server says of support sessions (R-H7).
import type * as en from '../en/support.ts'

/** What was asked for inside one: an endpoint’s name. Every endpoint that one may call has its word. */
export const views: { [K in keyof typeof en.views]: string } = {
  getCustomerSettings: 'les paramètres',
  listDevices: 'la liste des périphériques',
  getDevice: 'un périphérique',
  listPossessions: 'le parcours d’un périphérique',
  exportDevices: 'les périphériques, sous forme de fichier',
  exportDevicesWorkbook: 'les périphériques, sous forme de classeur',
  getHoldingHistory: 'depuis combien de temps les périphériques attendent',
  getHoldingTenant: 'les périphériques non attribués',
  getOwnTenant: 'le matériel de l’organisation',
  listMembers: 'les membres',
  listOrganisations: 'la fiche de l’organisation',
  getOrganisation: 'les données de l’organisation',
  getQuota: 'le quota',
  getJob: 'l’avancement d’une tâche',
  exportConsents: 'les consentements, sous forme de fichier',
}

export const supportAudit: { [K in keyof typeof en.supportAudit]: string } = {
  'support_session.opened':
    '{{who}} est entré dans cette organisation par une session d’assistance, en lecture seule. Personne : {{agent}}. Durée maximale : {{minutes, number}} minutes. Motif : « {{reason}} »',
  'support_session.opened_in':
    '{{who}} est entré chez {{customer}} par une session d’assistance, en lecture seule. Durée maximale : {{minutes, number}} minutes. Motif : « {{reason}} »',
  'support_session.viewed': 'Dans une session d’assistance, {{who}} a demandé à voir : {{view}}.',
  'support_session.ended': '{{who}} a mis fin à la session d’assistance de {{agent}}.',
  'support_session.ended_in': '{{who}} a mis fin à la session d’assistance de {{agent}} chez {{customer}}.',
  'support_session.lapsed': 'La session d’assistance de {{agent}} est arrivée à son terme.',
  'support_session.lapsed_in': 'La session d’assistance de {{agent}} chez {{customer}} est arrivée à son terme.',
}

export const supportNotifications: { [K in keyof typeof en.supportNotifications]: string } = {
  support_session_opened:
    '{{agent}}, de l’exploitant de ce hub, consulte votre organisation en lecture seule, pendant {{minutes, number}} minutes au plus. Motif : « {{reason}} ». Vous pouvez y mettre fin à tout moment.',
}

export const supportProblems: { [K in keyof typeof en.supportProblems]: { title: string; detail: string } } = {
  'support_sessions.read_only': {
    title: 'Une session d’assistance ne fait que lire',
    detail:
      'Vous êtes dans cette organisation par une session d’assistance en lecture seule : rien ne peut y être modifié et les secrets restent fermés. Rien n’a été modifié.',
  },
}
