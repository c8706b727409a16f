import { exportAuditProof, exportAuditTable, listAudit, listEventDevices } from '../../contract/audit.ts'
import { listHubAudit } from '../../contract/operator.ts'
import { type Bound, bind, bindWhole } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { showEventDevices } from './devices.ts'
import { streamProof } from './export-proof.ts'
import { streamLog } from './export-table.ts'
import { showAudit } from './list.ts'

export function auditRoutes(hub: Hub): readonly Bound[] {
  const asFile = (ending: string) => `attachment; filename="activity-${hub.clock.now().toISOString().slice(0, 10)}.${ending}"`
  return [
    bind(listAudit, showAudit),
    bind(listHubAudit, showAudit),
    bind(listEventDevices, showEventDevices),
    bindWhole(exportAuditTable, (_database, call) => {
      call.setHeader('content-disposition', asFile('csv'))
      return streamLog(hub, call)
    }),
    bindWhole(exportAuditProof, (_database, call) => {
      call.setHeader('content-disposition', asFile('ndjson'))
      return streamProof(hub, call)
    }),
  ]
}
