export { copyManagingPartner } from './jobs.ts'
