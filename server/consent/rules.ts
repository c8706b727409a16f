import { limits } from '../../contract/limits.ts'

const dayMilliseconds = 86_400_000

/** R-D10: a consent has a last day, today at the earliest and not too far away. `until` is `YYYY-MM-DD`. */
export function mayLastUntil(until: string, now: Date): boolean {
  const days = (Date.parse(until) - Date.parse(now.toISOString().slice(0, 10))) / dayMilliseconds
  return days >= 0 && days <= limits.consentDaysMost
}
