import { ProblemError } from '../platform/problems.ts'
import { isTimeZone } from './rules.ts'

/** Refuses, at the field `timeZone`, a time zone that there is not. */
export function needTimeZone(name: string): void {
  if (!isTimeZone(name)) throw new ProblemError('http.invalid', { fields: [{ path: 'timeZone', code: 'time_zone' }] })
}
