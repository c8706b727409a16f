import type { getVendorCriteria, setVendorCriteria } from '../../contract/applications.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { record } from '../audit/index.ts'
import { actingFor } from '../organisations/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { ProblemError } from '../platform/problems.ts'
import { findCriteria, writeCriteria } from './queries.ts'

/** Whether the vendor acted for takes applications, and by what it decides. It takes none until it says so. */
export async function showCriteria(scope: Scope): Promise<ReplyOf<typeof getVendorCriteria>> {
  const found = await findCriteria(scope)
  return { open: found?.is_open ?? false, criteria: found?.criteria ?? '', revision: found?.revision ?? 0 }
}

/**
 * Takes applications from now on, or none; what was sent before stays on the desk. In the log where it changes something. Refuses `http.stale` where
 * somebody changed it since.
 */
export async function changeCriteria(scope: Scope, call: Call<typeof setVendorCriteria>): Promise<ReplyOf<typeof setVendorCriteria>> {
  const acting = actingFor(scope)
  const { open, criteria } = call.body
  const before = await showCriteria(scope)
  if (call.ifMatch !== null && call.ifMatch !== before.revision) throw new ProblemError('http.stale')
  if (before.revision > 0 && before.open === open && before.criteria === criteria) return before
  if (!(await writeCriteria(scope, { is_open: open, criteria, revision: before.revision }))) throw new ProblemError('http.stale')
  const kind = open ? 'application.criteria_opened' : 'application.criteria_closed'
  await record(scope, { organisation: acting.id, kind, subject: acting.id })
  return { open, criteria, revision: before.revision + 1 }
}
