export const notifications = {
  title: 'Notifications',
  bell: 'Notifications',
  bellUnread_one: 'Notifications, {{count}} non lue',
  bellUnread_many: 'Notifications, {{count}} non lues',
  bellUnread_other: 'Notifications, {{count}} non lues',
  unread: 'Non lue :',
  readAll: 'Tout marquer comme lu',
  empty: 'Rien encore. Les transferts et rapports de ventes terminés et les invitations acceptées apparaissent ici.',
}
