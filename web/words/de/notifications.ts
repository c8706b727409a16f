export const notifications = {
  title: 'Benachrichtigungen',
  bell: 'Benachrichtigungen',
  bellUnread_one: 'Benachrichtigungen, {{count}} ungelesen',
  bellUnread_other: 'Benachrichtigungen, {{count}} ungelesen',
  unread: 'Ungelesen:',
  readAll: 'Als gelesen markieren',
  empty: 'Noch nichts. Fertige Übertragungen, Verkaufsmeldungen und angenommene Einladungen erscheinen hier.',
}
