import {
  askTransferConsent,
  confirmTransfer,
  foreseeUndo,
  getTransfer,
  listTransferRows,
  listTransfers,
  listTransferTenants,
  mendTransfer,
  previewTransfer,
  requestTransfer,
  transferFaulty,
  transferFaultyWorkbook,
  transferSample,
  transferSampleWorkbook,
  transferSummary,
  transferSummaryWorkbook,
  undoTransfer,
} from '../../contract/transfers.ts'
import { type Bound, bind, bindWhole } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { askConsent } from './ask-consent.ts'
import { confirmPreview } from './confirm.ts'
import { showUndo } from './foresee-undo.ts'
import { listTenantPage } from './list-tenants.ts'
import { mendPreview } from './mend.ts'
import { listRowPage, listTransferPage, readTransfer } from './read.ts'
import { receiveTransfer } from './receive.ts'
import { showSample, streamFaulty, streamSummary } from './summary.ts'
import { askUndo } from './undo.ts'

export function transfersRoutes(hub: Hub): readonly Bound[] {
  return [
    bindWhole(previewTransfer, (_database, call) => receiveTransfer(hub, call, false)),
    bindWhole(requestTransfer, (_database, call) => receiveTransfer(hub, call, true)),
    bindWhole(mendTransfer, (database, { actor, params, ifMatch, body }) =>
      database.inChunk(actor, (scope) => mendPreview(hub, scope, params.id, { ifMatch, mends: body })),
    ),
    bind(confirmTransfer, (scope, call) => confirmPreview(hub, scope, call.params.id, call.ifMatch)),
    bind(foreseeUndo, (scope, call) => showUndo(scope, call.params.id)),
    bind(undoTransfer, (scope, call) => askUndo(hub, scope, call.params.id)),
    bind(askTransferConsent, (scope, call) => askConsent(hub, scope, call.params.id, call.body)),
    bind(listTransfers, (scope, call) => listTransferPage(scope, call.query)),
    bind(getTransfer, (scope, call) => readTransfer(scope, call.params.id)),
    bind(listTransferRows, (scope, call) => listRowPage(scope, call.params.id, call.query, call.language)),
    bind(listTransferTenants, listTenantPage),
    bindWhole(transferSummary, (_database, call) => streamSummary(hub, call, 'csv')),
    bindWhole(transferSummaryWorkbook, (_database, call) => streamSummary(hub, call, 'xlsx')),
    bindWhole(transferFaulty, (_database, call) => streamFaulty(hub, call, 'csv')),
    bindWhole(transferFaultyWorkbook, (_database, call) => streamFaulty(hub, call, 'xlsx')),
    bindWhole(transferSample, (_database, call) => showSample(call, 'csv')),
    bindWhole(transferSampleWorkbook, (_database, call) => showSample(call, 'xlsx')),
  ]
}
