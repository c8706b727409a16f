import type { z } from 'zod'
import type { deviceQuery, listDevices } from '../../contract/devices.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { foldSerial } from '../../contract/serial.ts'
import { seesAsAdministrator } from '../platform/database/actor.ts'
import type { Scope } from '../platform/database/database.ts'
import { pageOf, readCursor } from '../platform/http/cursor.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { presentDevice } from './present.ts'
import {
  countDevices,
  type DevicePage,
  type DeviceRow,
  findPlace,
  listLinkedDevices,
  listReachedDevices,
  listTenantDevices,
  listUsedDevices,
  listVendorDevices,
} from './queries.ts'
import { needsTenant, orderOf, waitingOf } from './rules.ts'

type Reply = ReplyOf<typeof listDevices>

/**
 * Devices in reach (R-A7), of one tenant or of all. Answers 404 for a tenant out of reach, `devices.sort_needs_customer` for an order
 * or filter that is offered inside one tenant only, `devices.waiting_needs_arrival_order`. `total` where a counter has it: one tenant, unfiltered.
 */
export async function listDevicePage(scope: Scope, query: z.output<typeof deviceQuery>): Promise<Reply> {
  const serialStart = query.q ? foldSerial(query.q) : null
  // Of what was sought, nothing stands in any serial number.
  if (serialStart === '') return { items: [], nextCursor: null }
  const page: DevicePage = {
    order: orderOf(query.sort),
    after: readCursor(query.cursor, 2),
    limit: query.limit,
    serialStart,
    model: query.model ?? null,
    archived: query.archived,
    waiting: waitingOf(query),
  }
  if (page.waiting && page.order.by !== 'arrivedAt') throw new ProblemError('devices.waiting_needs_arrival_order')
  if (query.tenant !== undefined) return listOfTenant(scope, query.tenant, page)
  if (seesAsAdministrator(scope.actor) && scope.actor.acting?.kind !== 'vendor' && needsTenant(page))
    throw new ProblemError('devices.sort_needs_customer')
  return present(await listOfAll(scope, page), page)
}

async function listOfTenant(scope: Scope, asked: string, page: DevicePage): Promise<Reply> {
  if (!seesAsAdministrator(scope.actor)) throw notFound()
  scope.see('managed')
  const tenant = await findPlace(scope, asked)
  if (!tenant) throw notFound()
  const rows = listTenantDevices(scope, tenant, page)
  const whole = page.serialStart === null && page.model === null && page.waiting === null && page.archived === 'without'
  const total = whole ? countDevices(scope, tenant.id) : undefined
  return { ...present(await rows, page), total: await total }
}

/** Each way of seeing is a statement of its own in the same batch; what is seen in two ways is shown once. */
async function listOfAll(scope: Scope, page: DevicePage): Promise<DeviceRow[]> {
  const { capacity, acting } = scope.actor
  if (capacity === 'end_user') return listUsedDevices(scope, page)
  if (acting?.kind === 'provider') return []
  if (acting?.kind === 'vendor') {
    // When a device came where it is would tell its vendor of a move.
    if (page.order.by === 'arrivedAt') throw new ProblemError('devices.sort_needs_customer')
    scope.see('vendor')
    return listVendorDevices(scope, { ...page, archived: 'any' })
  }
  scope.see('managed')
  const reached = listReachedDevices(scope, page)
  if (acting?.kind !== 'partner') return reached
  scope.see('linked')
  const linked = listLinkedDevices(scope, page)
  return merge(await reached, await linked, page)
}

function merge(reached: DeviceRow[], linked: DeviceRow[], page: DevicePage): DeviceRow[] {
  if (linked.length === 0) return reached
  const seen = new Set(reached.map((row) => row.id))
  const sign = page.order.descending ? -1 : 1
  const compare = (a: DeviceRow, b: DeviceRow) => sign * (byBytes(a.sort_key, b.sort_key) || byBytes(a.id, b.id))
  return [...reached, ...linked.filter((row) => !seen.has(row.id))].sort(compare).slice(0, page.limit + 1)
}

/** As collation "C" compares. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

function present(rows: DeviceRow[], page: DevicePage): Reply {
  return pageOf(rows, page.limit, presentDevice, (row) => [row.sort_key, row.id])
}
