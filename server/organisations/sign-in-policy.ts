import type { z } from 'zod'
import type { signInPolicy } from '../../contract/organisations.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { hasSecondFactor } from '../people/index.ts'
import type { Scope } from '../platform/database/database.ts'
import { ProblemError } from '../platform/problems.ts'
import { changeOwnPolicy, type DetailRow } from './queries.ts'

type Policy = z.output<typeof signInPolicy>

export function presentPolicy(row: DetailRow): Policy {
  return { secondFactorRequired: row.second_factor_required, sessionHours: row.session_hours }
}

/**
 * Changes what the organisation acted for asks of its people, in force at their next request (R-A4). Whoever begins to require a second
 * factor has one: the organisation keeps an administrator who may act (R-A5). Refuses `organisations.own_second_factor_first`.
 */
export async function changePolicy(
  scope: Scope,
  before: DetailRow,
  asked: Partial<{ [K in keyof Policy]: Policy[K] | undefined }>,
): Promise<void> {
  const was = presentPolicy(before)
  const { secondFactorRequired = was.secondFactorRequired, sessionHours = was.sessionHours } = asked
  if (secondFactorRequired && !was.secondFactorRequired && !(await hasSecondFactor(scope)))
    throw new ProblemError('organisations.own_second_factor_first')
  await changeOwnPolicy(scope, { secondFactorRequired, sessionHours })
  const entry = (kind: AuditEntry['kind'], detail: AuditEntry['detail'] = {}) => ({
    organisation: before.id,
    kind,
    subject: before.id,
    detail,
  })
  const entries = [
    ...(secondFactorRequired === was.secondFactorRequired
      ? []
      : [entry(secondFactorRequired ? 'policy.second_factor_required' : 'policy.second_factor_optional')]),
    ...(sessionHours === was.sessionHours
      ? []
      : [sessionHours === null ? entry('policy.session_unlimited') : entry('policy.session_limited', { hours: sessionHours })]),
  ]
  if (entries.length > 0) await record(scope, ...entries)
}
