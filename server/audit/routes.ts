import { listAudit } from '../../contract/audit.ts'
import { type Bound, bind } from '../platform/http/bind.ts'
import { showAudit } from './list.ts'

export function auditRoutes(): readonly Bound[] {
  return [bind(listAudit, showAudit)]
}
