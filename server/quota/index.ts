export { setQuotaOfCalled } from './set.ts'
