import { z } from 'zod'
import { auditEvent, auditFilter } from './audit.ts'
import { endpoint, id, instant, mailAddress, page, pageQuery, prose } from './endpoint.ts'
import { limits } from './limits.ts'

/** Of background work: in line, being done, tried again after a fault, given up. What is done is not shown. */
export const jobStates = ['waiting', 'running', 'repeating', 'failed'] as const

export const hubJob = z.object({
  id,
  /** `feature.verb`. */
  name: z.string(),
  state: z.enum(jobStates),
  /** How often it was begun. */
  tries: z.number().int(),
  /** What it is about: a feed, a transfer, a mail. */
  subject: z.string().nullable(),
  createdAt: instant,
  /** When it is tried next; null while it runs, and where it was given up. */
  nextAt: instant.nullable(),
  /** What the last try failed with. */
  fault: z.string().nullable(),
})

export const listHubJobs = endpoint({
  name: 'listHubJobs',
  method: 'GET',
  path: '/operator/jobs',
  summary: 'Background work that is not done, newest first',
  access: 'operator',
  writes: 'none',
  query: pageQuery.extend({ state: z.enum(jobStates).optional() }),
  reply: page(hubJob),
})

export const retryHubJob = endpoint({
  name: 'retryHubJob',
  method: 'POST',
  path: '/operator/jobs/{id}/retry',
  summary: 'Try now what is repeated later or was given up',
  access: 'operator',
  writes: 'hub',
  params: z.object({ id }),
  reply: hubJob,
  problems: ['jobs.not_waiting'],
})

export const getHubHealth = endpoint({
  name: 'getHubHealth',
  method: 'GET',
  path: '/operator/health',
  summary: 'How the hub is: database, audit log, background work, mail, sizes',
  access: 'operator',
  writes: 'none',
  reply: z.object({
    database: z.object({ version: z.string(), migrations: z.number().int() }),
    audit: z.object({
      /** Of the newest seal. */
      sealedAt: instant.nullable(),
      /** Age of the oldest event that is not sealed yet; null where there is none. */
      unsealedSeconds: z.number().int().nullable(),
    }),
    jobs: z.array(
      z.object({
        name: z.string(),
        waiting: z.number().int(),
        running: z.number().int(),
        repeating: z.number().int(),
        failed: z.number().int(),
        /** Age of the oldest that could be done now and is not begun. */
        oldestSeconds: z.number().int().nullable(),
      }),
    ),
    mail: z.object({ waiting: z.number().int(), failing: z.number().int() }),
    organisations: z.object({
      vendor: z.number().int(),
      provider: z.number().int(),
      partner: z.number().int(),
      customer: z.number().int(),
    }),
    /** As far as statistics know. */
    devices: z.number().int(),
  }),
})

export const takeSecondFactor = endpoint({
  name: 'takeSecondFactor',
  method: 'POST',
  path: '/operator/second-factor-removals',
  summary: 'Take away a second factor that somebody has lost: their sessions end, they are told by mail, their organisations by the log',
  access: 'operator',
  writes: 'hub',
  body: z.object({ mail: mailAddress, reason: prose.min(1).max(limits.purposeCharacters) }),
  reply: z.object({ name: z.string(), mail: z.string() }),
  problems: ['second_factor.not_in_force', 'second_factor.own'],
})

export const listHubAudit = endpoint({
  name: 'listHubAudit',
  method: 'GET',
  path: '/operator/audit',
  summary: 'The hub’s own audit log, newest first: what whoever runs it did that is no organisation’s alone (R-A6)',
  access: 'operator',
  writes: 'none',
  query: pageQuery.extend(auditFilter.omit({ by: true }).shape),
  reply: page(auditEvent),
})
