import { z } from 'zod'
import type { Permission } from './permissions.ts'
import type { ProblemCode } from './problems.ts'

/** Of workbooks (.xlsx). */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * Who may call: `public` nobody signed in (every such endpoint is listed in the document as `security: []`), `person` anyone signed
 * in, `operator` whoever runs the hub, or a permission of the organisation acted for; with `orOperator` the operator too.
 */
export type Access = 'public' | 'person' | 'operator' | { permission: Permission; orOperator?: true }

/** What a call may change: nothing, only rows of the person alone (sessions, own notifications), or the hub's. */
export type Writes = 'none' | 'own' | 'hub'

export type Declaration<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> = {
  /** Verb and noun, unique: the operation's id in the OpenAPI document. */
  name: string
  method: Method
  /** Below `/api/v1`, parameters in braces: `/devices/{id}`. */
  path: string
  /** A second address, of the pages: for what others than this hub's programs send. */
  alsoAt?: string
  summary: string
  access: Access
  writes: Writes
  params?: Params
  query?: Query
  body?: Body
  reply: Reply
  /** Status of the good answer; 200 unless told. */
  status?: 200 | 201 | 202 | 204
  /** Problems beside those that any endpoint may answer. */
  problems?: readonly ProblemCode[]
  /** A POST that creates: takes an `Idempotency-Key`. */
  idempotent?: true
  /** Takes `multipart/form-data` with a part named `file` beside or instead of a JSON body, and these fields before it. */
  upload?: z.ZodType<Readonly<Record<string, string | undefined>>>
  /** Answers a stream of this media type instead of JSON. */
  produces?: 'text/csv' | 'application/x-ndjson' | typeof workbookType | 'text/event-stream' | 'text/plain'
  /** Edited things carry an `ETag`; `required` refuses a change without `If-Match`. */
  ifMatch?: 'accepted' | 'required'
}

export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> = Readonly<Declaration<Params, Query, Body, Reply>> & { readonly params: Params; readonly query: Query; readonly body: Body }

const nothing = z.object({})

/** Declares one endpoint: the only thing that server, web, document and tests know of it. */
export function endpoint<
  Reply extends z.ZodType,
  Params extends z.ZodType = typeof nothing,
  Query extends z.ZodType = typeof nothing,
  Body extends z.ZodType = z.ZodUndefined,
>(declaration: Declaration<Params, Query, Body, Reply>): Endpoint<Params, Query, Body, Reply> {
  const { params, query, body } = declaration
  return {
    ...declaration,
    params: (params ?? nothing) as Params,
    query: (query ?? nothing) as Query,
    body: (body ?? z.undefined()) as Body,
  }
}

export type ParamsOf<E extends Endpoint> = z.output<E['params']>
export type QueryOf<E extends Endpoint> = z.output<E['query']>
export type BodyOf<E extends Endpoint> = z.output<E['body']>
/** What a handler gives: dates may still be strings, defaults may be absent. */
export type ReplyOf<E extends Endpoint> = z.output<E['reply']>
/** What a caller sends. */
export type QueryInputOf<E extends Endpoint> = z.input<E['query']>
export type BodyInputOf<E extends Endpoint> = z.input<E['body']>

// Shapes that every feature shares.

export const id = z.uuid()
export const instant = z.iso.datetime()
export const day = z.iso.date()
export const noReply = z.undefined()
export const languages = ['en', 'fr', 'de'] as const
export const language = z.enum(languages)
export type Language = z.infer<typeof language>
/** Nothing that turns, breaks or hides what stands beside it, nor is nothing to the eye: no control, bidirectional or undecodable characters. */
export const lineText = /^(?![\p{Cf}\p{Z}]+$)[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufffd]*$/u
/** The same, of several lines. */
export const proseText = /^(?![\p{Cf}\p{Z}\s]+$)(?:[\t\n\r]|[^\p{Cc}\u202a-\u202e\u2066-\u2069\ufffd])*$/u
/** What people type for people to read: on one line, or on several. */
export const line = z.string().trim().regex(lineText)
export const prose = z.string().trim().regex(proseText)
/** What people look for: what cannot be typed is a gap, not a mistake. */
export const sought = (most: number) =>
  z
    .string()
    .max(most)
    .transform((text) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\ufffd]+|^\p{Cf}+$/gu, ' ').trim())
/** What proves that somebody got a mail. */
export const linkToken = z.string().min(20).max(120)
export const mailAddress = z.string().trim().max(254).pipe(z.email())

/** Query of a list: one page at a time, by cursor. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .max(500)
    .regex(/^[\w-]*$/)
    .optional(),
})

/** Reply of a list. `total` only where it is cheap. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int().optional() })
}
export type Page<Item> = { items: Item[]; nextCursor: string | null; total?: number | undefined }

/** RFC 9457. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  rule: z.string().optional(),
  permission: z.string().optional(),
  fields: z.array(z.object({ path: z.string(), code: z.string(), detail: z.string() })).optional(),
  correlationId: z.string(),
})
export type Problem = z.infer<typeof problem>
