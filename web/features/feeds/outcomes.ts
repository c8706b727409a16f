import type { ReplyOf } from '../../../contract/endpoint.ts'
import { type FeedOutcome, type getFeed, rejectedOutcomes, uncorrectedOutcomes } from '../../../contract/feeds.ts'
import type { Tone } from '../../kit/Bits.tsx'

export type Feed = ReplyOf<typeof getFeed>

export const feedTones: Record<Exclude<Feed['state'], 'done'>, Tone> = { receiving: 'info', queued: 'info', running: 'info', failed: 'bad' }

/** Nothing becomes of it any more: whoever watches need not ask again. */
export function isOver(state: Feed['state']): boolean {
  return state === 'done' || state === 'failed'
}

/** Rows that placed nothing and can be corrected (R-B4). */
export function rejectedOf({ outcomes }: Feed): number {
  return rejectedOutcomes.reduce((sum, outcome) => sum + (outcomes[outcome] ?? 0), 0)
}

/** How many rows a retry decides anew, all or those with one outcome: what nobody corrected only where that may help. */
export function toTryOf({ outcomes, correctedOutcomes }: Feed, only?: FeedOutcome): number {
  return rejectedOutcomes
    .filter((outcome) => only === undefined || outcome === only)
    .reduce((sum, outcome) => sum + ((mayChangeByItself(outcome) ? outcomes[outcome] : correctedOutcomes?.[outcome]) ?? 0), 0)
}

/** A retry of rows as they are may decide otherwise, since the hub around them may have changed. */
export function mayChangeByItself(outcome: FeedOutcome): boolean {
  return rejectedOutcomes.some((one) => one === outcome) && !uncorrectedOutcomes.some((one) => one === outcome)
}

export const outcomeTones: Record<FeedOutcome, Tone> = {
  placed: 'good',
  already_there: 'quiet',
  held: 'warn',
  unknown_location: 'bad',
  not_your_partner: 'bad',
  not_your_vendor: 'bad',
  no_accreditation: 'warn',
  unknown_vendor: 'bad',
  bad_row: 'bad',
  duplicate_row: 'warn',
  refused: 'bad',
}

/** How many rows have an outcome and were not corrected since. */
export function countOf({ outcomes, correctedOutcomes }: Feed, outcome: FeedOutcome): number {
  return (outcomes[outcome] ?? 0) - (correctedOutcomes?.[outcome] ?? 0)
}
