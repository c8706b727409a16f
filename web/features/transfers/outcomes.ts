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
  moved_back: 'info',
  moved_since: 'warn',
  source_not_available: 'bad',
  not_allowed: 'bad',
}

/** A preview of which nothing would move waits for nobody; a run in which nothing moved has not done what was asked. */
export type Standing = TransferState | 'nothingToMove' | 'nothingMoved'

export function standingOf({ state, outcomes }: Transfer): Standing {
  if (movedCount({ outcomes }) > 0) return state
  return state === 'previewed' ? 'nothingToMove' : state === 'done' ? 'nothingMoved' : state
}

/** Rows that moved; of a preview, that would. */
export function movedCount({ outcomes }: Pick<Transfer, 'outcomes'>): number {
  return outcomes.moved ?? 0
}

export const stateTones: Record<Standing, Tone> = {
  previewing: 'info',
  previewed: 'warn',
  queued: 'info',
  running: 'info',
  done: 'good',
  undoing: 'info',
  undone: 'quiet',
  lapsed: 'quiet',
  failed: 'bad',
  nothingToMove: 'quiet',
  nothingMoved: 'warn',
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

/** Counts of `moved` are of what will be, not of what was: until the run has begun, and for good where there was none. */
export function isForeseen(state: TransferState): boolean {
  return state === 'previewing' || state === 'previewed' || state === 'queued' || endedBefore(state)
}

function endedBefore(state: TransferState): boolean {
  return state === 'lapsed' || state === 'failed'
}

/** The word for `moved`: carried out; to come; or never to come. */
export function wordOfMoved(state: TransferState, carriedOut: boolean): 'outcomes.moved' | 'willMove' | 'wouldHaveMoved' {
  if (carriedOut) return 'outcomes.moved'
  return endedBefore(state) ? 'wouldHaveMoved' : 'willMove'
}

/** Rows of a preview that will not move. */
export function notMoving(transfer: Transfer): number {
  return transfer.rows - movedCount(transfer)
}

/** Rows that stayed and may go another time: mended, or as they are once what stood in the way is gone. */
export function countFaulty({ outcomes }: Transfer): number {
  const { moved = 0, already_there = 0, duplicate_row = 0 } = outcomes
  return Object.values(outcomes).reduce((sum, n) => sum + n, 0) - moved - already_there - duplicate_row
}

/** Of these, the ones in which something is wrong. */
export function countMendable({ outcomes }: Transfer): number {
  const { not_found = 0, ambiguous_serial = 0, bad_row = 0, target_not_found = 0 } = outcomes
  return not_found + ambiguous_serial + bad_row + target_not_found
}
