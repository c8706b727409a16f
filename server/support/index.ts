/** What is about to be shown inside a support session, written down before (given to the platform at the start). */
export { recordView } from './view.ts'
