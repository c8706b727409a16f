/** As a condition: whether the acting partner may take a device out of its tenant (R-T2). */
export { mayLeave } from './fate-queries.ts'
