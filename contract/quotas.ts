import { z } from 'zod'
import { endpoint, id, instant, page, pageQuery } from './endpoint.ts'
import { limits } from './limits.ts'

/** How far the use is: `near` from nine tenths of the quota on, `reached` from the whole on. Nothing is refused (R-D9). */
export const quotaStates = ['free', 'near', 'reached'] as const

export const quota = z.object({
  /** How many devices the partner may have: of its customers and in Unassigned devices together. */
  devices: z.number().int(),
  used: z.number().int(),
  state: z.enum(quotaStates),
  /** When `used` was last counted. */
  countedAt: instant,
})

export const partnerQuota = quota.extend({ partner: z.object({ id, name: z.string() }), revision: z.number().int() })

export const getQuota = endpoint({
  name: 'getQuota',
  method: 'GET',
  path: '/quota',
  summary: 'The quota of the organisation acted for, and what it uses of it; null where it has none (R-D9)',
  access: { permission: 'organisation.read' },
  writes: 'none',
  reply: z.object({ quota: quota.nullable() }),
})

export const listQuotas = endpoint({
  name: 'listQuotas',
  method: 'GET',
  path: '/operator/quotas',
  summary: 'The partners that have a quota, the fullest first (R-D9)',
  access: 'operator',
  writes: 'none',
  query: pageQuery,
  reply: page(partnerQuota),
})

export const setQuota = endpoint({
  name: 'setQuota',
  method: 'PUT',
  path: '/operator/quotas/{id}',
  summary: 'Set the quota of a partner, or take it away: `devices` null (R-D9)',
  access: 'operator',
  writes: 'hub',
  params: z.object({ id }),
  body: z.object({ devices: z.number().int().min(1).max(limits.quotaDevicesMost).nullable() }),
  reply: z.object({ partner: z.object({ id, name: z.string() }), quota: quota.nullable() }),
  problems: ['http.stale'],
  ifMatch: 'accepted',
})
