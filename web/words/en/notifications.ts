export const notifications = {
  title: 'Notifications',
  bell: 'Notifications',
  bellUnread_one: 'Notifications, {{count}} unread',
  bellUnread_other: 'Notifications, {{count}} unread',
  unread: 'Unread:',
  readAll: 'Mark all as read',
  empty: 'Nothing yet. Finished transfers, feeds and accepted invitations show up here.',
}
