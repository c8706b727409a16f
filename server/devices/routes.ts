import {
  archiveDevices,
  exportDevices,
  exportDevicesWorkbook,
  getDevice,
  getHoldingHistory,
  getHoldingTenant,
  getOwnTenant,
  listDevices,
  listPossessions,
} from '../../contract/devices.ts'
import { type Bound, bind, bindWhole } from '../platform/http/bind.ts'
import type { Hub } from '../platform/hub.ts'
import { archive } from './archive.ts'
import { streamDevices } from './export.ts'
import { listDevicePage } from './list.ts'
import { readDevice, readHoldingHistory, readHoldingTenant, readOwnTenant, readPossessions } from './read.ts'

export function devicesRoutes(hub: Hub): readonly Bound[] {
  return [
    bind(listDevices, (scope, call) => listDevicePage(scope, call.query)),
    bindWhole(exportDevices, (_database, call) => streamDevices(hub, call, 'csv')),
    bindWhole(exportDevicesWorkbook, (_database, call) => streamDevices(hub, call, 'xlsx')),
    bind(archiveDevices, archive),
    bind(getDevice, (scope, call) => readDevice(scope, call.params.id)),
    bind(listPossessions, (scope, call) => readPossessions(scope, call.params.id, call.query)),
    bind(getOwnTenant, (scope) => readOwnTenant(scope)),
    bind(getHoldingHistory, (scope) => readHoldingHistory(scope)),
    bind(getHoldingTenant, (scope) => readHoldingTenant(scope)),
  ]
}
