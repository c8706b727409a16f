export { askFor } from './ask.ts'
export { askedSince, consentedTo } from './queries.ts'
