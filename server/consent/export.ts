import { hasPermission } from '../platform/access/session.ts'
import type { Actor } from '../platform/database/actor.ts'
import type { TableWriter } from '../platform/files/write-table.ts'
import { pieceOf, streamTable } from '../platform/http/stream-table.ts'
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
 * The ledger as a file, for either side: every request, its answer, and whether the consent that came of it holds (R-D10); newest first.
 * 404 for whoever may export, but not read consents.
 */
export function streamLedger(hub: Hub, call: Asked): Promise<TableWriter['stream']> {
  if (!hasPermission(call.actor, 'consent.read')) throw notFound()
  return streamTable(hub.database, call, {
    name: 'consents',
    form: 'csv',
    columns,
    needs: ['consent.read', 'export'],
    page: async (scope, after: string[] | null) =>
      pieceOf(await listLedgerRows(scope, { after, limit: pageRows }), pageRows, (row) => [row.created_key, row.id]),
    cells: cellsOf,
  })
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
