// Endless lists: the pages of a list behind one another, read ahead as one scrolls, and again where one looks.
import { hashKey, keepPreviousData, type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { z } from 'zod'
import type { Endpoint, Page, ReplyOf } from '../../contract/endpoint.ts'
import { type CallInput, type CallProblem, call } from '../call.ts'
import type { Endless, List } from '../kit/DataTable.tsx'
import { append, type Chain, catchUp, chainOf, endOf, oldIn, pagesIn, renewed, type Sight } from './chain.ts'
import { readKey } from './reading.ts'
import { actingIn, useActingFor } from './session.ts'

const pageRows = 100
/** What was scrolled through stays for whoever looks at a row's own page and comes back. */
const keptMilliseconds = 30 * 60_000

type ListEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType, z.ZodType<Page<unknown>>>
type RowOf<E extends ListEndpoint> = ReplyOf<E>['items'][number]
type ChainOf<E extends ListEndpoint> = Chain<RowOf<E>, ReplyOf<E>>

type Options<Row> = {
  keyOf: (row: Row) => string
  enabled?: boolean
  /** Milliseconds between two looks at what is in sight. */
  poll?: number
}

/** The rows that were read so far, and what the first page says beside its rows (its `total`). */
export type Rows<E extends ListEndpoint> = List<RowOf<E>> & { first: ReplyOf<E> }

/**
 * A list that goes on as one scrolls. Live events, changes and the poll read again what is in sight, and nothing else: other pages when one comes to
 * them.
 */
export function useRows<E extends ListEndpoint>(endpoint: E, input: CallInput<E>, { keyOf, enabled, poll }: Options<RowOf<E>>) {
  const actingFor = useActingFor()
  const queries = useQueryClient()
  const sight = useRef<Sight>({ first: 0, last: 0 })
  const { query } = input
  const key = [...readKey(actingFor, endpoint, input), 'rows']
  const chainNow = () => queries.getQueryData<ChainOf<E>>(key)
  const read = (cursor: string | undefined, signal?: AbortSignal): Promise<ReplyOf<E>> =>
    call(endpoint, Object.assign({}, input, { query: Object.assign({ limit: pageRows }, query, { cursor }) }), {
      ...actingIn(actingFor),
      ...(signal ? { signal } : {}),
    })
  /** Pages one behind the other; where the list ends earlier than it did, fewer. */
  const readAgain = async (chain: ChainOf<E>, { first, last }: Sight, signal?: AbortSignal) => {
    const answers: ReplyOf<E>[] = []
    let cursor = chain.links[first]?.cursor
    for (let page = first; page <= last; page++) {
      const answer = await read(cursor, signal)
      answers.push(answer)
      if (answer.nextCursor === null) break
      cursor = answer.nextCursor
    }
    return answers
  }
  const found = useQuery<ChainOf<E>>({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const before = chainNow()
      if (!before) return chainOf<RowOf<E>, ReplyOf<E>>([await read(undefined, signal)], keyOf)
      const { first, last } = pagesIn(before, sight.current)
      const answers = await readAgain(before, { first, last }, signal)
      return renewed(chainNow() ?? before, { first, answers, others: 'old' }, keyOf)
    },
    enabled: enabled ?? true,
    gcTime: keptMilliseconds,
    // Compared row by row, a hundred thousand rows would be at each page that comes.
    structuralSharing: false,
    placeholderData: keepPreviousData,
    ...(poll === undefined ? {} : { refetchInterval: poll }),
  })
  /** Beside what the query itself reads: how old the whole is stays. */
  const put = (change: (chain: ChainOf<E>) => ChainOf<E>) => {
    const updatedAt = queries.getQueryState(key)?.dataUpdatedAt
    queries.setQueryData<ChainOf<E>>(key, (chain) => chain && change(chain), updatedAt === undefined ? {} : { updatedAt })
  }
  const oldInSight = () => {
    const chain = chainNow()
    return chain && oldIn(chain, sight.current)
  }
  const renewing = useMutation<void, CallProblem, void>({
    mutationFn: () =>
      catchUp(oldInSight, async ({ first, last }) => {
        const chain = chainNow()
        if (!chain) return
        const answers = await readAgain(chain, { first, last })
        put((now) => renewed(now, { first, answers, others: 'as they were' }, keyOf))
      }),
  })
  const load = async () => {
    const chain = chainNow()
    const cursor = chain ? endOf(chain) : null
    if (cursor === null) return
    const answer = await read(cursor)
    put((now) => append(now, cursor, answer, keyOf))
  }
  function see(seen: Sight): void {
    sight.current = seen
    if (!renewing.isPending && oldInSight()) renewing.mutate()
  }
  // What is in sight now was not, when it was read again.
  const { dataUpdatedAt } = found
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each reading
  useEffect(() => see(sight.current), [dataUpdatedAt])
  return shownOf<E>(found, { id: hashKey(key), keyOf, load, see })
}

/** What `Reading` and `DataTable` take; the list shown while another is on its way is not gone on with. */
function shownOf<E extends ListEndpoint>(
  { data: chain, error, errorUpdateCount, refetch, isPlaceholderData }: UseQueryResult<ChainOf<E>, CallProblem>,
  { id, keyOf, load, see }: Pick<Rows<E>, 'keyOf'> & Omit<Endless, 'more'>,
): { data: Rows<E> | undefined; error: CallProblem | null; errorUpdateCount: number; refetch: () => unknown; busy: boolean } {
  const first = chain?.links[0]?.answer
  if (!chain || !first) return { data: undefined, error, errorUpdateCount, refetch, busy: false }
  const endless = { id, load, more: !isPlaceholderData && endOf(chain) !== null, see: isPlaceholderData ? () => undefined : see }
  return {
    data: { items: chain.items, keyOf, first, total: first.total, endless },
    error,
    errorUpdateCount,
    refetch,
    busy: isPlaceholderData,
  }
}
