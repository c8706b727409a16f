import type { z } from 'zod'
import type { exportDevices } from '../../contract/devices.ts'
import { findAsker, hasPermission } from '../platform/access/session.ts'
import type { Actor } from '../platform/database/actor.ts'
import { type TableForm, type TableWriter, tableWriter } from '../platform/files/write-table.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound } from '../platform/problems.ts'
import { listDevicePage } from './list.ts'

type Asked = { actor: Actor; query: z.output<(typeof exportDevices)['query']>; setHeader(name: string, value: string): void }

const columns = ['vendor', 'productNumber', 'serialNumber', 'model', 'customerId', 'tenant', 'arrivedAt', 'proof'] as const
const pageRows = 2_000

/**
 * A list of devices as a file: the same rows as `listDevicePage`, in its order, streamed page by page. 404 for whoever may export, but not read
 * devices; problems come before the first byte; a reader whose rights end meanwhile gets a file that is cut off (R-A4).
 */
export async function streamDevices(hub: Hub, call: Asked, form: TableForm): Promise<TableWriter['stream']> {
  if (!hasPermission(call.actor, 'device.read')) throw notFound()
  const pageAt = (actor: Actor, cursor: string | undefined) =>
    hub.database.inReadOnlyScope(actor, (scope) => listDevicePage(scope, { ...call.query, cursor, limit: pageRows }))
  const first = await pageAt(call.actor, undefined)
  call.setHeader('content-disposition', `attachment; filename="devices.${form}"`)
  const writer = tableWriter(form, columns)
  const write = async () => {
    for (let page = first; ; ) {
      for (const { vendor, productNumber, serialNumber, model, tenant, arrivedAt, proof } of page.items)
        await writer.write([
          vendor,
          productNumber,
          serialNumber,
          model ?? '',
          tenant?.customerId ?? '',
          tenant?.name ?? '',
          arrivedAt,
          proof,
        ])
      if (page.nextCursor === null) break
      page = await pageAt(await asOfNow(hub, call.actor), page.nextCursor)
    }
    writer.end()
  }
  void write().catch(writer.fail)
  return writer.stream
}

async function asOfNow(hub: Hub, { person, acting, correlation }: Actor): Promise<Actor> {
  const now = person && acting ? await findAsker(hub.database, person.id, acting.id, correlation) : null
  if (!now || !hasPermission(now, 'device.read') || !hasPermission(now, 'export')) throw new Error('the reader may read it no more')
  return now
}
