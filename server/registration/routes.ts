import {
  askProof,
  getDeviceRegistration,
  listDeviceRegistrations,
  listProofRequests,
  listRegistrationRows,
  listVendors,
  registerDevices,
  registrationSample,
  registrationSampleWorkbook,
  settleProofRequest,
} from '../../contract/device-registrations.ts'
import { type Bound, bind, bindWhole } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { showRegistration, showRegistrations, showRows, showSample, showVendors } from './list.ts'
import { askForProof, settleProof, showWaiting } from './prove.ts'
import { registerAll } from './register.ts'

export function registrationRoutes(hub: Hub): readonly Bound[] {
  return [
    bindWhole(registerDevices, (_database, call) => registerAll(hub, call)),
    bind(listDeviceRegistrations, showRegistrations),
    bind(getDeviceRegistration, showRegistration),
    bind(listRegistrationRows, showRows),
    bindWhole(registrationSample, (database, call) =>
      database.inReadOnlyScope(call.actor, (scope) => showSample(scope, call.setHeader, 'csv')),
    ),
    bindWhole(registrationSampleWorkbook, (database, call) =>
      database.inReadOnlyScope(call.actor, (scope) => showSample(scope, call.setHeader, 'xlsx')),
    ),
    bind(listVendors, showVendors),
    bind(askProof, (scope, call) => askForProof(hub, scope, call)),
    bind(listProofRequests, showWaiting),
    bind(settleProofRequest, (scope, call) => settleProof(hub, scope, call)),
  ]
}
