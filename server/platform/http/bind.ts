import type { BodyOf, Endpoint, Language, ParamsOf, QueryOf, ReplyOf } from '../../../contract/endpoint.ts'
import type { Actor } from '../database/actor.ts'
import type { Database, Scope } from '../database/database.ts'
import { contentHash, once } from './idempotency.ts'

/** A part of a multipart upload, and the fields that came before it. */
export type Upload = {
  fileName: string
  /** To be read once, to its end: what came only in part is refused there (contentOf). */
  content: AsyncIterable<Buffer>
  fields: Readonly<Record<string, string | undefined>>
}

/** One call of an endpoint, parsed and let through the second gate. */
export type Call<E extends Endpoint = Endpoint> = {
  readonly params: ParamsOf<E>
  readonly query: QueryOf<E>
  readonly body: BodyOf<E>
  readonly actor: Actor
  /** `o` = own organisation or own rows only, `m` = only devices they are the recorded user of, `c` = only through a case. */
  readonly extent: 'x' | 'o' | 'm' | 'c'
  readonly language: Language
  /** The revision named by `If-Match`; null where none was sent. */
  readonly ifMatch: number | null
  readonly idempotencyKey: string | null
  /** Of the caller, for limits. */
  readonly address: string
  readonly agent: string
  /** The session's secret, where there is one. */
  readonly token: string | null
  /** Ends when the caller goes away. */
  readonly signal: AbortSignal
  /** The file of a multipart request; null for JSON. */
  upload(): Promise<Upload | null>
  /** Gives or takes the session cookie. */
  setSession(token: string | null): void
  setHeader(name: string, value: string): void
}

export type Bound = {
  readonly endpoint: Endpoint
  readonly handle: (database: Database, call: Call) => Promise<unknown>
}

/** Joins an endpoint with its use case. The transaction is opened by what the endpoint declares that it writes. */
export function bind<E extends Endpoint>(endpoint: E, useCase: (scope: Scope, call: Call<E>) => Promise<ReplyOf<E>>): Bound {
  return {
    endpoint,
    handle(database, call) {
      const asked = { key: endpoint.idempotent ? call.idempotencyKey : null, operation: endpoint.name, hash: hashOf(call) }
      const work = (scope: Scope) => once(scope, asked, () => useCase(scope, call as Call<E>))
      if (endpoint.access === 'public') return database.inSystem(call.actor.correlation, work)
      if (endpoint.writes === 'none' && endpoint.access === 'person')
        return database.inReadOnlyScope({ ...call.actor, capacity: 'person' }, work, 'person')
      if (endpoint.writes === 'none') return database.inReadOnlyScope(call.actor, work)
      if (endpoint.writes === 'own') return database.inOwnName(call.actor, work)
      return database.inScope(call.actor, work)
    },
  }
}

/** For what is more than one transaction: uploads, streams, signing in. Such a use case opens its own scopes. */
export function bindWhole<E extends Endpoint>(endpoint: E, useCase: (database: Database, call: Call<E>) => Promise<unknown>): Bound {
  return { endpoint, handle: (database, call) => useCase(database, call as Call<E>) }
}

function hashOf(call: Call): Buffer {
  return contentHash(JSON.stringify(call.params ?? null), JSON.stringify(call.body ?? null))
}
