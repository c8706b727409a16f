import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Endpoint } from '../../../contract/endpoint.ts'
import { findActor, findActorWithin, needPermission, sessionCookie } from '../access/session.ts'
import { type Actor, systemActor } from '../database/actor.ts'
import type { Database } from '../database/database.ts'
import { notFound, ProblemError } from '../problems.ts'
import type { Call } from './bind.ts'
import { invalid } from './fault.ts'
import { readUpload } from './upload.ts'

type Admission = {
  database: Database
  endpoint: Endpoint
  request: FastifyRequest
  reply: FastifyReply
  secure: boolean
  draining: AbortSignal
  recordView: RecordView
}

/** Writes down, in a transaction of its own, what is about to be shown inside a support session; where it throws, nothing is shown (R-H7). */
export type RecordView = (database: Database, actor: Actor, view: { operation: string; subject: string | null }) => Promise<void>

/**
 * The first steps of every call: who it is (401), that a browser meant it (CSRF), for whom they act (404), whether they may try (403),
 * and whether what they sent has the declared shape (422).
 */
export async function admit(admission: Admission): Promise<Call> {
  const { database, endpoint, request, reply, secure, draining } = admission
  const token = request.cookies[sessionCookie] ?? null
  const { organisation, support } = askedFor(request, endpoint)
  const asked = organisation ?? support
  const found =
    token === null
      ? null
      : support === null
        ? await findActor(database, token, organisation, request.id)
        : await findActorWithin(database, token, support, request.id)
  if (!found && endpoint.access !== 'public') throw new ProblemError('http.not_signed_in')
  if (found?.person) request.languageOfPerson = found.person.language
  if (found && request.method !== 'GET' && request.headers['x-steward-request'] !== '1')
    throw new ProblemError('http.request_header_missing')
  if (found && asked !== null && found.acting === null) throw notFound()
  const { actor, extent } = permitted(endpoint, found ?? systemActor(request.id), asked !== null)
  const { upload } = endpoint
  const multipart = upload !== undefined && request.isMultipart()
  const call: Call = {
    params: parse(endpoint.params, request.params),
    query: parse(endpoint.query, withoutCommon(request.query)),
    body: multipart ? undefined : parse(endpoint.body, request.body ?? undefined),
    actor,
    extent,
    language: request.languageOfPerson ?? request.languageAsked ?? 'en',
    ifMatch: readIfMatch(endpoint, request),
    idempotencyKey: readKey(request),
    address: request.ip,
    agent: request.headers['user-agent'] ?? '',
    token,
    signal: endpoint.produces === 'text/event-stream' ? AbortSignal.any([closing(reply), draining]) : closing(reply),
    upload: () => (multipart ? readUpload(request, upload) : Promise.resolve(null)),
    setSession(value) {
      if (value === null) reply.clearCookie(sessionCookie, { path: '/' })
      else reply.setCookie(sessionCookie, value, { path: '/', httpOnly: true, sameSite: 'lax', secure })
    },
    setHeader: (name, value) => reply.header(name, value),
  }
  if (actor.support) await admission.recordView(database, actor, { operation: endpoint.name, subject: subjectOf(call.params) })
  return call
}

const withId = z.object({ id: z.uuid() })

/** The id of what is looked at. */
function subjectOf(params: unknown): string | null {
  return withId.safeParse(params).data?.id ?? null
}

type Asked = { organisation: string | null; support: string | null }

/**
 * Which organisation the request says that it acts for, or inside which support session: one of the two, by header, or on GET by query; saying two
 * is refused. What is the person's own, or anybody's, is so inside a support session too.
 */
function askedFor(request: FastifyRequest, { access }: Endpoint): Asked {
  const organisation = said(request, 'x-steward-acting-for', 'actingFor')
  const support = said(request, 'x-steward-support-session', 'supportSession')
  if (access === 'public' || access === 'person') return { organisation, support: null }
  if (organisation !== null && support !== null) throw new ProblemError('http.acting_for_conflict')
  return { organisation, support }
}

function said(request: FastifyRequest, header: string, name: string): string | null {
  const query = request.method === 'GET' ? (request.query as Record<string, unknown>)[name] : undefined
  const all = [request.headers[header], query].flat().filter((value): value is string => typeof value === 'string' && value !== '')
  if (new Set(all).size > 1) throw new ProblemError('http.acting_for_conflict')
  const [one = null] = all
  if (one !== null && !z.uuid().safeParse(one).success) throw notFound()
  return one
}

/** Second gate. The operator acts for no organisation: one who is a member somewhere too operates when they name none. */
function permitted(endpoint: Endpoint, actor: Actor, askedByName: boolean): { actor: Actor; extent: Call['extent'] } {
  const { access } = endpoint
  if (access === 'public' || access === 'person') return { actor, extent: 'x' }
  if (actor.support && endpoint.writes !== 'none') throw new ProblemError('support_sessions.read_only')
  const operates = actor.person?.operator === true && !askedByName
  if (operates && (access === 'operator' || access.orOperator)) {
    return { actor: { ...actor, acting: null, capacity: 'operator' }, extent: 'x' }
  }
  if (access === 'operator') throw new ProblemError('http.not_allowed', { permission: 'operator', values: { permission: 'operator' } })
  return { actor, extent: needPermission(actor, access.permission) }
}

function parse<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const parsed = shape.safeParse(value, { reportInput: true })
  if (!parsed.success) throw invalid(parsed.error)
  return parsed.data
}

/** `actingFor` and `supportSession` are every GET's. */
function withoutCommon(query: unknown): unknown {
  if (typeof query !== 'object' || query === null) return {}
  const { actingFor: _acting, supportSession: _session, ...rest } = query as Record<string, unknown>
  return rest
}

function readIfMatch(endpoint: Endpoint, request: FastifyRequest): number | null {
  const header = request.headers['if-match']
  if (header === undefined) {
    if (endpoint.ifMatch === 'required') throw new ProblemError('http.if_match_required')
    return null
  }
  const revision = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1]
  if (revision === undefined) throw new ProblemError('http.stale')
  return Number(revision)
}

function readKey(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || key.length < 1 || key.length > 200) {
    throw new ProblemError('http.invalid', { fields: [{ path: 'Idempotency-Key', code: 'header' }] })
  }
  return key
}

function closing(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => controller.abort())
  return controller.signal
}
