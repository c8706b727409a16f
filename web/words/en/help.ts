export const help = {
  title: 'Help',
  find: 'Search the guides',
  noHit: 'No guide says anything about “{{q}}”',
  all: 'All guides',
  page: 'Open as a page',
  english: 'The guides to running a hub are in English.',
}
