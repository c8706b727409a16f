// The only place where the pages talk with the server: one function, typed by the contract.
import type { BodyInputOf, Endpoint, ParamsOf, Problem, QueryInputOf, ReplyOf } from '../contract/endpoint.ts'

const base = '/api/v1'

type Given<Name extends string, Value> =
  Record<never, never> extends Value ? { [K in Name]?: Value } : undefined extends Value ? { [K in Name]?: Value } : { [K in Name]: Value }

/** What one call takes: the contract's params, query and body, and who is acted for. */
export type CallInput<E extends Endpoint> = Given<'params', ParamsOf<E>> &
  Given<'query', QueryInputOf<E>> &
  Given<'body', BodyInputOf<E>> & {
    /** Revision that the change was made against; sent as `If-Match`. */
    ifMatch?: number
    idempotencyKey?: string
    /** Sent as multipart, with `fields` as form fields, instead of a JSON body. */
    file?: File
    fields?: Record<string, string>
    /** Share of the upload that is through, 0 to 1. */
    onUpload?: (share: number) => void
  }

export type CallContext = { actingFor?: string | undefined; signal?: AbortSignal }

/** A refusal or a fault, as problem details; `code` is `network` when no answer came at all. */
export class CallProblem extends Error {
  override readonly name = 'CallProblem'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

type Loose = { params?: unknown; query?: unknown; body?: unknown; file?: File; fields?: Record<string, string> }

function entriesOf(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, entry]): [string, string][] =>
    entry === undefined || entry === null || entry === '' ? [] : [[name, String(entry)]],
  )
}

function pathOf(endpoint: Endpoint, input: Loose, more: [string, string][] = []): string {
  let path = endpoint.path
  for (const [name, value] of entriesOf(input.params)) path = path.replace(`{${name}}`, encodeURIComponent(value))
  const query = new URLSearchParams([...entriesOf(input.query), ...more]).toString()
  return `${base}${path}${query ? `?${query}` : ''}`
}

/** Address of a GET for links and downloads, which carry no headers. */
export function addressOf<E extends Endpoint>(endpoint: E, input: CallInput<E>, context: CallContext): string {
  return pathOf(endpoint, input, context.actingFor ? [['actingFor', context.actingFor]] : [])
}

function headersOf(endpoint: Endpoint, input: { ifMatch?: number; idempotencyKey?: string }, context: CallContext): Record<string, string> {
  return {
    Accept: endpoint.produces ?? 'application/json',
    'Accept-Language': document.documentElement.lang || 'en',
    'X-Steward-Request': '1',
    ...(context.actingFor ? { 'X-Steward-Acting-For': context.actingFor } : {}),
    ...(input.ifMatch === undefined ? {} : { 'If-Match': `"${input.ifMatch}"` }),
    ...(input.idempotencyKey ? { 'Idempotency-Key': input.idempotencyKey } : {}),
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'detail' in value
}

function problemOf(status: number, text: string): CallProblem {
  try {
    const parsed: unknown = JSON.parse(text)
    if (isProblem(parsed)) return new CallProblem(parsed)
  } catch {
    // Not our server's answer: a proxy's page, or nothing.
  }
  return new CallProblem({
    type: 'about:blank',
    title: '',
    status,
    code: status === 0 ? 'network' : 'http.fault',
    detail: '',
    correlationId: '',
  })
}

/** Uploads go by XMLHttpRequest: fetch cannot tell how much is through. */
function upload(address: string, method: string, headers: Record<string, string>, form: FormData, onUpload?: (share: number) => void) {
  return new Promise<{ status: number; text: string }>((resolve) => {
    const request = new XMLHttpRequest()
    request.open(method, address)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => onUpload?.(event.lengthComputable ? event.loaded / event.total : 0)
    request.onload = () => resolve({ status: request.status, text: request.responseText })
    request.onerror = () => resolve({ status: 0, text: '' })
    request.send(form)
  })
}

type Sent = Loose & { ifMatch?: number; idempotencyKey?: string; onUpload?: (share: number) => void }

async function answer(endpoint: Endpoint, input: Sent, context: CallContext) {
  const address = pathOf(endpoint, input)
  const headers = headersOf(endpoint, input, context)
  if (input.file) {
    const form = new FormData()
    for (const [name, value] of Object.entries(input.fields ?? {})) form.append(name, value)
    form.append('file', input.file, input.file.name)
    return upload(address, endpoint.method, headers, form, input.onUpload)
  }
  try {
    const response = await fetch(address, {
      method: endpoint.method,
      headers: input.body === undefined ? headers : { ...headers, 'Content-Type': 'application/json' },
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      ...(context.signal ? { signal: context.signal } : {}),
    })
    return { status: response.status, text: await response.text() }
  } catch (fault) {
    if (context.signal?.aborted) throw fault
    return { status: 0, text: '' }
  }
}

/** Calls one endpoint of the contract. Throws a CallProblem for everything that is not the good answer. */
export async function call<E extends Endpoint>(endpoint: E, input: CallInput<E>, context: CallContext = {}): Promise<ReplyOf<E>> {
  const { status, text } = await answer(endpoint, input, context)
  if (status < 200 || status > 299) throw problemOf(status, text)
  const reply: unknown = text === '' ? undefined : endpoint.produces ? text : JSON.parse(text)
  // The edge of the contract: the server has parsed this reply with the same shape.
  return reply as ReplyOf<E>
}
