import { listAudit } from '../../contract/audit.ts'
import { type Bound, bind } from '../platform/http/bind.ts'
import { listAuditPage } from './list.ts'

export function auditRoutes(): readonly Bound[] {
  return [bind(listAudit, (scope, call) => listAuditPage(scope, call.query, call.language))]
}
