// What one call is on the wire, typed by the contract: for the pages (web/call.ts) and for programs (client.ts).
import type { BodyInputOf, Endpoint, ParamsOf, Problem, QueryInputOf, ReplyOf } from '../contract/endpoint.ts'

const base = '/api/v1'

type Given<Name extends string, Value> =
  Record<never, never> extends Value ? { [K in Name]?: Value } : undefined extends Value ? { [K in Name]?: Value } : { [K in Name]: Value }

/** What one call takes: the contract's params, query and body. */
export type CallInput<E extends Endpoint> = Given<'params', ParamsOf<E>> &
  Given<'query', QueryInputOf<E>> &
  Given<'body', BodyInputOf<E>> & {
    /** Revision that the change was made against; sent as `If-Match`. */
    ifMatch?: number
    /** The same key and content is done once, however often it is sent. */
    idempotencyKey?: string
    /** Sent as multipart, with `fields` as form fields, instead of a JSON body. */
    file?: File
    fields?: Record<string, string>
  }

/** A call whose endpoint is not known any more. */
export type AnyInput = {
  params?: unknown
  query?: unknown
  body?: unknown
  ifMatch?: number
  idempotencyKey?: string
  file?: File
  fields?: Record<string, string>
}

/** A refusal or a fault, as problem details; `code` is `network` when no answer came at all. */
export class CallProblem extends Error {
  override readonly name = 'CallProblem'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

function entriesOf(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, entry]): [string, string][] =>
    entry === undefined || entry === null || entry === '' ? [] : [[name, String(entry)]],
  )
}

/** For which organisation a call is, or inside which support session. */
export type ActingIn = { actingFor?: string | undefined; supportSession?: string | undefined }

/** Path and query of a call. For whom it is goes into the query of links and downloads, which carry no headers. */
export function addressOf(endpoint: Endpoint, input: AnyInput, { actingFor, supportSession }: ActingIn = {}): string {
  let path = endpoint.path
  for (const [name, value] of entriesOf(input.params)) path = path.replace(`{${name}}`, encodeURIComponent(value))
  const query = new URLSearchParams([...entriesOf(input.query), ...entriesOf({ actingFor, supportSession })]).toString()
  return `${base}${path}${query ? `?${query}` : ''}`
}

export function headersOf(
  endpoint: Endpoint,
  input: AnyInput,
  { language, actingFor, supportSession }: ActingIn & { language: string },
): Record<string, string> {
  return {
    accept: endpoint.produces ?? 'application/json',
    ...(language ? { 'accept-language': language } : {}),
    // Asked for where something is changed.
    ...(endpoint.method === 'GET' ? {} : { 'x-steward-request': '1' }),
    ...(actingFor ? { 'x-steward-acting-for': actingFor } : {}),
    ...(supportSession ? { 'x-steward-support-session': supportSession } : {}),
    ...(input.ifMatch === undefined ? {} : { 'if-match': `"${input.ifMatch}"` }),
    ...(input.idempotencyKey ? { 'idempotency-key': input.idempotencyKey } : {}),
    ...(input.body === undefined || input.file ? {} : { 'content-type': 'application/json' }),
  }
}

/** JSON, or a form where there is a file: its fields stand before it, as the hub reads them. */
export function bodyOf({ body, file, fields }: AnyInput): FormData | string | null {
  if (!file) return body === undefined ? null : JSON.stringify(body)
  const form = new FormData()
  for (const [name, value] of Object.entries(fields ?? {})) form.append(name, value)
  form.append('file', file, file.name)
  return form
}

/** The endpoint's good answer; throws a CallProblem for every other. Status 0 = none came. */
export function replyOf<E extends Endpoint>(endpoint: E, { status, text }: { status: number; text: string }): ReplyOf<E> {
  if (status < 200 || status > 299) throw problemOf(status, text)
  const reply: unknown = text === '' ? undefined : endpoint.produces ? text : JSON.parse(text)
  // The edge of the contract: the server has parsed this reply with the same shape.
  return reply as ReplyOf<E>
}

/** What an answer that is not good says. */
export function problemOf(status: number, text: string): CallProblem {
  try {
    const parsed: unknown = JSON.parse(text)
    if (isProblem(parsed)) return new CallProblem(parsed)
  } catch {
    // Not our server's answer: a proxy's page, or nothing.
  }
  const code = status === 0 ? 'network' : 'http.fault'
  return new CallProblem({ type: 'about:blank', title: '', status, code, detail: '', correlationId: '' })
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'detail' in value
}
