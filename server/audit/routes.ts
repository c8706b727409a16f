import { exportAuditProof, exportAuditTable, listAudit, listEventDevices } from '../../contract/audit.ts'
import { listHubAudit } from '../../contract/operator.ts'
import { type Bound, bind, bindWhole } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { showEventDevices } from './devices.ts'
import { streamProof } from './export-proof.ts'
import { streamLog } from './export-table.ts'
import { showAudit } from './list.ts'

export function auditRoutes(hub: Hub): readonly Bound[] {
  const fileName = () => `activity-${hub.clock.now().toISOString().slice(0, 10)}`
  return [
    bind(listAudit, showAudit),
    bind(listHubAudit, showAudit),
    bind(listEventDevices, showEventDevices),
    bindWhole(exportAuditTable, (_database, call) => streamLog(hub, call, fileName())),
    bindWhole(exportAuditProof, (_database, call) => {
      call.setHeader('content-disposition', `attachment; filename="${fileName()}.ndjson"`)
      return streamProof(hub, call)
    }),
  ]
}
