export { type AuditEntry, record, recordForPerson } from './record.ts'
export { hubLog } from './rules.ts'
/** At start, before the first request; and whatever waits to be sealed, now: for the stop of the hub, and for tests. */
export { raiseEra, sealAudit } from './seal.ts'
