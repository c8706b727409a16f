import type { z } from 'zod'
import type { exportDevices } from '../../contract/devices.ts'
import { hasPermission } from '../platform/access/session.ts'
import type { Actor } from '../platform/database/actor.ts'
import type { TableForm, TableWriter } from '../platform/files/write-table.ts'
import { streamTable } from '../platform/http/stream-table.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound } from '../platform/problems.ts'
import { listDevicePage } from './list.ts'

type Asked = { actor: Actor; query: z.output<(typeof exportDevices)['query']>; setHeader(name: string, value: string): void }

const columns = ['vendor', 'productNumber', 'serialNumber', 'model', 'customerId', 'tenant', 'arrivedAt', 'proof'] as const
const pageRows = 2_000

/** A list of devices as a file: the same rows as `listDevicePage`, in its order. 404 for whoever may export, but not read devices (R-A4). */
export function streamDevices(hub: Hub, call: Asked, form: TableForm): Promise<TableWriter['stream']> {
  if (!hasPermission(call.actor, 'device.read')) throw notFound()
  return streamTable(hub.database, call, {
    name: 'devices',
    form,
    columns,
    needs: ['device.read', 'export'],
    page: async (scope, cursor: string | null) => {
      const { items, nextCursor } = await listDevicePage(scope, { ...call.query, cursor: cursor ?? undefined, limit: pageRows })
      return { rows: items, next: nextCursor }
    },
    cells: ({ vendor, productNumber, serialNumber, model, tenant, arrivedAt, proof }) => [
      vendor,
      productNumber,
      serialNumber,
      model ?? '',
      tenant?.customerId ?? '',
      tenant?.name ?? '',
      arrivedAt,
      proof,
    ],
  })
}
