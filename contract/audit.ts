import { z } from 'zod'
import { endpoint, id, instant, page, pageQuery } from './endpoint.ts'

export const auditEvent = z.object({
  id,
  at: instant,
  kind: z.string(),
  /** Who did it, in the words of whoever reads: a person of the own organisation by name, others by organisation. */
  who: z.string(),
  /** The organisation acted for. */
  organisation: z.string(),
  /** What happened, as a sentence in the reader's language. */
  sentence: z.string(),
  detail: z.record(z.string(), z.unknown()),
  /** In the hash chain (within seconds). */
  sealed: z.boolean(),
})

export const listAudit = endpoint({
  name: 'listAudit',
  method: 'GET',
  path: '/audit',
  summary: 'The audit log of the organisation acted for: who did what, newest first (R-A6)',
  access: { permission: 'audit.read' },
  writes: 'none',
  query: pageQuery.extend({ kind: z.string().max(60).optional(), by: z.enum(['us', 'partners']).optional() }),
  reply: page(auditEvent),
})
