import type { ReplyOf } from '../../contract/endpoint.ts'
import type { setQuota } from '../../contract/quotas.ts'
import { hubLog, record } from '../audit/index.ts'
import type { Scope } from '../platform/database/database.ts'
import { notFound, ProblemError } from '../platform/problems.ts'
import { presentQuota } from './present.ts'
import { findPartnersCalled, putQuota } from './queries.ts'

type Set = ReplyOf<typeof setQuota>

/**
 * Gives a partner a quota of devices, or takes it away (null), in the logs of the hub and the partner where that changes something (R-D9); answers
 * what it uses of it. 404 for what is no partner; `http.stale` where it is not at the revision `expected` any more. Scope: `operator`, or `system` for
 * the command line.
 */
export async function setQuotaOf(scope: Scope, partner: string, devices: number | null, expected: number | null = null): Promise<Set> {
  const set = await putQuota(scope, partner, devices, expected)
  if (!set) throw notFound()
  if (set.stale) throw new ProblemError('http.stale')
  const kind = devices === null ? 'quota.removed' : 'quota.set'
  const detail = { partner: set.name, ...(devices === null ? {} : { devices }) }
  if (set.devices !== set.was)
    await record(scope, ...[hubLog, set.partner].map((organisation) => ({ organisation, kind, subject: set.partner, detail }) as const))
  const { name, used, counted_at, level } = set
  const quota = set.devices === null ? null : presentQuota({ devices: set.devices, used, counted_at, level: level ?? 0 })
  return { partner: { id: set.partner, name }, quota }
}

/** The same for a partner by id, name or location ID; null where none or several are called so. */
export async function setQuotaOfCalled(scope: Scope, called: string, devices: number | null): Promise<Set | null> {
  const [partner, ...others] = await findPartnersCalled(scope, called)
  return partner === undefined || others.length > 0 ? null : setQuotaOf(scope, partner, devices)
}
