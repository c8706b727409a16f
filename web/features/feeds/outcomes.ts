import type { ReplyOf } from '../../../contract/endpoint.ts'
import type { FeedOutcome, getFeed } from '../../../contract/feeds.ts'
import type { Tone } from '../../kit/Bits.tsx'

export type Feed = ReplyOf<typeof getFeed>

export const feedTones: Record<Feed['state'], Tone> = { receiving: 'info', queued: 'info', running: 'info', done: 'good', failed: 'bad' }

/** Nothing becomes of it any more: whoever watches need not ask again. */
export function isOver(state: Feed['state']): boolean {
  return state === 'done' || state === 'failed'
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
