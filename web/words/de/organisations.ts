export const organisations = {
  organisation: 'Organisation',
  name: 'Name',
  kind: 'Art',
  anyKind: 'Jede Art',
  kinds: { vendor: 'Hersteller', provider: 'Distributor', partner: 'Partner', customer: 'Kunde' },
  web: 'Website',
  lead: 'Alle Organisationen auf diesem Hub.',
  find: 'Organisation suchen',
  empty: 'Keine Organisation gefunden',
  create: 'Organisation anlegen',
  adminName: 'Name des ersten Administrators',
  adminMail: 'E-Mail des ersten Administrators',
  onlyOperator: 'Nur der Betreiber dieses Hubs sieht diese Seite.',
}

export const members = {
  lead: 'Wer hier für {{organisation}} arbeitet und was jeder darf.',
  you: 'Sie',
  status: 'Status',
  statuses: { active: 'Aktiv', invited: 'Eingeladen', removed: 'Entfernt' },
  joinedAt: 'Mitglied seit',
  find: 'Mitglied suchen',
  noHit: 'Kein Mitglied gefunden',
  invite: 'Mitglied einladen',
  sendInvitation: 'Einladung senden',
  invited: 'Die Einladung ist unterwegs an {{mail}}.',
  rolesOf: 'Rollen von {{name}}',
  remove: 'Entfernen',
  removeOf: '{{name}} entfernen',
  removeText: '{{name}} kann ab der nächsten Anfrage nicht mehr für {{organisation}} handeln. Was getan wurde, bleibt in der Aktivität.',
}

export const relationships = {
  with: 'Mit',
  state: 'Stand',
  states: { requested: 'Angefragt', accepted: 'Angenommen', disabled: 'Ausgeschaltet', ended: 'Beendet' },
  requestedAt: 'Angefragt',
  acceptedAt: 'Angenommen',
  accept: 'Annehmen',
  refuse: 'Ablehnen',
  enable: 'Einschalten',
  disable: 'Ausschalten',
  end: 'Beenden',
  withdraw: 'Zurückziehen',
  lead: {
    customer: 'Wer Ihre Geräte betreuen darf. Sie entscheiden, und Sie können es jederzeit beenden.',
    partner: 'Distributoren, die an Sie verkaufte Geräte melden dürfen.',
    provider: 'Partner, deren Geräte Sie als verkauft melden dürfen.',
  },
  empty: { customer: 'Noch keine Partner', partner: 'Noch keine Lieferanten', provider: 'Noch keine Partner' },
  emptyText: {
    customer: 'Möchte ein Partner Ihre Geräte betreuen, erscheint seine Anfrage hier.',
    partner: 'Möchte ein Distributor Sie beliefern, erscheint seine Anfrage hier. Er braucht eine Ihrer Standort-IDs.',
    provider: 'Fragen Sie einen Partner mit einer seiner Standort-IDs an.',
  },
  request: 'Partner anfragen',
  requested: 'Die Anfrage ist unterwegs an {{name}}.',
  send: 'Anfrage senden',
  locationIdText: 'Der Partner findet sie unter „Akkreditierungen und Standorte“.',
  disableTitle: 'Beziehung zu {{name}} ausschalten?',
  endTitle: 'Beziehung zu {{name}} beenden?',
  refuseTitle: 'Anfrage von {{name}} ablehnen?',
  withdrawTitle: 'Anfrage an {{name}} zurückziehen?',
  requestText: 'Die Anfrage ist damit erledigt. Später kann eine neue gesendet werden.',
  disableMeans: {
    manages: 'Der Zugang ruht ab sofort; Sie können ihn jederzeit wieder einschalten.',
    supplies: 'Meldungen ruhen ab sofort; Sie können die Beziehung jederzeit wieder einschalten.',
  },
  endMeans: {
    manages: 'Die Beziehung ist zu Ende; für einen Neubeginn braucht der Partner eine neue Einladung.',
    supplies: 'Die Beziehung ist zu Ende; für einen Neubeginn ist eine neue Anfrage nötig.',
  },
  disableTexts: {
    manages: '{{name}} sieht ab der nächsten Anfrage keines dieser Geräte mehr. Sie können die Beziehung wieder einschalten.',
    supplies: 'Über diese Beziehung können keine Geräte mehr gemeldet werden. Sie können sie wieder einschalten.',
  },
  endTexts: {
    manages:
      '{{name}} hat ab der nächsten Anfrage mit diesen Geräten nichts mehr zu tun. Die Geräte bleiben, wo sie sind. Für einen Neubeginn ist eine neue Einladung nötig.',
    supplies: 'Über diese Beziehung können keine Geräte mehr gemeldet werden. Für einen Neubeginn ist eine neue Anfrage nötig.',
  },
}

export { roles } from '../../../contract/words/de/names.ts'

export const roleTexts = {
  global_admin: 'Alles, auch Mitglieder und Einstellungen.',
  admin_agent: 'Kunden, Geräte und Übertragungen.',
  helpdesk_agent: 'Liest Kunden und Geräte, hilft deren Benutzern.',
  helpdesk_agent_advanced: 'Wie Helpdesk-Agent, darf außerdem um befristeten Vollzugriff bitten.',
  sales_agent: 'Legt Kunden an und lädt sie ein, liest Geräte.',
  viewer: 'Liest Kunden, Geräte und Übertragungen.',
  feed_manager: 'Sendet und berichtigt Verkaufsmeldungen.',
  provider_admin: 'Alles, auch Mitglieder und Einstellungen.',
  provider_agent: 'Partner und die Beziehungen zu ihnen.',
  vendor_admin: 'Alles, auch Akkreditierungen und Mitglieder.',
  vendor_agent: 'Geräte und Fälle des Herstellers.',
  customer_admin: 'Alles, auch Partner, Mitglieder und Einstellungen.',
  device_admin: 'Geräte und cPIN.',
  end_user: 'Die eigenen Geräte.',
}
