// Does what a story tells against a running hub, through the SDK's own wire format, and keeps what was sent and answered.
import type { Endpoint, Problem, ReplyOf } from '../../contract/endpoint.ts'
import type { ProblemCode } from '../../contract/problems.ts'
import { type AnyInput, addressOf, bodyOf, type CallInput, headersOf, problemOf } from '../../sdk/request.ts'

/** One call as it was: what `tools/examples/settle.ts` makes an example of. */
export type Told = { operation: string; title: string; request: Sent; status: number; reply: unknown }
/** Texts of uploads stand here as text. */
export type Sent = {
  params?: unknown
  query?: unknown
  ifMatch?: number
  idempotencyKey?: string
  body?: unknown
  fields?: Record<string, string>
  file?: { name: string; text: string }
}

export type Recording = { examples: Told[]; problems: Map<ProblemCode, { operation: string; status: number; reply: Problem }> }

/** Somebody of the demonstration, or nobody: does things, and tells of them. */
export type Teller = {
  /** Does it and keeps it as an example; throws where it was not done. */
  tell<E extends Endpoint>(endpoint: E, input: CallInput<E>, title?: string): Promise<ReplyOf<E>>
  /** Does it without keeping it: for what an example needs before it. */
  ask<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<ReplyOf<E>>
  /** Is refused, with this problem, and keeps that. */
  refused<E extends Endpoint>(code: ProblemCode, endpoint: E, input: AnyInput, headers?: Record<string, string>): Promise<void>
  /** Listens to a stream until `until` has come. */
  listen(endpoint: Endpoint, until: RegExp, meanwhile: () => Promise<unknown>): Promise<void>
  /** The same session for another organisation, or for none. */
  actingFor(organisation: string | null): Teller
}

type Setting = { url: string; name: string; organisation: string | null; session: { cookie: string }; recording: Recording }
type Answered = { status: number; text: string }

/** What browsers say of themselves: the list of sessions shows it. */
const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** A teller that nobody is signed in as yet. */
export function makeTeller(url: string, name: string, recording: Recording): Teller {
  return tellerOf({ url, name, organisation: null, session: { cookie: '' }, recording })
}

function tellerOf(setting: Setting): Teller {
  const { name, recording } = setting
  const good = async <E extends Endpoint>(endpoint: E, input: AnyInput): Promise<ReplyOf<E>> => {
    const { status, text } = await send(setting, endpoint, input)
    if (status > 299) throw new Error(`${name}: ${endpoint.name} answered ${status} ${text.slice(0, 600)}`)
    // The edge of the contract: an endpoint's answer is what it declares.
    return (text === '' ? undefined : endpoint.produces ? text : JSON.parse(text)) as ReplyOf<E>
  }
  return {
    ask: good,
    async tell(endpoint, input, title = name) {
      const reply = await good(endpoint, input)
      recording.examples.push({ operation: endpoint.name, title, request: await sent(input), status: endpoint.status ?? 200, reply })
      return reply
    },
    async refused(code, endpoint, input, headers = {}) {
      const { status, text } = await send(setting, endpoint, input, headers)
      const { problem } = problemOf(status, text)
      if (problem.code !== code)
        throw new Error(`${name}: ${endpoint.name} was to be refused with ${code}: ${status} ${text.slice(0, 300)}`)
      if (!recording.problems.has(code)) recording.problems.set(code, { operation: endpoint.name, status, reply: problem })
    },
    async listen(endpoint, until, meanwhile) {
      const reply = await listened(setting, endpoint, until, meanwhile)
      recording.examples.push({ operation: endpoint.name, title: name, request: {}, status: 200, reply })
    },
    actingFor: (organisation) => tellerOf({ ...setting, organisation }),
  }
}

async function send(setting: Setting, endpoint: Endpoint, input: AnyInput, headers: Record<string, string> = {}): Promise<Answered> {
  const response = await fetch(new URL(addressOf(endpoint, input), setting.url), {
    method: endpoint.method,
    headers: { ...headersFor(setting, endpoint, input), ...headers },
    body: bodyOf(input),
  })
  for (const text of response.headers.getSetCookie()) {
    if (text.startsWith('steward_session=')) setting.session.cookie = text.split(';')[0] ?? ''
  }
  return { status: response.status, text: await response.text() }
}

function headersFor({ organisation, session }: Setting, endpoint: Endpoint, input: AnyInput): Record<string, string> {
  const actingFor = organisation ?? undefined
  return { ...headersOf(endpoint, input, { language: 'en', actingFor }), 'user-agent': agent, cookie: session.cookie }
}

async function listened(setting: Setting, endpoint: Endpoint, until: RegExp, meanwhile: () => Promise<unknown>): Promise<string> {
  const leaving = new AbortController()
  const response = await fetch(new URL(addressOf(endpoint, {}), setting.url), {
    headers: headersFor(setting, endpoint, {}),
    signal: AbortSignal.any([leaving.signal, AbortSignal.timeout(60_000)]),
  })
  const acted = meanwhile()
  let text = ''
  for await (const piece of response.body ?? []) {
    text += Buffer.from(piece).toString()
    if (until.test(text)) break
  }
  leaving.abort()
  await acted
  return text
}

async function sent({ params, query, ifMatch, idempotencyKey, body, fields, file }: AnyInput): Promise<Sent> {
  return {
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { query }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(body === undefined ? {} : { body }),
    ...(fields === undefined ? {} : { fields }),
    ...(file === undefined ? {} : { file: { name: file.name, text: await file.text() } }),
  }
}
