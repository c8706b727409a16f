import { z } from 'zod'
import { endpoint, id, instant } from './endpoint.ts'

export const getJob = endpoint({
  name: 'getJob',
  method: 'GET',
  path: '/jobs/{id}',
  summary: 'Progress of long work by the id of what is worked on: a feed or a transfer',
  access: { permission: 'export' },
  writes: 'none',
  params: z.object({ id }),
  reply: z.object({
    id,
    kind: z.enum(['feed', 'transfer']),
    state: z.string(),
    rows: z.number().int(),
    progress: z.number().int(),
    createdAt: instant,
    finishedAt: instant.nullable(),
    link: z.string(),
  }),
})
