/** What `npm run steward` shows: the same as the operator's page. */
export { getApplication } from './list.ts'
