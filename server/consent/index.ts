/** Asks a customer for something in the asker's own transaction. */
export { askFor } from './ask.ts'
export { askedSince, consentedTo } from './queries.ts'
