export { foldCounters } from './timers.ts'
