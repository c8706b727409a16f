export { type AuditEntry, inLogsOf, record, recordForPerson } from './record.ts'
export { hubLog } from './rules.ts'
export { raiseEra, sealAudit } from './seal.ts'
