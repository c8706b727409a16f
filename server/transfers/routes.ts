import {
  confirmTransfer,
  getTransfer,
  listTransferRows,
  listTransfers,
  previewTransfer,
  requestTransfer,
  transferSample,
  transferSummary,
  undoTransfer,
} from '../../contract/transfers.ts'
import { type Bound, bind, bindWhole } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { confirmPreview } from './confirm.ts'
import { listRowPage, listTransferPage, readTransfer } from './read.ts'
import { receiveTransfer } from './receive.ts'
import { sampleFile, streamSummary } from './summary.ts'
import { askUndo } from './undo.ts'

export function transfersRoutes(hub: Hub): readonly Bound[] {
  return [
    bindWhole(previewTransfer, (_database, call) => receiveTransfer(hub, call, false)),
    bindWhole(requestTransfer, (_database, call) => receiveTransfer(hub, call, true)),
    bind(confirmTransfer, (scope, call) => confirmPreview(hub, scope, call.params.id, call.ifMatch)),
    bind(undoTransfer, (scope, call) => askUndo(hub, scope, call.params.id)),
    bind(listTransfers, (scope, call) => listTransferPage(scope, call.query)),
    bind(getTransfer, (scope, call) => readTransfer(scope, call.params.id)),
    bind(listTransferRows, (scope, call) => listRowPage(scope, call.params.id, call.query, call.language)),
    bindWhole(transferSummary, (_database, call) => {
      call.setHeader('content-disposition', `attachment; filename="summary-${call.params.id}.csv"`)
      return streamSummary(hub, call.actor, call.params.id, call.language)
    }),
    bindWhole(transferSample, async (_database, call) => {
      call.setHeader('content-disposition', 'attachment; filename="transfer-sample.csv"')
      return sampleFile()
    }),
  ]
}
