export { languageOfStrangers } from './current.ts'
export { countMigrations, getInstallation, keepKeyCheck, markDemonstration } from './installation-queries.ts'
export { findSettings } from './queries.ts'
export { nameOf } from './rules.ts'
