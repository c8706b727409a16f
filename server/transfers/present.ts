import type { z } from 'zod'
import type { Language } from '../../contract/endpoint.ts'
import type { transfer, transferRow } from '../../contract/transfers.ts'
import { hasPermission } from '../platform/access/session.ts'
import type { Actor } from '../platform/database/actor.ts'
import type { TransferRecord } from './queries.ts'
import type { RowRecord } from './row-queries.ts'
import { explain, findUndoObstacle, mayBeConfirmed, namesOfTargets } from './rules.ts'

/** What is looked up for one transfer, and not in lists. */
export type LookedUp = { consentAskedAt: Date | null; retriedBy: string | null }

export function presentTransfer(
  actor: Actor,
  record: TransferRecord,
  { consentAskedAt, retriedBy }: LookedUp = { consentAskedAt: null, retriedBy: null },
): z.output<typeof transfer> {
  const state = record.state === 'receiving' ? 'previewing' : record.state
  return {
    id: record.id,
    state,
    rows: record.rows,
    progress: record.progress,
    outcomes: record.outcomes,
    undo: record.undo_outcomes,
    sources: record.sources.map(({ tenant, name, devices }) => ({ tenant, name, devices })),
    sourceCount: record.source_count,
    several: record.several,
    wantsConsent: record.wants_consent,
    consentAskedAt: consentAskedAt?.toISOString() ?? null,
    target: record.target_label ? { tenant: record.target_label.tenant, name: record.target_label.name } : null,
    targets: record.targets.map(({ tenant, name, devices }) => ({ tenant, name, devices })),
    targetCount: record.target_count,
    targetCollects: record.target_label?.collects ?? record.targets.some((target) => target.collects),
    fileName: record.file_name,
    retryOf: record.retry_of,
    retriedBy,
    askedBy: record.asked_by_name,
    can: {
      confirm: mayBeConfirmed(record.state) && hasPermission(actor, 'device.transfer'),
      undo: findUndoObstacle(record.state, record.outcomes.moved ?? 0) === null && hasPermission(actor, 'transfer.undo'),
    },
    createdAt: record.created_at.toISOString(),
    finishedAt: record.finished_at?.toISOString() ?? null,
    undoneAt: record.undone_at?.toISOString() ?? null,
    undoneBy: record.undone_by_name,
    lapsesAt: state === 'previewed' ? (record.lapses_at?.toISOString() ?? null) : null,
    revision: record.revision,
  }
}

/** For rows of one transfer. */
export function rowPresenter(language: Language, transfer: TransferRecord): (row: RowRecord) => z.output<typeof transferRow> {
  const nameOf = namesOfTargets(transfer)
  const lapsed = transfer.state === 'lapsed'
  return (row) => ({
    line: row.added ? null : row.line,
    follows: row.follows,
    serialNumber: row.serial,
    productNumber: row.product_key,
    suggestion: row.reason === 'leading_zeros' ? row.hint : null,
    targetCustomerId: row.target_key === '' ? row.target_text : row.target_key,
    outcome: row.outcome,
    carriedOut: row.done,
    undo: row.undo,
    explanation: explain(language, { ...row, lapsed, target: nameOf(row.target_key) }),
    deviceId: row.outcome === 'not_found' ? null : row.device,
  })
}
