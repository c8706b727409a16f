import type { getVendorCriteria, setVendorCriteria } from '../../contract/applications.ts'
import type { ReplyOf } from '../../contract/endpoint.ts'
import { record } from '../audit/index.ts'
import { actingFor } from '../organisations/index.ts'
import type { Scope } from '../platform/database/database.ts'
import type { Call } from '../platform/http/bind.ts'
import { findCriteria, writeCriteria } from './queries.ts'

/** Whether the vendor acted for takes applications, and by what it decides. It takes none until it says so. */
export async function showCriteria(scope: Scope): Promise<ReplyOf<typeof getVendorCriteria>> {
  const found = await findCriteria(scope)
  return { open: found?.is_open ?? false, criteria: found?.criteria ?? '' }
}

/** Takes applications from now on, or none; what was sent before stays on the desk. */
export async function changeCriteria(scope: Scope, { body }: Call<typeof setVendorCriteria>): Promise<ReplyOf<typeof setVendorCriteria>> {
  const acting = actingFor(scope)
  await writeCriteria(scope, { is_open: body.open, criteria: body.criteria })
  const kind = body.open ? 'application.criteria_opened' : 'application.criteria_closed'
  await record(scope, { organisation: acting.id, kind, subject: acting.id })
  return body
}
