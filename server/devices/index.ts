export { copyManagingPartner } from './jobs.ts'
/** A tenant in reach, by what people call it. */
export { findPlace, type Place } from './queries.ts'
