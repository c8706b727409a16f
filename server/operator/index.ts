export { showHealth } from './health.ts'
export { listOpen, retryOpen } from './open-jobs.ts'
