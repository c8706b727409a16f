import type { z } from 'zod'
import type { quota, quotaStates } from '../../contract/quotas.ts'
import type { QuotaRow } from './queries.ts'

const full = 100

export function presentQuota({ devices, used, level, counted_at }: QuotaRow): z.output<typeof quota> {
  const state: (typeof quotaStates)[number] = level === 0 ? 'free' : level < full ? 'near' : 'reached'
  return { devices, used, state, countedAt: counted_at.toISOString() }
}
