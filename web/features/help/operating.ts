import { readGuides } from './guide.ts'

const files = import.meta.glob<string>(
  ['../../../docs/operating/*.md', '../../../docs/configuration.md', '!../../../docs/operating/README.md'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
)

/** For whoever runs a hub; in English. */
export const guides = readGuides(files, 'en')
