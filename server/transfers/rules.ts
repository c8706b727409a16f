import { isMistypedCustomerId } from '../../contract/customer-id.ts'
import type { Language } from '../../contract/endpoint.ts'
import type { TransferOutcome, UndoOutcome } from '../../contract/transfers.ts'
import { say, sayIfKnown } from '../platform/words.ts'

export type TransferState =
  | 'receiving'
  | 'previewing'
  | 'previewed'
  | 'queued'
  | 'running'
  | 'done'
  | 'undoing'
  | 'undone'
  | 'lapsed'
  | 'failed'

/** Only a preview that stands can be confirmed (R-T4). */
export function mayBeConfirmed(state: TransferState): boolean {
  return state === 'previewed'
}

/** Nothing of it will be done any more: what stayed may be tried again in another (R-T5). */
export function isAtItsEnd(state: TransferState): boolean {
  return state === 'done' || state === 'undone' || state === 'lapsed' || state === 'failed'
}

const namesShown = 3

/** Where a transfer goes, for a sentence. */
export function targetNames(transfer: {
  target_label: { name: string } | null
  targets: readonly { name: string }[]
  target_count: number
}): string {
  if (transfer.target_label) return transfer.target_label.name
  return namesOf(transfer.targets, transfer.target_count)
}

/** The first names of so many. */
export function namesOf(labels: readonly { name: string }[], count: number): string {
  const names = labels.slice(0, namesShown).map(({ name }) => name)
  return count > names.length ? `${names.join(', ')}, …` : names.join(', ')
}

/** Why it cannot be undone (R-T7): what has moved something, is at its end and was not undone yet can be. */
export function findUndoObstacle(state: TransferState, moved: number): 'still_running' | 'undone_already' | 'moved_nothing' | null {
  if (state === 'queued' || state === 'running') return 'still_running'
  if (state === 'undoing' || state === 'undone') return 'undone_already'
  return state === 'done' && moved > 0 ? null : 'moved_nothing'
}

/**
 * R-D2: hosts and what stands behind them go together or not at all. Of devices that would go, those that stay because of somebody they are tied
 * to; what is not among the ones that would go stays.
 */
export function staysBehind(ties: readonly { host: string; follower: string }[], goes: ReadonlySet<string>): Set<string> {
  const stays = new Set<string>()
  for (let found = true; found; ) {
    found = false
    for (const { host, follower } of ties) {
      for (const [one, other] of [
        [host, follower],
        [follower, host],
      ] as const) {
        const held = !goes.has(other) || stays.has(other)
        if (!held || !goes.has(one) || stays.has(one)) continue
        stays.add(one)
        found = true
      }
    }
  }
  return stays
}

/** What targets were called when it was previewed, by Customer ID; the ID itself of one that has no name here. */
export function namesOfTargets(transfer: {
  target_label: { tenant: string; name: string } | null
  targets: readonly { tenant: string; name: string }[]
}): (customerId: string) => string {
  const labels = transfer.target_label ? [...transfer.targets, transfer.target_label] : transfer.targets
  const names = new Map(labels.map(({ tenant, name }) => [tenant, name]))
  return (customerId) => names.get(customerId) || customerId
}

export type Told = {
  outcome: TransferOutcome | null
  /** Not only foreseen. */
  done: boolean
  /** The preview was not confirmed in time. */
  lapsed: boolean
  target: string
  undo: UndoOutcome | null
  fault: string | null
  reason: string | null
  hint: string | null
  target_text: string
  /** The Customer ID of the target; empty where the text is none. */
  target_key: string
}

/**
 * What is true of a row now and what to do about it, in the reader's language (R-T5): foreseen, it speaks of what will be; carried out, of
 * what was; after an undo, of that alone.
 */
export function explain(language: Language, row: Told): string {
  if (row.outcome === null) return ''
  if (row.undo) return say(language, `transfers/undo/${row.undo}/explanation`)
  const usual = say(language, `transfers/outcomes/${row.outcome}/explanation`)
  switch (row.outcome) {
    case 'moved':
      if (row.done) return say(language, 'transfers/carriedOut', { target: row.target })
      return row.lapsed ? say(language, 'transfers/lapsed') : usual
    case 'bad_row':
      return sayIfKnown(language, `transfers/faults/${row.fault}`) ?? usual
    case 'target_not_found':
      if (row.target_key !== '') return usual
      return say(language, `transfers/reasons/target_${isMistypedCustomerId(row.target_text) ? 'mistyped' : 'no_id'}`)
    case 'not_allowed':
    case 'not_found':
      return sayIfKnown(language, `transfers/reasons/${row.reason}`, { hint: row.hint ?? '' }) ?? usual
    case 'changed_since_preview': {
      const now = sayIfKnown(language, `transfers/outcomes/${row.reason}/name`)
      return now ? say(language, 'transfers/reasons/changed', { now }) : (sayIfKnown(language, `transfers/reasons/${row.reason}`) ?? usual)
    }
    default:
      return usual
  }
}
