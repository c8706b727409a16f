import { z } from 'zod'
import { day, endpoint, id, instant, page, pageQuery } from './endpoint.ts'

/** What events are about: the first word of their kind. */
export const auditTopics = [
  'session',
  'account',
  'second_factor',
  'policy',
  'organisation',
  'member',
  'registration',
  'location',
  'accreditation',
  'application',
  'customer',
  'relationship',
  'consent',
  'request',
  'settings',
  'cpin',
  'holding',
  'quota',
  'support_session',
  'device',
  'feed',
  'transfer',
  'job',
  'hub',
] as const
export type AuditTopic = (typeof auditTopics)[number]

export const auditEvent = z.object({
  id,
  at: instant,
  kind: z.string(),
  /** Who did it, in the words of whoever reads: a person of the own organisation by name, others by organisation. */
  who: z.string(),
  /** To filter by; null for other organisations' people. */
  personId: id.nullable(),
  /** The organisation acted for. */
  organisation: z.string(),
  /** What happened, as a sentence in the reader's language. */
  sentence: z.string(),
  detail: z.record(z.string(), z.unknown()),
  /** To filter by: the id of what it is about. */
  subjectId: id.nullable(),
  /** What it is about, where the reader may see it; `devices`: the event's own id, for `listEventDevices`. */
  about: z.object({ kind: z.enum(['transfer', 'feed', 'customer', 'device', 'devices']), id }).nullable(),
  /** In the hash chain (within seconds). */
  sealed: z.boolean(),
})

/** Which events; days are the reader's, both included. */
export const auditFilter = z.object({
  /** A kind (`transfer.moved`), or all of one topic (`transfer`). */
  kind: z
    .string()
    .regex(/^[a-z_]{1,30}(\.[a-z_]{1,40})?$/)
    .optional(),
  by: z.enum(['us', 'partners', 'operator']).optional(),
  /** One of the own organisation's people. */
  person: id.optional(),
  subject: id.optional(),
  from: day.optional(),
  to: day.optional(),
})
export type AuditFilter = z.infer<typeof auditFilter>

export const listAudit = endpoint({
  name: 'listAudit',
  method: 'GET',
  path: '/audit',
  summary: 'The audit log of the organisation acted for: who did what, newest first (R-A6)',
  access: { permission: 'audit.read' },
  writes: 'none',
  query: pageQuery.extend(auditFilter.shape),
  reply: page(auditEvent),
})

/** A device as it was known when it came or went. */
export const movedDevice = z.object({
  id,
  vendor: z.string(),
  productNumber: z.string(),
  serialNumber: z.string(),
  model: z.string().nullable(),
  /** Null where it is in the reader's reach no more. */
  deviceId: id.nullable(),
})

export const listEventDevices = endpoint({
  name: 'listEventDevices',
  method: 'GET',
  path: '/audit/{id}/devices',
  summary: 'The devices that came into the own tenant, or left it, by a transfer that the audit log tells of (R-A6, R-A7)',
  access: { permission: 'audit.read' },
  writes: 'none',
  params: z.object({ id }),
  query: pageQuery,
  reply: page(movedDevice).extend({ at: instant, sentence: z.string() }),
})

export const exportAuditTable = endpoint({
  name: 'exportAuditTable',
  method: 'GET',
  path: '/audit/export.csv',
  summary: 'The audit log as a table, newest first, in the reader’s language; no cap (R-A6)',
  access: { permission: 'audit.export' },
  writes: 'none',
  query: auditFilter,
  reply: z.string(),
  produces: 'text/csv',
})

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const xid = z.string().regex(/^\d{1,20}$/)

/** The first line: whose rows, when, and which were asked for. */
export const exportHead = z.object({
  steward: z.literal('audit'),
  version: z.literal(1),
  organisation: z.object({ id, name: z.string() }),
  at: instant,
  filter: auditFilter,
})
/**
 * A seal: `rows` rows of all organisations, of one era, with `from <= xid < to`; `root` is their Merkle root (RFC 6962), `hash` the SHA-256 of
 * `number|era|from|to|rows|root|previous`. Between the first seal and the last none is left out.
 */
export const exportSeal = z.object({
  seal: z.object({
    number: z.number().int().positive(),
    era: z.number().int(),
    from: xid,
    to: xid,
    rows: z.number().int().positive(),
    root: hash,
    previous: hash,
    hash,
  }),
})
/** A row of the seal above it, the `index`th from 0, and the hashes on its way to that seal's root. */
export const exportRow = z.object({
  /** What was hashed: JSON. Null for acts of other organisations' people before their names were covered: then `hash` stands for it. */
  leaf: z.string().nullable(),
  hash: hash.optional(),
  /** Of the own organisation: whose hash `person` in `leaf` is, SHA-256 of `salt|id|name`. */
  person: z.object({ salt: z.string(), id: z.string(), name: z.string() }).optional(),
  seal: z.number().int().positive(),
  index: z.number().int().nonnegative(),
  path: z.array(hash).max(64),
})
/** The last line; a file without it was cut off. `unsealed`: newer rows, which are in no seal yet and not in the file. */
export const exportEnd = z.object({
  end: z.object({ rows: z.number().int(), seals: z.number().int(), unsealed: z.number().int() }),
})
export type ExportHead = z.infer<typeof exportHead>
export type ExportSeal = z.infer<typeof exportSeal>['seal']
export type ExportRow = z.infer<typeof exportRow>
export type ExportEnd = z.infer<typeof exportEnd>

export const exportAuditProof = endpoint({
  name: 'exportAuditProof',
  method: 'GET',
  path: '/audit/export.ndjson',
  summary: 'The sealed rows of the audit log with their proofs, a JSON value a line, oldest first; no cap; for steward-verify-audit (R-A6)',
  access: { permission: 'audit.export' },
  writes: 'none',
  query: auditFilter,
  reply: z.union([exportHead, exportSeal, exportRow, exportEnd]),
  produces: 'application/x-ndjson',
})
