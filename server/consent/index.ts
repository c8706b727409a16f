/** Asks a customer for something in the asker's own transaction. */
export { askFor } from './ask.ts'
export { consentedTo } from './queries.ts'
