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

/** What has moved something and was not undone yet can be (R-T7). */
export function mayBeUndone(state: TransferState, moved: number): boolean {
  return state === 'done' && moved > 0
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

export type Told = {
  outcome: TransferOutcome | null
  undo: UndoOutcome | null
  fault: string | null
  reason: string | null
  hint: string | null
}

/** What became of a row and what to do about it, in the reader's language (R-T5). */
export function explain(language: Language, row: Told): string {
  if (row.outcome === null) return ''
  const sentences = [say(language, `transfers/outcomes/${row.outcome}/explanation`)]
  if (row.outcome === 'bad_row' && row.fault) sentences[0] = sayIfKnown(language, `transfers/faults/${row.fault}`) ?? sentences[0] ?? ''
  const isReason = row.outcome === 'not_allowed' || row.outcome === 'not_found'
  if (isReason && row.reason)
    sentences[0] = sayIfKnown(language, `transfers/reasons/${row.reason}`, { hint: row.hint ?? '' }) ?? sentences[0] ?? ''
  if (row.outcome === 'changed_since_preview' && row.reason) {
    const now = sayIfKnown(language, `transfers/outcomes/${row.reason}/name`)
    sentences[0] = now
      ? say(language, 'transfers/reasons/changed', { now })
      : (sayIfKnown(language, `transfers/reasons/${row.reason}`) ?? sentences[0] ?? '')
  }
  if (row.undo) sentences.push(say(language, `transfers/undo/${row.undo}/explanation`))
  return sentences.filter((sentence) => sentence !== '').join(' ')
}
