/** What `npm run steward` sets: the same as the operator's pages. */
export { setQuotaOfCalled } from './set.ts'
