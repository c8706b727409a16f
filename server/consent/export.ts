import { findAsker, hasPermission } from '../platform/access/session.ts'
import type { Actor } from '../platform/database/actor.ts'
import { type TableWriter, tableWriter } from '../platform/files/write-table.ts'
import type { Hub } from '../platform/hub.ts'
import { notFound } from '../platform/problems.ts'
import { type LedgerRow, listLedgerRows } from './queries.ts'

type Asked = { actor: Actor; setHeader(name: string, value: string): void }

const columns = [
  'kind',
  'partner',
  'customer',
  'scope',
  'devices',
  'purpose',
  'until',
  'state',
  'askedBy',
  'askedAt',
  'answeredBy',
  'answeredAt',
  'consentHolds',
  'consentWithdrawnAt',
] as const
const pageRows = 1_000

/**
 * The ledger as a file, for either side: every request, its answer, and whether the consent that came of it holds (R-D10); newest first,
 * streamed page by page. 404 for whoever may export, but not read consents; whose rights end meanwhile gets a file that is cut off (R-A4).
 */
export async function streamLedger(hub: Hub, call: Asked): Promise<TableWriter['stream']> {
  if (!hasPermission(call.actor, 'consent.read')) throw notFound()
  const pageAt = (actor: Actor, last: LedgerRow | undefined) =>
    hub.database.inReadOnlyScope(actor, (scope) =>
      listLedgerRows(scope, { after: last ? [last.created_key, last.id] : null, limit: pageRows }),
    )
  const first = await pageAt(call.actor, undefined)
  call.setHeader('content-disposition', 'attachment; filename="consents.csv"')
  const writer = tableWriter('csv', columns)
  const write = async () => {
    for (let found = first; ; ) {
      const rows = found.slice(0, pageRows)
      for (const row of rows) await writer.write(cellsOf(row))
      if (found.length <= pageRows) break
      found = await pageAt(await asOfNow(hub, call.actor), rows.at(-1))
    }
    writer.end()
  }
  void write().catch(writer.fail)
  return writer.stream
}

function cellsOf(row: LedgerRow): (string | number)[] {
  return [
    row.kind,
    row.partner_name ?? '',
    row.customer_name ?? '',
    row.scope,
    row.scope === 'devices' ? row.devices : '',
    row.purpose,
    row.until,
    row.state,
    row.asked_by_name,
    row.created_at.toISOString(),
    row.answered_by_name ?? '',
    row.answered_at?.toISOString() ?? '',
    row.state === 'accepted' ? (row.holds ? 'yes' : 'no') : '',
    row.withdrawn_at?.toISOString() ?? '',
  ]
}

async function asOfNow(hub: Hub, { person, acting, correlation }: Actor): Promise<Actor> {
  const now = person && acting ? await findAsker(hub.database, person.id, acting.id, correlation) : null
  if (!now || !hasPermission(now, 'consent.read') || !hasPermission(now, 'export')) throw new Error('the reader may read it no more')
  return now
}
