import { readGuides } from './guide.ts'

const files = import.meta.glob<string>('../../../docs/guides/fr/*.md', { query: '?raw', import: 'default', eager: true })

export const guides = readGuides(files, 'fr')
