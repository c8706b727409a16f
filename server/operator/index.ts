/** What `npm run steward` asks of a hub: the same as the operator's pages. */
export { showHealth } from './health.ts'
export { listOpen, retryOpen } from './open-jobs.ts'
