/** What `npm run steward` sets: the same as the operator's page. */
export { changeSettings, showSettings } from './change.ts'
/** The settings as this process knows them, for what is asked too often to look each time. */
export { currentSettings, languageOfStrangers } from './current.ts'
export { findSettings } from './queries.ts'
export { nameOf, type Settings } from './rules.ts'
