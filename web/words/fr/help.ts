export const help = {
  title: 'Aide',
  find: 'Rechercher dans les guides',
  noHit: 'Aucun guide ne parle de « {{q}} »',
  all: 'Tous les guides',
  page: 'Ouvrir dans une page',
  english: 'Les guides d’exploitation d’un hub sont en anglais.',
}
