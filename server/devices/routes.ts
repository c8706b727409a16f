import { getDevice, getHoldingTenant, listDevices, listPossessions } from '../../contract/devices.ts'
import { type Bound, bind } from '../platform/http/bind.ts'
import { listDevicePage } from './list.ts'
import { readDevice, readHoldingTenant, readPossessions } from './read.ts'

export function devicesRoutes(): readonly Bound[] {
  return [
    bind(listDevices, (scope, call) => listDevicePage(scope, call.query)),
    bind(getDevice, (scope, call) => readDevice(scope, call.params.id)),
    bind(listPossessions, (scope, call) => readPossessions(scope, call.params.id, call.query)),
    bind(getHoldingTenant, (scope) => readHoldingTenant(scope)),
  ]
}
