/** From the settings as this process knows them: asked too often to look each time. */
export { languageOfStrangers } from './current.ts'
export { findSettings } from './queries.ts'
export { nameOf } from './rules.ts'
