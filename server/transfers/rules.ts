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

/** What has moved something and was not undone yet can be (R-T7). */
export function mayBeUndone(state: TransferState, moved: number): boolean {
  return state === 'done' && moved > 0
}

export type Told = { outcome: TransferOutcome | null; undo: UndoOutcome | null; fault: string | null; reason: string | null }

/** What became of a row and what to do about it, in the reader's language (R-T5). */
export function explain(language: Language, row: Told): string {
  if (row.outcome === null) return ''
  const sentences = [say(language, `transfers/outcomes/${row.outcome}/explanation`)]
  if (row.outcome === 'bad_row' && row.fault) sentences[0] = sayIfKnown(language, `transfers/faults/${row.fault}`) ?? sentences[0] ?? ''
  if (row.outcome === 'not_allowed' && row.reason)
    sentences[0] = sayIfKnown(language, `transfers/reasons/${row.reason}`) ?? sentences[0] ?? ''
  if (row.outcome === 'changed_since_preview' && row.reason) {
    const now = sayIfKnown(language, `transfers/outcomes/${row.reason}/name`) ?? row.reason
    sentences[0] = say(language, 'transfers/reasons/changed', { now })
  }
  if (row.undo) sentences.push(say(language, `transfers/undo/${row.undo}/explanation`))
  return sentences.filter((sentence) => sentence !== '').join(' ')
}
