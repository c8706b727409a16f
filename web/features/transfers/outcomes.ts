import type { ReplyOf } from '../../../contract/endpoint.ts'
import type { getTransfer, TransferOutcome, UndoOutcome } from '../../../contract/transfers.ts'
import type { Tone } from '../../kit/Bits.tsx'

export type Transfer = ReplyOf<typeof getTransfer>
export type TransferState = Transfer['state']

export const outcomeTones: Record<TransferOutcome, Tone> = {
  moved: 'good',
  already_there: 'quiet',
  not_found: 'bad',
  duplicate_row: 'warn',
  ambiguous_serial: 'warn',
  bad_row: 'bad',
  target_not_found: 'bad',
  target_not_accepted: 'warn',
  wrong_target: 'warn',
  wrong_source: 'warn',
  not_allowed: 'bad',
  changed_since_preview: 'warn',
}

export const undoTones: Record<UndoOutcome, Tone> = {
  moved_back: 'good',
  moved_since: 'warn',
  source_not_available: 'bad',
  not_allowed: 'bad',
}

export const stateTones: Record<TransferState, Tone> = {
  previewing: 'info',
  previewed: 'warn',
  queued: 'info',
  running: 'info',
  done: 'good',
  undoing: 'info',
  undone: 'quiet',
  lapsed: 'quiet',
  failed: 'bad',
}

const moving: readonly TransferState[] = ['previewing', 'queued', 'running', 'undoing']

/** Something is being done: progress is shown and asked for. */
export function isMoving(state: TransferState): boolean {
  return moving.includes(state)
}

/** Nothing becomes of it any more: whoever watches need not ask again. */
export function isOver(state: TransferState): boolean {
  return state === 'undone' || state === 'lapsed' || state === 'failed'
}

/** `moved` is still what will be, not what was: until it is carried out, and for good where it never was. */
export function isForeseen(state: TransferState): boolean {
  return state === 'previewing' || state === 'previewed' || state === 'queued' || state === 'running' || state === 'lapsed'
}

/** Rows of a preview that will not move. */
export function notMoving(transfer: Transfer): number {
  return transfer.rows - (transfer.outcomes.moved ?? 0)
}

/** Rows that stayed and could go once they are mended. */
export function countFaulty({ outcomes }: Transfer): number {
  const { moved = 0, already_there = 0, duplicate_row = 0 } = outcomes
  return Object.values(outcomes).reduce((sum, n) => sum + n, 0) - moved - already_there - duplicate_row
}
