import type { Endpoint, Page, ReplyOf } from '../contract/endpoint.ts'
import { signIn, signOut } from '../contract/session.ts'
import { type AnyInput, addressOf, bodyOf, type CallInput, headersOf, problemOf, replyOf } from './request.ts'

export type ClientOptions = {
  /** Where the hub is: `https://hub.example.org`. */
  url: string
  /** Of texts in answers; English unless told. */
  language?: 'en' | 'fr' | 'de'
  /** The organisation to act for; without it the one of the person's default. */
  actingFor?: string
  /** The support session to read in; then no organisation is named. */
  supportSession?: string
  /** How often a call that is safe to repeat is repeated when the hub says "come again" or is away; 5 unless told. */
  repeats?: number
}

type Item<E extends Endpoint> = ReplyOf<E> extends { items: (infer One)[] } ? One : never

/** A program's way into a hub: what the contract declares, typed, and nothing else. */
export type Client = {
  /** Calls one endpoint. Throws a CallProblem for everything that is not the good answer. */
  call<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<ReplyOf<E>>
  /** Every item of a list, page after page, as they are asked for. */
  each<E extends Endpoint>(endpoint: E, input: CallInput<E>): AsyncGenerator<Item<E>>
  /** A download, piece by piece; throws a CallProblem where there is none. */
  stream<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<ReadableStream<Uint8Array>>
  signIn(mail: string, password: string, code?: string): Promise<ReplyOf<typeof signIn>>
  signOut(): Promise<void>
  /** The same session, acting for another organisation. */
  actingFor(organisationId: string): Client
  /** The same session, inside a customer. */
  within(supportSessionId: string): Client
}

const cookieName = 'steward_session'

/** Opens a client; nobody is signed in yet. */
export function openClient(options: ClientOptions): Client {
  return clientOf(options, { cookie: null })
}

type Session = { cookie: string | null }

function clientOf(options: ClientOptions, session: Session): Client {
  const { url, language = 'en', actingFor, supportSession, repeats = 5 } = options
  const once = async (endpoint: Endpoint, input: AnyInput): Promise<Response> => {
    const headers = headersOf(endpoint, input, { language, actingFor, supportSession })
    const response = await fetch(new URL(addressOf(endpoint, input), url), {
      method: endpoint.method,
      headers: session.cookie === null ? headers : { ...headers, cookie: `${cookieName}=${session.cookie}` },
      body: bodyOf(input),
    })
    for (const text of response.headers.getSetCookie()) {
      const value = new RegExp(`^${cookieName}=([^;]*)`).exec(text)?.[1]
      if (value !== undefined) session.cookie = value === '' ? null : value
    }
    return response
  }
  const send = async (endpoint: Endpoint, input: AnyInput): Promise<Response> => {
    const mayRepeat = endpoint.method === 'GET' || input.idempotencyKey !== undefined
    for (let repeated = 0; ; repeated += 1) {
      const response = await once(endpoint, input).catch(() => null)
      const comeAgain = response === null || response.status === 503 || response.status === 429
      if (!comeAgain || !mayRepeat || repeated === repeats) {
        if (response === null) throw problemOf(0, '')
        return response
      }
      await response?.body?.cancel()
      await wait(secondsOf(response) ?? 2 ** repeated / 4)
    }
  }
  const answer = async (endpoint: Endpoint, input: AnyInput): Promise<unknown> => {
    const response = await send(endpoint, input)
    return replyOf(endpoint, { status: response.status, text: await response.text() })
  }
  const client: Client = {
    // The edge of the contract: an endpoint's answer is what it declares.
    call: <E extends Endpoint>(endpoint: E, input: CallInput<E>) => answer(endpoint, input) as Promise<ReplyOf<E>>,
    async *each<E extends Endpoint>(endpoint: E, input: CallInput<E>) {
      let cursor: string | null = null
      do {
        const { query, ...rest }: AnyInput = input
        const page = (await answer(endpoint, {
          ...rest,
          query: { ...(query as object | undefined), ...(cursor === null ? {} : { cursor }) },
        })) as Page<Item<E>>
        yield* page.items
        cursor = page.nextCursor
      } while (cursor !== null)
    },
    async stream(endpoint, input) {
      const response = await send(endpoint, input)
      if (!response.ok || !response.body) throw problemOf(response.status, await response.text())
      return response.body
    },
    signIn: (mail, password, code) => client.call(signIn, { body: { mail, password, ...(code ? { code } : {}) } }),
    signOut: () => client.call(signOut, {}),
    actingFor: (organisationId) => {
      const { supportSession: _left, ...others } = options
      return clientOf({ ...others, actingFor: organisationId }, session)
    },
    within: (supportSessionId) => {
      const { actingFor: _left, ...others } = options
      return clientOf({ ...others, supportSession: supportSessionId }, session)
    },
  }
  return client
}

function secondsOf(response: Response | null): number | null {
  const said = Number(response?.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(said) ? said : null
}

function wait(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000))
}
