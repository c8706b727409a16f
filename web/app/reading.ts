// Reading and changing through the contract, always for the organisation that the page's path names.
import { keepPreviousData, type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { Endpoint, ReplyOf } from '../../contract/endpoint.ts'
import { addressOf, type CallInput, type CallProblem, call } from '../call.ts'
import { useFocusAfter } from '../kit/focus.ts'
import { actingIn, useActingFor } from './session.ts'

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: CallProblem
  }
}

/** Whose what was read is where one acts for nobody. */
const nobody = 'person'

/** Under what an answer is kept: whose it is, what was asked, and how. */
export function readKey<E extends Endpoint>(actingFor: string | undefined, { name }: E, { params, query }: CallInput<E>) {
  return [actingFor ?? nobody, name, params ?? null, query ?? null]
}

type ReadOptions<Reply> = {
  enabled?: boolean
  /** Milliseconds; or until when, as what was read last says. */
  refetchInterval?: number | ((last: Reply | undefined) => number | false)
  keep?: boolean
  staleTime?: number
}

/** What an endpoint answers, kept fresh by live events and after changes. */
export function useRead<E extends Endpoint>(endpoint: E, input: CallInput<E>, options: ReadOptions<ReplyOf<E>> = {}) {
  const actingFor = useActingFor()
  const { refetchInterval } = options
  return useQuery<ReplyOf<E>>({
    queryKey: readKey(actingFor, endpoint, input),
    queryFn: ({ signal }) => call(endpoint, input, { ...actingIn(actingFor), signal }),
    enabled: options.enabled ?? true,
    ...(refetchInterval === undefined
      ? {}
      : {
          refetchInterval: ({ state }) => (typeof refetchInterval === 'number' ? refetchInterval : refetchInterval(state.data)),
        }),
    ...(options.staleTime === undefined ? {} : { staleTime: options.staleTime }),
    ...(options.keep ? { placeholderData: keepPreviousData } : {}),
  })
}

/** Every list, card and count of one organisation (or of the person) is read again. */
function refresh(queries: QueryClient, actingFor: string | undefined) {
  return queries.invalidateQueries({ predicate: ({ queryKey: [owner] }) => owner === (actingFor ?? nobody) })
}

/** Not `randomUUID`: a hub on plain HTTP in a company's own network has none. */
function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function fingerprint(input: { body?: unknown; params?: unknown; file?: File; fields?: Record<string, string> }): string {
  const { body, params, file, fields } = input
  return JSON.stringify([body, params, fields, file && [file.name, file.size, file.lastModified]])
}

/**
 * A change. A repeated attempt with the same content carries the same idempotency key, so that a lost answer never makes two.
 * Afterwards everything shown of the organisation is read again, and the focus is where it was. `done` and `failed` are told also once the page that asked
 * has been left.
 */
export function useAct<E extends Endpoint>(
  endpoint: E,
  done?: (reply: ReplyOf<E>, input: CallInput<E>) => void,
  failed?: (problem: CallProblem) => void,
) {
  const actingFor = useActingFor()
  const queries = useQueryClient()
  const attempt = useRef({ of: '', key: '' })
  const act = useMutation<ReplyOf<E>, CallProblem, CallInput<E>>({
    mutationFn: (input) => {
      if (!endpoint.idempotent) return call(endpoint, input, actingIn(actingFor))
      const of = fingerprint(input)
      if (attempt.current.of !== of) attempt.current = { of, key: freshKey() }
      return call(endpoint, Object.assign({}, input, { idempotencyKey: attempt.current.key }), actingIn(actingFor))
    },
    onSuccess: async (reply, input) => {
      attempt.current = { of: '', key: '' }
      done?.(reply, input)
      await refresh(queries, actingFor)
    },
    onError: (problem) => failed?.(problem),
  })
  useFocusAfter(act.isPending)
  return act
}

/** Address of a download for the organisation of the page. */
export function useAddress() {
  const actingFor = useActingFor()
  return <E extends Endpoint>(endpoint: E, input: CallInput<E>) => addressOf(endpoint, input, actingIn(actingFor))
}
