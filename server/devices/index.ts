export { copyManagingPartner } from './jobs.ts'
export { findPlace, type Place } from './queries.ts'
